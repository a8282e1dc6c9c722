"""The server's worker of both doors: gunicorn's threads, and nobody who says nothing costs anybody else a wait.

gunicorn 27 closes a connection on the thread that accepts all others (`finish_request` calls `close_graceful`) and
waits there up to two seconds until its sender hangs up; it gives every new connection a thread before a byte of it has
come; and it reads the head of a request without any limit of time. Forty sockets that stay open would close a door
that stands without a proxy for over a minute, or for ever.

Rules kept here:
- A connection gets a thread when its first byte is there.
- Whoever has not sent a whole head after `HEAD_SECONDS` is cut off, however busily he trickles.
- After the answer the sending half is closed and what still comes is read past, so that an early refusal (413) can be
  read before the line is cut. That wait stands in the poller among all others and holds up nobody.
- At most half of the connections wait so; beyond that the oldest goes.
- Where the process may open no more files, it lets the longest waiting go, and does not fall.
- Whoever does not take his answer for `STALLED_SECONDS` is cut off by the kernel.

What stays with the proxy: how many connections one address may hold.
"""

from __future__ import annotations

import contextlib
import errno
import selectors
import socket
import time
from collections import deque
from concurrent.futures import Future
from functools import partial
from typing import Any, Final

from gunicorn.workers.gthread import TConn, ThreadWorker  # type: ignore[import-untyped]  # it has no types

HEAD_SECONDS = 10.0
FIRST_BYTE_SECONDS: Final = 5.0
LINGER_SECONDS: Final = 2.0
LINGER_BYTES: Final = 65536
STALLED_SECONDS = 60
PIECE: Final = 16384
PAUSE_SECONDS: Final = 0.05


class DoorWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's threaded worker, with waiting moved from its threads to its poller."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.lingering: deque[_Leaving] = deque()
        self.heads: dict[TConn, float] = {}

    def accept(self, listener: socket.socket) -> None:
        """Take a connection. Where no file can be opened for it any more, whoever waits longest makes room: gunicorn's
        own worker would end here, and all who are being served with it."""
        try:
            super().accept(listener)
        except OSError as error:
            if error.errno not in (errno.EMFILE, errno.ENFILE):
                raise
            if self.lingering:
                self._end(self.lingering[0])
            elif self.pending_conns:
                self.pending_conns[0].timeout = 0.0
                super().murder_pending()
            else:
                time.sleep(PAUSE_SECONDS)

    def enqueue_req(self, conn: TConn) -> None:
        """A thread for a connection that has something to say; a new one waits in the poller for its first byte."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        with contextlib.suppress(OSError):  # a unix socket has no such option, and needs none
            conn.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, STALLED_SECONDS * 1000)
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + FIRST_BYTE_SECONDS
        self.pending_conns.append(conn)
        readable = partial(self.on_pending_socket_readable, conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, readable)

    def handle(self, conn: TConn) -> Any:
        """In a thread: read one request and answer it. Until its head is whole, the clock runs."""
        self.heads[conn] = time.monotonic() + HEAD_SECONDS
        try:
            return super().handle(conn)
        finally:
            self.heads.pop(conn, None)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """In a thread: the head is whole."""
        self.heads.pop(conn, None)
        return super().handle_request(req, conn)

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """On the main thread: keep the connection, or let it go without waiting for its sender."""
        if fs.cancelled() or (fs.exception() is None and not fs.result()):
            self._let_go(conn)
        else:
            super().finish_request(conn, fs)

    def murder_pending(self) -> None:
        """Called by the main loop at least every second: whose time is over."""
        super().murder_pending()
        now = time.monotonic()
        while self.lingering and (self.lingering[0].until <= now or self._is_crowded()):
            self._end(self.lingering[0])
        for conn, until in self.heads.copy().items():
            if until <= now:
                with contextlib.suppress(
                    OSError
                ):  # its thread wakes up and closes it, also in the middle of a handshake
                    socket.socket.shutdown(conn.sock, socket.SHUT_RDWR)

    def _is_crowded(self) -> bool:
        return len(self.lingering) > int(self.worker_connections) // 2

    def _let_go(self, conn: TConn) -> None:
        """Close the sending half; the rest when the sender hangs up, has sent too much, or his time is over."""
        leaving = _Leaving(conn, time.monotonic() + LINGER_SECONDS)
        try:
            conn.sock.shutdown(socket.SHUT_WR)
            conn.sock.setblocking(False)
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._read_past, leaving))
        except (OSError, ValueError):  # it is gone already
            self.nr_conns -= 1
            conn.close()
            return
        self.lingering.append(leaving)

    def _read_past(self, leaving: _Leaving, _line: socket.socket) -> None:
        try:
            data = leaving.conn.sock.recv(PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        leaving.read += len(data)
        if not data or leaving.read >= LINGER_BYTES:
            self._end(leaving)

    def _end(self, leaving: _Leaving) -> None:
        self.lingering.remove(leaving)
        with contextlib.suppress(KeyError, ValueError, OSError):
            self.poller.unregister(leaving.conn.sock)
        self.nr_conns -= 1
        leaving.conn.close()


class _Leaving:
    """A connection that is answered, and how much was read past since."""

    __slots__ = ("conn", "read", "until")

    def __init__(self, conn: TConn, until: float) -> None:
        self.conn, self.until, self.read = conn, until, 0
