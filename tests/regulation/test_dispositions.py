"""四(三): the ladder, step by step."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.calendar import Due, official_calendar
from regulation.case_terms import InsteadOfL4, ProofKind, RefusalGround
from regulation.chapters import load
from regulation.decisions import Body, BodyKind, Reason, Refused
from regulation.dispositions import (
    Ladder,
    Order,
    Proof,
    RefusalFinding,
    day_of_the_article,
    instead_of_removal,
    issuer_of_the_order,
    may_extend,
    may_take,
    may_withdraw,
    next_step,
    rectification_due,
)
from regulation.facts import PersonId
from regulation.routing import route_declaration
from regulation.terms import ManagedBy, Role, Step
from tests.regulation import people
from tests.regulation.people import cadre

CHAPTERS = load("HRB-2014")
HEAD = cadre(people.DISTRICT_GOVERNMENT, ManagedBy.CITY, roles=frozenset({Role.COUNTY_GOVERNMENT_HEAD}))
ROUTE = route_declaration(HEAD)
CITY = Body(BodyKind.CITY_COMMISSION)
CITY_COMMITTEE = Body(BodyKind.CITY_COMMITTEE)
L2 = Order(Step.L2_ORDER_RECTIFY, date(2014, 12, 17), CITY, "青纪责〔2014〕3号", due_on=date(2015, 1, 16))
L3 = Order(Step.L3_ADJUST_POST, date(2015, 1, 19), CITY_COMMITTEE)
L4 = Order(Step.L4_REMOVE_PARTY_POST, date(2015, 2, 2), CITY)
TWO = (PersonId("first"), PersonId("second"))
FINDING = RefusalFinding(
    date(2015, 1, 19), TWO, RefusalGround.DUE_DATE_PASSED, heard=True, efforts_weighed=True
)
INSIDE = Ladder(Step.L2_ORDER_RECTIFY)
ORDERED = replace(INSIDE, orders=(L2,))
REFUSED = replace(ORDERED, finding=FINDING)
DISOBEYED = replace(REFUSED, orders=(L2, L3), disobeyed_on=date(2015, 1, 28))


def reason(order: Order, ladder: Ladder, person: people.PersonFacts = HEAD) -> Reason | None:
    refused = may_take(order, ladder, person, ROUTE)
    return refused.reason if isinstance(refused, Refused) else None


def test_the_whole_ladder_in_its_order() -> None:
    assert next_step(INSIDE) is Step.L2_ORDER_RECTIFY
    assert reason(L2, INSIDE) is None
    assert next_step(ORDERED) is Step.L3_ORDER_RESIGN
    assert reason(L3, REFUSED) is None
    assert next_step(DISOBEYED) is Step.L4_REMOVE_PARTY_POST
    assert reason(L4, DISOBEYED) is None
    assert next_step(replace(DISOBEYED, orders=(L2, L3, L4))) is None


@pytest.mark.parametrize(("order", "ladder"), [(L3, INSIDE), (L4, INSIDE), (L4, ORDERED), (L4, REFUSED)])
def test_a_skipped_step_is_refused(order: Order, ladder: Ladder) -> None:
    assert reason(order, ladder) is Reason.STEP_SKIPPED


def test_the_order_needs_issuer_number_and_due_date() -> None:
    assert reason(replace(L2, issuer=Body(BodyKind.COUNTY_COMMISSION, people.DISTRICT)), INSIDE) is (
        Reason.WRONG_ISSUER
    )
    assert reason(replace(L2, number=""), INSIDE) is Reason.ISSUER_MISSING
    assert reason(replace(L2, due_on=None), INSIDE) is Reason.ISSUER_MISSING
    assert reason(replace(L2, due_on=L2.on), INSIDE) is Reason.ISSUER_MISSING


def test_where_the_reviewer_is_concerned_the_superior_issues_the_order() -> None:
    staff = cadre(people.DISTRICT_COMMISSION, ManagedBy.COUNTY)
    assert issuer_of_the_order(route_declaration(staff)) == CITY


def test_a_reminder_is_recorded_with_what_was_said_and_is_all_that_outside_takes() -> None:
    outside = Ladder(Step.L1_REMIND)
    reminder = Order(Step.L1_REMIND, date(2014, 12, 17), CITY, content="打招呼")
    assert next_step(outside) is Step.L1_REMIND
    assert reason(reminder, outside) is None
    assert reason(replace(reminder, content=" "), outside) is Reason.REASON_MISSING
    assert reason(L2, outside) is Reason.STEP_NOT_DUE
    assert next_step(replace(outside, orders=(reminder,))) is None


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (None, Reason.REFUSAL_NOT_FOUND),
        (replace(FINDING, found_on=date(2015, 1, 20)), Reason.REFUSAL_NOT_FOUND),
        (replace(FINDING, officers=(TWO[0], TWO[0])), Reason.TWO_PERSONS_REQUIRED),
        (replace(FINDING, heard=False), Reason.STATEMENT_MISSING),
        (replace(FINDING, efforts_weighed=False), Reason.STATEMENT_MISSING),
        (replace(FINDING, found_on=date(2015, 1, 16)), Reason.STEP_NOT_DUE),
    ],
)
def test_leaving_office_is_ordered_only_on_a_finding_of_refusal(
    finding: RefusalFinding | None, expected: Reason
) -> None:
    assert reason(L3, replace(ORDERED, finding=finding)) is expected


def test_a_written_refusal_needs_no_passed_due_date() -> None:
    written = replace(FINDING, found_on=date(2014, 12, 20), ground=RefusalGround.WRITTEN_REFUSAL)
    assert reason(L3, replace(ORDERED, finding=written)) is None


def test_an_extension_moves_the_due_date() -> None:
    assert reason(L3, replace(REFUSED, extended_to=date(2015, 2, 15))) is Reason.STEP_NOT_DUE


def test_leaving_office_is_ordered_by_the_managing_committee_not_the_commission() -> None:
    assert reason(replace(L3, issuer=CITY), REFUSED) is Reason.WRONG_ISSUER


def test_a_proof_before_the_third_step_ends_the_ladder() -> None:
    proof = Proof(ProofKind.TRANSFER, date(2015, 1, 18))
    assert reason(L3, replace(REFUSED, proofs=(proof,))) is Reason.LADDER_ENDED


def test_a_fake_exit_opens_the_third_step_only_when_two_confirm_it() -> None:
    suspected = Proof(ProofKind.TRANSFER, date(2015, 1, 10), fake_exit_confirmed_by=TWO[:1])
    confirmed = replace(suspected, fake_exit_confirmed_by=TWO)
    assert reason(L3, replace(REFUSED, proofs=(suspected,))) is Reason.LADDER_ENDED
    assert reason(L3, replace(REFUSED, proofs=(confirmed,))) is None


def test_party_posts_are_removed_only_after_disobedience() -> None:
    assert reason(L4, replace(DISOBEYED, disobeyed_on=None)) is Reason.STEP_NOT_DUE


@pytest.mark.parametrize("held", [{"party_member": False}, {"party_post": False}])
def test_who_holds_no_party_post_cannot_lose_one(held: dict[str, bool]) -> None:
    assert reason(L4, DISOBEYED, replace(HEAD, **held)) is Reason.NO_PARTY_POST


@pytest.mark.parametrize(
    ("held", "day", "proposed"),
    [
        ({"party_member": False}, date(2018, 3, 19), InsteadOfL4.ADMINISTRATIVE_SANCTION),
        ({"party_member": False}, date(2018, 3, 20), InsteadOfL4.GOVERNMENT_SANCTION),
        ({"party_post": False}, date(2014, 12, 1), InsteadOfL4.SERIOUS_WARNING),
        ({}, date(2014, 12, 1), None),
    ],
)
def test_what_is_proposed_instead_follows_the_law_of_the_day(
    held: dict[str, bool], day: date, proposed: InsteadOfL4 | None
) -> None:
    assert instead_of_removal(replace(HEAD, **held), day, CHAPTERS) is proposed


def test_correction_is_due_thirty_days_after_the_order() -> None:
    calendar = official_calendar()
    assert rectification_due(date(2014, 12, 17), calendar, CHAPTERS) == Due.on(date(2015, 1, 16))
    assert rectification_due(date(2014, 12, 18), calendar, CHAPTERS) == Due.on(date(2015, 1, 19)), (
        "not a Saturday"
    )


def test_a_finding_or_a_disobedience_before_its_order_counts_for_nothing() -> None:
    early = replace(REFUSED, finding=replace(FINDING, found_on=date(2014, 12, 16)))
    assert reason(L3, early) is Reason.REFUSAL_NOT_FOUND
    before = replace(DISOBEYED, disobeyed_on=date(2015, 1, 18))
    assert reason(L4, before) is Reason.STEP_NOT_DUE


def test_an_extension_is_given_once_and_with_approval() -> None:
    day = date(2015, 1, 10)
    assert may_extend(0, PersonId("approver"), day, CHAPTERS) is None
    assert may_extend(0, PersonId(""), day, CHAPTERS) == Refused(Reason.NOT_COMPETENT, "四(三)")
    assert may_extend(1, PersonId("approver"), day, CHAPTERS) == Refused(Reason.EXTENSION_SPENT, "四(三)")


def test_a_step_is_undone_only_with_a_reason() -> None:
    assert may_withdraw("更正文号") is None
    assert may_withdraw(" ") == Refused(Reason.REASON_MISSING, "四(三)")


def test_nothing_is_ordered_while_every_business_is_uncertain() -> None:
    assert reason(L2, Ladder(None)) is Reason.STEP_NOT_DUE
    assert next_step(Ladder(None)) is None


def test_the_article_at_the_last_step_is_that_of_the_later_day() -> None:
    refused = date(2015, 1, 28)
    assert day_of_the_article(None, refused) == refused
    assert day_of_the_article(date(2016, 3, 1), refused) == date(2016, 3, 1)
