"""What a door asks of the process that runs it: no memory on disk, nothing a visitor sent in the server's log.

Rules kept here:
- Neither a core dump nor another process of the same user reads this memory: it holds plaintext for the time of a
  request, and in the internal door open keys.
- Of a request the server could not read, its log holds that there was one and which kind of error it was. The
  server's own words would hold the visitor's address, the line as it was sent, and pieces of the body.
- No access log, whatever the command line asks for.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import resource
from typing import Final

SET_DUMPABLE: Final = 4
SERVER_LOG: Final = "gunicorn.error"
ACCESS_LOG: Final = "gunicorn.access"
UNREADABLE: Final = "a request that could not be read or answered"


class _NothingOfVisitors(logging.Filter):
    """Of the server's warnings only the kind of error passes, of its chatter nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return record.levelno == logging.INFO
        kind = record.exc_info[0] if record.exc_info else None
        record.msg = UNREADABLE if kind is None else f"{UNREADABLE}: {kind.__name__}"
        record.args, record.exc_info, record.exc_text, record.stack_info = (), None, None, None
        return True


class _Nothing(logging.Filter):
    """Nothing passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        del record
        return False


def guard_process() -> None:
    """Called by a door as it is loaded into the server's worker."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, AttributeError):  # a system without it has the limit above
        ctypes.CDLL(None).prctl(SET_DUMPABLE, 0, 0, 0, 0)
    for name, rule in ((SERVER_LOG, _NothingOfVisitors()), (ACCESS_LOG, _Nothing())):
        log = logging.getLogger(name)
        if not any(isinstance(each, type(rule)) for each in log.filters):
            log.addFilter(rule)
