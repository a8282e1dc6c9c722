"""依据: the regulation as a page. Who signs, where a form goes, until when; and whole cases tried out.

Nothing is stored and nothing sealed is opened: what is typed is told to the regulation and shown.
"""
