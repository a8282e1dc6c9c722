"""Who receives a report."""

from dataclasses import replace
from datetime import date

import pytest

from regulation.chapters import load
from regulation.decisions import Flag, Reason, Receiving, ReceivingRow, Refused
from regulation.directories import Directory
from regulation.facts import OfficeFacts, OfficeId, RegionCode, SubjectFacts, UnitId
from regulation.receiving import CLAUSE, route_report
from regulation.terms import Level, ManagedBy, SubjectLevel
from tests.regulation import people
from tests.regulation.people import OFFICES, subject

DIRECTORY = Directory.of(OFFICES)
DAY = date(2026, 11, 20)


def received(*subjects: SubjectFacts, directory: Directory = DIRECTORY) -> Receiving | Refused:
    return route_report(subjects, directory, load("CURRENT"), DAY)


SECTION = SubjectLevel.SECTION_OR_BELOW


@pytest.mark.parametrize(
    ("who", "row", "office"),
    [
        (subject(level=SubjectLevel.PROVINCE_MANAGED, region=people.DISTRICT), "Q1", "province"),
        (subject(managed_by=ManagedBy.PROVINCE, unit=people.CENTRAL_BANK), "Q1", "province"),
        (subject(level=SubjectLevel.CITY_MANAGED, region=people.DISTRICT), "Q2", "city"),
        (subject(level=SubjectLevel.DIVISION, unit=people.BUREAU), "Q3", "city"),
        (subject(level=SECTION, unit=people.INSTITUTE_UNDER_BUREAU), "Q3", "city"),
        (subject(level=SECTION, region=people.CITY), "Q3", "city"),
        (subject(level=SECTION, unit=people.DISTRICT_INDUSTRY, managed_by=ManagedBy.SYSTEM), "Q3", "city"),
        (subject(level=SECTION, region=people.COUNTY), "Q4", "county"),
        (subject(level=SECTION, region=people.RegionCode(people.COUNTY + "100")), "Q4", "county"),
        (subject("镇党委书记", SECTION, region=people.COUNTY), "Q4", "county"),
        (subject("站长", SECTION, unit=people.STATION), "Q4", "county"),
        (subject(managed_by=ManagedBy.COUNTY, unit=people.TOWN), "Q4", "county"),
        (
            subject(managed_by=ManagedBy.SYSTEM, unit=people.COUNTY_TAX, authority=UnitId("city-tax")),
            "Q5",
            "city-tax-team",
        ),
        (subject(level=SECTION, unit=people.COUNTY_TAX), "Q5", "city-tax-team"),
        (subject(level=SECTION, region=people.RegionCode("990000")), "Q5", "city"),
        (SubjectFacts(unit_name="某局", region=people.COUNTY), "Q8", "city"),
        (subject(), "Q8", "city"),
        (subject("科员", region=people.COUNTY), "Q8a", "city"),
        (subject("区长", region=people.DISTRICT), "Q8a", "city"),
        (subject("副区长", SECTION, region=people.DISTRICT), "Q8a", "city"),
        (subject("常委会主任", SECTION, region=people.DISTRICT, unit_name="区人大"), "Q8a", "city"),
        (subject("副局长", SubjectLevel.DIVISION, region=people.DISTRICT), "Q8a", "city"),
    ],
)
def test_each_row_finds_its_office(who: SubjectFacts, row: str, office: str) -> None:
    answer = received(who)
    assert isinstance(answer, Receiving)
    assert (answer.row, answer.office) == (ReceivingRow(row), OfficeId(office))


def test_who_is_said_to_be_the_provinces_is_kept_from_the_city_even_without_a_name() -> None:
    nameless = SubjectFacts(unit_name="市委", region=people.CITY, level=SubjectLevel.PROVINCE_MANAGED)
    answer = received(nameless)
    assert isinstance(answer, Receiving)
    assert (answer.row, answer.office) == (ReceivingRow.Q1, OfficeId("province"))


def test_a_county_that_became_a_district_is_found_under_both_numbers() -> None:
    """A16."""
    district = OfficeFacts(OfficeId("shuangcheng"), Level.DISTRICT, RegionCode("230113"))
    directory = Directory.of([district])
    assert directory.county(RegionCode("230182")) == directory.county(RegionCode("230113")) == district


def test_a_report_never_goes_to_a_district_or_county_on_an_unknown_level() -> None:
    for unit in (people.TOWN, people.STATION, people.COUNTY_BUREAU, people.SUBDISTRICT):
        answer = received(subject("某职务", unit=unit))
        assert isinstance(answer, Receiving)
        assert answer.office == OfficeId("city")


def test_what_is_the_provinces_is_sealed_to_the_province_alone() -> None:
    assert received(subject(level=SubjectLevel.PROVINCE_MANAGED)) == Receiving(
        ReceivingRow.Q1, CLAUSE, OfficeId("province"), flags=frozenset({Flag.SEALED_TO_SUPERIOR})
    )


