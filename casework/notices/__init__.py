"""通报: notices that name persons (四(四)) and notices that name late units (四(二)), from draft to take-down.

Nobody types a word of a notice: it is put together from facts a trial reviewer marked, from the rosters, from dates
and from patterns. The principal approves what he saw; from then on no key is needed to publish or to expire it.
"""
