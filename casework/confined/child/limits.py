"""The limits the child sets on itself before it looks at anything."""

import contextlib
import ctypes
import platform
import resource
import struct

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 25
OPEN_FILES = 64
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
NO_NEW_PRIVILEGES, SECCOMP, FILTER_MODE = 38, 22, 2
LOAD, JUMP_EQUAL, JUMP_GREATER_EQUAL, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050001
X32 = 0x40000000

FORBIDDEN = {
    "x86_64": (0xC000003E, (41, 42, 53, 57, 58, 59, 101, 322)),
    "aarch64": (0xC00000B7, (117, 198, 199, 203, 221, 281)),
}
"""The kernel's mark of the architecture; socket, connect, socketpair, fork, vfork, execve, execveat, ptrace."""


class _Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("program", ctypes.c_void_p)]


class Fault(Exception):
    """No view of this file; the text is a word of `casework.confined.faults.Fault`."""


def confine() -> None:
    """Little memory, little time, nothing written, no core, no network where the kernel allows."""
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
    forbid_network_and_programs()


def forbid_network_and_programs() -> bool:
    """Refuse sockets and new programs by a system-call filter, also where namespaces are not to be had.

    False on a machine whose numbers are not known here.
    """
    known = FORBIDDEN.get(platform.machine())
    if known is None:
        return False
    program = _program(*known)
    buffer = ctypes.create_string_buffer(program, len(program))
    description = _Filter(len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(SECCOMP, FILTER_MODE, ctypes.byref(description), 0, 0) == 0)


def _program(architecture: int, numbers: tuple[int, ...]) -> bytes:
    """The filter in the kernel's packet language: (code, jump if true, jump if false, value)."""
    count = len(numbers)
    lines = [
        (LOAD, 0, 0, 4),
        (JUMP_EQUAL, 1, 0, architecture),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, 0),
        (JUMP_GREATER_EQUAL, count + 1, 0, X32),
        *((JUMP_EQUAL, count - n, 0, number) for n, number in enumerate(numbers)),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    return b"".join(struct.pack("=HBBI", *line) for line in lines)
