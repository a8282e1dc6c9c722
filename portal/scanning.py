"""Asking clamd about a file while it streams in, when an operator runs one: the INSTREAM command over a socket.

The file goes to clamd in memory and to nowhere else; with a scanner configured, a file that could not be judged is
not kept.
"""

import contextlib
import socket
import struct
from enum import StrEnum
from typing import Final

_SECONDS: Final = 30.0
_PIECE: Final = 256 * 1024


class Verdict(StrEnum):
    """What the scanner said."""

    CLEAN = "clean"
    INFECTED = "infected"
    UNKNOWN = "unknown"


class Scan:
    """One file's conversation with clamd at `host:port` or a socket path."""

    def __init__(self, address: str) -> None:
        self._socket: socket.socket | None = None
        with contextlib.suppress(OSError, ValueError):
            self._socket = _connect(address)
            self._socket.sendall(b"zINSTREAM\0")

    def write(self, data: bytes) -> None:
        """Hand on the next bytes."""
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            self._send(struct.pack("!I", len(piece)) + piece)

    def verdict(self) -> Verdict:
        """What clamd says of the whole file; UNKNOWN when it cannot be asked."""
        self._send(struct.pack("!I", 0))
        answer = b""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                while not answer.endswith(b"\0") and (part := self._socket.recv(4096)):
                    answer += part
        self.close()
        if answer == b"stream: OK\0":
            return Verdict.CLEAN
        return Verdict.INFECTED if answer.endswith(b" FOUND\0") else Verdict.UNKNOWN

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _send(self, data: bytes) -> None:
        if self._socket is not None:
            try:
                self._socket.sendall(data)
            except OSError:
                self.close()


def _connect(address: str) -> socket.socket:
    if address.startswith("/"):
        found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        found.settimeout(_SECONDS)
        found.connect(address)
        return found
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
