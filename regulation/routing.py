"""二 责任分工: the way of a declaration, from who organises filing to where it ends.

One rule for each sentence of the clause. Exactly one row applies to a person (SR-23): the specific sentence goes
before the general one, in the order of ROWS [P]. Who fits no row goes to the manual queue (R0), never to a guess.
"In a 区/县(市)" means the reach of the unit's own jurisdiction, not its address (H-11).
"""

from collections.abc import Callable

from regulation.commissions import (
    CITY,
    PROVINCE,
    authority_commission,
    county_commission,
    is_the_secretary_it_serves,
    one_level_above,
    serves_in,
    unit_commission,
)
from regulation.decisions import Body, BodyKind, Flag, Route, RouteRow
from regulation.facts import PersonFacts, UnitFacts
from regulation.scope import STATE_ENTERPRISES, is_station_head
from regulation.terms import Level, ManagedBy, UnitKind

AUTHORITY_ABOVE = frozenset({ManagedBy.CENTRE, ManagedBy.PROVINCE, ManagedBy.SYSTEM})


def managed_by_the_province(person: PersonFacts) -> Route | None:
    """省管 cadres of the city, its units, districts and counties: by the four general offices, through 市纪委, to 省纪委.

    A copy goes to 属地纪委 where he holds a district or county post and his affiliation is local (SR-15, H-13).
    Clause: 二 ¶2
    """
    if person.managed_by is not ManagedBy.PROVINCE or person.unit.is_central_or_provincial:
        return None
    local = next((unit for unit in person.units if unit.is_in_county), None)
    return Route(
        row=RouteRow.R1,
        clause="二 ¶2",
        compiled_by=compiling_general_office(person),
        via=(CITY,),
        review=PROVINCE,
        file=PROVINCE,
        copies=(county_commission(local),) if local and person.affiliation_local else (),
    )


def in_the_team_of_a_city_unit(person: PersonFacts) -> Route | None:
    """班子成员 of city departments, institutions and enterprises: reported up to 市纪委 (SR-16); so every 市管 cadre there.

    Clause: 二 ¶3
    """
    unit = person.unit
    if unit.belongs_to is not Level.CITY or unit.is_in_county:
        return None
    if not (person.managed_by is ManagedBy.CITY or (unit.directly_under and person.is_in_the_team)):
        return None
    return _through_the_unit(person, RouteRow.R2, "二 ¶3", review=CITY, file=CITY)


def in_the_team_of_a_central_unit(person: PersonFacts) -> Route | None:
    """班子成员 of central and provincial units in the city: reported up to 市纪委.

    The authority's commission reviews where the authority is above the city (SR-17, A3).
    Clause: 二 ¶3
    """
    unit = person.unit
    if not unit.is_central_or_provincial or unit.is_in_county:
        return None
    if not (unit.directly_under and person.is_in_the_team):
        return None
    above = person.managed_by in AUTHORITY_ABOVE
    review = authority_commission(person) if above else CITY
    return _through_the_unit(person, RouteRow.R3, "二 ¶3", review=review, file=CITY)


def division_cadre_of_such_a_unit(person: PersonFacts) -> Route | None:
    """所属处级(相当于处级) cadres of such units: to the unit's own commission (SR-18).

    So the teams of their subordinate units, and leaders of their enterprises and stations without 处级 [P].
    Clause: 二 ¶3
    """
    unit = person.unit
    if unit.is_in_county or not (unit.belongs_to is Level.CITY or unit.is_central_or_provincial):
        return None
    covered = (
        person.rank.is_division_or_above
        or (person.is_in_the_team and (not unit.directly_under or unit.kind in STATE_ENTERPRISES))
        or is_station_head(person)
    )
    if not covered:
        return None
    commission = unit_commission(unit)
    return Route(
        row=RouteRow.R4,
        clause="二 ¶3",
        compiled_by=_party_committee(unit),
        via=(),
        review=commission,
        file=commission,
        flags=_superior_acts(unit),
    )


def managed_by_the_city_in_a_county(person: PersonFacts) -> Route | None:
    """市管 cadres of a district (¶4) or county (¶5): reviewed by its commission, then reported up (SR-19, SR-21).

    Clause: 二 ¶4, 二 ¶5
    """
    unit = person.unit
    if person.managed_by is not ManagedBy.CITY or not unit.is_in_county:
        return None
    in_district = unit.level is Level.DISTRICT
    return Route(
        row=RouteRow.R5 if in_district else RouteRow.R7,
        clause="二 ¶4" if in_district else "二 ¶5",
        compiled_by=_party_committee(unit),
        via=(county_commission(unit),),
        review=county_commission(unit),
        file=CITY,
    )


def other_cadre_in_a_county(person: PersonFacts) -> Route | None:
    """Other cadres of a district (¶4); 科级 cadres, heads of townships and stations and others of a county (SR-20, SR-21).

    Clause: 二 ¶4, 二 ¶5
    """
    unit = person.unit
    if not unit.is_in_county:
        return None
    in_district = unit.level is Level.DISTRICT
    return Route(
        row=RouteRow.R6 if in_district else RouteRow.R8,
        clause="二 ¶4" if in_district else "二 ¶5",
        compiled_by=_party_committee(unit),
        via=(),
        review=county_commission(unit),
        file=county_commission(unit),
    )


