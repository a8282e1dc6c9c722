"""Who may not open a record, and what a requested recusal freezes."""

import pytest

from regulation.case_terms import FinalAct, Tie
from regulation.decisions import Body, BodyKind, Reason, Refused
from regulation.facts import OfficeId, PersonId, UnitId
from regulation.recusal import (
    CLAUSE,
    Guarded,
    decides_recusal,
    is_near_kin,
    may_act,
    may_be_handed_to,
    may_open,
    must_recuse,
)
from regulation.terms import Level, ManagedBy, Relation
from tests.regulation import people
from tests.regulation.people import cadre, office

GUARDED = Guarded(
    subjects=frozenset({PersonId("subject")}),
    units=frozenset({UnitId("construction")}),
    countersigners=frozenset({PersonId("countersigner")}),
    kin=frozenset({PersonId("sister")}),
)


@pytest.mark.parametrize(
    ("person", "unit", "tie"),
    [
        ("subject", "elsewhere", Tie.SELF),
        ("sister", "elsewhere", Tie.RECORDED_KIN),
        ("colleague", "construction", Tie.OWN_UNIT),
        ("countersigner", "elsewhere", Tie.OWN_SIGNATURE),
    ],
)
def test_a_provable_tie_closes_the_record(person: str, unit: str, tie: Tie) -> None:
    assert may_open(PersonId(person), [UnitId(unit)], GUARDED) == Refused(Reason.HARD_CONFLICT, CLAUSE, tie)


def test_nobody_else_meets_a_wall() -> None:
    assert may_open(PersonId("officer"), [UnitId("elsewhere")], GUARDED) is None


def test_ties_that_cannot_be_proved_are_grounds_to_recuse_all_the_same() -> None:
    assert must_recuse([Tie.WITNESS])
    assert must_recuse([], kin_check_says_recuse=True)
    assert not must_recuse([])


@pytest.mark.parametrize("act", list(FinalAct))
def test_a_requested_recusal_freezes_final_acts(act: FinalAct) -> None:
    assert may_act(act, recusal_requested=True) == Refused(Reason.RECUSAL_PENDING, CLAUSE)
    assert may_act(act, recusal_requested=False) is None


def test_a_requested_recusal_does_not_stop_the_work() -> None:
    assert may_act(None, recusal_requested=True) is None


def test_the_superior_decides_on_the_head() -> None:
    commission = Body(BodyKind.COUNTY_COMMISSION, people.DISTRICT)
    head = cadre(people.DISTRICT_COMMISSION, ManagedBy.CITY)
    assert decides_recusal(commission, head, is_head=False) == commission
    assert decides_recusal(commission, head, is_head=True) == Body(BodyKind.CITY_COMMISSION)


@pytest.mark.parametrize(
    "relation", [Relation.SPOUSE, Relation.SIBLING, Relation.COLLATERAL_KIN, Relation.AFFINE_KIN]
)
def test_near_kin_reaches_three_generations_and_relatives_by_marriage(relation: Relation) -> None:
    assert is_near_kin(relation)


@pytest.mark.parametrize("relation", [Relation.OTHER_KIN, Relation.COHABITING_PARTNER])
def test_others_are_no_near_kin(relation: Relation) -> None:
    assert not is_near_kin(relation)


def test_no_later_hop_reaches_the_accused_his_unit_or_his_countersigner() -> None:
    team = office("team", Level.CITY, people.CITY, unit=UnitId("construction"))
    county = office("county", Level.COUNTY, people.COUNTY)
    refused = Refused(Reason.HARD_CONFLICT, "检举控告工作规则 第四十七条", "team")
    assert may_be_handed_to(team, [], GUARDED) == refused
    assert may_be_handed_to(county, [PersonId("officer")], GUARDED) is None
    assert may_be_handed_to(county, [PersonId("sister")], GUARDED) is not None
    assert may_be_handed_to(county, [], GUARDED, own_commissions=frozenset({OfficeId("county")})) is not None
