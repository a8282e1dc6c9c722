"""统计: the one page of figures for leaders. It stands on every subject and none stands on it.

Rules kept here:
- All figures of a page come from one snapshot, computed for the reader: what a wall hides from him is not counted.
- Every figure leads to the list of references it counts, and the list has just as many lines.
- No name stands on the page or in a list; a name is read where the record is opened, by who may open it.
"""
