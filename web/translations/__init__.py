"""The words: Chinese stands in the code, English in fragments, one file an area (``en/*.po``).

``python -m web.translations`` merges and compiles them; ``--check`` tells what is missing,
what is translated but no longer said, and which translations lost a placeholder.
"""
