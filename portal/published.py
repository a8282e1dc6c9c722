"""Public documents as the portal shows them: verified against the directory, and silent once withdrawn or expired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from mailbox.ids import NoticeId
from mailbox.notices import PublicDocument, PublicKind, find, published
from portal.desk import Desk
from portal.offices import InForce
from portal.sealed_rows import refusing
from sealing.documents import DocumentError, decode_signed
from web.text import clean_line


class State(StrEnum):
    """What became of a notice."""

    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it may be shown. Withdrawn or expired: number, days and class of reason, and nothing else."""

    id: NoticeId
    number: str
    state: State
    published_on: date
    take_down_on: date | None
    reason_class: str = ""
    title: str = ""
    issuer: str = ""
    addressee: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    signed_by: tuple[str, ...] = ()
    dated: date | None = None
    copies: str = ""
    correction: str = ""
    corrected_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def changed_on(self) -> date:
        """The day of its last change, so that a reader's feed takes over what became of it."""
        if self.state is State.EXPIRED and self.take_down_on is not None:
            return self.take_down_on
        return self.withdrawn_on or self.corrected_on or self.published_on

    @property
    def is_shown(self) -> bool:
        """Whether names, facts and title may be shown."""
        return self.state in (State.PUBLISHED, State.CORRECTED)

    def holds(self, words: Sequence[str]) -> bool:
        """Whether every word stands in number, title or text."""
        text = "".join(
            (self.number, self.title, self.addressee, *(part for _, part in self.parts))
        ).casefold()
        return all(word in text for word in words)


def notices(desk: Desk, in_force: InForce, today: date) -> list[Notice]:
    """Every notice that verifies, newest first. Raises StoreRefused."""
    with refusing(), desk.mailbox.read() as db:
        found = published(db, PublicKind.NOTICE)
    return [notice for each in found if (notice := _notice(each, in_force, today))]


def notice(desk: Desk, in_force: InForce, today: date, notice_id: str) -> Notice | None:
    """One notice, or None where there is none that verifies. Raises StoreRefused."""
    with refusing(), desk.mailbox.read() as db:
        found = find(db, NoticeId(notice_id))
    return None if found is None or found.kind is not PublicKind.NOTICE else _notice(found, in_force, today)


def statistics(desk: Desk, in_force: InForce) -> list[dict[str, Any]]:
    """The monthly figures that verify, newest first: bodies {"month", "rows": [{"name", "count"}]}; a count may be "<5"."""
    with refusing(), desk.mailbox.read() as db:
        found = published(db, PublicKind.STATISTICS)
    return [body for each in found if (body := _body(each, in_force)) is not None]


def _body(entry: PublicDocument, in_force: InForce) -> dict[str, Any] | None:
    office = in_force.directory.office(entry.office_id)
    if office is None:
        return None
    try:
        return decode_signed(
            entry.document, kind=entry.kind, id=entry.id, verify_keys=office.verify_keys()
        ).body
    except DocumentError:
        return None


def _notice(entry: PublicDocument, in_force: InForce, today: date) -> Notice | None:
    body = _body(entry, in_force)
    if body is None:
        return None
    try:
        return _from_body(entry, body, today)
    except (KeyError, TypeError, ValueError):
        return None


def _from_body(entry: PublicDocument, body: dict[str, Any], today: date) -> Notice:
    state = State(body["state"])
    take_down_on = _day(body.get("take_down_on"))
    if state in (State.PUBLISHED, State.CORRECTED) and take_down_on is not None and today > take_down_on:
        state = State.EXPIRED
    bare = Notice(
        id=entry.id,
        number=str(body["number"]),
        state=state,
        published_on=date.fromisoformat(body["published_on"]),
        take_down_on=take_down_on,
        reason_class=str(body.get("reason_class") or ""),
        withdrawn_on=_day(body.get("withdrawn_on")),
    )
    if not bare.is_shown:
        return bare
    signed_by = body.get("signed_by_office") or []
    return Notice(
        id=bare.id,
        number=bare.number,
        state=state,
        published_on=bare.published_on,
        take_down_on=take_down_on,
        reason_class=bare.reason_class,
        title=str(body["title"]),
        issuer=str(body["issuer"]),
        addressee=str(body.get("addressee") or ""),
        parts=tuple(_part(each) for each in (*body.get("paragraphs", ()), *body.get("facts", ()))),
        signed_by=(signed_by,) if isinstance(signed_by, str) else tuple(signed_by),
        dated=_day(body.get("dated")),
        copies=str(body.get("copies") or ""),
        correction=str(body.get("correction") or ""),
        corrected_on=_day(body.get("corrected_on")),
    )


def _part(part: Any) -> tuple[str, str]:
    """A paragraph is a text, or ["h", text] for a first-level heading."""
    if isinstance(part, str):
        return ("p", part)
    kind, words = part
    return (str(kind), str(words))


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def search_words(typed: str) -> list[str]:
    """What is looked for: words parted by spaces, at most ten."""
    return clean_line(typed)[:100].casefold().split()[:10]
