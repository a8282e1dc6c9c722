"""The clock that runs on a report: which term, from which day, and how it reads today.

The terms are the regulation's (T-01, T-05, T-08); this module only says which one applies at which stage.
A term that reaches into a year without an official calendar is provisional and never red.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from casework.reports.rows import ReportRow
from casework.reports.words import Channel, Stage
from regulation.calendar import Due, UnpublishedYear, official_calendar

SOON = 3
"""Working days before the end from which a clock is amber."""


WORKING_DAYS: Mapping[str, int] = {"T-01": 15, "T-05": 5}
"""Clause: 规则 26; 规则 16. T-08 is one month: 监督执纪规则 24."""


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


def term_of(row: ReportRow) -> tuple[str, date] | None:
    """The term that runs at this stage and the day it runs from, or None where none does."""
    match row.stage:
        case Stage.SEALED | Stage.PENDING:
            if row.channel is Channel.TRANSFER:
                return "T-05", row.received_on
            return ("T-01", row.first_received_on) if row.named else None
        case Stage.ACCEPTED if row.accepted_on is not None:
            return "T-08", row.accepted_on
        case _:
            return None


@lru_cache(maxsize=4096)
def due_of(term: str, start: date) -> Due:
    """When a term that began on `start` ends."""
    calendar = official_calendar()
    if term in WORKING_DAYS:
        return calendar.due_after(start, WORKING_DAYS[term])
    return calendar.due_on_or_after(month_later(start))


def set_clock(row: ReportRow) -> None:
    """Write the term that applies now, with its earliest and latest end; nothing where no term runs."""
    running = term_of(row)
    if running is None:
        row.due_clock, row.due_earliest, row.due_on = "", None, None
        return
    due = due_of(*running)
    row.due_clock, row.due_earliest, row.due_on = running[0], due.earliest, due.latest


@lru_cache(maxsize=64)
def soon_limit(today: date) -> date:
    """The last day that counts as soon: the third working day after today."""
    return official_calendar().due_after(today, SOON).latest


def face(row: ReportRow, today: date) -> ClockFace:
    """How the row's clock reads today."""
    if row.stage is Stage.MORE_WANTED:
        return ClockFace(ClockState.HELD)
    if row.due_on is None or row.due_earliest is None:
        return ClockFace(ClockState.NONE)
    provisional = row.due_earliest != row.due_on
    left = _left(today, row.due_on)
    if today > row.due_on and not provisional:
        state = ClockState.LATE
    elif row.due_on <= soon_limit(today):
        state = ClockState.SOON
    else:
        state = ClockState.OK
    return ClockFace(state, row.due_clock, left, row.due_earliest, row.due_on, provisional)


@lru_cache(maxsize=8192)
def _left(today: date, due_on: date) -> int:
    calendar = official_calendar()
    try:
        return calendar.between(today, due_on)
    except UnpublishedYear:
        return calendar.count_bounds(today, due_on)[0]


def month_later(day: date) -> date:
    """The day of the same number a month later, else the last day of that month (H-34)."""
    year, month = divmod(day.year * 12 + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
