"""The confined child: the only place where hostile files are looked into.

Rules kept here:
- Officers see pictures made by the child (`preview`), never the file itself.
- A workbook is turned into plain rows by the child (`read_workbook`); the parent never parses one.
- The child has no network, no files to write, little memory and little time. It runs under bubblewrap where
  that works, and always under resource limits and in a user namespace of its own where the kernel allows.
- Bytes go in and out through pipes. Nothing of a file touches the disk.
- A file the child will not or cannot show is a `Refusal` with a fault from a closed list, never a stack trace.
"""

from casework.confined.faults import FAULT_WORDS, Fault, Refusal
from casework.confined.process import Preview, Sheet, preview, read_workbook

__all__ = ["FAULT_WORDS", "Fault", "Preview", "Refusal", "Sheet", "preview", "read_workbook"]
