"""Forms and files as they come in: each is read under the limits of the view it is meant for.

Every limit is enforced while reading: body, number and length of fields, number and size of files. A file beyond
a limit is read past and reported, and nothing of it is kept; the rest of the form survives. Text is NFC without NUL.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, Response, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.formparser import FormDataParser

from web.multipart import LimitedParser
from web.receiving import Incoming, Limits, OpenSink, ReceivedFile, RefusedFile
from web.senders import drain, hurried

FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})

F = TypeVar("F", bound=Callable[..., Any])


def accepts(limits: Limits, open_sink: OpenSink | None = None) -> Callable[[F], F]:
    """Mark a view with what its form may hold and where its files go."""

    def mark(view: F) -> F:
        view.accepts = (limits, open_sink)  # type: ignore[attr-defined]  # read by the request
        return view

    return mark


class StreamingRequest(Request):
    """A request whose form is read under the limits of the view it is meant for."""

    incoming: Incoming
    takes_files: bool = True
    """A door that has not let this request in sets it to false: files are then read past."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.incoming = Incoming()

    @property
    def accepted(self) -> tuple[Limits, OpenSink | None]:
        """The limits and the sink of the view this request is meant for."""
        view = current_app.view_functions.get(self.endpoint or "")
        return getattr(view, "accepts", None) or (current_app.extensions["web.limits"], None)

    def make_form_data_parser(self) -> FormDataParser:
        """Our parser, under this view's limits."""
        limits, open_sink = self.accepted
        return LimitedParser(self, self.incoming, limits, open_sink if self.takes_files else None)


def received_files(field: str) -> list[ReceivedFile]:
    """The whole files of one form field of this request."""
    parts: MultiDict[str, Any] = request.files
    return [part for part in parts.getlist(field) if isinstance(part, ReceivedFile)]


def refused_files(field: str) -> list[RefusedFile]:
    """The files of one form field of this request that were not kept."""
    parts: MultiDict[str, Any] = request.files
    return [part for part in parts.getlist(field) if isinstance(part, RefusedFile)]


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
