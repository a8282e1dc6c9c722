"""三(一), 四(三) and the order of states: what a form holds, who excuses, what may follow what."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from regulation.case_terms import (
    ClueState,
    DeclarationState,
    Disposal,
    ExceptionState,
    NoticeState,
    ReportState,
)
from regulation.decisions import Body, BodyKind, Reason, Refused
from regulation.exceptions import approver_of, may_approve_request, state_of
from regulation.facts import (
    Business,
    DeclarationVersionFacts,
    ExceptionFacts,
    OfficeId,
    PersonFacts,
    PersonId,
    UnitId,
)
from regulation.filing import Sections, may_leave_draft
from regulation.lifecycles import STATE_OF_DISPOSAL, clause_of, hops, may_move, may_review, may_submit
from regulation.routing import route_declaration
from regulation.screening import Undertaking
from regulation.terms import ManagedBy, Relation
from tests.regulation import people
from tests.regulation.people import cadre

SIGNED_AT = datetime(2014, 12, 3, 9, tzinfo=timezone(timedelta(hours=8)))
NIL = DeclarationVersionFacts("v1", SIGNED_AT, nil=True)
BOTH = Sections(businesses_answered=True, employment_answered=True)
CITY = Body(BodyKind.CITY_COMMISSION)


def test_a_nil_form_with_both_answers_and_a_signed_commitment_leaves_the_draft() -> None:
    assert may_leave_draft(NIL, BOTH, Undertaking.COMMITMENT, Undertaking.COMMITMENT) is None


def test_an_unanswered_section_an_unsigned_or_a_false_promise_and_a_contradiction_stay_in_draft() -> None:
    firm = Business("b1", PersonId("wife"), Relation.SPOUSE)
    tries = [
        may_leave_draft(
            NIL, replace(BOTH, employment_answered=False), Undertaking.COMMITMENT, Undertaking.COMMITMENT
        ),
        may_leave_draft(
            replace(NIL, commitment_signed=False), BOTH, Undertaking.COMMITMENT, Undertaking.COMMITMENT
        ),
        may_leave_draft(NIL, BOTH, Undertaking.COMMITMENT, Undertaking.RECTIFICATION_UNDERTAKING),
        may_leave_draft(
            replace(NIL, businesses=(firm,)), BOTH, Undertaking.COMMITMENT, Undertaking.COMMITMENT
        ),
    ]
    assert [refused and refused.reason for refused in tries] == [
        Reason.FORM_INCOMPLETE,
        Reason.COMMITMENT_MISSING,
        Reason.COMMITMENT_MISSING,
        Reason.FORM_CONTRADICTORY,
    ]


@pytest.mark.parametrize(
    ("person", "approver"),
    [
        (cadre(), CITY),
        (cadre(leadership_team_member=True), CITY),
        (
            cadre(people.CENTRAL_BANK_BRANCH, ManagedBy.SYSTEM, authority=UnitId("provincial-bank")),
            Body(BodyKind.AUTHORITY_COMMISSION, "provincial-bank"),
        ),
        (cadre(people.TOWN, ManagedBy.COUNTY), Body(BodyKind.COUNTY_COMMISSION, people.COUNTY)),
        (cadre(people.CITY_COMMITTEE, ManagedBy.PROVINCE), CITY),
        (
            cadre(people.COUNTY_TAX, ManagedBy.SYSTEM, authority=UnitId("city-tax")),
            Body(BodyKind.AUTHORITY_COMMISSION, "city-tax"),
        ),
        (cadre(people.DISTRICT_COMMISSION, ManagedBy.COUNTY, leadership_team_member=True), CITY),
    ],
)
def test_a_written_request_is_approved_by_the_next_commission_never_by_the_unit(
    person: PersonFacts, approver: Body
) -> None:
    assert approver_of(route_declaration(person), person) == approver


REQUEST = ExceptionFacts(
    PersonId("declarant"), date(2014, 12, 3), "住院手术", "青建〔2014〕88号", OfficeId("city")
)


def test_a_request_without_number_or_reason_or_to_the_wrong_body_is_refused() -> None:
    person = cadre()
    route = route_declaration(person)
    own = Body(BodyKind.UNIT_COMMISSION, "construction")
    assert may_approve_request(REQUEST, CITY, route, person) is None
    assert may_approve_request(REQUEST, own, route, person) == Refused(Reason.WRONG_APPROVER, "四(三)")
    refused = may_approve_request(replace(REQUEST, number=""), CITY, route, person)
    assert refused is not None
    assert refused.reason is Reason.REQUEST_INCOMPLETE


@pytest.mark.parametrize(
    ("told", "due", "state"),
    [
        ({}, None, ExceptionState.REQUESTED),
        ({"approved_on": date(2014, 12, 4)}, None, ExceptionState.APPROVED),
        ({"approved_on": date(2014, 12, 4)}, date(2014, 12, 22), ExceptionState.DUE),
        ({"approved_on": date(2014, 12, 4)}, date(2014, 12, 19), ExceptionState.OVERDUE),
        ({"supplementary_passed_on": date(2014, 12, 20)}, date(2014, 12, 19), ExceptionState.CLOSED),
    ],
)
def test_an_exception_stays_open_until_the_supplementary_form_passed(
    told: dict[str, date], due: date | None, state: ExceptionState
) -> None:
    assert state_of(replace(REQUEST, **told), date(2014, 12, 20), due) is state


def test_no_hop_is_skipped_on_the_way_up() -> None:
    """SR-13."""
    route = route_declaration(cadre(people.CITY_COMMITTEE, ManagedBy.PROVINCE))
    office, city, province = hops(route)
    assert may_submit(route, [office], city) is None
    assert may_submit(route, [office], province) == Refused(Reason.STEP_SKIPPED, "二 ¶1")
    assert may_submit(route, [office, city], province) is None
    assert may_submit(route, [office, city, province], province) is not None


def test_one_account_never_files_and_reviews_the_same_form() -> None:
    """SR-14."""
    assert may_review(filed_by="clerk", reviewer="officer") is None
    assert may_review(filed_by="clerk", reviewer="clerk") == Refused(Reason.DECIDER_CONCERNED, "二 ¶1")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (DeclarationState.DRAFT, DeclarationState.SIGNED),
        (DeclarationState.POSTED, DeclarationState.COUNTERSIGNED),
        (ReportState.RECEIVED, ReportState.DECLINED),
        (ClueState.PRELIM_VERIFY, ClueState.CASE),
        (NoticeState.PUBLISHED, NoticeState.WITHDRAWN),
    ],
)
def test_a_transition_of_the_table_is_open_and_names_its_clause(now: object, then: object) -> None:
    assert may_move(now, then) is None
    assert clause_of(now, then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (DeclarationState.SIGNED, DeclarationState.COUNTERSIGNED),
        (DeclarationState.ARCHIVED, DeclarationState.DRAFT),
        (ReportState.RECEIVED, ReportState.CLOSED),
        (ClueState.ACCEPTED, ClueState.CASE),
        (NoticeState.EXPIRED, NoticeState.PUBLISHED),
        (ReportState.RECEIVED, ClueState.CLOSED),
    ],
)
def test_any_other_transition_is_refused(now: object, then: object) -> None:
    refused = may_move(now, then)
    assert refused is not None
    assert refused.reason is Reason.TRANSITION_FORBIDDEN


def test_each_of_the_four_disposals_is_a_state_a_clue_may_go_to() -> None:
    assert set(STATE_OF_DISPOSAL) == set(Disposal)
    assert all(may_move(ClueState.ACCEPTED, state) is None for state in STATE_OF_DISPOSAL.values())
