"""The confined child: the only place where hostile files are looked into.

Rules kept here:
- Officers see pictures made by the child (`preview`), never the file itself; a copy to hand on is drawn anew
  (`clean`).
- A workbook is turned into plain rows by the child (`read_workbook`); the parent never parses one.
- The child has no network, no files to write, little memory and little time. It runs under bubblewrap where
  that works, and always under resource limits and a filter that refuses sockets and new programs. Without
  bubblewrap the filter refuses every file too; a host that has neither does not start.
- Few children run at once; who comes when all are taken waits a moment and is then told to come back (`Busy`).
- Bytes go in and out through pipes. Nothing of a file touches the disk.
- A file the child will not or cannot show is a `Refusal` with a fault from a closed list, never a stack trace.
"""

from casework.confined.faults import Busy, Fault, NotConfinable, Refusal
from casework.confined.labels import FAULT_WORDS
from casework.confined.process import (
    Cleaned,
    Preview,
    Sheet,
    at_once,
    clean,
    preview,
    read_workbook,
    require_confinement,
)

__all__ = [
    "FAULT_WORDS",
    "Busy",
    "Cleaned",
    "Fault",
    "NotConfinable",
    "Preview",
    "Refusal",
    "Sheet",
    "at_once",
    "clean",
    "preview",
    "read_workbook",
    "require_confinement",
]
