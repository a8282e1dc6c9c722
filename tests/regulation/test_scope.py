"""一: who must declare."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.decisions import Flag, Obligation
from regulation.facts import UnitFacts
from regulation.scope import obligation, obliged_roster
from regulation.terms import Level, ManagedBy, Rank, UnitKind
from tests.regulation import people
from tests.regulation.people import cadre

OPENS = date(2014, 12, 1)


@pytest.mark.parametrize(
    ("unit", "rank", "ground"),
    [
        (people.BUREAU, Rank.DIVISION_DEPUTY, "SR-01"),
        (people.DISTRICT_COMMITTEE, Rank.DIVISION_DEPUTY, "SR-01"),
        (people.CITY_COMMISSION, Rank.DIVISION_DEPUTY, "SR-01"),
        (people.INSTITUTE_UNDER_BUREAU, Rank.DIVISION_DEPUTY, "SR-02"),
        (replace(people.BUREAU, kind=UnitKind.DEMOCRATIC_PARTY), Rank.DIVISION_DEPUTY, "SR-02"),
        (people.COUNTY_BUREAU, Rank.SECTION_DEPUTY, "SR-04"),
        (replace(people.COUNTY_BUREAU, kind=UnitKind.MASS_ORGANIZATION), Rank.SECTION_DEPUTY, "SR-04"),
        (replace(people.COUNTY_BUREAU, kind=UnitKind.DEVELOPMENT_ZONE), Rank.SECTION_DEPUTY, "SR-04"),
        (people.TOWN, Rank.NONE, "SR-05"),
        (people.SUBDISTRICT, Rank.SECTION_PRINCIPAL, "SR-05"),
        (people.STATION, Rank.NONE, "SR-06"),
        (people.CENTRAL_BANK_BRANCH, Rank.DIVISION_DEPUTY, "A21"),
    ],
)
def test_each_limb_of_the_sentence_obliges(unit: UnitFacts, rank: Rank, ground: str) -> None:
    verdict = obligation(cadre(unit, rank=rank), OPENS)
    assert verdict == Obligation(obliged=True, ground=ground, clause="二 ¶3" if ground == "A21" else "一 ¶1")


@pytest.mark.parametrize(
    ("unit", "rank"),
    [
        (people.BUREAU, Rank.SECTION_PRINCIPAL),
        (people.INSTITUTE_UNDER_BUREAU, Rank.SECTION_PRINCIPAL),
        (people.COUNTY_BUREAU, Rank.NONE),
        (replace(people.BUREAU, kind=UnitKind.COLLECTIVE_ENTERPRISE), Rank.DIVISION_PRINCIPAL),
        (replace(people.COUNTY_BUREAU, kind=UnitKind.INSTITUTION), Rank.SECTION_PRINCIPAL),
    ],
)
def test_who_fits_no_limb_is_not_obliged(unit: UnitFacts, rank: Rank) -> None:
    assert obligation(cadre(unit, rank=rank), OPENS) == Obligation(
        obliged=False, ground="SR-07", clause="一 ¶1"
    )


def test_a_leader_of_a_state_enterprise_needs_no_rank() -> None:
    leader = cadre(people.CITY_ENTERPRISE, rank=Rank.NONE, leadership_team_member=True)
    assert obligation(leader, OPENS).ground == "SR-03"


def test_a_middle_manager_of_a_state_enterprise_is_no_leader() -> None:
    assert not obligation(cadre(people.CITY_ENTERPRISE, rank=Rank.NONE), OPENS).obliged


def test_a_section_cadre_of_a_county_without_a_responsible_post_is_not_obliged() -> None:
    clerk = cadre(people.COUNTY_BUREAU, rank=Rank.SECTION_PRINCIPAL, responsible_post=False)
    assert not obligation(clerk, OPENS).obliged


def test_a_member_of_a_township_committee_without_a_deputys_post_is_obliged() -> None:
    member = cadre(people.TOWN, rank=Rank.NONE, responsible_post=False, leadership_team_member=True)
    assert obligation(member, OPENS).ground == "SR-05"


def test_a_retired_cadre_is_out_of_scope_and_a_rehired_one_is_in() -> None:
    assert obligation(cadre(in_post_to=date(2014, 11, 30)), OPENS).ground == "A14"
    assert obligation(cadre(in_post_from=date(2014, 12, 2)), OPENS).ground == "A14"
    assert obligation(cadre(rehired=True), OPENS).flags == {Flag.REHIRED}


def test_a_non_leading_post_of_division_rank_is_in_scope_and_marked() -> None:
    verdict = obligation(cadre(non_leading_post=True, responsible_post=False), OPENS)
    assert verdict.obliged
    assert verdict.flags == {Flag.NON_LEADING_POST}


def test_the_roster_is_the_obliged_and_nobody_else() -> None:
    """SR-08."""
    head, clerk = cadre(), cadre(rank=Rank.SECTION_DEPUTY)
    assert obliged_roster([head, clerk], OPENS) == (head,)


def test_a_tax_officer_of_a_central_unit_in_a_county_is_obliged_as_a_team_member() -> None:
    officer = cadre(
        people.COUNTY_TAX, ManagedBy.SYSTEM, rank=Rank.SECTION_PRINCIPAL, leadership_team_member=True
    )
    assert obligation(officer, OPENS).ground == "A21"
    assert officer.unit.belongs_to is Level.CENTRE
