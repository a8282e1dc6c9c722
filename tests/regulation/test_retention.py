"""How long files are kept, and when they may be destroyed."""

from datetime import date

import pytest

from regulation.chapters import load
from regulation.decisions import Reason, Refused
from regulation.facts import PersonId
from regulation.retention import (
    DestructionApproval,
    Material,
    has_force_of_an_original,
    may_destroy,
    retention,
)

CHAPTERS = load("HRB-2014")
CLOSED = date(2014, 12, 16)


@pytest.mark.parametrize(
    ("material", "until"),
    [
        (Material.CASE_VOLUME, None),
        (Material.CAMPAIGN, date(2044, 12, 31)),
        (Material.PETITION_IMPORTANT, date(2044, 12, 31)),
        (Material.PETITION, date(2024, 12, 31)),
        (Material.IMPACT_ASSESSMENT, date(2017, 12, 16)),
        (Material.SECURITY_LOG, date(2015, 6, 16)),
    ],
)
def test_each_kind_of_file_has_its_term(material: Material, until: date | None) -> None:
    assert retention(material, CLOSED, CHAPTERS).until == until


def approvals(*persons: str, on: date = date(2045, 1, 2), of: str = "L1") -> list[DestructionApproval]:
    return [DestructionApproval(PersonId(each), on, of) for each in persons]


def destroy(
    given: list[DestructionApproval],
    day: date = date(2045, 1, 3),
    material: Material = Material.CAMPAIGN,
    closed: date | None = CLOSED,
    on_hold: bool = False,
    of: str = "L1",
) -> Refused | None:
    return may_destroy(material, closed, day, given, CHAPTERS, destruction_list=of, on_hold=on_hold)


def test_after_the_term_two_persons_and_a_list_suffice() -> None:
    assert destroy(approvals("a", "b")) is None


def test_before_the_term_nobody_may() -> None:
    refused = destroy(approvals("a", "b", on=date(2044, 12, 1)), day=date(2044, 12, 31))
    assert refused == Refused(Reason.RETENTION_RUNNING, "三(五)", "保管至2044年12月31日")


@pytest.mark.parametrize(
    "given",
    [
        approvals("a"),
        approvals("a", "a"),
        approvals("a") + approvals("b", of="L2"),
        approvals("a", "b", on=date(2044, 12, 31)),
        approvals("a", "b", on=date(2045, 1, 4)),
        [],
    ],
)
def test_two_different_persons_must_approve_the_same_list_after_the_term(
    given: list[DestructionApproval],
) -> None:
    assert destroy(given) == Refused(Reason.TWO_PERSONS_REQUIRED, "三(五)", "销毁清册须经两人批准")


def test_without_a_list_nothing_is_destroyed() -> None:
    assert isinstance(destroy(approvals("a", "b", of=""), of=""), Refused)


def test_what_is_open_on_hold_or_permanent_stays() -> None:
    for refused in (
        destroy(approvals("a", "b"), closed=None),
        destroy(approvals("a", "b"), on_hold=True),
        destroy(approvals("a", "b"), material=Material.CASE_VOLUME),
    ):
        assert isinstance(refused, Refused)
        assert refused.reason is Reason.RETENTION_RUNNING


def test_an_electronic_record_equals_paper_if_three_things_are_in_order() -> None:
    assert has_force_of_an_original(
        source_is_reliable=True, procedure_is_regular=True, elements_are_complete=True
    )
    assert not has_force_of_an_original(
        source_is_reliable=True, procedure_is_regular=False, elements_are_complete=True
    )
