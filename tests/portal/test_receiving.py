"""The portal tells the regulation what a reporter said, and seals to the one office it names."""

from datetime import date

import pytest

from portal.answers import Subject
from portal.receiving import find_unit, receiving_office
from regulation.decisions import Reason, Receiving, ReceivingRow, Refused
from tests.portal import city

DAY = date(2026, 11, 20)
NO = "no"


def route(*subjects: Subject, province_keyed: bool = True) -> tuple[str, str]:
    found = receiving_office(subjects, city.directory(province_keyed=province_keyed), DAY)
    if isinstance(found, Refused):
        return (found.reason, found.detail)
    receiving, office = found
    assert isinstance(receiving, Receiving)
    return (receiving.row, office.id)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (
            Subject(name="蔺书遥", region="990103", level="section_or_below", at_commission=NO),
            ("Q4", "nanqiao"),
        ),
        (Subject(name="蔺书遥", region="990103", level="unknown", at_commission=NO), ("Q8a", "city")),
        (Subject(name="蔺书遥", region="990104", level="section_or_below", at_commission=NO), ("Q8", "city")),
        (Subject(name="蔺书遥", unit="青澜城投", level="section_or_below", at_commission=NO), ("Q3", "city")),
        (Subject(name="蔺书遥", region="990103", level="city_managed", at_commission=NO), ("Q2", "city")),
        (
            Subject(name="蔺书遥", region="990100", level="province_managed", at_commission=NO),
            ("Q1", "province"),
        ),
        (Subject(unit="南桥区市场监督管理局", at_commission=NO), ("Q8", "city")),
        (
            Subject(name="蔺书遥", region="990103", level="section_or_below", at_commission="yes"),
            ("Q4", "city"),
        ),
        (
            Subject(name="蔺书遥", region="990103", level="section_or_below", at_commission="unsure"),
            ("Q4", "city"),
        ),
        (Subject(name="蔺书遥", region="990103", level="section_or_below"), ("Q4", "city")),
        (
            Subject(
                name="蔺书遥", unit="南桥区纪委", region="990103", level="section_or_below", at_commission=NO
            ),
            ("Q4", "city"),
        ),
        (
            Subject(name="蔺书遥", region="990100", level="city_managed", at_commission="yes"),
            ("Q2", "province"),
        ),
    ],
)
def test_one_subject_goes_to_one_office(subject: Subject, expected: tuple[str, str]) -> None:
    assert route(subject) == expected


def test_subjects_of_two_districts_go_to_their_common_superior() -> None:
    there = Subject(name="甲某", region="990102", level="section_or_below", at_commission=NO)
    here = Subject(name="乙某", region="990103", level="section_or_below", at_commission=NO)
    assert route(there, here) == (ReceivingRow.Q7, "city")


def test_a_superior_without_a_key_is_named_and_nothing_goes_lower() -> None:
    above = Subject(name="蔺书遥", region="990100", level="province_managed", at_commission=NO)
    assert route(above, province_keyed=False) == (Reason.NO_RECIPIENT, "澜江省纪委监委")
    insider = Subject(name="蔺书遥", region="990100", level="city_managed", at_commission="yes")
    assert route(insider, province_keyed=False)[0] == Reason.NO_RECIPIENT


def test_a_unit_is_found_by_name_or_alias_alone_or_before_more_words() -> None:
    directory = city.directory()
    assert [
        getattr(find_unit(typed, directory), "id", None)
        for typed in ("青澜城投", " 青澜市城投集团 工程部", "城投", "")
    ] == [
        "chengtou",
        "chengtou",
        None,
        None,
    ]
