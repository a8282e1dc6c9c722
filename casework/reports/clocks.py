"""The clock that runs on a report: which term, from which day, and how it reads today.

The terms are the regulation's (T-01, T-05, T-08); this module only says which one applies at which stage.
A term that reaches into a year without a table of working days is provisional and never red (H-33).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, load_only

from casework.access import Officer
from casework.acts import record
from casework.calendar.service import calendar_in
from casework.database import Clock as Now
from casework.database import Store
from casework.reports.rows import ReportRow
from casework.reports.words import Channel, Stage
from regulation.calendar import Calendar, UnpublishedYear
from regulation.chapters import load
from regulation.clocks import Clock, ClockId, profile_of, start_clock

CLOCK_COLUMNS = (
    ReportRow.stage, ReportRow.sent_to, ReportRow.received_on, ReportRow.channel, ReportRow.named,
    ReportRow.first_received_on, ReportRow.accepted_on, ReportRow.due_clock, ReportRow.due_soon,
    ReportRow.due_earliest, ReportRow.due_on, ReportRow.due_provisional,
)  # fmt: skip
"""What a clock is computed from and written to; the fat columns stay unread."""


class ClockState(StrEnum):
    """How a clock is drawn; a word always stands beside it."""

    OK = "ok"
    SOON = "soon"
    LATE = "late"
    HELD = "held"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ClockFace:
    """A clock as it reads on a day. `left` are working days, negative when overdue; `earliest` and `latest`
    may differ while it is provisional."""

    state: ClockState
    term: str = ""
    left: int | None = None
    earliest: date | None = None
    latest: date | None = None
    provisional: bool = False


def term_of(row: ReportRow) -> tuple[ClockId, date] | None:
    """The term that runs at this stage and the day it runs from, or None where none does.

    T-01 runs from the first receipt by any office, T-05 from this office's own. Clause: H-10.
    """
    match row.stage:
        case Stage.PENDING if row.sent_to is not None:
            return ClockId.TO_SUPERIOR, row.received_on
        case Stage.SEALED | Stage.PENDING:
            if row.channel is Channel.TRANSFER:
                return ClockId.TRANSFER_TAKEN_UP, row.received_on
            return (ClockId.ACCEPTANCE_NOTICE, row.first_received_on) if row.named else None
        case Stage.ACCEPTED if row.accepted_on is not None:
            return ClockId.CLUE_OPINION, row.accepted_on
        case _:
            return None


def calendar_on(db: Session, day: date) -> Calendar:
    """The calendar by which clocks of that day are counted."""
    return calendar_in(db, load(profile_of(day)))


def set_clock(db: Session, row: ReportRow) -> None:
    """Write the term that applies now, when it turns amber, its earliest and latest end; else nothing."""
    found = term_of(row)
    if found is None:
        _write(row, None, None)
        return
    term, start = found
    calendar = calendar_on(db, start)
    _write(row, start_clock(term, start, calendar, load(profile_of(start))), calendar)


def _write(row: ReportRow, clock: Clock | None, calendar: Calendar | None) -> None:
    if clock is None or calendar is None:
        row.due_clock, row.due_soon, row.due_earliest, row.due_on = "", None, None, None
        row.due_provisional = False
        return
    row.due_clock = clock.id.value
    row.due_soon = amber_from(clock, calendar)
    row.due_earliest, row.due_on = clock.due.earliest, clock.due.latest
    row.due_provisional = clock.due.provisional


def amber_from(clock: Clock, calendar: Calendar) -> date:
    """The first day on which no more working days are left than the clock's amber margin."""
    day = clock.due.earliest
    while calendar.count_bounds(day - timedelta(1), clock.due.earliest)[0] <= clock.amber:
        day -= timedelta(1)
    return day


def face(row: ReportRow, today: date, calendar: Calendar) -> ClockFace:
    """How the row's clock reads today."""
    if row.stage is Stage.MORE_WANTED:
        return ClockFace(ClockState.HELD)
    if row.due_on is None or row.due_earliest is None or row.due_soon is None:
        return ClockFace(ClockState.NONE)
    if today > row.due_on and not row.due_provisional:
        state = ClockState.LATE
    else:
        state = ClockState.SOON if today >= row.due_soon else ClockState.OK
    return ClockFace(
        state,
        row.due_clock,
        _left(today, row.due_on, calendar),
        row.due_earliest,
        row.due_on,
        row.due_provisional,
    )


def _left(today: date, due_on: date, calendar: Calendar) -> int:
    try:
        return calendar.between(today, due_on)
    except UnpublishedYear:
        return calendar.count_bounds(today, due_on)[0]


def refresh_clocks(store: Store, clock: Now) -> int:
    """Compute provisional clocks anew. Keyless; returns how many changed."""
    with store.write() as db:
        return recompute_clocks(db, None, clock)


def recompute_clocks(db: Session, officer: Officer | None, clock: Now, *, since: date | None = None) -> int:
    """Compute anew, in the caller's transaction, every clock that is provisional or ends on `since` or later: what
    a table of working days that was just confirmed may have moved. Returns how many changed."""
    provisional = ReportRow.due_provisional.is_(True)
    moved = provisional if since is None else or_(provisional, ReportRow.due_on >= since)
    changed = 0
    for row in db.scalars(select(ReportRow).where(moved).options(load_only(*CLOCK_COLUMNS))):
        before = row.due_earliest, row.due_on, row.due_provisional
        set_clock(db, row)
        changed += before != (row.due_earliest, row.due_on, row.due_provisional)
    if changed:
        record(db, officer, clock, "refresh_clocks", "reports", str(changed))
    return changed
