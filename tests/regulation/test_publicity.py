"""公示: three working days, the later posting, objections, new versions; and what the sheet shows."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.calendar import SHANGHAI, Due, official_calendar
from regulation.chapters import load
from regulation.decisions import Flag, Reason, Refused
from regulation.facts import NO_REGION, UnitFacts, UnitId
from regulation.publicity import (
    Objection,
    Posting,
    PostingPlace,
    PublicityScope,
    may_sign_at,
    pending_objections,
    publicity_end,
    publicity_scope,
    publicity_term,
    started_at,
)
from regulation.terms import Level, UnitKind

CHAPTERS = load("HRB-2014")
CALENDAR = official_calendar()
BOTH = frozenset(PostingPlace)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


TABLE_OF_DATES = [
    (at(2014, 12, 3), ["2014-12-04", "2014-12-05", "2014-12-08"], at(2014, 12, 8, 17)),
    (at(2014, 12, 4), ["2014-12-05", "2014-12-08", "2014-12-09"], at(2014, 12, 9, 17)),
    (at(2014, 12, 5), ["2014-12-08", "2014-12-09", "2014-12-10"], at(2014, 12, 10, 17)),
    (at(2014, 12, 6), ["2014-12-08", "2014-12-09", "2014-12-10"], at(2014, 12, 10, 17)),
    (at(2014, 12, 8), ["2014-12-09", "2014-12-10", "2014-12-11"], at(2014, 12, 11, 17)),
    (at(2014, 12, 31), ["2015-01-04", "2015-01-05", "2015-01-06"], at(2015, 1, 6, 17)),
    (at(2014, 9, 29), ["2014-09-30", "2014-10-08", "2014-10-09"], at(2014, 10, 9, 17)),
    (at(2015, 2, 16), ["2015-02-17", "2015-02-25", "2015-02-26"], at(2015, 2, 26, 17)),
    (at(2026, 9, 24), ["2026-09-28", "2026-09-29", "2026-09-30"], at(2026, 9, 30, 17)),
    (at(2026, 9, 30), ["2026-10-08", "2026-10-09", "2026-10-10"], at(2026, 10, 10, 17)),
]


@pytest.mark.parametrize(("posted", "counted", "ends"), TABLE_OF_DATES)
def test_three_working_days_after_the_day_of_posting(
    posted: datetime, counted: list[str], ends: datetime
) -> None:
    term = publicity_term(posted, CALENDAR, CHAPTERS)
    assert [day.isoformat() for day in term.counted] == counted
    assert term.ends_at == ends
    assert publicity_end(posted, CALENDAR, CHAPTERS) == ends
    assert term.is_running(posted)
    assert term.is_running(ends - timedelta(minutes=1))
    assert not term.is_running(ends)


@given(
    moment=st.datetimes(datetime(2007, 1, 1), datetime(2026, 11, 1)),
    minutes=st.integers(0, 30 * 24 * 60),
)
def test_a_later_posting_never_ends_sooner(moment: datetime, minutes: int) -> None:
    first = moment.replace(tzinfo=SHANGHAI)
    ends = publicity_end(first, CALENDAR, CHAPTERS)
    then = publicity_end(first + timedelta(minutes=minutes), CALENDAR, CHAPTERS)
    assert isinstance(ends, datetime)
    assert isinstance(then, datetime)
    assert first < ends <= then


def test_the_day_of_posting_is_the_day_in_shanghai() -> None:
    from datetime import UTC

    late_on_the_third_in_greenwich = datetime(2014, 12, 3, 20, tzinfo=UTC)
    term = publicity_term(late_on_the_third_in_greenwich, CALENDAR, CHAPTERS)
    assert term.counted[0] == date(2014, 12, 5)


def test_a_naive_instant_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="time zone"):
        publicity_term(datetime(2014, 12, 3), CALENDAR, CHAPTERS)


def test_signing_is_refused_a_minute_before_the_end_and_allowed_after_it() -> None:
    """S07, S08."""
    posted = at(2014, 12, 5, 10)
    assert may_sign_at(at(2014, 12, 10, 16, 59), posted, (), CALENDAR, CHAPTERS) == Refused(
        Reason.PUBLICITY_NOT_ENDED, "三(二)", "公示至2014年12月10日17:00"
    )
    assert may_sign_at(at(2014, 12, 10, 17), posted, (), CALENDAR, CHAPTERS) is None
    assert may_sign_at(at(2014, 12, 10, 17, 30), posted, (), CALENDAR, CHAPTERS) is None


def test_a_sunday_worked_in_exchange_counts() -> None:
    """S28."""
    assert publicity_end(at(2014, 12, 31, 9), CALENDAR, CHAPTERS) == at(2015, 1, 6, 17)


def test_an_objection_blocks_until_its_finding_and_does_not_reset_the_clock() -> None:
    """S30."""
    posted = at(2014, 12, 3)
    objection = Objection("o", at(2014, 12, 5, 15), found_at=at(2014, 12, 9, 10))
    pending = Refused(Reason.OBJECTION_PENDING, "三(二)", "异议1件待决")
    assert may_sign_at(at(2014, 12, 9, 9), posted, [objection], CALENDAR, CHAPTERS) == pending
    assert may_sign_at(at(2014, 12, 9, 10), posted, [objection], CALENDAR, CHAPTERS) is None


def test_an_objection_after_the_publicity_and_before_the_signature_blocks_too() -> None:
    """H-29."""
    posted = at(2014, 12, 3)
    late = Objection("o", at(2014, 12, 8, 18))
    assert may_sign_at(at(2014, 12, 8, 17, 30), posted, [late], CALENDAR, CHAPTERS) is None
    assert isinstance(may_sign_at(at(2014, 12, 9), posted, [late], CALENDAR, CHAPTERS), Refused)
    assert pending_objections([late], at(2014, 12, 9)) == ("o",)


def test_amended_facts_start_the_publicity_anew() -> None:
    """S31."""
    postings = [
        Posting("v1", PostingPlace.OWN_UNIT, at(2014, 12, 3)),
        Posting("v1", PostingPlace.SUPERIOR_SYSTEM, at(2014, 12, 3)),
        Posting("v2", PostingPlace.OWN_UNIT, at(2014, 12, 5)),
        Posting("v2", PostingPlace.SUPERIOR_SYSTEM, at(2014, 12, 5)),
    ]
    start = started_at("v2", postings, BOTH)
    assert start == at(2014, 12, 5)
    assert publicity_end(start, CALENDAR, CHAPTERS) == at(2014, 12, 10, 17)


def test_a_mended_typing_mistake_keeps_the_version_and_its_clock() -> None:
    postings = [
        Posting("v1", PostingPlace.OWN_UNIT, at(2014, 12, 3)),
        Posting("v1", PostingPlace.OWN_UNIT, at(2014, 12, 5)),
    ]
    assert started_at("v1", postings, frozenset({PostingPlace.OWN_UNIT})) == at(2014, 12, 3)


def test_two_places_have_one_clock_that_starts_with_the_later_posting() -> None:
    """H-43."""
    postings = [
        Posting("v1", PostingPlace.SUPERIOR_SYSTEM, at(2014, 12, 5)),
        Posting("v1", PostingPlace.OWN_UNIT, at(2014, 12, 3)),
    ]
    assert started_at("v1", postings, BOTH) == at(2014, 12, 5)
    assert started_at("v1", postings[1:], BOTH) == Refused(
        Reason.PUBLICITY_NOT_ENDED, "三(二)", "尚未在主管系统公示"
    )
    assert started_at("v2", postings, BOTH) == Refused(
        Reason.PUBLICITY_NOT_ENDED, "三(二)", "尚未在本单位和主管系统公示"
    )


def unit(superior_system: str) -> UnitFacts:
    return UnitFacts(
        UnitId("u"),
        UnitKind.GOVERNMENT,
        Level.CITY,
        NO_REGION,
        Level.CITY,
        superior_system=superior_system,
    )


def test_the_sheet_hangs_in_the_unit_and_its_superior_system() -> None:
    assert publicity_scope(unit("建设系统")) == PublicityScope(BOTH, "建设系统")


def test_without_a_superior_system_the_own_unit_is_enough_and_the_reason_is_asked_for() -> None:
    assert publicity_scope(unit("")) == PublicityScope(
        frozenset({PostingPlace.OWN_UNIT}), "", flags=frozenset({Flag.OWN_UNIT_ONLY})
    )


def test_in_an_unpublished_year_the_end_is_provisional_and_signing_refused() -> None:
    posted = at(2026, 12, 30)
    term = publicity_term(posted, CALENDAR, CHAPTERS)
    assert term.counted == ()
    assert term.last_day == Due(date(2027, 1, 3), date(2027, 1, 5), provisional=True)
    assert term.is_running(at(2027, 1, 5, 16))
    refused = Refused(Reason.YEAR_NOT_PUBLISHED, "三(二)", "2027年")
    assert publicity_end(posted, CALENDAR, CHAPTERS) == refused
    assert may_sign_at(at(2027, 1, 20), posted, (), CALENDAR, CHAPTERS) == refused
