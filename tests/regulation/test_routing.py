"""二: one row for each person, and the way that row prescribes."""

from dataclasses import replace

import pytest

from regulation.decisions import Body, BodyKind, Flag, Route, RouteRow
from regulation.facts import PersonFacts, UnitId
from regulation.routing import route_declaration
from regulation.terms import Level, ManagedBy, Rank, Role, UnitKind
from tests.regulation import people
from tests.regulation.people import cadre

CITY = Body(BodyKind.CITY_COMMISSION)
PROVINCE = Body(BodyKind.PROVINCE_COMMISSION)
DISTRICT = Body(BodyKind.COUNTY_COMMISSION, people.DISTRICT)
COUNTY = Body(BodyKind.COUNTY_COMMISSION, people.COUNTY)


def party_committee(unit: str) -> Body:
    return Body(BodyKind.UNIT_PARTY_COMMITTEE, unit)


def commission_of(unit: str) -> Body:
    return Body(BodyKind.UNIT_COMMISSION, unit)


def test_a_leader_managed_by_the_province_files_through_the_general_office_and_the_city() -> None:
    secretary = cadre(
        people.CITY_COMMITTEE,
        ManagedBy.PROVINCE,
        other_units=(people.DISTRICT_COMMITTEE,),
        affiliation_local=True,
    )
    assert route_declaration(secretary) == Route(
        row=RouteRow.R1,
        clause="二 ¶2",
        compiled_by=Body(BodyKind.CITY_PARTY_GENERAL_OFFICE),
        via=(CITY,),
        review=PROVINCE,
        file=PROVINCE,
        copies=(DISTRICT,),
    )


@pytest.mark.parametrize(
    ("units", "office"),
    [
        ((replace(people.CITY_COMMITTEE, kind=UnitKind.PEOPLES_CONGRESS),), "city_congress_general_office"),
        ((replace(people.CITY_COMMITTEE, kind=UnitKind.CPPCC),), "city_cppcc_general_office"),
        ((people.CITY_ENTERPRISE,), "city_government_general_office"),
        ((replace(people.CITY_COMMITTEE, kind=UnitKind.COURT),), "city_party_general_office"),
        ((people.BUREAU, people.CITY_COMMITTEE), "city_party_general_office"),
        ((people.DISTRICT_GOVERNMENT,), "city_party_general_office"),
        (
            (people.BUREAU, replace(people.BUREAU, kind=UnitKind.MASS_ORGANIZATION)),
            "city_government_general_office",
        ),
    ],
)
def test_the_general_office_is_that_of_the_organ_the_party_before_others(
    units: tuple[people.UnitFacts, ...], office: str
) -> None:
    leader = cadre(units[0], ManagedBy.PROVINCE, other_units=units[1:])
    assert route_declaration(leader).compiled_by == Body(BodyKind(office))


def test_a_team_member_of_a_city_bureau_goes_through_the_unit_commission_to_the_city() -> None:
    assert route_declaration(cadre(managed_by=ManagedBy.CITY, leadership_team_member=True)) == Route(
        row=RouteRow.R2,
        clause="二 ¶3",
        compiled_by=party_committee("construction"),
        via=(commission_of("construction"),),
        review=CITY,
        file=CITY,
    )


def test_a_division_chief_of_a_city_bureau_ends_at_the_unit_commission() -> None:
    assert route_declaration(cadre()) == Route(
        row=RouteRow.R4,
        clause="二 ¶3",
        compiled_by=party_committee("construction"),
        via=(),
        review=commission_of("construction"),
        file=commission_of("construction"),
    )


def test_the_commission_of_a_subordinate_unit_is_that_of_the_unit_above_it() -> None:
    head = cadre(people.INSTITUTE_UNDER_BUREAU, leadership_team_member=True, rank=Rank.NONE)
    assert route_declaration(head).review == commission_of("construction")


def test_a_central_unit_is_reviewed_by_the_authority_and_filed_with_the_city() -> None:
    head = cadre(
        people.CENTRAL_BANK,
        ManagedBy.SYSTEM,
        authority=UnitId("provincial-bank"),
        leadership_team_member=True,
    )
    assert route_declaration(head) == Route(
        row=RouteRow.R3,
        clause="二 ¶3",
        compiled_by=party_committee("bank"),
        via=(commission_of("bank"),),
        review=Body(BodyKind.AUTHORITY_COMMISSION, "provincial-bank"),
        file=CITY,
    )


