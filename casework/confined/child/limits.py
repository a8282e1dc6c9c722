"""The limits the child sets on itself before it looks at anything."""

import contextlib
import ctypes
import resource

from . import calls

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 25
OPEN_FILES = 64
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000


class Fault(Exception):
    """No view of this file; the text is a word of `casework.confined.faults.Fault`."""


def confine(*, walled: bool = False) -> None:
    """Little memory, little time, nothing written, no core, no network where the kernel allows.

    `walled`: bubblewrap stands around this process, as only the parent can know. Without it the filter must hold, and
    lets nothing be read; raises `Fault` where the filter cannot be set.
    """
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)
    if not calls.install(reading=walled) and not walled:
        raise Fault("unconfined")
