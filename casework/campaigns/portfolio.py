"""The portfolio table asked: who signs a person's form on a day, what lies in his charge, which way his form goes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.campaigns.rows import AbsenceRow, PortfolioRow
from casework.offices import lookups
from regulation.calendar import Calendar, UnpublishedYear, official_calendar
from regulation.commissions import one_level_above
from regulation.countersigning import city_of
from regulation.decisions import Body, BodyKind, Countersigner, Refused, Route
from regulation.directories import Directory
from regulation.facts import NO_UNIT, Jurisdiction, PersonFacts, PersonId, RegionCode, UnitId
from regulation.portfolios import Absence, Portfolio, PortfolioEntry
from regulation.routing import route_declaration
from regulation.substitutes import expected_countersigner
from regulation.terms import Charge


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
) -> Countersigner | Refused:
    """The person who must sign on that day; or which row of the table is missing or overlaps, by name."""
    table = _portfolio(db, person, calendar or official_calendar())
    barred = frozenset(PersonId(each) for each in concerned)
    answer = expected_countersigner(person, table, day, concerned=barred)
    return _with_names(db, answer, person) if isinstance(answer, Refused) else answer


def jurisdiction_of(db: Session, person: PersonFacts, *, authority: UnitId = NO_UNIT) -> PersonFacts:
    """The person with the areas and businesses that the table charges him with; areas default to his unit's."""
    rows = db.scalars(select(PortfolioRow).where(PortfolioRow.leader_id == str(person.id))).all()
    areas = {RegionCode(row.target) for row in rows if row.charge is Charge.TERRITORY}
    scope = {row.target for row in rows if row.charge is Charge.BUSINESS}
    return replace(
        person,
        authority=authority or person.authority,
        jurisdiction=Jurisdiction(frozenset(areas or {person.unit.region}), frozenset(scope)),
    )


def route_for(db: Session, person: PersonFacts) -> Way:
    """The one row of 二 that applies, with the offices of this house that stand on it."""
    route = route_declaration(person)
    tree: Directory = lookups.directory(db)

    def office(body: Body | None) -> str | None:
        return _office(db, tree_of=tree, body=body, person=person)

    bodies = (*route.via, route.review, route.file, *route.copies, route.substance)
    on_it = [office(body) for body in bodies if body is not None]
    above = one_level_above(route.review or route.file, person)
    return Way(
        route=route,
        review=office(route.review or route.file),
        offices=tuple(dict.fromkeys(each for each in on_it if each)),
        escrow=office(above),
    )


def _office(db: Session, *, tree_of: Directory, body: Body | None, person: PersonFacts) -> str | None:
    """The office of this house that is this body: a unit's own commission acts through the office that reviews it."""
    if body is None:
        return None
    region = person.unit.region
    match body.kind:
        case BodyKind.PROVINCE_COMMISSION:
            found = tree_of.province(region)
        case BodyKind.CITY_COMMISSION | BodyKind.CONDUCT_SUPERVISION_OFFICE:
            found = tree_of.city(region)
        case BodyKind.COUNTY_COMMISSION:
            found = tree_of.county(RegionCode(body.of))
        case BodyKind.UNIT_COMMISSION | BodyKind.AUTHORITY_COMMISSION:
            unit = lookups.unit(db, body.of)
            return unit.office_id if unit is not None else None
        case _:
            return None
    return str(found.id) if found is not None else None


def _portfolio(db: Session, person: PersonFacts, calendar: Calendar) -> Portfolio:
    """The rows that can matter for one person: those about him, his units, their parents and their regions."""
    units = [unit.id for unit in person.units] + [unit.parent for unit in person.units] + [person.division]
    regions = [unit.region for unit in person.units] + [city_of(unit.region) for unit in person.units]
    targets = {str(each) for each in (person.id, *units, *regions) if each}
    rows = db.scalars(select(PortfolioRow).where(PortfolioRow.target.in_(targets))).all()
    leaders = {row.leader_id for row in rows}
    away = db.scalars(select(AbsenceRow).where(or_(AbsenceRow.leader_id.in_(leaders)))).all()
    return Portfolio.of(
        (
            PortfolioEntry(
                PersonId(row.leader_id), row.post, row.charge, row.target, row.from_on, row.to_on,
                row.document, row.acting,
            )
            for row in rows
        ),
        (Absence(PersonId(row.leader_id), row.from_on, row.to_on, _length(row, calendar)) for row in away),
    )  # fmt: skip


def _length(row: AbsenceRow, calendar: Calendar) -> int:
    """Working days of an absence; where the year is not published, its calendar days."""
    try:
        return calendar.between(row.from_on, row.to_on) + int(calendar.is_working_day(row.from_on))
    except UnpublishedYear:
        return (row.to_on - row.from_on).days + 1


def _with_names(db: Session, refused: Refused, person: PersonFacts) -> Refused:
    """The same refusal with names in place of ids."""
    units = [unit.id for unit in person.units] + [unit.parent for unit in person.units]
    found = lookups.names(db, [str(each) for each in (person.id, *units) if each])
    detail = refused.detail
    for each, name in found.items():
        detail = detail.replace(each, name)
    return replace(refused, detail=detail)
