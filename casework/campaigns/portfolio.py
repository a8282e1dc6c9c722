"""The portfolio table asked: who signs a person's form on a day, what lies in his charge, which way his form goes.

The regulation decides; here its questions are put with the table of the day. A row that is missing or overlaps is
named in its "no", with the names of units and places where the regulation has their ids.

Clause: 二, 三(二), 一 ¶2; SR-15 to SR-23, SR-30 to SR-36, G0 to G4, A1.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from casework.campaigns.portfolio_table import charges_on, portfolio_on
from casework.offices import lookups
from regulation.calendar import Calendar
from regulation.commissions import one_level_above
from regulation.countersigning import city_of
from regulation.decisions import Body, BodyKind, Countersigner, Refused, Route
from regulation.divisions import official_divisions
from regulation.facts import Jurisdiction, PersonFacts, PersonId, RegionCode
from regulation.portfolios import Portfolio
from regulation.routing import route_declaration
from regulation.screening import rules_a_territory
from regulation.substitutes import expected_countersigner
from regulation.terms import Charge

ID = re.compile(r"（([0-9a-z]{26}|[0-9]{6})）", re.ASCII)


@dataclass(frozen=True, slots=True)
class Way:
    """A person's route with the offices of this house on it, and the one that keeps the escrow (D-06).

    `review` is the office that reviews; None where this house has no such office. `offices` are all of the route.
    """

    route: Route
    review: str | None
    offices: tuple[str, ...]
    escrow: str | None


def countersigner_for(
    db: Session,
    person: PersonFacts,
    day: date,
    *,
    concerned: Iterable[str] = (),
    calendar: Calendar | None = None,
    table: Portfolio | None = None,
) -> Countersigner | Refused:
    """The person who must sign on that day; or which row of the table is missing or overlaps, by name.

    `concerned` are near kin of the declarant and holders of his business (G4): only who holds the forms knows them.
    Who asks for many people gives the whole `table` of the day.
    """
    table = table or portfolio_on(db, day, targets=_targets(person), calendar=calendar)
    barred = frozenset(PersonId(each) for each in concerned)
    answer = expected_countersigner(person, table, day, concerned=barred)
    return with_names(db, without_person(answer, person), day) if isinstance(answer, Refused) else answer


def with_jurisdictions(db: Session, persons: Sequence[PersonFacts], day: date) -> list[PersonFacts]:
    """The persons, each with the areas of his units and what the table charges him with on that day; the head of a
    territory has every business of it (A1). An empty scope is unknown, not nothing."""
    leader = str(persons[0].id) if len(persons) == 1 else None
    charged = charges_on(db, day, Charge.TERRITORY, Charge.BUSINESS, leader_id=leader)
    return [_with_jurisdiction(each, charged.get(str(each.id), ())) for each in persons]


def _with_jurisdiction(person: PersonFacts, charged: Sequence[tuple[Charge, str]]) -> PersonFacts:
    areas = {unit.region for unit in person.units if unit.region}
    areas |= {RegionCode(target) for charge, target in charged if charge is Charge.TERRITORY}
    scope = frozenset(target for charge, target in charged if charge is Charge.BUSINESS)
    known = replace(person, jurisdiction=Jurisdiction(frozenset(areas), scope))
    if rules_a_territory(known):
        return replace(known, jurisdiction=Jurisdiction(frozenset(areas), None))
    return known


class Ways:
    """The ways of many people: the tree of offices is read once, and so is each unit."""

    def __init__(self, db: Session) -> None:
        self._db, self._tree = db, lookups.directory(db)
        self._reviewed_by: dict[str, str | None] = {}

    def of(self, person: PersonFacts) -> Way:
        """The one row of 二 that applies, with the offices of this house that stand on it."""
        route = route_declaration(person)
        bodies = (*route.via, route.review, route.file, *route.copies, route.substance)
        on_it = [self.office_for(body, person) for body in bodies if body is not None]
        above = one_level_above(route.review or route.file, person)
        return Way(
            route=route,
            review=self.office_for(route.review or route.file, person),
            offices=tuple(dict.fromkeys(each for each in on_it if each)),
            escrow=self.office_for(above, person),
        )

    def office_for(self, body: Body | None, person: PersonFacts) -> str | None:
        """The office of this house that is this body: a unit's own commission acts through the office that reviews it."""
        if body is None:
            return None
        region = person.unit.region
        match body.kind:
            case BodyKind.PROVINCE_COMMISSION:
                found = self._tree.province(region)
            case BodyKind.CITY_COMMISSION | BodyKind.CONDUCT_SUPERVISION_OFFICE:
                found = self._tree.city(region)
            case BodyKind.COUNTY_COMMISSION:
                found = self._tree.county(RegionCode(body.of))
            case BodyKind.UNIT_COMMISSION | BodyKind.AUTHORITY_COMMISSION:
                return self._reviewer_of(body.of)
            case _:
                return None
        return str(found.id) if found is not None else None

    def _reviewer_of(self, unit_id: str) -> str | None:
        if unit_id not in self._reviewed_by:
            unit = lookups.unit(self._db, unit_id)
            self._reviewed_by[unit_id] = unit.office_id if unit is not None else None
        return self._reviewed_by[unit_id]


def route_for(db: Session, person: PersonFacts) -> Way:
    """The way of one person's form."""
    return Ways(db).of(person)


def _targets(person: PersonFacts) -> frozenset[str]:
    """What the rows that can matter for one person are about: himself, his units, their parents, their regions."""
    units = [each for unit in person.units for each in (unit.id, unit.parent)]
    regions = [each for unit in person.units for each in (unit.region, city_of(unit.region))]
    return frozenset(str(each) for each in (person.id, person.division, *units, *regions) if each)


def without_person(refused: Refused, person: PersonFacts) -> Refused:
    """A row for the unit would do where the table has none for the person himself; a "no" names nobody."""
    return replace(refused, detail=refused.detail.replace(str(person.id), person.unit.id))


def with_names(db: Session, refused: Refused, on: date) -> Refused:
    """The same "no" with the names of units and places in place of their ids."""
    names = lookups.names(db, ID.findall(refused.detail))

    def name(match: re.Match[str]) -> str:
        return f"（{names.get(match[1]) or official_divisions().name(match[1], on)}）"

    return replace(refused, detail=ID.sub(name, refused.detail))
