"""Forms and files as they come in: counted, cleaned and, for files, handed on while they stream.

Rules kept here:
- no file part ever rests in the clear: its bytes go from the socket into a sink that the
  door supplies (it seals), in constant memory; a door that supplies none takes no files;
- every limit is enforced while reading: body, number and length of fields, number and size
  of files. A file beyond a limit is read past and reported, and nothing of it is kept; the
  rest of the form survives. A form beyond a limit is refused with words that say the limit;
- when a request cannot be read to its end, every sink it opened is aborted;
- text is NFC without NUL, whatever was sent.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any, NamedTuple, Protocol, TypeVar

from flask import Flask, Request, Response, current_app, request
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]  # it has no types
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from web.i18n import lazy_gettext as _l

KIB = 1024
MIB = 1024 * KIB
FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})
DRAIN_BYTES = 64 * MIB
DRAIN_SECONDS = 20.0
SILENCE_SECONDS = 30.0
BROKEN = (OSError, ParseException)
"""What the server raises while a body is read: its sender is gone, or a chunk of it has no size."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one form may hold. Sizes in bytes, names in characters."""

    body: int = 2 * MIB
    fields: int = 500
    field: int = 128 * KIB
    files: int = 0
    file: int = 0
    name: int = 200


class Part(NamedTuple):
    """The head of a file part: its form field, the sender's name for it and the sender's type for it."""

    field: str
    filename: str
    content_type: str


class Sink(Protocol):
    """Where a file's bytes go. ``abort`` may come at any time, also after ``finish``."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes."""

    def finish(self) -> Any:
        """The file is whole; what is returned stands in ``ReceivedFile.stored``."""

    def abort(self) -> None:
        """Keep nothing of this file."""


OpenSink = Callable[[Part], Sink]


class Refusal(StrEnum):
    """Why a file was not kept."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that went into its sink whole; ``size`` is that of the file as sent."""

    field: str
    filename: str
    content_type: str
    size: int
    stored: Any

    def close(self) -> None:
        """The request closes its files at its end; here nothing is open any more."""


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was read past, and the limit it broke (bytes, or a number of files)."""

    field: str
    filename: str
    refusal: Refusal
    limit: int

    def close(self) -> None:
        """Nothing was opened."""


class FormTooLarge(RequestEntityTooLarge):
    """A form beyond a limit; its description is for readers and says the limit."""

    for_readers = True


def too_many_fields(limits: Limits) -> FormTooLarge:
    """The refusal of a form with more fields than any page of ours has."""
    return FormTooLarge(
        _l("一次最多提交%(n)s项，这次超过了。请从本站的页面重新填写。", n=f"{limits.fields:,}")
    )


def field_too_long(limits: Limits) -> FormTooLarge:
    """The refusal of one text that is too long; the least that fits is a third in Chinese characters."""
    return FormTooLarge(
        _l("一项文字最多约%(n)s字，这次超过了。请分几次写。", n=f"{limits.field // 3 // 1000 * 1000:,}")
    )


def body_too_large(limits: Limits) -> FormTooLarge:
    """The refusal of a body that is too large altogether."""
    return FormTooLarge(
        _l("一次最多提交%(n)s MB，这次超过了。请减少文件，分几次提交。", n=limits.body // MIB)
    )


F = TypeVar("F", bound=Callable[..., Any])


def accepts(limits: Limits, open_sink: OpenSink | None = None) -> Callable[[F], F]:
    """Mark a view with what its form may hold and where its files go."""

    def mark(view: F) -> F:
        view.accepts = (limits, open_sink)  # type: ignore[attr-defined]  # read by the request
        return view

    return mark


class StreamingRequest(Request):
    """A request whose form is read under the limits of the view it is meant for."""

    fields_so_far: list[tuple[str, str]]
    sinks: list[Sink]
    takes_files: bool = True
    """A door that has not let this request in sets it to false: files are then read past."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields_so_far = []
        self.sinks = []

    @property
    def accepted(self) -> tuple[Limits, OpenSink | None]:
        """The limits and the sink of the view this request is meant for."""
        view = current_app.view_functions.get(self.endpoint or "")
        return getattr(view, "accepts", None) or (current_app.extensions["web.limits"], None)

    def make_form_data_parser(self) -> FormDataParser:
        """Our parser, under this view's limits."""
        from web.multipart import LimitedParser

        limits, open_sink = self.accepted
        return LimitedParser(self, limits, open_sink if self.takes_files else None)

    def abandon_files(self) -> None:
        """Keep nothing of any file of this request."""
        for sink in self.sinks:
            sink.abort()
        self.sinks.clear()


def received_files(field: str) -> list[ReceivedFile]:
    """The whole files of one form field of this request."""
    parts: MultiDict[str, Any] = request.files
    return [part for part in parts.getlist(field) if isinstance(part, ReceivedFile)]


def refused_files(field: str) -> list[RefusedFile]:
    """The files of one form field of this request that were not kept."""
    parts: MultiDict[str, Any] = request.files
    return [part for part in parts.getlist(field) if isinstance(part, RefusedFile)]


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


def init_app(app: Flask, limits: Limits | None = None) -> None:
    """Read every form under limits; ``limits`` are those of views that name none."""
    app.request_class = StreamingRequest
    app.extensions["web.limits"] = limits or Limits()

    @app.before_request
    def _bound_other_bodies() -> None:
        # Forms count for themselves, so that the text before a limit survives.
        if request.mimetype not in FORMS:
            request.max_content_length = request.accepted[0].body  # type: ignore[attr-defined]  # ours

    @app.after_request
    def _let_the_sender_finish(response: Response) -> Response:
        if response.status_code == 413:
            request.max_content_length = None
            with hurried(request):
                drain(request.stream)
        return response