def test_what_is_the_centres_is_received_by_the_province_and_carried_on_by_hand() -> None:
    answer = received(subject(level=SubjectLevel.CENTRE_MANAGED))
    assert isinstance(answer, Receiving)
    assert answer.office == OfficeId("province")
    assert answer.flags == {Flag.SEALED_TO_SUPERIOR, Flag.ENVELOPE_BY_HAND}


def test_an_authority_that_is_in_no_directory_is_reached_through_the_city() -> None:
    answer = received(subject(managed_by=ManagedBy.SYSTEM, unit=people.CENTRAL_BANK, authority=UnitId("x")))
    assert answer == Receiving(
        ReceivingRow.Q5, CLAUSE, OfficeId("city"), flags=frozenset({Flag.TRANSFER_ONWARD})
    )


def test_a_cadre_managed_by_his_own_central_unit_goes_to_the_next_superior_never_to_his_unit() -> None:
    team = people.office("bank-team", people.Level.CITY, people.CITY, "province", unit=UnitId("bank"))
    above = people.office(
        "p-team", people.Level.PROVINCE, "990000", "province", unit=UnitId("provincial-bank")
    )
    chief = subject(managed_by=ManagedBy.UNIT, unit=people.CENTRAL_BANK, authority=UnitId("bank"))
    with_superior = received(chief, directory=Directory.of((*OFFICES, team, above)))
    without = received(chief, directory=Directory.of((*OFFICES, team)))
    assert isinstance(with_superior, Receiving)
    assert with_superior.office == OfficeId("p-team")
    assert isinstance(without, Receiving)
    assert without.office == OfficeId("city")


@pytest.mark.parametrize(
    ("who", "office"),
    [
        (subject(level=SECTION, region=people.COUNTY, commission=OfficeId("county")), "city"),
        (subject(level=SubjectLevel.CITY_MANAGED, commission=OfficeId("city")), "province"),
        (subject(level=SubjectLevel.DIVISION, unit=people.BUREAU, commission=OfficeId("city")), "province"),
    ],
)
def test_a_report_on_a_member_of_the_receiving_commission_goes_up_sealed(
    who: SubjectFacts, office: str
) -> None:
    answer = received(who)
    assert isinstance(answer, Receiving)
    assert answer.office == OfficeId(office)
    assert answer.lifted_by is ReceivingRow.Q6
    assert Flag.SEALED_TO_SUPERIOR in answer.flags


def test_above_the_province_nobody_has_a_key_so_nothing_is_sealed() -> None:
    answer = received(subject(level=SubjectLevel.PROVINCE_MANAGED, commission=OfficeId("province")))
    assert answer == Refused(Reason.NO_RECIPIENT, CLAUSE, "centre")


def test_a_superior_without_a_key_is_named_and_nothing_is_sealed_lower() -> None:
    offices = tuple(replace(each, has_recipient=each.id != "province") for each in OFFICES)
    answer = received(subject(level=SubjectLevel.PROVINCE_MANAGED), directory=Directory.of(offices))
    assert answer == Refused(Reason.NO_RECIPIENT, CLAUSE, "province")


def test_of_several_subjects_the_highest_level_decides() -> None:
    answer = received(subject(level=SECTION, region=people.COUNTY), subject(level=SubjectLevel.CITY_MANAGED))
    assert isinstance(answer, Receiving)
    assert (answer.row, answer.office) == (ReceivingRow.Q7, OfficeId("city"))
    assert answer.by == (ReceivingRow.Q4, ReceivingRow.Q2)


def test_subjects_of_equal_level_in_two_places_go_to_their_common_superior() -> None:
    answer = received(
        subject(level=SECTION, region=people.COUNTY), subject(level=SECTION, region=people.DISTRICT)
    )
    assert isinstance(answer, Receiving)
    assert answer.office == OfficeId("city")


def test_a_team_of_a_system_never_receives_a_report_on_a_city_cadre_besides() -> None:
    answer = received(
        subject(level=SubjectLevel.CITY_MANAGED), subject(level=SECTION, unit=people.COUNTY_TAX)
    )
    assert isinstance(answer, Receiving)
    assert answer.office == OfficeId("province")


def test_a_county_without_an_office_is_served_by_the_city() -> None:
    answer = received(subject(level=SECTION, region=people.RegionCode("990122")))
    assert answer == Receiving(
        ReceivingRow.Q8, CLAUSE, OfficeId("city"), flags=frozenset({Flag.TRANSFER_ONWARD})
    )


def test_a_report_on_nobody_goes_to_the_city() -> None:
    answer = received()
    assert isinstance(answer, Receiving)
    assert (answer.row, answer.office) == (ReceivingRow.Q8, OfficeId("city"))


def test_an_empty_directory_is_refused() -> None:
    assert received(subject(), directory=Directory()) == Refused(Reason.OFFICE_UNKNOWN, CLAUSE, "Q8")
