"""What one form may hold, and what a form that is coming in has given so far.

Rules kept here:
- no file part ever rests in the clear: its bytes go from the socket into a sink that the
  door supplies (it seals), in constant memory; a door that supplies none takes no files;
- when a request cannot be read to its end, every sink it opened is aborted;
- a form beyond a limit is refused with words that say the limit.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from werkzeug.exceptions import RequestEntityTooLarge

from web.i18n import lazy_gettext as _l

KIB = 1024
MIB = 1024 * KIB


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


@dataclass(slots=True)
class Incoming:
    """A form while it is read: its fields so far, which a refusal gives back, and the sinks it opened."""

    fields: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    sinks: list[Sink] = dataclasses.field(default_factory=list)

    def abandon_files(self) -> None:
        """Keep nothing of any file."""
        for sink in self.sinks:
            sink.abort()
        self.sinks.clear()
