"""Units, cadres and offices of the invented city with believable defaults: a test states only what matters."""

from dataclasses import replace
from datetime import date
from typing import Any

from regulation.facts import (
    OfficeFacts,
    OfficeId,
    PersonFacts,
    PersonId,
    RegionCode,
    SubjectFacts,
    UnitFacts,
    UnitId,
)
from regulation.portfolios import PortfolioEntry
from regulation.terms import Charge, LeaderPost, Level, ManagedBy, Rank, SubjectLevel, UnitKind

CITY = RegionCode("990100")
DISTRICT = RegionCode("990102")
OTHER_DISTRICT = RegionCode("990103")
COUNTY = RegionCode("990121")
DAY = date(2014, 12, 9)

BUREAU = UnitFacts(UnitId("construction"), UnitKind.GOVERNMENT, Level.CITY, CITY, Level.CITY)
INSTITUTE_UNDER_BUREAU = UnitFacts(
    UnitId("survey"),
    UnitKind.INSTITUTION,
    Level.CITY,
    CITY,
    Level.CITY,
    directly_under=False,
    parent=UnitId("construction"),
    root=UnitId("construction"),
)
CITY_ENTERPRISE = UnitFacts(UnitId("investment"), UnitKind.STATE_ENTERPRISE, Level.CITY, CITY, Level.CITY)
CITY_COMMITTEE = UnitFacts(UnitId("city-committee"), UnitKind.PARTY_ORGAN, Level.CITY, CITY, Level.CITY)
CITY_COMMISSION = UnitFacts(
    UnitId("city-commission"), UnitKind.DISCIPLINE_COMMISSION, Level.CITY, CITY, Level.CITY
)
DISTRICT_COMMITTEE = UnitFacts(
    UnitId("district-committee"), UnitKind.PARTY_ORGAN, Level.DISTRICT, DISTRICT, Level.DISTRICT
)
DISTRICT_GOVERNMENT = UnitFacts(
    UnitId("district-government"), UnitKind.GOVERNMENT, Level.DISTRICT, DISTRICT, Level.DISTRICT
)
DISTRICT_COMMISSION = UnitFacts(
    UnitId("district-commission"), UnitKind.DISCIPLINE_COMMISSION, Level.DISTRICT, DISTRICT, Level.DISTRICT
)
COUNTY_COMMITTEE = UnitFacts(
    UnitId("county-committee"), UnitKind.PARTY_ORGAN, Level.COUNTY, COUNTY, Level.COUNTY
)
COUNTY_BUREAU = UnitFacts(UnitId("county-water"), UnitKind.GOVERNMENT, Level.COUNTY, COUNTY, Level.COUNTY)
TOWN = UnitFacts(UnitId("town"), UnitKind.TOWNSHIP, Level.COUNTY, COUNTY, Level.COUNTY)
SUBDISTRICT = UnitFacts(UnitId("subdistrict"), UnitKind.SUBDISTRICT, Level.DISTRICT, DISTRICT, Level.DISTRICT)
STATION = UnitFacts(
    UnitId("farm-station"),
    UnitKind.GRASSROOTS_STATION,
    Level.COUNTY,
    COUNTY,
    Level.COUNTY,
    directly_under=False,
    parent=UnitId("county-farming"),
    root=UnitId("county-farming"),
)
COUNTY_TAX = UnitFacts(
    UnitId("county-tax"),
    UnitKind.GOVERNMENT,
    Level.COUNTY,
    COUNTY,
    Level.CENTRE,
    directly_under=False,
    vertical=True,
    parent=UnitId("city-tax"),
    root=UnitId("city-tax"),
)
DISTRICT_INDUSTRY = UnitFacts(
    UnitId("district-industry"),
    UnitKind.GOVERNMENT,
    Level.DISTRICT,
    DISTRICT,
    Level.CITY,
    directly_under=False,
    vertical=True,
    parent=UnitId("city-industry"),
    root=UnitId("city-industry"),
)
CENTRAL_BANK = UnitFacts(
    UnitId("bank"),
    UnitKind.STATE_ENTERPRISE_BRANCH,
    Level.CITY,
    CITY,
    Level.CENTRE,
    parent=UnitId("provincial-bank"),
)
CENTRAL_BANK_BRANCH = UnitFacts(
    UnitId("bank-branch"),
    UnitKind.STATE_ENTERPRISE_BRANCH,
    Level.CITY,
    CITY,
    Level.CENTRE,
    directly_under=False,
    parent=UnitId("bank"),
    root=UnitId("bank"),
)


def cadre(unit: UnitFacts = BUREAU, managed_by: ManagedBy = ManagedBy.UNIT, **told: Any) -> PersonFacts:
    """A section head of a city bureau, unless told otherwise."""
    given = {"rank": Rank.DIVISION_PRINCIPAL, "responsible_post": True, **told}
    given.setdefault("id", PersonId("declarant"))
    return PersonFacts(unit=unit, managed_by=managed_by, **given)


def entry(
    leader: str, post: LeaderPost, target: str, charge: Charge = Charge.UNIT, **told: Any
) -> PortfolioEntry:
    """A row of the portfolio table in force since the year began."""
    return replace(PortfolioEntry(PersonId(leader), post, charge, target, date(2014, 1, 1)), **told)


def office(name: str, level: Level, region: str, parent: str = "", **told: Any) -> OfficeFacts:
    """A commission with a recipient."""
    return replace(OfficeFacts(OfficeId(name), level, RegionCode(region), OfficeId(parent)), **told)


OFFICES = (
    office("centre", Level.CENTRE, "000000", has_recipient=False),
    office("province", Level.PROVINCE, "990000", "centre"),
    office("city", Level.CITY, CITY, "province"),
    office("district", Level.DISTRICT, DISTRICT, "city"),
    office("other-district", Level.DISTRICT, OTHER_DISTRICT, "city"),
    office("county", Level.COUNTY, COUNTY, "city"),
    office("city-tax-team", Level.CITY, CITY, "province", unit=UnitId("city-tax")),
)


def subject(post: str = "", level: SubjectLevel = SubjectLevel.UNKNOWN, **told: Any) -> SubjectFacts:
    """A subject with a name, as a reporter describes him."""
    return SubjectFacts(**{"name": "某人", "post": post, "level": level, **told})
