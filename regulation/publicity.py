"""公示: where a declaration hangs, until when, and from which moment it may be countersigned.

Rules kept here: three working days, the day of posting not counted, to the close of office on the third; two
places and one clock, which starts with the later posting; new facts are a new version, whose publicity starts
anew, while a typing mistake mended by the registrar keeps its version and its clock; an objection before the
countersignature blocks it until a finding is recorded, whenever it was raised.

Clause: 三(二); SR-27, SR-28, SR-29; A17, A18, A19, A25, H-29, H-43.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from regulation.calendar import SHANGHAI, Calendar, Due, UnpublishedYear, day_of
from regulation.chapters import Chapters
from regulation.decisions import Flag, Reason, Refused
from regulation.facts import UnitFacts

CLAUSE = "三(二)"


class PostingPlace(StrEnum):
    """The two places of 公示; never the internet (A17)."""

    OWN_UNIT = "own_unit"
    SUPERIOR_SYSTEM = "superior_system"


@dataclass(frozen=True, slots=True)
class PublicityScope:
    """Where a declaration must hang. OWN_UNIT_ONLY among the flags asks for a recorded reason (A25)."""

    places: frozenset[PostingPlace]
    superior_system: str
    clause: str = CLAUSE
    flags: frozenset[Flag] = frozenset()


def publicity_scope(unit: UnitFacts) -> PublicityScope:
    """本单位和主管系统; the own unit alone where no superior system exists (a 区委).

    Clause: 三(二) "在本单位和主管系统公示"; SR-28, A25.
    """
    if unit.superior_system:
        return PublicityScope(frozenset(PostingPlace), unit.superior_system)
    return PublicityScope(frozenset({PostingPlace.OWN_UNIT}), "", flags=frozenset({Flag.OWN_UNIT_ONLY}))


@dataclass(frozen=True, slots=True)
class Posting:
    """A version of a declaration put up in one place. A typing mistake mended keeps the version's id (A18)."""

    version: str
    place: PostingPlace
    at: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to the publicity, with the moment its finding was recorded; the objector may be anonymous."""

    id: str
    raised_at: datetime
    found_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PublicityTerm:
    """The publicity of one version: when it started, the days that count, when it ends.

    `counted` is empty while the end is provisional (H-33).
    """

    started_at: datetime
    counted: tuple[date, ...]
    last_day: Due
    close: time
    clause: str = CLAUSE

    @property
    def ends_at(self) -> datetime:
        """The moment it ends and the sheet comes off; raises UnpublishedYear while it is provisional."""
        return datetime.combine(self.last_day.day, self.close, SHANGHAI)

    def is_running(self, moment: datetime) -> bool:
        """Whether the sheet hangs at `moment`; while the end is provisional, to its latest day."""
        return self.started_at <= moment < datetime.combine(self.last_day.latest, self.close, SHANGHAI)


def publicity_term(started_at: datetime, calendar: Calendar, chapters: Chapters) -> PublicityTerm:
    """Three working days after the day of posting, to the close of office on the third.

    Clause: 三(二) "公示不少于3个工作日"; 民法典 第二百零一条.
    """
    start = day_of(started_at)
    days = chapters.integer("publicity.working_days", start)
    last_day = calendar.due_after(start, days)
    counted = () if last_day.provisional else tuple(calendar.after(start, n) for n in range(1, days + 1))
    close = time.fromisoformat(chapters.text("publicity.office_close", start))
    return PublicityTerm(started_at, counted, last_day, close)


def publicity_end(started_at: datetime, calendar: Calendar, chapters: Chapters) -> datetime | Refused:
    """The moment a publicity that started at `started_at` ends, from which the form may be countersigned.

    Refused while a year in question has no published calendar: countersigning is irrevocable (H-33).
    Clause: 三(二).
    """
    try:
        return publicity_term(started_at, calendar, chapters).ends_at
    except UnpublishedYear as unpublished:
        return Refused(Reason.YEAR_NOT_PUBLISHED, CLAUSE, f"{unpublished.year}年")


def started_at(
    version: str, postings: Iterable[Posting], places: frozenset[PostingPlace]
) -> datetime | Refused:
    """When the publicity of `version` started: with the later of its postings in the places it must hang in.

    Postings of an earlier version count nothing: new facts start anew. Of several postings of one version in one
    place the first counts. Refused while it does not hang in every place.
    Clause: 三(二); A18, H-43.
    """
    first: dict[PostingPlace, datetime] = {}
    for posting in postings:
        if posting.version == version and posting.place in places:
            first[posting.place] = min(posting.at, first.get(posting.place, posting.at))
    missing = [place for place in PostingPlace if place in places - first.keys()]
    if missing:
        names = {PostingPlace.OWN_UNIT: "本单位", PostingPlace.SUPERIOR_SYSTEM: "主管系统"}
        return Refused(
            Reason.PUBLICITY_NOT_ENDED, CLAUSE, f"尚未在{'和'.join(names[each] for each in missing)}公示"
        )
    return max(first.values())


def pending_objections(objections: Iterable[Objection], moment: datetime) -> tuple[str, ...]:
    """The objections raised and without a finding at `moment`, during the publicity or after it.

    Clause: 三(二); A19, H-29.
    """
    return tuple(
        each.id
        for each in objections
        if each.raised_at <= moment and (each.found_at is None or moment < each.found_at)
    )


def may_sign_at(
    moment: datetime,
    publicity_started_at: datetime,
    objections: Iterable[Objection],
    calendar: Calendar,
    chapters: Chapters,
) -> Refused | None:
    """Whether a declaration may be countersigned at `moment`, as far as its publicity decides; None is yes.

    Not before the publicity ended, not while an objection waits for its finding; an objection does not reset the
    clock. Who may sign stands in `regulation.countersigning`.
    Clause: 三(二) "公示后"; SR-29, A19, H-29; S07, S08, S30, S31.
    """
    ends_at = publicity_end(publicity_started_at, calendar, chapters)
    if isinstance(ends_at, Refused):
        return ends_at
    if moment < ends_at:
        return Refused(
            Reason.PUBLICITY_NOT_ENDED,
            CLAUSE,
            f"公示至{ends_at:%Y}年{ends_at.month}月{ends_at.day}日{ends_at:%H:%M}",
        )
    pending = pending_objections(objections, moment)
    if pending:
        return Refused(Reason.OBJECTION_PENDING, CLAUSE, f"异议{len(pending)}件待决")
    return None
