"""Reading the register: one report, the inbox, its counts. Every query begins with what exists for the officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, func, not_, or_, select, true
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import record_opening
from casework.database import Clock, Store, day_of
from casework.keyring import open_sealed
from casework.linkage import plain
from casework.offices import service as offices
from casework.reports.clocks import ClockFace, calendar_on, face
from casework.reports.rows import ReportMessageRow, ReportRow
from casework.reports.walls import visible
from casework.reports.words import CHANNEL_SIGNS, OPEN_STAGES, Channel, Stage, View
from regulation.calendar import Calendar
from sealing import SealingError
from sealing.documents import DocumentError

PAGE: Final = 50
SEARCHED: Final = 1000
"""Sealed summaries a word filter opens at most; the page says so when there are more."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of the inbox; empty ones ask nothing. `handler` is a member's id, `mine` or `none`."""

    channel: Channel | None = None
    stage: Stage | None = None
    named: bool | None = None
    handler: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the inbox. `object_line` is empty where the summary cannot be opened."""

    reference: str
    object_line: str
    channel: Channel
    named: bool
    stage: Stage
    clock: ClockFace
    handler: str
    handler_id: str | None
    moved_on: date
    unread: bool
    urgent: bool
    is_new: bool
    alarm: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """A page of the inbox. `searched_all` is False when the word filter did not reach every report."""

    rows: tuple[InboxRow, ...]
    first: int
    total: int
    counts: dict[View, int]
    searched_all: bool = True


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """What registrar and auditor see: numbers, days and stages, no content and no reference."""

    number: str
    received_on: date
    channel: Channel
    named: bool
    stage: Stage
    clock: ClockFace
    alarm: bool
    belongs_above: bool


def find(db: Session, officer: Officer, reference: str, *, lock: bool = False) -> ReportRow | None:
    """The report of this reference if it exists for this officer."""
    statement = select(ReportRow).where(ReportRow.reference == reference, *visible(db, officer))
    return db.scalars(statement.with_for_update() if lock else statement).one_or_none()


def _view(view: View, officer: Officer, today: date) -> tuple[ColumnElement[bool], ...]:
    running = ReportRow.stage.in_(OPEN_STAGES - {Stage.MORE_WANTED})
    late = ReportRow.due_on < today, ReportRow.due_provisional.is_(False)
    match view:
        case View.MINE:
            mine = or_(ReportRow.handler_id == officer.member_id, ReportRow.handler_id.is_(None))
            return ReportRow.stage.in_(OPEN_STAGES), mine
        case View.NEW:
            return ReportRow.stage == Stage.PENDING, ReportRow.handler_id.is_(None)
        case View.SOON:
            return running, ReportRow.due_soon <= today, not_(and_(*late))
        case View.OVERDUE:
            return (running, *late)
        case View.UNREAD:
            return (ReportRow.unread.is_(True),)
        case View.NAMED_OVERDUE:
            return (running, ReportRow.named.is_(True), *late)
        case View.ALL:
            return ()


def _filtered(statement: Select[str], filters: Filters, officer: Officer) -> Select[str]:
    if filters.channel is not None:
        statement = statement.where(ReportRow.channel == filters.channel)
    if filters.stage is not None:
        statement = statement.where(ReportRow.stage == filters.stage)
    if filters.named is not None:
        statement = statement.where(ReportRow.named.is_(filters.named))
    if filters.handler == "none":
        statement = statement.where(ReportRow.handler_id.is_(None))
    elif filters.handler:
        wanted = officer.member_id if filters.handler == "mine" else filters.handler
        statement = statement.where(ReportRow.handler_id == wanted)
    return statement


_URGENCY: Final = (
    ReportRow.urgent.desc(),
    case((ReportRow.due_on.is_(None), 1), else_=0),
    ReportRow.due_on,
    ReportRow.moved_on.desc(),
    ReportRow.id,
)


def inbox(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    view: View = View.MINE,
    filters: Filters = Filters(),
    first: int = 0,
) -> Inbox:
    """A page of 50 by urgency: requests for protection first, then what is overdue or due, then the newest.

    Opening the summaries is recorded once for the page, before any is opened.
    """
    today = day_of(clock)
    with store.read() as db:
        exists = visible(db, officer)
        counts = _counts(db, officer, exists, today)
        base = _filtered(select(ReportRow.id).where(*exists, *_view(view, officer, today)), filters, officer)
        total = counts[view] if filters == Filters() else _number_of(db, base)
        ordered = base.order_by(*_URGENCY)
        ids = db.scalars(
            ordered.limit(SEARCHED) if filters.words else ordered.offset(first).limit(PAGE)
        ).all()
        found = {row.id: row for row in db.scalars(select(ReportRow).where(ReportRow.id.in_(ids)))}
        rows = [found[each] for each in ids]
        names = offices.names_of(db, [row.handler_id for row in rows if row.handler_id])
        calendar = calendar_on(db, today)
    if rows:
        record_opening(store, officer, clock, "report_summaries", officer.office_id)
    opened = [(row, summary_body(row, officer)) for row in rows]
    if filters.words:
        hits = [(row, body) for row, body in opened if _speaks_of(body, filters.words)]
        kept, all_seen, total = hits[first : first + PAGE], total <= SEARCHED, len(hits)
    else:
        kept, all_seen = opened, True
    lines = tuple(_line(row, body, names, today, calendar) for row, body in kept)
    return Inbox(lines, first, total, counts, all_seen)


def _number_of(db: Session, chosen: Select[str]) -> int:
    return db.scalar(select(func.count()).select_from(chosen.subquery())) or 0


def _counts(
    db: Session, officer: Officer, exists: Sequence[ColumnElement[bool]], today: date
) -> dict[View, int]:
    sums = [
        func.coalesce(func.sum(case((and_(*_view(v, officer, today), true()), 1), else_=0)), 0) for v in View
    ]
    found = db.execute(select(*sums).select_from(ReportRow).where(*exists)).one()
    return {view: int(count) for view, count in zip(View, found, strict=True)}


def summary_body(row: ReportRow, officer: Officer) -> dict[str, Any]:
    """The small sealed summary; empty where there is none or it does not verify."""
    if not row.summary_header:
        return {}
    try:
        return open_sealed(
            row.sealed_summary,
            officer.open_keys,
            kind="report_summary",
            id=row.id,
            verify_keys=[officer.open_keys.office_signing.verify_key],
        )
    except (SealingError, DocumentError):
        return {}


def _speaks_of(body: dict[str, Any], words: str) -> bool:
    told = "".join((*body.get("units", ()), *body.get("posts", ()), body.get("business", "")))
    return plain(words) in plain(told)


def _line(
    row: ReportRow, body: dict[str, Any], names: dict[str, str], today: date, calendar: Calendar
) -> InboxRow:
    return InboxRow(
        reference=row.reference,
        object_line=str(body.get("object", "")),
        channel=row.channel,
        named=row.named,
        stage=row.stage,
        clock=face(row, today, calendar),
        handler=names.get(row.handler_id or "", ""),
        handler_id=row.handler_id,
        moved_on=row.moved_on,
        unread=row.unread,
        urgent=row.urgent,
        is_new=row.stage is Stage.PENDING and row.handler_id is None,
        alarm=row.unopenable_on is not None,
    )


def register(store: Store, officer: Officer, clock: Clock, *, year: int) -> list[RegisterRow]:
    """The register of one year for registrar and auditor: every number of the office, without content.

    Numbers behind a wall stand here too: the register is gapless, and a number says nothing of whom it is about.
    """
    today = day_of(clock)
    with store.read() as db:
        rows = db.scalars(
            select(ReportRow)
            .filter_by(office_id=officer.office_id, year=year)
            .order_by(ReportRow.channel, ReportRow.number)
        ).all()
        calendar = calendar_on(db, today)
    return [
        RegisterRow(
            number=f"{row.year}-{CHANNEL_SIGNS[row.channel]}-{row.number:04d}",
            received_on=row.received_on,
            channel=row.channel,
            named=row.named,
            stage=row.stage,
            clock=face(row, today, calendar),
            alarm=row.unopenable_on is not None,
            belongs_above=row.stage is Stage.PENDING and row.sent_to is not None,
        )
        for row in rows
    ]


def messages_of(db: Session, report_id: str) -> Sequence[ReportMessageRow]:
    """The dialogue in order."""
    return db.scalars(
        select(ReportMessageRow)
        .filter_by(report_id=report_id)
        .order_by(ReportMessageRow.on, ReportMessageRow.place)
    ).all()
