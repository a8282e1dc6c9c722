"""The dates of a campaign and lateness in working days."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.calendar import SHANGHAI, Due, official_calendar
from regulation.chapters import load
from regulation.deadlines import (
    CampaignDates,
    Late,
    Lateness,
    Milestone,
    ReviewDue,
    SubmissionDue,
    campaign_dates,
    lateness,
    review_due,
    submission_due,
    supplementary_due,
    working_days_late,
)
from regulation.decisions import Body, BodyKind, Reason, Refused, Route, RouteRow
from regulation.facts import ExceptionFacts, PersonId
from regulation.terms import ManagedBy

CHAPTERS = load("HRB-2014")
CALENDAR = official_calendar()
DATES = campaign_dates(CHAPTERS)
D3, D4 = date(2014, 12, 15), date(2014, 12, 16)


def at(day: int, hour: int = 9, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2014, month, day, hour, minute, tzinfo=SHANGHAI)


def route(
    row: RouteRow, review: BodyKind | None = BodyKind.CITY_COMMISSION, substance: BodyKind | None = None
) -> Route:
    return Route(
        row=row,
        clause="二",
        compiled_by=None,
        via=(),
        review=None if review is None else Body(review),
        file=Body(BodyKind.CITY_COMMISSION),
        substance=None if substance is None else Body(substance),
    )


def test_the_plan_prints_four_dates_in_2014() -> None:
    assert (
        CampaignDates(
            opens_on=date(2014, 12, 1),
            declare_by=date(2014, 12, 5),
            countersign_by=date(2014, 12, 10),
            deliver_by=D3,
            review_by=D4,
            inclusive=True,
            counterpart=Milestone.D3,
        )
        == DATES
    )


def test_a_printed_date_includes_its_day_unless_the_profile_reads_before_as_exclusive() -> None:
    exclusive = CampaignDates(
        DATES.opens_on,
        DATES.declare_by,
        DATES.countersign_by,
        DATES.deliver_by,
        DATES.review_by,
        inclusive=False,
    )
    assert DATES.last_day(Milestone.D1) == date(2014, 12, 5)
    assert exclusive.last_day(Milestone.D1) == date(2014, 12, 4)


@pytest.mark.parametrize(
    ("the_route", "expected"),
    [
        (route(RouteRow.R5, BodyKind.COUNTY_COMMISSION), ReviewDue(D3, None, "三(三)")),
        (route(RouteRow.R7, BodyKind.COUNTY_COMMISSION), ReviewDue(D3, None, "三(三)")),
        (
            route(RouteRow.R5, BodyKind.COUNTY_COMMISSION, BodyKind.CITY_COMMISSION),
            ReviewDue(D3, D4, "三(三)"),
        ),
        (route(RouteRow.R4, BodyKind.UNIT_COMMISSION), ReviewDue(D4, None, "三(三)")),
        (route(RouteRow.R6, BodyKind.COUNTY_COMMISSION), ReviewDue(D4, None, "三(三)")),
        (route(RouteRow.R8, BodyKind.COUNTY_COMMISSION), ReviewDue(D4, None, "三(三)")),
        (route(RouteRow.R2), ReviewDue(D4, None, "三(三)")),
        (route(RouteRow.R3), ReviewDue(D4, None, "三(三)")),
        (route(RouteRow.R3, BodyKind.AUTHORITY_COMMISSION), ReviewDue(None, None, "三(三)")),
        (route(RouteRow.R1, BodyKind.PROVINCE_COMMISSION), ReviewDue(None, None, "三(三)")),
        (route(RouteRow.R9, BodyKind.AUTHORITY_COMMISSION), ReviewDue(None, None, "三(三)")),
        (route(RouteRow.R0, None), ReviewDue(None, None, "三(三)")),
    ],
)
def test_fifteen_comes_before_sixteen_for_forms_that_travel_up_reviewed(
    the_route: Route, expected: ReviewDue
) -> None:
    assert review_due(the_route, DATES) == expected


@pytest.mark.parametrize("row", [RouteRow.R2, RouteRow.R3, RouteRow.R5, RouteRow.R7])
def test_forms_of_city_managed_cadres_are_deliverables_of_d3(row: RouteRow) -> None:
    due = submission_due(route(row), ManagedBy.CITY, DATES)
    assert due == SubmissionDue(D3, date(2014, 12, 10), deliverable=True, clause="四 末段")


@pytest.mark.parametrize(
    ("row", "managed_by"),
    [(RouteRow.R1, ManagedBy.PROVINCE), (RouteRow.R3, ManagedBy.SYSTEM), (RouteRow.R9, ManagedBy.SYSTEM)],
)
def test_submission_to_the_counterpart_is_an_internal_date_that_never_leads_to_naming(
    row: RouteRow, managed_by: ManagedBy
) -> None:
    due = submission_due(route(row), managed_by, DATES)
    assert due == SubmissionDue(D3, date(2014, 12, 10), deliverable=False, clause="三(二)")


def test_team_members_who_are_not_city_managed_reach_the_city_by_d3() -> None:
    due = submission_due(route(RouteRow.R2), ManagedBy.UNIT, DATES)
    assert due == SubmissionDue(D3, date(2014, 12, 10), deliverable=False, clause="二 ¶3")


@pytest.mark.parametrize("row", [RouteRow.R4, RouteRow.R6, RouteRow.R8, RouteRow.R0])
def test_forms_that_go_to_their_reviewer_only_have_no_submission_date(row: RouteRow) -> None:
    assert submission_due(route(row), ManagedBy.COUNTY, DATES) is None


@pytest.mark.parametrize(
    ("acted", "late"),
    [
        (date(2014, 12, 5), 0),
        (date(2014, 12, 6), 1),  # Saturday counts as done on Monday
        (date(2014, 12, 7), 1),
        (date(2014, 12, 8), 1),
        (date(2014, 12, 9), 2),
        (date(2014, 11, 1), 0),
        (date(2015, 1, 1), 19),  # a holiday: done on Sunday 4 January, a working day
    ],
)
def test_lateness_counts_working_days(acted: date, late: int) -> None:
    assert working_days_late(date(2014, 12, 5), acted, CALENDAR) == late


def test_lateness_is_not_told_of_an_unpublished_year() -> None:
    refused = working_days_late(date(2026, 12, 30), date(2027, 1, 4), CALENDAR)
    assert refused == Refused(Reason.YEAR_NOT_PUBLISHED, "四(二)", "2027年")
    assert working_days_late(date(2027, 1, 4), date(2027, 1, 4), CALENDAR) == 0


@given(due=st.dates(date(2008, 1, 1), date(2025, 1, 1)), days=st.integers(0, 200))
def test_lateness_never_shrinks_as_time_passes_and_is_positive_after_the_last_day(
    due: date, days: int
) -> None:
    first = working_days_late(due, due + timedelta(days), CALENDAR)
    then = working_days_late(due, due + timedelta(days + 1), CALENDAR)
    assert isinstance(first, int)
    assert isinstance(then, int)
    assert first <= then <= first + 1
    assert (first > 0) == (days > 0)


def test_a_form_filed_on_8_december_without_request_is_late_by_one_day_and_so_is_its_signature() -> None:
    """S25."""
    declared, signed = at(8), at(11, 17, 10)
    assert lateness(Lateness.LATE_DECLARE, DATES.declare_by, declared, CALENDAR, now=at(20)) == Late(
        Lateness.LATE_DECLARE, date(2014, 12, 5), 1, "三(一)"
    )
    assert lateness(Lateness.LATE_COUNTERSIGN, DATES.countersign_by, signed, CALENDAR, now=at(20)) == Late(
        Lateness.LATE_COUNTERSIGN, date(2014, 12, 10), 1, "三(二)"
    )


def test_an_act_in_the_last_minute_of_the_day_is_in_time_wherever_the_instant_was_written_down() -> None:
    last_minute = at(5, 23, 59)
    assert lateness(Lateness.LATE_DECLARE, DATES.declare_by, last_minute, CALENDAR, now=at(6)) is None


def test_an_act_not_done_is_late_by_now() -> None:
    found = lateness(Lateness.LATE_SUBMIT, D3, None, CALENDAR, now=at(17))
    assert found == Late(Lateness.LATE_SUBMIT, D3, 2, "四 末段")


def test_what_waits_for_an_objection_is_pending_and_not_late_but_declaring_is() -> None:
    pending = lateness(
        Lateness.LATE_COUNTERSIGN, DATES.countersign_by, None, CALENDAR, now=at(12), objection_pending=True
    )
    assert pending == Late(Lateness.OBJECTION_PENDING, date(2014, 12, 10), 0, "三(二)")
    declared = lateness(
        Lateness.LATE_DECLARE, DATES.declare_by, at(8), CALENDAR, now=at(12), objection_pending=True
    )
    assert isinstance(declared, Late)
    assert declared.working_days == 1


def test_a_signature_held_up_by_an_objection_is_late_only_from_the_finding_on() -> None:
    """A27."""

    def signed(day: int) -> Late | Refused | None:
        return lateness(
            Lateness.LATE_COUNTERSIGN,
            DATES.countersign_by,
            at(day),
            CALENDAR,
            now=at(20),
            objection_found_on=date(2014, 12, 12),
        )

    assert signed(12) is None
    assert signed(15) == Late(Lateness.LATE_COUNTERSIGN, date(2014, 12, 12), 1, "三(二)")
    declared = lateness(
        Lateness.LATE_DECLARE,
        DATES.declare_by,
        at(8),
        CALENDAR,
        now=at(20),
        objection_found_on=date(2014, 12, 12),
    )
    assert isinstance(declared, Late)
    assert declared.working_days == 1


def test_lateness_in_an_unpublished_year_is_refused() -> None:
    now = datetime(2027, 1, 5, tzinfo=SHANGHAI)
    refused = lateness(Lateness.LATE_DECLARE, date(2026, 12, 31), None, CALENDAR, now=now)
    assert isinstance(refused, Refused)


def test_a_supplementary_form_is_due_five_working_days_after_the_obstacle_ended() -> None:
    excused = ExceptionFacts(PersonId("p"), date(2014, 12, 3), "出国", obstacle_ended_on=date(2014, 12, 26))
    assert supplementary_due(excused, CALENDAR, CHAPTERS) == Due.on(date(2015, 1, 5))
    lasting = ExceptionFacts(PersonId("p"), date(2014, 12, 3), "住院")
    assert supplementary_due(lasting, CALENDAR, CHAPTERS) is None
