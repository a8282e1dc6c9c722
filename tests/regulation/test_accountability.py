"""四(四): two strands, who decides each, when a case may be closed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from regulation.accountability import (
    CaseStanding,
    Decider,
    StrandDecision,
    StrandFacts,
    competent_commission,
    escrow_for,
    may_close,
    may_decide_strand,
    may_open_escrow,
    may_see_check,
    outcome_without_inquiry,
    strands_opened_by,
)
from regulation.calendar import SHANGHAI
from regulation.case_terms import Outcome
from regulation.comparing import compare
from regulation.decisions import Body, BodyKind, Reason, Refused
from regulation.facts import Business, DeclarationVersionFacts, Finding, PersonFacts, PersonId, UnitId
from regulation.routing import route_declaration
from regulation.terms import FindingSource, ManagedBy, Relation, Role, Strand
from tests.regulation import people
from tests.regulation.people import cadre

CITY = Body(BodyKind.CITY_COMMISSION)
PROVINCE = Body(BodyKind.PROVINCE_COMMISSION)
DISTRICT = Body(BodyKind.COUNTY_COMMISSION, people.DISTRICT)
TWO = (PersonId("first"), PersonId("second"))
FIRM = Business("firm", PersonId("wife"), Relation.SPOUSE, held_from=date(2013, 5, 1))
FINDING = Finding("f1", FIRM, FindingSource.REGISTRY, date(2014, 12, 22))
NIL = DeclarationVersionFacts(
    "v1",
    datetime(2014, 12, 3, 9, tzinfo=SHANGHAI),
    nil=True,
    countersigned_at=datetime(2014, 12, 9, 9, tzinfo=SHANGHAI),
    countersigner=PersonId("countersigner"),
)


def test_a_confirmed_concealment_opens_both_strands() -> None:
    opened = strands_opened_by(compare(FINDING, [NIL]), TWO)
    assert opened == {Strand.DECLARANT, Strand.COUNTERSIGNER}


def test_a_discrepancy_confirmed_by_one_person_opens_nothing() -> None:
    refused = strands_opened_by(compare(FINDING, [NIL]), (TWO[0], TWO[0]))
    assert refused == Refused(Reason.TWO_PERSONS_REQUIRED, "四(四)", "confirm_discrepancy")


def test_what_arose_later_opens_no_strand_and_needs_no_confirmation() -> None:
    later = replace(FINDING, of=replace(FIRM, held_from=date(2015, 3, 1)))
    assert strands_opened_by(compare(later, [NIL]), ()) == frozenset()


def test_who_never_filed_answers_for_that_alone() -> None:
    assert strands_opened_by(compare(FINDING, []), ()) == {Strand.FAILURE_TO_FILE}


@pytest.mark.parametrize(
    ("person", "subject", "competent"),
    [
        (cadre(managed_by=ManagedBy.CITY), cadre(managed_by=ManagedBy.CITY), CITY),
        (cadre(managed_by=ManagedBy.PROVINCE), cadre(managed_by=ManagedBy.CITY), PROVINCE),
        (cadre(people.SUBDISTRICT, ManagedBy.COUNTY), cadre(people.SUBDISTRICT, ManagedBy.COUNTY), DISTRICT),
        (cadre(), cadre(), CITY),
        (
            cadre(people.DISTRICT_COMMISSION, ManagedBy.COUNTY),
            cadre(people.DISTRICT_COMMISSION, ManagedBy.COUNTY),
            CITY,
        ),
        (
            cadre(people.CITY_COMMISSION, ManagedBy.CITY),
            cadre(people.CITY_COMMISSION, ManagedBy.CITY),
            PROVINCE,
        ),
        (
            cadre(people.CENTRAL_BANK, roles=frozenset({Role.COMMISSION_STAFF})),
            cadre(people.CENTRAL_BANK),
            Body(BodyKind.AUTHORITY_COMMISSION, "provincial-bank"),
        ),
    ],
)
def test_each_strand_belongs_to_the_commission_that_manages_that_person(
    person: PersonFacts, subject: PersonFacts, competent: Body
) -> None:
    assert competent_commission(person, subject=subject) == competent


def test_the_unit_commission_of_the_countersigner_is_not_competent_either() -> None:
    chief = cadre()
    deputy = cadre(id=PersonId("deputy"), managed_by=ManagedBy.CITY)
    assert competent_commission(chief, subject=chief, countersigner=deputy) == CITY


STRAND = StrandFacts(
    kind=Strand.COUNTERSIGNER,
    person=PersonId("countersigner"),
    subject=PersonId("subject"),
    countersigner=PersonId("countersigner"),
    competent=CITY,
    reviewed_by=frozenset({PersonId("reviewer")}),
    kin=frozenset({PersonId("kin")}),
    units=frozenset({UnitId("construction")}),
)
OFFICER = Decider(TWO[0], UnitId("city-commission"), CITY)
SECOND = Decider(TWO[1], UnitId("city-commission"), CITY)
DECISION = StrandDecision(
    Outcome.HELD, date(2015, 3, 2), "审签时表内已列明该企业", "四(四)", "审签记录", statement_recorded=True
)


def test_two_unconcerned_officers_of_the_competent_commission_decide() -> None:
    assert may_decide_strand(STRAND, OFFICER, SECOND, DECISION) is None
    assert may_decide_strand(STRAND, OFFICER, SECOND, replace(DECISION, outcome=Outcome.NOT_HELD)) is None


@pytest.mark.parametrize(
    ("officer", "reason"),
    [
        (replace(OFFICER, commission=DISTRICT), Reason.NOT_COMPETENT),
        (replace(OFFICER, person=PersonId("subject")), Reason.DECIDER_CONCERNED),
        (replace(OFFICER, person=PersonId("countersigner")), Reason.DECIDER_CONCERNED),
        (replace(OFFICER, person=PersonId("reviewer")), Reason.DECIDER_CONCERNED),
        (replace(OFFICER, person=PersonId("kin")), Reason.DECIDER_CONCERNED),
        (replace(OFFICER, unit=UnitId("construction")), Reason.DECIDER_CONCERNED),
        (SECOND, Reason.TWO_PERSONS_REQUIRED),
    ],
)
def test_a_concerned_or_foreign_officer_decides_nothing(officer: Decider, reason: Reason) -> None:
    refused = may_decide_strand(STRAND, officer, SECOND, DECISION)
    assert isinstance(refused, Refused)
    assert refused.reason is reason


def test_the_office_that_reviewed_may_decide_through_another_person() -> None:
    colleague = replace(OFFICER, person=PersonId("colleague-of-the-reviewer"))
    assert may_decide_strand(STRAND, colleague, SECOND, DECISION) is None


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"reason": " "}, Reason.REASON_MISSING),
        ({"cited_clause": ""}, Reason.REASON_MISSING),
        ({"evidence": ""}, Reason.EVIDENCE_MISSING),
        ({"statement_recorded": False}, Reason.STATEMENT_MISSING),
        ({"other_texts": frozenset({"审签时 表内已列明该企业"})}, Reason.SAME_TEXT),
    ],
)
def test_a_decision_without_its_parts_is_refused(told: dict[str, object], reason: Reason) -> None:
    refused = may_decide_strand(STRAND, OFFICER, SECOND, replace(DECISION, **told))
    assert isinstance(refused, Refused)
    assert refused.reason is reason


READY = CaseStanding(compared=True, conduct_recorded=True, article_recorded=True, disposal_recorded=True)


def test_a_case_with_everything_recorded_may_be_closed() -> None:
    decided = replace(STRAND, outcome=Outcome.NOT_HELD)
    referred = replace(STRAND, outcome=Outcome.REFERRED, return_receipt=True)
    assert may_close(replace(READY, strands=(decided, referred))) == ()


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"compared": False}, Reason.NOT_COMPARED),
        ({"uncertain_businesses": 1}, Reason.UNCERTAIN_OPEN),
        ({"conduct_recorded": False}, Reason.CONDUCT_MISSING),
        ({"article_recorded": False}, Reason.ARTICLE_MISSING),
        ({"disposal_recorded": False}, Reason.RESULT_MISSING),
        ({"unverified_clues": 2}, Reason.VERIFICATION_MISSING),
        ({"strands": (STRAND,)}, Reason.ITEM_OPEN),
        ({"due": frozenset({Strand.COUNTERSIGNER})}, Reason.ITEM_OPEN),
        ({"strands": (replace(STRAND, outcome=Outcome.REFERRED),)}, Reason.RECEIPT_MISSING),
    ],
)
def test_what_is_missing_stands_against_closing(told: dict[str, object], reason: Reason) -> None:
    assert [refused.reason for refused in may_close(replace(READY, **told))] == [reason]


def test_everything_missing_is_named_at_once() -> None:
    assert len(may_close(CaseStanding(compared=False, uncertain_businesses=1, strands=(STRAND,)))) == 6


def test_the_strand_of_a_dead_person_closes_without_inquiry() -> None:
    assert outcome_without_inquiry(date(2015, 2, 1)) is Outcome.NOT_HELD
    assert outcome_without_inquiry(None) is None


def test_every_form_lies_in_escrow_one_level_above_its_reviewer() -> None:
    own = cadre()
    assert escrow_for(route_declaration(own), own) == CITY
    head = cadre(people.TOWN, ManagedBy.COUNTY)
    assert escrow_for(route_declaration(head), head) == CITY
    leader = cadre(people.CITY_COMMITTEE, ManagedBy.PROVINCE)
    assert escrow_for(route_declaration(leader), leader) is None


def test_escrow_opens_from_a_linked_clue_and_by_two() -> None:
    assert may_open_escrow(linked_clue=True, persons=TWO) is None
    assert may_open_escrow(linked_clue=False, persons=TWO) is not None
    assert may_open_escrow(linked_clue=True, persons=TWO[:1]) is not None


def test_a_check_that_reveals_a_report_is_for_who_may_open_that_report() -> None:
    assert may_see_check(CITY, CITY, reveals_report=False, may_open_report=False)
    assert not may_see_check(CITY, CITY, reveals_report=True, may_open_report=False)
    assert not may_see_check(DISTRICT, CITY, reveals_report=False, may_open_report=True)
