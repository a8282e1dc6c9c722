"""Cutting a multipart body into its parts, wherever the network happened to cut it.

Rules kept here:
- a part is exactly the bytes between its blank line and the line break before the next
  boundary: not one more, not one fewer, since files are evidence;
- line ends are CRLF, as every browser sends them; what deviates cannot be read (``BadRequest``);
- heads of parts are bounded; contents pass through and are never gathered here.

Why not the library's decoder: it keeps back the shortest tail that may begin a boundary and,
cut at some places, gave a file one byte too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from werkzeug.exceptions import BadRequest

HEAD = 16 * 1024
PADDING = 256

_PARAMETER = re.compile(r';\s*(name|filename)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))', re.IGNORECASE)
_EXTENDED = re.compile(r";\s*filename\*\s*=\s*utf-8''([^;\s]*)", re.IGNORECASE)
_ESCAPES = {"%22": '"', "%0D": "\r", "%0A": "\n", "%0d": "\r", "%0a": "\n", '\\"': '"'}
_ESCAPED = re.compile("|".join(re.escape(escape) for escape in _ESCAPES))


class Head(NamedTuple):
    """The head of a part; ``filename`` is none for a part that is no file."""

    name: str
    filename: str | None
    content_type: str


class End(NamedTuple):
    """A part is whole."""


class Content(NamedTuple):
    """Some bytes of the current part."""

    data: bytes


def _unescape(text: str) -> str:
    """A parameter as the sender meant it: browsers escape quotes and line ends."""
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text)


def read_head(lines: bytes) -> Head:
    """The head of a part. Raises ``BadRequest`` when it names no field."""
    headers = {}
    for line in lines.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    disposition = headers.get("content-disposition", "")
    if not disposition.lower().startswith("form-data"):
        raise BadRequest
    found = {key.lower(): _unescape(quoted) or bare for key, quoted, bare in _PARAMETER.findall(disposition)}
    if "name" not in found:
        raise BadRequest
    filename = found.get("filename")
    if filename and (extended := _EXTENDED.search(disposition)):
        filename = unquote(extended[1])
    return Head(found["name"], filename, headers.get("content-type", ""))


def _line_end(buffer: bytes, at: int) -> int | None:
    """Where the line of a boundary ends: after its CRLF; -1 if this is no boundary; none if more is needed."""
    end = at
    while end < len(buffer) and buffer[end] in b" \t":
        end += 1
    if end - at > PADDING:
        return -1
    if len(buffer) - end < 2:
        return None
    return end + 2 if buffer[end : end + 2] == b"\r\n" else -1


class _Cutter:
    """The state between two pieces of the body."""

    def __init__(self, boundary: bytes) -> None:
        self.delimiter = b"\r\n--" + boundary
        # The body's first boundary needs no line before it.
        self.buffer = b"\r\n"
        self.in_part = False
        self.in_head = False
        self.finished = False

    def feed(self, chunk: bytes) -> Iterator[Head | Content | End]:
        """What this piece of the body brings."""
        buffer = self.buffer + chunk
        start = 0
        while not self.finished:
            if self.in_head:
                end = buffer.find(b"\r\n\r\n", start, start + HEAD)
                if end < 0:
                    if len(buffer) - start >= HEAD:
                        raise BadRequest
                    break
                yield read_head(buffer[start:end])
                start = end + 4
                self.in_head, self.in_part = False, True
                continue
            at = buffer.find(self.delimiter, start)
            if at < 0:
                safe = max(start, len(buffer) - len(self.delimiter) + 1)
                yield from self._content(buffer[start:safe])
                start = safe
                break
            after = self._after(buffer, at)
            yield from self._content(buffer[start:at])
            start = at
            if after is None:
                break
            if after < 0:
                start = at + len(self.delimiter)
                yield from self._content(self.delimiter)
                continue
            if self.in_part:
                yield End()
            self.in_part, self.in_head = False, not self.finished
            start = after
        self.buffer = buffer[start:]

    def _content(self, data: bytes) -> Iterator[Content]:
        if self.in_part and data:
            yield Content(data)

    def _after(self, buffer: bytes, at: int) -> int | None:
        """Where the parts go on after a boundary; marks the last one."""
        after = at + len(self.delimiter)
        if len(buffer) - after < 2:
            return None
        if buffer[after : after + 2] == b"--":
            self.finished = True
            return after + 2
        return _line_end(buffer, after)


def cut(chunks: Iterable[bytes], boundary: bytes) -> Iterator[Head | Content | End]:
    """The parts of a body: a head, contents, an end for each. Raises ``BadRequest`` when it breaks off."""
    cutter = _Cutter(boundary)
    for chunk in chunks:
        # What follows the last boundary is read and dropped.
        if not cutter.finished:
            yield from cutter.feed(chunk)
    if not cutter.finished:
        raise BadRequest
