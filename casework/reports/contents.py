"""What a report says, taken from its sealed document: read with care, because anybody may have written it.

Missing or misshapen fields become empty ones; nothing here decides or repairs.
"""

from dataclasses import dataclass
from typing import Any, Final

from casework.linkage import Clue, Mention
from sealing import SealingError, parse_recipient

IDENTITY_FIELDS: Final = ("name", "unit", "post")
CONTENT_FIELDS: Final = ("relative", "business", "place", "acts", "when", "beneficiary", "text")
MOST_SUBJECTS: Final = 20


@dataclass(frozen=True, slots=True)
class Subject:
    """One person as the reporter names him; every field as it was told, `at_commission` yes, no or unsure."""

    name: str
    unit: str
    post: str
    level: str
    region: str
    at_commission: str


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file as the sealed document lists it."""

    n: int
    name: str
    type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A report's own words."""

    subjects: tuple[Subject, ...]
    relative: str
    business: str
    place: str
    acts: str
    when: str
    beneficiary: str
    text: str
    named: bool
    mailbox_recipient: str
    files: tuple[FileEntry, ...]
    route_row: str
    route_clause: str

    @property
    def clue(self) -> Clue:
        """The part that linkage reads."""
        mentions = tuple(Mention(s.name, s.unit, s.post, s.region) for s in self.subjects)
        words = "。".join(filter(None, (self.text, self.acts, self.business, self.beneficiary)))
        return Clue(mentions, (self.business,) if self.business else (), words)

    @property
    def object_line(self) -> str:
        """Whom it is about in one short line: unit and post where told, else the name."""
        if not self.subjects:
            return ""
        first = self.subjects[0]
        line = "　".join(filter(None, (first.unit, first.post))) or first.name
        return line[:60]

    @property
    def told(self) -> str:
        """All content fields in one text, for the check that no reply repeats them."""
        parts = (self.relative, self.business, self.place, self.acts, self.when, self.beneficiary, self.text)
        return "\n".join(filter(None, parts))

    @property
    def identities(self) -> tuple[str, ...]:
        """Names, units and posts: what a reply may name."""
        parts = ((s.name, s.unit, s.post, s.unit + s.post) for s in self.subjects)
        return tuple(part for each in parts for part in each if part)


def contents(body: dict[str, Any]) -> Contents:
    """Read a `report` document's body."""
    route = body.get("route")
    row, clause = (route.get("row"), route.get("clause")) if isinstance(route, dict) else ("", "")
    subjects = body.get("subjects")
    return Contents(
        subjects=tuple(_subject(s) for s in _dicts(subjects)[:MOST_SUBJECTS]),
        relative=_text(body.get("relative")),
        business=_text(body.get("business")),
        place=_text(body.get("place")),
        acts=_text(body.get("acts")),
        when=_text(body.get("when")),
        beneficiary=_text(body.get("beneficiary")),
        text=_text(body.get("text")),
        named=body.get("named") is True,
        mailbox_recipient=_recipient(body.get("mailbox_recipient")),
        files=files(body),
        route_row=_text(row),
        route_clause=_text(clause),
    )


def files(body: dict[str, Any]) -> tuple[FileEntry, ...]:
    """The files a sealed document lists."""
    return tuple(
        FileEntry(
            _number(f.get("n")),
            _text(f.get("name"))[:200],
            _text(f.get("type"))[:80],
            _number(f.get("size")),
            _text(f.get("sha256"))[:64],
        )
        for f in _dicts(body.get("files"))
    )


def _subject(given: dict[str, Any]) -> Subject:
    return Subject(
        _text(given.get("name")),
        _text(given.get("unit")),
        _text(given.get("post")),
        _text(given.get("level")),
        _text(given.get("region")),
        _text(given.get("at_commission")),
    )


def _recipient(value: Any) -> str:
    """The recipient of the reporter's mailbox; empty where it is none, because then nothing can be sent."""
    text = _text(value)
    try:
        return str(parse_recipient(text)) if text else ""
    except (SealingError, ValueError):
        return ""


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