def authority_above_the_county(person: PersonFacts) -> Route | None:
    """Cadres of a district or county whose authority is with a superior party committee: to the superior's commission.

    Where the affiliation is local, 属地纪委 gets a copy, read-only (SR-22, A20).
    Clause: 二 ¶6
    """
    if not person.unit.is_in_county or person.managed_by not in AUTHORITY_ABOVE:
        return None
    superior = authority_commission(person)
    copies = (county_commission(person.unit),) if person.affiliation_local else ()
    return _through_the_unit(person, RouteRow.R9, "二 ¶6", review=superior, file=superior, copies=copies)


ROWS: tuple[Callable[[PersonFacts], Route | None], ...] = (
    managed_by_the_province,
    authority_above_the_county,
    managed_by_the_city_in_a_county,
    in_the_team_of_a_central_unit,
    in_the_team_of_a_city_unit,
    division_cadre_of_such_a_unit,
    other_cadre_in_a_county,
)


def route_declaration(person: PersonFacts) -> Route:
    """The one row that applies to a person (SR-23), with the office that reviews in substance where A4 asks for one.

    Clause: 二
    """
    if person.managed_by is ManagedBy.SYSTEM and not person.authority:
        return _MANUAL
    if person.managed_by is ManagedBy.CENTRE and not (
        person.unit.is_central_or_provincial or person.unit.is_in_county
    ):
        return _MANUAL  # 二 names 省管 and 市管 cadres; 市纪委 reviews nobody whom the centre manages
    for row in ROWS:
        if route := row(person):
            return _reviewed_above_where_concerned(person, route)
    return _MANUAL


def compiling_general_office(person: PersonFacts) -> Body:
    """The general office that organises filing: the party's before the others, else that of the organ first named.

    市政府办公厅 also serves government departments and 市属企事业单位; every other case is 市委办公厅 (H-13).
    Clause: 二 ¶2
    """
    organs = [
        unit.kind for unit in person.units if unit.level is Level.CITY and unit.belongs_to is Level.CITY
    ]
    party = {UnitKind.PARTY_ORGAN, UnitKind.DISCIPLINE_COMMISSION}
    named = [] if party.intersection(organs) else [kind for kind in organs if kind in _GENERAL_OFFICES]
    return Body(_GENERAL_OFFICES[named[0]] if named else BodyKind.CITY_PARTY_GENERAL_OFFICE)


_GENERAL_OFFICES = {
    UnitKind.PEOPLES_CONGRESS: BodyKind.CITY_CONGRESS_GENERAL_OFFICE,
    UnitKind.GOVERNMENT: BodyKind.CITY_GOVERNMENT_GENERAL_OFFICE,
    UnitKind.INSTITUTION: BodyKind.CITY_GOVERNMENT_GENERAL_OFFICE,
    UnitKind.RESEARCH_INSTITUTE: BodyKind.CITY_GOVERNMENT_GENERAL_OFFICE,
    UnitKind.STATE_ENTERPRISE: BodyKind.CITY_GOVERNMENT_GENERAL_OFFICE,
    UnitKind.STATE_ENTERPRISE_BRANCH: BodyKind.CITY_GOVERNMENT_GENERAL_OFFICE,
    UnitKind.CPPCC: BodyKind.CITY_CPPCC_GENERAL_OFFICE,
}
_MANUAL = Route(
    row=RouteRow.R0,
    clause="二",
    compiled_by=None,
    via=(),
    review=None,
    file=Body(BodyKind.CONDUCT_SUPERVISION_OFFICE),
    flags=frozenset({Flag.MANUAL_QUEUE}),
)


def _through_the_unit(
    person: PersonFacts,
    row: RouteRow,
    clause: str,
    *,
    review: Body,
    file: Body,
    copies: tuple[Body, ...] = (),
) -> Route:
    return Route(
        row=row,
        clause=clause,
        compiled_by=_party_committee(person.unit),
        via=(unit_commission(person.unit),),
        review=review,
        file=file,
        copies=copies,
        flags=_superior_acts(person.unit),
    )


def _reviewed_above_where_concerned(person: PersonFacts, route: Route) -> Route:
    """A commission checks its own people and the secretary it serves only formally; the level above does the rest.

    Clause: 三(三) (A4, H-18)
    """
    review = route.review
    if review is None or not (serves_in(person) == review or is_the_secretary_it_serves(person, review)):
        return route
    return Route(
        row=route.row,
        clause=route.clause,
        compiled_by=route.compiled_by,
        via=route.via,
        review=review,
        file=route.file,
        copies=route.copies,
        substance=one_level_above(review, person),
        flags=route.flags | {Flag.REVIEWER_CONFLICT},
    )


def _party_committee(unit: UnitFacts) -> Body:
    return Body(BodyKind.UNIT_PARTY_COMMITTEE, unit.id)


def _superior_acts(unit: UnitFacts) -> frozenset[Flag]:
    return frozenset() if unit.has_commission else frozenset({Flag.SUPERIOR_COMMISSION_ACTS})
