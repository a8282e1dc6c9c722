"""Which units are named after D3, and for what."""

from datetime import date

from regulation.calendar import official_calendar
from regulation.chapters import load
from regulation.deadlines import campaign_dates
from regulation.decisions import Reason, Refused
from regulation.facts import ExceptionFacts, PersonId, UnitId
from regulation.late_units import (
    Deliverable,
    InPlace,
    MissingItem,
    UnitDelivery,
    UnitStanding,
    late_list,
    may_correct_statistics,
    not_in_place,
    standing,
)

CALENDAR = official_calendar()
DATES = campaign_dates(load("HRB-2014"))
D3, AFTER = date(2014, 12, 15), date(2014, 12, 17)
ALL_ON_TIME = dict.fromkeys(Deliverable, D3)
UNIT = UnitId("u")
MISSING = PersonId("p12")


def excuse(approved_on: date | None = date(2014, 12, 4), listed: bool = True) -> ExceptionFacts:
    return ExceptionFacts(
        MISSING, date(2014, 12, 3), "出国", approved_on=approved_on, listed_in_report=listed
    )


def stand(delivery: UnitDelivery) -> UnitStanding:
    found = standing(delivery, DATES, CALENDAR, AFTER)
    assert isinstance(found, UnitStanding)
    return found


def test_a_unit_with_everything_on_time_is_complete_and_not_named() -> None:
    """S25: the lateness of a person is not the unit's."""
    found = stand(UnitDelivery(UNIT, ALL_ON_TIME))
    assert found.complete
    assert not found.named


def test_a_unit_with_one_person_missing_without_request_is_incomplete_and_named_for_it() -> None:
    """S27."""
    found = stand(UnitDelivery(UNIT, ALL_ON_TIME, frozenset({MISSING})))
    assert found == UnitStanding(
        unit=UNIT,
        missing=(),
        unfiled=1,
        excused=0,
        unlisted=0,
        complete=False,
        named=True,
        pending_objection=False,
    )


def test_an_approved_request_saves_the_unit_and_a_request_only_made_does_not() -> None:
    saved = stand(UnitDelivery(UNIT, ALL_ON_TIME, frozenset({MISSING}), (excuse(),)))
    assert (saved.named, saved.complete, saved.unfiled, saved.excused) == (False, True, 0, 1)
    waiting = stand(UnitDelivery(UNIT, ALL_ON_TIME, frozenset({MISSING}), (excuse(approved_on=None),)))
    assert (waiting.named, waiting.unfiled) == (True, 1)


def test_an_excused_person_left_out_of_the_report_makes_the_unit_incomplete_but_never_named() -> None:
    found = stand(UnitDelivery(UNIT, ALL_ON_TIME, frozenset({MISSING}), (excuse(listed=False),)))
    assert (found.named, found.complete, found.unlisted) == (False, False, 1)


def test_each_missing_item_is_named_with_its_working_days() -> None:
    delivered = {Deliverable.CITY_MANAGED_FORMS: D3, Deliverable.STATISTICS: date(2014, 12, 16)}
    found = stand(UnitDelivery(UNIT, delivered))
    assert found.missing == (
        MissingItem(Deliverable.STATISTICS, D3, date(2014, 12, 16), 1),
        MissingItem(Deliverable.WRITTEN_REPORT, D3, None, 2),
    )
    assert found.named


def test_forms_held_back_by_an_objection_are_pending_and_do_not_name_the_unit() -> None:
    delivered = {Deliverable.STATISTICS: D3, Deliverable.WRITTEN_REPORT: D3}
    found = stand(UnitDelivery(UNIT, delivered, forms_held_by_objection=True))
    assert (found.named, found.pending_objection, found.complete) == (False, True, False)


def test_the_list_exists_only_after_d3_has_ended() -> None:
    refused = late_list([UnitDelivery(UNIT, {})], DATES, CALENDAR, D3)
    assert refused == Refused(Reason.STEP_NOT_DUE, "四(二)", "2014年12月15日24时后方可列出")


def test_the_list_holds_the_named_units_in_the_order_given() -> None:
    units = [
        UnitDelivery(UnitId("b"), {}),
        UnitDelivery(UnitId("c"), ALL_ON_TIME),
        UnitDelivery(UnitId("a"), {}),
    ]
    found = late_list(units, DATES, CALENDAR, AFTER)
    assert isinstance(found, tuple)
    assert [each.unit for each in found] == ["b", "a"]


def test_nobody_is_named_while_the_calendar_is_not_published() -> None:
    dates = campaign_dates(load("HRB-2014"))
    found = late_list([UnitDelivery(UNIT, {})], dates, CALENDAR, date(2027, 1, 4))
    assert isinstance(found, Refused)
    assert found.reason is Reason.YEAR_NOT_PUBLISHED


def test_statistics_may_be_corrected_to_the_end_of_d4() -> None:
    assert may_correct_statistics(date(2014, 12, 16), DATES)
    assert not may_correct_statistics(date(2014, 12, 17), DATES)


def test_the_four_marks_need_a_dated_evidence_each() -> None:
    """SR-45."""
    assert not_in_place({InPlace.CONVEYED: D3, InPlace.ORGANISED: D3}) == {
        InPlace.SELF_CHECKED,
        InPlace.COMMITTED,
    }
