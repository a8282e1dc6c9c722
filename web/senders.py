"""Slow senders and senders who leave: how long a body is waited for, and how far it is read past."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from typing import IO

from flask import Request
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]  # it has no types
from werkzeug.exceptions import BadRequest

from web.receiving import MIB

DRAIN_BYTES = 64 * MIB
DRAIN_SECONDS = 20.0
SILENCE_SECONDS = 30.0
BROKEN = (OSError, ParseException)
"""What the server raises while a body is read: its sender is gone, or a chunk of it has no size."""


@contextlib.contextmanager
def hurried(request: Request) -> Iterator[None]:
    """While a body is read, a sender who says nothing for a while is gone: he would keep one of our threads for ever.

    The line is cut at once, because the server would wait once more for him to hang up.
    """
    line = request.environ.get("gunicorn.socket")
    if line is None:
        yield
        return
    line.settimeout(SILENCE_SECONDS)
    try:
        yield
    except BadRequest as unread:
        if isinstance(unread.__cause__ or unread.__context__, TimeoutError):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        raise
    finally:
        line.settimeout(None)


def drain(stream: IO[bytes]) -> None:
    """Read past what is left of a body, within bounds, so that the sender can read our answer."""
    left = DRAIN_BYTES
    until = time.monotonic() + DRAIN_SECONDS
    while left > 0 and time.monotonic() < until:
        try:
            data = stream.read(min(left, MIB))
        except BROKEN:
            return
        if not data:
            return
        left -= len(data)
