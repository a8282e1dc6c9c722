"""Posts resolved to persons: who countersigns whom, which way a declaration goes, how far a jurisdiction reaches.

The regulation decides; here its questions are put with the roster and the portfolio table of the day. A row that is
missing or overlaps is named in its "no", with the names of units and places where it holds their ids.

Clause: 二, 三(二), 一 ¶2; SR-15 to SR-23, SR-30 to SR-36, G0 to G4, A1.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.campaigns.facts import facts_for, facts_of
from casework.campaigns.portfolios import portfolio_on
from casework.campaigns.rows import PortfolioRow, RosterRow
from casework.offices.reach import organ_names
from regulation.decisions import Countersigner, Reason, Refused, Route
from regulation.divisions import official_divisions
from regulation.facts import Jurisdiction, PersonFacts, PersonId, RegionCode
from regulation.portfolios import Portfolio
from regulation.routing import route_declaration
from regulation.screening import rules_a_territory
from regulation.substitutes import expected_countersigner
from regulation.terms import Charge

ID = re.compile(r"（([0-9a-z]{26}|[0-9]{6})）", re.ASCII)


def countersigner_for(
    db: Session,
    person_id: str,
    on: date,
    *,
    campaign_id: str | None = None,
    concerned: Iterable[str] = (),
    portfolio: Portfolio | None = None,
) -> Countersigner | Refused:
    """The person who must sign this person's declaration on a day.

    `concerned` are near kin of the declarant and holders of his business (G4): only who holds the forms knows them.
    `portfolio` spares loading the table for every person. Raises NoResultFound for an unknown person.
    """
    person = facts_for(db, person_id, campaign_id)
    table = portfolio if portfolio is not None else portfolio_on(db, on)
    barred = frozenset(PersonId(each) for each in concerned)
    found = expected_countersigner(person, table, on, concerned=barred)
    return worded(db, _without_name(found, person), on) if isinstance(found, Refused) else found


def route_for(db: Session, person_id: str, *, campaign_id: str | None = None) -> Route:
    """The way of this person's declaration. Raises NoResultFound for an unknown person."""
    return route_declaration(facts_for(db, person_id, campaign_id))


def jurisdiction_of(db: Session, person_id: str, on: date, *, campaign_id: str | None = None) -> Jurisdiction:
    """The areas of his units and the business words the table charges him with on that day; the head of a territory
    has every business (A1). An empty scope is unknown, not nothing. Raises NoResultFound for an unknown person."""
    person = facts_for(db, person_id, campaign_id)
    areas = frozenset(unit.region for unit in person.units if unit.region)
    charged = select(PortfolioRow.charge, PortfolioRow.target).where(
        PortfolioRow.leader_id == person_id,
        PortfolioRow.charge.in_([Charge.BUSINESS, Charge.TERRITORY]),
        PortfolioRow.from_on <= on,
        PortfolioRow.to_on.is_(None) | (PortfolioRow.to_on >= on),
    )
    rows = db.execute(charged).all()
    areas |= {RegionCode(target) for charge, target in rows if charge is Charge.TERRITORY}
    if rules_a_territory(replace(person, jurisdiction=Jurisdiction(areas))):
        return Jurisdiction(areas, None)
    return Jurisdiction(areas, frozenset(target for charge, target in rows if charge is Charge.BUSINESS))


def facts_with_jurisdiction(
    db: Session, person_id: str, on: date, *, campaign_id: str | None = None
) -> PersonFacts:
    """A person's facts as the screening wants them."""
    person = facts_for(db, person_id, campaign_id)
    return replace(person, jurisdiction=jurisdiction_of(db, person_id, on, campaign_id=campaign_id))


@dataclass(frozen=True, slots=True)
class Gap:
    """A row of the portfolio table that is missing, overlaps or lacks its authorisation, and how many wait for it."""

    reason: Reason
    clause: str
    detail: str
    persons: int
    units: tuple[str, ...]


def gaps(db: Session, campaign_id: str, unit_ids: Iterable[str], on: date) -> tuple[Gap, ...]:
    """What the table must still be told before every obliged person of these units has a countersigner; most wanted
    first."""
    statement = (
        select(RosterRow)
        .where(
            RosterRow.campaign_id == campaign_id,
            RosterRow.unit_id.in_(list(unit_ids)),
            RosterRow.obliged,
            RosterRow.removed_on.is_(None),
        )
        .order_by(RosterRow.unit_id)
    )
    table = portfolio_on(db, on)
    wanting: dict[Refused, list[str]] = {}
    for person in facts_of(db, db.scalars(statement)):
        found = expected_countersigner(person, table, on)
        if isinstance(found, Refused):
            wanting.setdefault(_without_name(found, person), []).append(person.unit.name)
    names = _names(db, wanting)
    found_gaps = (
        Gap(no.reason, no.clause, _named(no.detail, names, on), len(units), tuple(dict.fromkeys(units)))
        for no, units in wanting.items()
    )
    return tuple(sorted(found_gaps, key=lambda gap: (-gap.persons, gap.detail)))


def worded(db: Session, refused: Refused, on: date) -> Refused:
    """The same "no" with names in place of ids."""
    return replace(refused, detail=_named(refused.detail, _names(db, [refused]), on))


def _without_name(refused: Refused, person: PersonFacts) -> Refused:
    """A row for the unit would do where the table has none for the person himself; a "no" names nobody."""
    return replace(refused, detail=refused.detail.replace(str(person.id), person.unit.id))


def _names(db: Session, refusals: Iterable[Refused]) -> dict[str, str]:
    asked = any(ID.search(refused.detail) for refused in refusals)
    return organ_names(db) if asked else {}


def _named(detail: str, names: Mapping[str, str], on: date) -> str:
    def name(match: re.Match[str]) -> str:
        found = match[1]
        return f"（{names.get(found) or official_divisions().name(found, on)}）"

    return ID.sub(name, detail)
