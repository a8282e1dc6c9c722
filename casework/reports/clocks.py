"""The clock that runs on a report: which term, from which day, and how it reads today.

The terms are the regulation's (T-01, T-05, T-08); this module only says which one applies at which stage.
A term that reaches into a year without an official calendar is provisional and never red.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache

from casework.reports.rows import ReportRow
from casework.reports.words import Channel, Stage
from regulation.calendar import Calendar, UnpublishedYear, official_calendar
from regulation.chapters import Chapters, load
from regulation.clocks import Clock, ClockId, profile_of, start_clock


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
    differ while it is provisional."""

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


@cache
def _chapters(profile: str) -> Chapters:
    return load(profile)


@lru_cache(maxsize=4096)
def running(term: ClockId, start: date) -> Clock | None:
    """The regulation's clock of a term that began on `start`."""
    return start_clock(term, start, official_calendar(), _chapters(profile_of(start)))


def set_clock(row: ReportRow) -> None:
    """Write the term that applies now, when it turns amber, its earliest and latest end; else nothing."""
    found = term_of(row)
    clock = running(*found) if found is not None else None
    if clock is None:
        row.due_clock, row.due_soon, row.due_earliest, row.due_on = "", None, None, None
        return
    row.due_clock = clock.id.value
    row.due_soon = amber_from(clock, official_calendar())
    row.due_earliest, row.due_on = clock.due.earliest, clock.due.latest


def amber_from(clock: Clock, calendar: Calendar) -> date:
    """The first day on which no more working days are left than the clock's amber margin."""
    day = clock.due.earliest
    while calendar.count_bounds(day - timedelta(1), clock.due.earliest)[0] <= clock.amber:
        day -= timedelta(1)
    return day


def face(row: ReportRow, today: date) -> ClockFace:
    """How the row's clock reads today."""
    if row.stage is Stage.MORE_WANTED:
        return ClockFace(ClockState.HELD)
    if row.due_on is None or row.due_earliest is None or row.due_soon is None:
        return ClockFace(ClockState.NONE)
    provisional = row.due_earliest != row.due_on
    if today > row.due_on and not provisional:
        state = ClockState.LATE
    else:
        state = ClockState.SOON if today >= row.due_soon else ClockState.OK
    return ClockFace(
        state, row.due_clock, _left(today, row.due_on), row.due_earliest, row.due_on, provisional
    )


@lru_cache(maxsize=8192)
def _left(today: date, due_on: date) -> int:
    calendar = official_calendar()
    try:
        return calendar.between(today, due_on)
    except UnpublishedYear:
        return calendar.count_bounds(today, due_on)[0]
