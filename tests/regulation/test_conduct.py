"""The four kinds of conduct of 一 ¶2."""

import pytest

from regulation.conduct import (
    ClueType,
    Favour,
    MutualFavours,
    a_reminder_closes,
    clue_type,
    favours_own_kin,
    mutual_favours,
)
from regulation.facts import Business, PersonId
from regulation.terms import ConductType, Relation

A, B, C = PersonId("a"), PersonId("b"), PersonId("c")


def test_power_used_for_the_business_of_a_brother_is_t2_wherever_it_lies() -> None:
    """S04: the circle widens to other kin."""
    assert favours_own_kin(Favour(A, A, Relation.SIBLING, used_power=True)) is ConductType.T2


@pytest.mark.parametrize(
    "favour",
    [
        Favour(A, A, Relation.SIBLING, used_power=False),
        Favour(A, B, Relation.SPOUSE, used_power=True),
        Favour(A, A, Relation.COHABITING_PARTNER, used_power=True),
    ],
)
def test_without_power_without_own_kin_there_is_no_t2(favour: Favour) -> None:
    assert favours_own_kin(favour) is None


def test_two_cadres_who_favour_each_others_kin_make_two_linked_cases() -> None:
    """S20."""
    there = Favour(A, B, Relation.CHILD_SPOUSE, used_power=True)
    back = Favour(B, A, Relation.SPOUSE, used_power=True)
    assert mutual_favours([back, there]) == (MutualFavours((A, B), (there, back)),)


def test_one_direction_alone_is_not_mutual() -> None:
    there = Favour(A, B, Relation.CHILD_SPOUSE, used_power=True)
    suspected = Favour(B, A, Relation.SPOUSE, used_power=False)
    circle = Favour(B, C, Relation.SPOUSE, used_power=True)
    assert mutual_favours([there, suspected, circle]) == ()


def test_a_favour_is_verified_as_one_for_a_specific_related_person_kin_or_not() -> None:
    """SR-54, H-30."""
    partner = Favour(A, A, Relation.COHABITING_PARTNER, used_power=True)
    assert clue_type(partner) is ClueType.FAVOUR_SPECIFIC_PERSON
    assert clue_type(Business("f", B, Relation.SPOUSE)) is ClueType.PROFIT_IN_JURISDICTION


def test_a_reminder_closes_t1_only() -> None:
    """A6."""
    assert [each for each in ConductType if a_reminder_closes(each)] == [ConductType.T1A, ConductType.T1B]
