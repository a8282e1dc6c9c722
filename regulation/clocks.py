"""T-01 to T-14: what must be done by when, and how a clock stands on a day.

Rules kept here: the day it starts is not counted; a month ends on the day of the same number, else on the last day
of the month; a last day that is no working day moves to the next; a clock that needs a year without a published
calendar is provisional, shows its earliest and latest date and is never red; days of a pause are not counted.
T-01 runs from the first receipt by any office and no transfer restarts it; T-05 runs from each office's own receipt.
T-04 has no number of days and no clock: such a report is sealed to the superior at once. 信访工作条例 (T-14) stands
in a chapter of its own and is never applied to a report.

Clause: 检举控告工作规则 第十五、十六、十八、二十一、二十六、二十七条; H-10, H-32, H-33, H-34, H-35.
"""

import calendar as months_of_the_year
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from regulation.calendar import Calendar, Due, Reading
from regulation.chapters import ChapterError, Chapters, Mark
from regulation.decisions import Reason, Refused

CURRENT_FROM = date(2020, 1, 21)


class ClockId(StrEnum):
    """The time limits by their numbers."""

    ACCEPTANCE_NOTICE = "T-01"
    RESULT_NOTICE = "T-02"
    TO_SUPERIOR = "T-03"
    TRANSFER_TAKEN_UP = "T-05"
    ASSIGNED_DOWN = "T-06"
    QUARTERLY_FEEDBACK = "T-07"
    CLUE_OPINION = "T-08"
    INQUIRY_OPINION = "T-09"
    PRELIMINARY_VERIFICATION = "T-10-verify"
    INVESTIGATION = "T-10-investigate"
    DECISION_ANNOUNCED = "T-11"
    SANCTION_WARNING = "T-12-warning"
    SANCTION_DEMERIT = "T-12-demerit"
    SANCTION_SERIOUS_DEMERIT = "T-12-serious-demerit"
    SANCTION_DEMOTION = "T-12-demotion"
    POST_CHANGED = "T-12-post"
    REVIEW_APPLIED_FOR = "T-13-review-apply"
    REVIEW_DECIDED = "T-13-review-decide"
    RECHECK_APPLIED_FOR = "T-13-recheck-apply"
    RECHECK_DECIDED = "T-13-recheck-decide"
    PETITION_REPLY = "T-14-reply"
    PETITION_JURISDICTION = "T-14-jurisdiction"
    PETITION_FINISHED = "T-14-finish"


class ClockState(StrEnum):
    """How a clock stands on a day."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which a clock stands still, both ends included; `to_on` None while it still does."""

    from_on: date
    to_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Clock:
    """One running time limit. `due` is provisional where a year's calendar is missing (H-33).

    While a pause is open `paused_since` is set and `due` is what it was before the pause. `mark` K means that the
    article is still to be checked and must not be quoted as verified.
    """

    id: ClockId
    clause: str
    mark: Mark
    started_on: date
    due: Due
    amber: int
    paused_since: date | None = None


@dataclass(frozen=True, slots=True)
class ClockFace:
    """What a page shows of a clock on a day: working days left, negative when overdue, least and most."""

    state: ClockState
    remaining_least: int
    remaining_most: int
    provisional: bool


def start_clock(
    clock: ClockId,
    started_on: date,
    calendar: Calendar,
    chapters: Chapters,
    *,
    extensions: int = 0,
    pauses: Sequence[Pause] = (),
) -> Clock | None:
    """The clock of one time limit that started on `started_on`, with its approved extensions and its pauses.

    None where the law of that day knows no such limit. Raises UnpublishedYear only beyond the known festivals.
    Clause: 检举控告工作规则 (T-01 to T-14); H-32, H-34.
    """
    name = _name(clock)
    try:
        term = chapters.table(name, started_on)
    except ChapterError:
        return None
    value = chapters.value(name)
    closed = tuple(sorted((each for each in pauses if each.to_on is not None), key=lambda each: each.from_on))
    opened = next((each for each in pauses if each.to_on is None), None)
    return Clock(
        id=clock,
        clause=value.clause,
        mark=value.mark,
        started_on=started_on,
        due=calendar.due(lambda reading: _end(reading, term, started_on, extensions, closed)),
        amber=term["amber"],
        paused_since=None if opened is None else opened.from_on,
    )


def _name(clock: ClockId) -> str:
    return f"{'petitions' if clock.startswith('T-14') else 'clocks'}.{clock}"


