"""T-01 to T-14: when they end and how they stand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.calendar import Calendar, Due, official_calendar
from regulation.chapters import Mark, load
from regulation.clocks import (
    Clock,
    ClockFace,
    ClockId,
    ClockState,
    Pause,
    acceptance_clock,
    face,
    may_extend,
    months_after,
    profile_of,
    quarter_end,
    start_clock,
    to_superior_clocks,
)
from regulation.decisions import Reason, Refused
from regulation.working_tables import official_tables, parse_table

CALENDAR = official_calendar()
CURRENT, HRB = load("CURRENT"), load("HRB-2014")


def started(clock: ClockId, day: date, *, pauses: tuple[Pause, ...] = (), extensions: int = 0) -> Clock:
    found = start_clock(clock, day, CALENDAR, CURRENT, pauses=pauses, extensions=extensions)
    assert found is not None
    return found


def test_a_named_report_of_12_december_2014_is_answered_by_5_january_2015() -> None:
    """S39."""
    assert started(ClockId.ACCEPTANCE_NOTICE, date(2014, 12, 12)) == Clock(
        id=ClockId.ACCEPTANCE_NOTICE,
        clause="检举控告工作规则 第二十六条",
        mark=Mark.SOURCE,
        started_on=date(2014, 12, 12),
        due=Due.on(date(2015, 1, 5)),
        amber=3,
    )


def test_a_report_transferred_the_same_day_is_taken_up_in_five_and_answered_in_fifteen_working_days() -> None:
    """S38."""
    assert started(ClockId.TRANSFER_TAKEN_UP, date(2026, 11, 20)).due == Due.on(date(2026, 11, 27))
    assert started(ClockId.ACCEPTANCE_NOTICE, date(2026, 11, 20)).due == Due.on(date(2026, 12, 11))


def test_a_transfer_does_not_restart_the_clock_of_the_answer() -> None:
    """H-10."""
    found = acceptance_clock([date(2026, 11, 27), date(2026, 11, 20)], CALENDAR, CURRENT)
    assert found is not None
    assert found.due == Due.on(date(2026, 12, 11))


def test_a_report_found_to_belong_above_shows_both_starts() -> None:
    """H-35."""
    clocks = to_superior_clocks(date(2026, 11, 20), date(2026, 11, 24), CALENDAR, CURRENT)
    assert [each.due.day for each in clocks] == [date(2026, 11, 27), date(2026, 12, 1)]
    assert len(to_superior_clocks(date(2026, 11, 20), None, CALENDAR, CURRENT)) == 1


@pytest.mark.parametrize("clock", [each for each in ClockId if each < "T-08"])
def test_the_limits_for_reports_are_the_same_in_both_profiles(clock: ClockId) -> None:
    """H-32."""
    day = date(2014, 12, 12)
    assert start_clock(clock, day, CALENDAR, HRB) == start_clock(clock, day, CALENDAR, CURRENT)


def test_the_profiles_differ_from_t_08_on() -> None:
    then, now = date(2014, 12, 12), date(2026, 3, 2)
    verify = start_clock(ClockId.PRELIMINARY_VERIFICATION, then, CALENDAR, HRB)
    assert verify is not None
    assert (verify.due, verify.mark) == (Due.on(date(2015, 2, 12)), Mark.KNOWLEDGE)
    assert start_clock(ClockId.PRELIMINARY_VERIFICATION, now, CALENDAR, CURRENT) is None
    assert start_clock(ClockId.INQUIRY_OPINION, then, CALENDAR, HRB) is None, "no limit before 2017"
    trial = start_clock(ClockId.INQUIRY_OPINION, date(2017, 3, 1), CALENDAR, HRB)
    assert trial is not None
    assert trial.due == Due.on(date(2017, 3, 31))
    assert (profile_of(date(2020, 1, 20)), profile_of(date(2020, 1, 21))) == ("HRB-2014", "CURRENT")


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2014, 11, 30), 3, date(2015, 2, 28)),
        (date(2015, 11, 30), 3, date(2016, 2, 29)),
        (date(2014, 12, 31), 1, date(2015, 1, 31)),
        (date(2015, 1, 31), 1, date(2015, 2, 28)),
        (date(2014, 12, 15), 24, date(2016, 12, 15)),
    ],
)
def test_a_month_ends_on_the_day_of_the_same_number_or_on_its_last(
    start: date, months: int, end: date
) -> None:
    """H-34."""
    assert months_after(start, months) == end


def test_a_last_day_that_is_no_working_day_moves_to_the_next() -> None:
    """H-34: 2015-10-01 to 10-07 are holidays, 10-08 a Thursday."""
    assert started(ClockId.ASSIGNED_DOWN, date(2015, 7, 1)).due == Due.on(date(2015, 10, 8))


def test_quarterly_feedback_is_due_on_the_tenth_working_day_after_the_quarter() -> None:
    assert quarter_end(date(2014, 12, 12)) == date(2014, 12, 31)
    assert quarter_end(date(2026, 5, 1)) == date(2026, 6, 30)
    assert started(ClockId.QUARTERLY_FEEDBACK, date(2014, 12, 12)).due == Due.on(date(2015, 1, 15))


def test_the_period_of_a_sanction_ends_on_its_day_and_does_not_move() -> None:
    assert started(ClockId.SANCTION_WARNING, date(2025, 4, 1)).due == Due.on(date(2025, 10, 1))
    assert start_clock(ClockId.SANCTION_WARNING, date(2014, 12, 1), CALENDAR, HRB) is None


def test_petition_limits_are_offered_apart() -> None:
    assert started(ClockId.PETITION_REPLY, date(2026, 3, 2)).due == Due.on(date(2026, 3, 17))
    longer = started(ClockId.PETITION_FINISHED, date(2026, 3, 2), extensions=1)
    assert longer.due == Due.on(date(2026, 6, 1)), "2026-05-31 is a Sunday"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2014, 12, 12), ClockFace(ClockState.GREEN, 15, 15, provisional=False)),
        (date(2014, 12, 29), ClockFace(ClockState.GREEN, 4, 4, provisional=False)),
        (date(2014, 12, 30), ClockFace(ClockState.AMBER, 3, 3, provisional=False)),
        (date(2015, 1, 5), ClockFace(ClockState.AMBER, 0, 0, provisional=False)),
        (date(2015, 1, 6), ClockFace(ClockState.RED, -1, -1, provisional=False)),
        (date(2015, 1, 9), ClockFace(ClockState.RED, -4, -4, provisional=False)),
    ],
)
def test_a_clock_is_green_then_amber_then_red(day: date, expected: ClockFace) -> None:
    assert face(started(ClockId.ACCEPTANCE_NOTICE, date(2014, 12, 12)), day, CALENDAR) == expected


def test_a_provisional_clock_shows_its_bounds_and_is_never_red() -> None:
    clock = started(ClockId.ACCEPTANCE_NOTICE, date(2026, 12, 14))
    assert clock.due.provisional
    assert (clock.due.earliest, clock.due.latest) == (date(2027, 1, 3), date(2027, 1, 5))
    for day in (date(2026, 12, 30), date(2027, 1, 4), date(2027, 2, 20)):
        shown = face(clock, day, CALENDAR)
        assert shown.provisional
        assert shown.state is ClockState.AMBER
    assert face(clock, date(2026, 12, 15), CALENDAR).state is ClockState.GREEN


def test_loading_the_year_makes_a_clock_certain_and_then_it_may_be_red() -> None:
    table = parse_table(
        """
        year = 2027
        notice = "通知"
        source = "x"
        off = [2027-01-01, 2027-02-05, 2027-02-08, 2027-04-05, 2027-05-01, 2027-06-09, 2027-09-15, 2027-10-01]
        """
    )
    calendar = CALENDAR.with_year(table)
    clock = start_clock(ClockId.ACCEPTANCE_NOTICE, date(2026, 12, 14), calendar, CURRENT)
    assert clock is not None
    assert clock.due == Due.on(date(2027, 1, 5))
    assert face(clock, date(2027, 1, 6), calendar).state is ClockState.RED


def test_the_days_of_a_pause_are_not_counted() -> None:
    pause = Pause(date(2014, 12, 16), date(2014, 12, 18), "待补充材料")
    assert started(ClockId.TRANSFER_TAKEN_UP, date(2014, 12, 12), pauses=(pause,)).due == Due.on(
        date(2014, 12, 24)
    )
    assigned = started(ClockId.ASSIGNED_DOWN, date(2014, 12, 12), pauses=(pause,))
    assert assigned.due == Due.on(date(2015, 3, 16)), "three calendar days later, then past the weekend"


def test_a_pause_outside_the_term_changes_nothing() -> None:
    plain = started(ClockId.TRANSFER_TAKEN_UP, date(2014, 12, 12))
    for pause in (
        Pause(date(2014, 12, 1), date(2014, 12, 12), "之前"),
        Pause(date(2014, 12, 22), date(2014, 12, 24), "之后"),
    ):
        assert started(ClockId.TRANSFER_TAKEN_UP, date(2014, 12, 12), pauses=(pause,)).due == plain.due


def test_an_open_pause_stops_the_face_and_keeps_what_was_left() -> None:
    clock = started(
        ClockId.TRANSFER_TAKEN_UP, date(2014, 12, 12), pauses=(Pause(date(2014, 12, 16), None, "待补充"),)
    )
    assert face(clock, date(2014, 12, 15), CALENDAR).state is ClockState.GREEN
    shown = face(clock, date(2015, 2, 1), CALENDAR)
    assert shown == ClockFace(ClockState.PAUSED, 4, 4, provisional=False)


def test_an_extension_needs_approval_and_an_article_that_knows_it() -> None:
    day = date(2014, 12, 12)
    assert may_extend(ClockId.PRELIMINARY_VERIFICATION, day, 0, "principal", HRB) is None
    unapproved = may_extend(ClockId.PRELIMINARY_VERIFICATION, day, 0, "", HRB)
    assert isinstance(unapproved, Refused)
    assert unapproved.reason is Reason.REASON_MISSING
    for clock, given_ in ((ClockId.PRELIMINARY_VERIFICATION, 1), (ClockId.ASSIGNED_DOWN, 0)):
        refused = may_extend(clock, day, given_, "principal", HRB)
        assert isinstance(refused, Refused)
        assert refused.reason is Reason.EXTENSION_SPENT
    assert may_extend(ClockId.INVESTIGATION, day, 4, "principal", HRB) is None
    nowhere = may_extend(ClockId.INQUIRY_OPINION, day, 0, "principal", HRB)
    assert isinstance(nowhere, Refused)
    longer = start_clock(ClockId.PRELIMINARY_VERIFICATION, day, CALENDAR, HRB, extensions=1)
    assert longer is not None
    assert longer.due == Due.on(date(2015, 3, 12))


TERMS = [
    ClockId.ACCEPTANCE_NOTICE,
    ClockId.TRANSFER_TAKEN_UP,
    ClockId.ASSIGNED_DOWN,
    ClockId.QUARTERLY_FEEDBACK,
]


@given(
    clock=st.sampled_from(TERMS), day=st.dates(date(2008, 1, 1), date(2026, 11, 1)), days=st.integers(0, 90)
)
def test_a_later_start_never_ends_sooner(clock: ClockId, day: date, days: int) -> None:
    first, then = started(clock, day), started(clock, day + timedelta(days))
    assert day < first.due.earliest
    assert first.due.earliest <= then.due.earliest
    assert first.due.latest <= then.due.latest


@given(
    clock=st.sampled_from(TERMS[:3]),
    day=st.dates(date(2008, 1, 1), date(2025, 6, 1)),
    offset=st.integers(-10, 60),
    length=st.integers(0, 30),
)
def test_a_pause_never_ends_a_term_sooner(clock: ClockId, day: date, offset: int, length: int) -> None:
    begins = day + timedelta(offset)
    pause = Pause(begins, begins + timedelta(length), "x")
    assert started(clock, day, pauses=(pause,)).due.latest >= started(clock, day).due.latest


@given(day=st.dates(date(2026, 10, 1), date(2026, 12, 31)))
def test_a_provisional_end_holds_the_end_by_any_table_made_like_those_of_the_past(day: date) -> None:
    """Seen with the table of 2025 alone, the end by the real table of 2026 lay inside the bounds."""
    past = Calendar(tuple(each for each in official_tables() if each.year < 2026))
    then = day.replace(year=2025)
    bounds = start_clock(ClockId.ACCEPTANCE_NOTICE, then, past, CURRENT)
    real = start_clock(ClockId.ACCEPTANCE_NOTICE, then, CALENDAR, CURRENT)
    assert bounds is not None
    assert real is not None
    assert bounds.due.earliest <= real.due.day <= bounds.due.latest