def test_a_branch_of_a_central_bank_with_an_address_in_a_district_is_no_district_unit() -> None:
    assert route_declaration(cadre(people.CENTRAL_BANK_BRANCH)).row is RouteRow.R4


@pytest.mark.parametrize(
    ("unit", "row", "commission"),
    [
        (people.DISTRICT_GOVERNMENT, RouteRow.R5, DISTRICT),
        (people.COUNTY_COMMITTEE, RouteRow.R7, COUNTY),
    ],
)
def test_cadres_managed_by_the_city_are_reviewed_locally_and_sent_up(
    unit: people.UnitFacts, row: RouteRow, commission: Body
) -> None:
    route = route_declaration(cadre(unit, ManagedBy.CITY))
    assert (route.row, route.via, route.review, route.file) == (row, (commission,), commission, CITY)


@pytest.mark.parametrize(
    ("unit", "row"),
    [
        (people.SUBDISTRICT, RouteRow.R6),
        (people.TOWN, RouteRow.R8),
        (people.STATION, RouteRow.R8),
        (people.COUNTY_BUREAU, RouteRow.R8),
    ],
)
def test_other_cadres_of_a_district_or_county_end_there(unit: people.UnitFacts, row: RouteRow) -> None:
    route = route_declaration(cadre(unit, ManagedBy.COUNTY))
    assert (route.row, route.via, route.review) == (row, (), route.file)


def test_an_authority_above_the_county_reviews_and_the_county_gets_a_copy() -> None:
    head = cadre(people.COUNTY_TAX, ManagedBy.SYSTEM, authority=UnitId("city-tax"), affiliation_local=True)
    superior = Body(BodyKind.AUTHORITY_COMMISSION, "city-tax")
    assert route_declaration(head) == Route(
        row=RouteRow.R9,
        clause="二 ¶6",
        compiled_by=party_committee("county-tax"),
        via=(commission_of("city-tax"),),
        review=superior,
        file=superior,
        copies=(COUNTY,),
    )


def test_without_local_affiliation_there_is_no_copy() -> None:
    head = cadre(people.COUNTY_TAX, ManagedBy.SYSTEM, authority=UnitId("city-tax"))
    assert route_declaration(head).copies == ()


@pytest.mark.parametrize(
    "person",
    [
        cadre(rank=Rank.SECTION_PRINCIPAL),
        cadre(people.COUNTY_TAX, ManagedBy.SYSTEM),
        cadre(replace(people.BUREAU, belongs_to=Level.DISTRICT)),
        cadre(people.CITY_COMMITTEE, ManagedBy.CENTRE, leadership_team_member=True),
    ],
)
def test_who_fits_no_row_goes_to_the_manual_queue(person: PersonFacts) -> None:
    route = route_declaration(person)
    assert route.row is RouteRow.R0
    assert route.file == Body(BodyKind.CONDUCT_SUPERVISION_OFFICE)
    assert route.flags == {Flag.MANUAL_QUEUE}


@pytest.mark.parametrize(
    ("person", "substance"),
    [
        (
            cadre(people.DISTRICT_COMMITTEE, ManagedBy.CITY, roles=frozenset({Role.COUNTY_PARTY_SECRETARY})),
            CITY,
        ),
        (cadre(people.DISTRICT_COMMISSION, ManagedBy.COUNTY), CITY),
        (cadre(people.DISTRICT_COMMISSION, ManagedBy.CITY), CITY),
        (cadre(roles=frozenset({Role.COMMISSION_STAFF})), CITY),
        (cadre(people.CITY_COMMISSION, ManagedBy.CITY, leadership_team_member=True), PROVINCE),
        (cadre(people.CITY_COMMISSION), PROVINCE),
        (
            cadre(people.CENTRAL_BANK, roles=frozenset({Role.COMMISSION_STAFF})),
            Body(BodyKind.AUTHORITY_COMMISSION, "provincial-bank"),
        ),
    ],
)
def test_a_commission_reviews_its_own_people_only_formally(person: PersonFacts, substance: Body) -> None:
    route = route_declaration(person)
    assert route.flags == {Flag.REVIEWER_CONFLICT}
    assert route.substance == substance


def test_a_unit_without_a_discipline_body_is_served_by_its_superiors() -> None:
    route = route_declaration(cadre(replace(people.BUREAU, has_commission=False)))
    assert route.review == CITY
    assert route.flags == {Flag.SUPERIOR_COMMISSION_ACTS}