def _end(
    reading: Reading, term: Mapping[str, Any], start: date, extensions: int, pauses: Sequence[Pause]
) -> date:
    """The last day of a term in one reading of the calendar."""
    if "working_days" in term:
        return _end_in_working_days(reading, start, term["working_days"], pauses)
    if "quarter" in term:
        return reading.after(quarter_end(start), term["quarter"])
    if "months" in term:
        end = months_after(start, term["months"] + extensions * term.get("extension_months", 0))
    else:
        end = start + timedelta(term["days"] + extensions * term.get("extension_days", 0))
    for pause in pauses:
        if pause.to_on is not None and pause.from_on <= end and pause.to_on > start:
            end += pause.to_on - max(pause.from_on, start + timedelta(1)) + timedelta(1)
    return end if term.get("fixed") else reading.on_or_after(end)


def _end_in_working_days(reading: Reading, start: date, count: int, pauses: Sequence[Pause]) -> date:
    end = reading.after(start, count)
    for pause in pauses:
        if pause.to_on is not None and pause.from_on <= end and pause.to_on > start:
            before = max(pause.from_on - timedelta(1), start)
            count += reading.between(before, pause.to_on)
            end = reading.after(start, count)
    return end


def months_after(start: date, months: int) -> date:
    """The day of the same number `months` later, else the last day of that month. Clause: H-34."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = months_of_the_year.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def quarter_end(day: date) -> date:
    """The last day of the quarter in which `day` lies."""
    month = (day.month - 1) // 3 * 3 + 3
    return date(day.year, month, months_of_the_year.monthrange(day.year, month)[1])


def face(clock: Clock, day: date, calendar: Calendar) -> ClockFace:
    """How a clock stands on `day`; of a thing done, ask for the day on which it was done.

    Red only after a date that is certain; while provisional at most amber. Clause: H-33.
    """
    paused = clock.paused_since is not None and clock.paused_since <= day
    counted_to = clock.paused_since - timedelta(1) if paused and clock.paused_since else day
    least = calendar.count_bounds(counted_to, clock.due.earliest)[0]
    most = calendar.count_bounds(counted_to, clock.due.latest)[1]
    if paused:
        state = ClockState.PAUSED
    elif day > clock.due.latest and not clock.due.provisional:
        state = ClockState.RED
    else:
        state = ClockState.AMBER if least <= clock.amber else ClockState.GREEN
    return ClockFace(state, least, most, clock.due.provisional)


def may_extend(
    clock: ClockId, started_on: date, given: int, approved_by: str, chapters: Chapters
) -> Refused | None:
    """Whether a clock may be extended once more after `given` extensions; None is yes.

    Clause: 检举控告工作规则, 案件检查工作条例, 信访工作条例 (T-10, T-14). An extension needs a person who approved it.
    """
    try:
        term = chapters.table(_name(clock), started_on)
    except ChapterError:
        return Refused(Reason.ARTICLE_MISSING, "检举控告工作规则", clock)
    clause = chapters.clause(_name(clock))
    if not (term.get("extension_months") or term.get("extension_days")):
        return Refused(Reason.EXTENSION_SPENT, clause, "不得延期")
    if given >= term.get("extensions", given + 1):
        return Refused(Reason.EXTENSION_SPENT, clause, f"已延期{given}次")
    return None if approved_by else Refused(Reason.REASON_MISSING, clause, "须经批准")


def acceptance_clock(receipts: Sequence[date], calendar: Calendar, chapters: Chapters) -> Clock | None:
    """T-01 from the first receipt by any office using the system; a transfer does not restart it.

    Clause: 检举控告工作规则 第二十六条; H-10; S38.
    """
    return start_clock(ClockId.ACCEPTANCE_NOTICE, min(receipts), calendar, chapters)


def to_superior_clocks(
    received_on: date, opened_on: date | None, calendar: Calendar, chapters: Chapters
) -> tuple[Clock, ...]:
    """T-03 from the receipt; for a report opened and found to belong above also from the opening, both shown.

    Clause: 检举控告工作规则 第十五条; H-35.
    """
    starts = [received_on] if opened_on is None else [received_on, opened_on]
    clocks = (start_clock(ClockId.TO_SUPERIOR, each, calendar, chapters) for each in starts)
    return tuple(each for each in clocks if each is not None)


def profile_of(day: date) -> str:
    """Which profile governs a record of `day`: HRB-2014 before the rules of 2020, CURRENT from then on.

    The limits for reports themselves are the same in both. Clause: 检举控告工作规则 (T-01 to T-14); H-32.
    """
    return "CURRENT" if day >= CURRENT_FROM else "HRB-2014"
