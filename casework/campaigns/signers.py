"""The questions of the portfolio table, asked for a person by his id: who signs, which way, how far, what is missing.

Clause: 二, 三(二), 一 ¶2; SR-15 to SR-23, SR-30 to SR-36, G0 to G4, A1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.campaigns import portfolio
from casework.campaigns.facts import facts_for, facts_of
from casework.campaigns.planning import Campaign, campaign_of
from casework.campaigns.portfolio_table import portfolio_on
from casework.campaigns.roster import RosterEntry
from casework.campaigns.rows import RosterRow
from regulation.decisions import Countersigner, Reason, Refused, Route
from regulation.facts import Jurisdiction, PersonFacts
from regulation.routing import route_declaration
from regulation.substitutes import expected_countersigner


@dataclass(frozen=True, slots=True)
class Gap:
    """A row of the portfolio table that is missing, overlaps or lacks its authorisation, and how many wait for it."""

    reason: Reason
    clause: str
    detail: str
    persons: int
    units: tuple[str, ...]


def countersigner_for(
    db: Session, person_id: str, on: date, *, campaign_id: str | None = None, concerned: Iterable[str] = ()
) -> Countersigner | Refused:
    """The person who must sign this person's declaration on a day. `concerned` as in `portfolio.countersigner_for`.

    Raises NoResultFound for an unknown person.
    """
    return portfolio.countersigner_for(db, facts_for(db, person_id, campaign_id), on, concerned=concerned)


def route_for(db: Session, person_id: str, *, campaign_id: str | None = None) -> Route:
    """The way of this person's declaration; with this house's offices on it, see `portfolio.route_for`.

    Raises NoResultFound for an unknown person.
    """
    return route_declaration(facts_for(db, person_id, campaign_id))


def jurisdiction_of(db: Session, person_id: str, on: date, *, campaign_id: str | None = None) -> Jurisdiction:
    """How far a person's jurisdiction reaches on a day. Raises NoResultFound for an unknown person."""
    return portfolio.with_jurisdictions(db, [facts_for(db, person_id, campaign_id)], on)[0].jurisdiction


def facts_on_roster(db: Session, entry: RosterEntry, on: date | None = None) -> PersonFacts:
    """The person as the roster fixed him, with the jurisdiction of a day: the day filing opens unless told."""
    person = facts_of(db, [db.get_one(RosterRow, entry.id)])[0]
    campaign = campaign_of(db, entry.campaign_id)
    day = on or (campaign.dates.opens_on if campaign is not None else entry.added_on)
    return portfolio.with_jurisdictions(db, [person], day)[0]


def facts_of_unit(db: Session, campaign: Campaign, unit_id: str) -> dict[str, PersonFacts]:
    """The same for everybody on a unit's roster in force, by the id of the entry."""
    statement = select(RosterRow).where(
        RosterRow.campaign_id == campaign.id, RosterRow.unit_id == unit_id, RosterRow.removed_on.is_(None)
    )
    rows = list(db.scalars(statement))
    persons = portfolio.with_jurisdictions(db, facts_of(db, rows), campaign.dates.opens_on)
    return {row.id: person for row, person in zip(rows, persons, strict=True)}


def gaps(db: Session, campaign_id: str, unit_ids: Iterable[str], on: date) -> tuple[Gap, ...]:
    """What the table must still be told before every obliged person of these units has a countersigner; most wanted
    first."""
    statement = select(RosterRow).where(
        RosterRow.campaign_id == campaign_id,
        RosterRow.unit_id.in_(list(unit_ids)),
        RosterRow.obliged,
        RosterRow.removed_on.is_(None),
    )
    table = portfolio_on(db, on)
    wanting: dict[Refused, list[str]] = {}
    for person in facts_of(db, db.scalars(statement.order_by(RosterRow.unit_id))):
        found = expected_countersigner(person, table, on)
        if isinstance(found, Refused):
            wanting.setdefault(portfolio.without_person(found, person), []).append(person.unit.name)
    found_gaps = (
        Gap(
            no.reason,
            no.clause,
            portfolio.with_names(db, no, on).detail,
            len(units),
            tuple(dict.fromkeys(units)),
        )
        for no, units in wanting.items()
    )
    return tuple(sorted(found_gaps, key=lambda gap: (-gap.persons, gap.detail)))
