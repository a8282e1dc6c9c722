"""Reading form bodies under limits: ``web.parts`` cuts, the counting is here, files go to the door's sinks.

Large reads keep it fast: a body passes at several hundred MB/s a core (benchmarks/uploads.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.exceptions import BadRequest
from werkzeug.formparser import FormDataParser

from web.parts import Content, End, Head, cut
from web.receiving import (
    KIB,
    Incoming,
    Limits,
    OpenSink,
    Part,
    ReceivedFile,
    Refusal,
    RefusedFile,
    Sink,
    body_too_large,
    field_too_long,
    too_many_fields,
)
from web.senders import BROKEN, hurried
from web.text import clean_form, clean_line

CHUNK = 512 * KIB


def base_name(filename: str, most: int) -> str:
    """The sender's name for a file without any path, in one clean line of at most ``most`` characters."""
    name = clean_line(filename.replace("\\", "/").rsplit("/", 1)[-1])
    if len(name) <= most:
        return name
    stem, dot, ending = name.rpartition(".")
    if dot and 0 < len(ending) <= 10:
        return stem[: most - len(ending) - 1] + dot + ending
    return name[:most]


class _FieldPart:
    """A text part: gathered up to the limit."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.pieces: list[bytes] = []
        self.length = 0

    def write(self, data: bytes) -> None:
        """Gather; raises ``FormTooLarge``."""
        self.length += len(data)
        if self.length > self.limits.field:
            raise field_too_long(self.limits)
        self.pieces.append(data)

    def text(self) -> str:
        """The clean text."""
        return clean_form(b"".join(self.pieces).decode("utf-8", "replace"))


class _FilePart:
    """A file part: written through to its sink, or read past once it broke a limit."""

    def __init__(self, part: Part, limits: Limits, sink: Sink | None, refusal: Refusal | None) -> None:
        self.part = part
        self.limits = limits
        self.sink = sink
        self.refusal = refusal
        self.size = 0

    def write(self, data: bytes) -> None:
        """Hand on, or read past."""
        self.size += len(data)
        if self.sink is None:
            return
        if self.size > self.limits.file:
            self.sink.abort()
            self.sink = None
            self.refusal = Refusal.TOO_LARGE
            return
        self.sink.write(data)

    def outcome(self) -> ReceivedFile | RefusedFile | None:
        """What became of it; none for a file control in which nothing was chosen."""
        field, name, kind = self.part
        if self.refusal is not None:
            limit = self.limits.file if self.refusal is Refusal.TOO_LARGE else self.limits.files
            return RefusedFile(field, name, self.refusal, limit)
        if self.sink is None:
            return None
        return ReceivedFile(field, name, kind, self.size, self.sink.finish())


class _Body:
    """One multipart body being read."""

    def __init__(self, incoming: Incoming, limits: Limits, open_sink: OpenSink | None) -> None:
        self.incoming = incoming
        self.limits = limits
        self.open_sink = open_sink
        self.files: list[tuple[str, ReceivedFile | RefusedFile]] = []
        self.parts = 0

    def begin(self, head: Head) -> _FieldPart | _FilePart:
        """The receiver of a part; raises when there are more than the limits allow."""
        self.parts += 1
        if self.parts > self.limits.fields + 2 * self.limits.files:
            raise too_many_fields(self.limits)
        name = clean_line(head.name)
        if head.filename is not None:
            return self._begin_file(head, name)
        if len(self.incoming.fields) >= self.limits.fields:
            raise too_many_fields(self.limits)
        return _FieldPart(name, self.limits)

    def _begin_file(self, head: Head, name: str) -> _FilePart:
        filename = base_name(head.filename or "", self.limits.name)
        part = Part(name, filename, clean_line(head.content_type)[:100])
        if not filename:
            return _FilePart(part, self.limits, None, None)
        kept = sum(isinstance(outcome, ReceivedFile) for _, outcome in self.files)
        if self.open_sink is None or kept >= self.limits.files:
            return _FilePart(part, self.limits, None, Refusal.TOO_MANY)
        sink = self.open_sink(part)
        self.incoming.sinks.append(sink)
        return _FilePart(part, self.limits, sink, None)

    def end(self, part: _FieldPart | _FilePart) -> None:
        """Keep what a finished part gave."""
        if isinstance(part, _FieldPart):
            self.incoming.fields.append((part.name, part.text()))
        elif (outcome := part.outcome()) is not None:
            self.files.append((part.part.field, outcome))


def _chunks(stream: IO[bytes], limits: Limits) -> Iterator[bytes]:
    """The body in large pieces; raises when it is longer than allowed or cannot be read to its end."""
    total = 0
    while data := _read(stream):
        total += len(data)
        if total > limits.body:
            raise body_too_large(limits)
        yield data


def _read(stream: IO[bytes]) -> bytes:
    try:
        return stream.read(CHUNK)
    except BROKEN as broken:
        raise BadRequest from broken


class LimitedParser(FormDataParser):
    """``werkzeug``'s parser of form bodies with our limits and sinks."""

    def __init__(
        self, request: Request, incoming: Incoming, limits: Limits, open_sink: OpenSink | None
    ) -> None:
        super().__init__(cls=request.parameter_storage_class, silent=False)
        self.request = request
        self.incoming = incoming
        self.limits = limits
        self.open_sink = open_sink

    def parse(self, stream: Any, mimetype: str, content_length: int | None, options: Any = None) -> Any:
        """As the base class; what cannot be read is a 400 and keeps no file."""
        try:
            with hurried(self.request):
                return super().parse(stream, mimetype, content_length, options)
        except ValueError as malformed:
            self.incoming.abandon_files()
            raise BadRequest from malformed
        except BaseException:
            self.incoming.abandon_files()
            raise

    def _parse_multipart(self, stream: Any, mimetype: str, content_length: int | None, options: Any) -> Any:
        del mimetype, content_length
        boundary = options.get("boundary", "").encode("ascii")
        if not boundary or len(boundary) > 200:
            raise BadRequest
        body = _Body(self.incoming, self.limits, self.open_sink)
        part: _FieldPart | _FilePart | None = None
        for event in cut(_chunks(stream, self.limits), boundary):
            match event:
                case Head():
                    part = body.begin(event)
                case Content(data) if part is not None:
                    part.write(data)
                case End() if part is not None:
                    body.end(part)
        return stream, self.cls(self.incoming.fields), self.cls(body.files)

    def _parse_urlencoded(self, stream: Any, mimetype: str, content_length: int | None, options: Any) -> Any:
        del mimetype, content_length, options
        data = b"".join(_chunks(stream, self.limits))
        so_far = self.incoming.fields
        too_many = data.count(b"&") >= self.limits.fields
        start = b"&".join(data.split(b"&", self.limits.fields)[: self.limits.fields]) if too_many else data
        for name, value in parse_qsl(
            start.decode("utf-8", "replace"), keep_blank_values=True, errors="replace"
        ):
            if len(value.encode("utf-8", "replace")) > self.limits.field:
                raise field_too_long(self.limits)
            so_far.append((clean_line(name), clean_form(value)))
        if too_many:
            raise too_many_fields(self.limits)
        return stream, self.cls(so_far), self.cls()
