"""The system-call filter: what a hostile file could ask of the kernel once it has taken over its parser.

Refused are sockets (also by way of io_uring), new processes and programs, signals to and memory of other processes,
names in the file system made, changed or taken away, and files opened for writing. Under bubblewrap reading stays: a
PDF that brings no fonts is drawn with the system's, and there is nothing else to read. Without bubblewrap no file is
opened and no name looked up at all: what the child needs was loaded before.
"""

import ctypes
import platform
import struct

NO_NEW_PRIVILEGES, SECCOMP, FILTER_MODE = 38, 22, 2
LOAD, JUMP_EQUAL, JUMP_GREATER_EQUAL, JUMP_SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050001
X32 = 0x40000000
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
WRITING = 0x3 | 0x40 | 0x200 | 0x400000
"""O_WRONLY and O_RDWR, O_CREAT, O_TRUNC, O_TMPFILE."""

# In both columns, first those that have had one number everywhere: pidfd_send_signal, io_uring_setup, _enter and
# _register, clone3, openat2, pidfd_getfd.
_EVERYWHERE = (424, 425, 426, 427, 435, 437, 438)
FORBIDDEN = {
    "x86_64": (
        *_EVERYWHERE,
        *(41, 42, 53),  # socket, connect, socketpair
        *(56, 57, 58, 59, 322),  # clone, fork, vfork, execve, execveat
        *(62, 129, 200, 297),  # kill, rt_sigqueueinfo, tkill, rt_tgsigqueueinfo
        *(101, 310, 311),  # ptrace, process_vm_readv, process_vm_writev
        *(
            76,
            77,
            82,
            83,
            84,
            85,
            86,
            87,
            88,
        ),  # truncate, ftruncate, rename, mkdir … creat, link, unlink, symlink
        *(90, 91, 92, 93, 94, 133),  # chmod, fchmod, chown, fchown, lchown, mknod
        *(
            258,
            259,
            260,
            263,
            264,
            265,
            266,
            268,
            316,
        ),  # the same with a folder: mkdirat … fchmodat, renameat2
        *(165, 272, 304, 308),  # mount, unshare, open_by_handle_at, setns
        *(248, 249, 250, 298, 319, 321, 323),  # keys, perf_event_open, memfd_create, bpf, userfaultfd
    ),
    "aarch64": (
        *_EVERYWHERE,
        *(198, 199, 203),
        *(220, 221, 281),
        *(129, 130, 138, 240),
        *(117, 270, 271),
        *(45, 46, 33, 34, 35, 36, 37, 38, 52, 53, 54, 55, 276),
        *(40, 97, 265, 268),
        *(217, 218, 219, 241, 279, 280, 282),
    ),
}
READING = {
    "x86_64": (
        *(2, 257, 4, 6, 262, 332),  # open, openat, stat, lstat, newfstatat, statx
        *(21, 269, 439, 89, 267),  # access, faccessat, faccessat2, readlink, readlinkat
        *(78, 217, 80, 81, 155, 161),  # getdents, getdents64, chdir, fchdir, pivot_root, chroot
        *(191, 192, 194, 195, 464, 465, 468),  # getxattr, lgetxattr … listxattrat, file_getattr
        *(137, 163, 254, 300, 303),  # statfs, acct, inotify_add_watch, fanotify_init, name_to_handle_at
        *(428, 429, 430, 432, 433, 442, 457, 458, 467),  # the mount calls, from open_tree on
        *(29, 30, 31, 64, 68, 240, 302),  # shmget, shmat, shmctl, semget, msgget, mq_open, prlimit64
    ),
    "aarch64": (
        *(56, 79, 291),
        *(48, 439, 78),
        *(61, 49, 50, 41, 51),
        *(8, 9, 11, 12, 464, 465, 468),
        *(43, 89, 27, 262, 264),
        *(428, 429, 430, 432, 433, 442, 457, 458, 467),
        *(194, 195, 196, 190, 186, 180, 261),
    ),
}
"""Files read or asked about, and memory and queues shared with other processes: what bubblewrap would keep away."""
OPENING = {"x86_64": ((257, 2), (2, 1)), "aarch64": ((56, 2),)}
"""openat and open, each with the place of its flags among the arguments."""
MARK = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The kernel's mark of the architecture."""


class _Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("program", ctypes.c_void_p)]


def install(*, reading: bool) -> bool:
    """Set the filter, also where namespaces are not to be had. False on a machine whose numbers are not known here."""
    machine = platform.machine()
    if machine not in MARK:
        return False
    opening = OPENING[machine] if reading else ()
    forbidden = FORBIDDEN[machine] if reading else (*FORBIDDEN[machine], *READING[machine])
    program = _program(MARK[machine], forbidden, opening)
    buffer = ctypes.create_string_buffer(program, len(program))
    description = _Filter(len(program) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(SECCOMP, FILTER_MODE, ctypes.byref(description), 0, 0) == 0)


def _program(mark: int, numbers: tuple[int, ...], opening: tuple[tuple[int, int], ...]) -> bytes:
    """The filter in the kernel's packet language: (code, jump if true, jump if false, value)."""
    checks = [
        line
        for number, place in opening
        for line in (
            (JUMP_EQUAL, 0, 3, number),
            (LOAD, 0, 0, ARGUMENTS + 8 * place),
            (JUMP_SET, -1, 0, WRITING),
            (RETURN, 0, 0, ALLOW),
        )
    ]
    lines = [
        (LOAD, 0, 0, ARCHITECTURE),
        (JUMP_EQUAL, 1, 0, mark),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (JUMP_GREATER_EQUAL, -1, 0, X32),
        *((JUMP_EQUAL, -1, 0, number) for number in numbers),
        *checks,
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    last = len(lines) - 1
    return b"".join(
        struct.pack("=HBBI", code, last - place - 1 if yes < 0 else yes, no, value)
        for place, (code, yes, no, value) in enumerate(lines)
    )
