"""Which commission and which committee is meant, and which office of the directory that is."""

import pytest

from regulation.commissions import common_superior, management_committee, one_level_above
from regulation.decisions import Body, BodyKind
from regulation.directories import Directory
from regulation.facts import UnitId
from regulation.terms import ManagedBy
from tests.regulation import people
from tests.regulation.people import OFFICES, cadre

DIRECTORY = Directory.of(OFFICES)


@pytest.mark.parametrize(
    ("managed_by", "committee"),
    [
        (ManagedBy.CENTRE, Body(BodyKind.CENTRAL_COMMITTEE)),
        (ManagedBy.PROVINCE, Body(BodyKind.PROVINCE_COMMITTEE)),
        (ManagedBy.CITY, Body(BodyKind.CITY_COMMITTEE)),
        (ManagedBy.COUNTY, Body(BodyKind.COUNTY_COMMITTEE, people.COUNTY)),
        (ManagedBy.SYSTEM, Body(BodyKind.AUTHORITY_COMMITTEE, "above")),
        (ManagedBy.UNIT, Body(BodyKind.UNIT_PARTY_COMMITTEE, "above")),
    ],
)
def test_the_committee_that_manages_a_cadre(managed_by: ManagedBy, committee: Body) -> None:
    assert management_committee(cadre(people.TOWN, managed_by, authority=UnitId("above"))) == committee


@pytest.mark.parametrize(
    ("body", "office"),
    [
        (Body(BodyKind.CITY_COMMISSION), "city"),
        (Body(BodyKind.CONDUCT_SUPERVISION_OFFICE), "city"),
        (Body(BodyKind.PROVINCE_COMMISSION), "province"),
        (Body(BodyKind.CENTRAL_COMMISSION), "centre"),
        (Body(BodyKind.COUNTY_COMMISSION, people.COUNTY), "county"),
        (Body(BodyKind.AUTHORITY_COMMISSION, "city-tax"), "city-tax-team"),
        (Body(BodyKind.UNIT_COMMISSION, "city-tax"), "city-tax-team"),
        (Body(BodyKind.UNIT_COMMISSION, "unknown"), None),
        (Body(BodyKind.UNIT_PARTY_COMMITTEE, "town"), None),
    ],
)
def test_a_commission_is_found_in_the_directory(body: Body, office: str | None) -> None:
    found = DIRECTORY.office_of(body, people.COUNTY)
    assert (found.id if found else None) == office


def test_linked_cases_are_led_by_the_common_superior() -> None:
    """SR-12."""
    one, other = cadre(people.SUBDISTRICT, ManagedBy.COUNTY), cadre(people.TOWN, ManagedBy.COUNTY)
    assert common_superior(one, other) == Body(BodyKind.CITY_COMMISSION)
    assert common_superior(one, one) == Body(BodyKind.COUNTY_COMMISSION, people.DISTRICT)


def test_above_an_authority_and_above_the_centre_there_is_none() -> None:
    person = cadre(people.COUNTY_TAX, ManagedBy.SYSTEM, authority=UnitId("city-tax"))
    assert one_level_above(Body(BodyKind.AUTHORITY_COMMISSION, "city-tax"), person) is None
    assert one_level_above(Body(BodyKind.CENTRAL_COMMISSION), person) is None
