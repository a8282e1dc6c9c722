"""Campaigns: create one, fix who is obliged, keep the portfolio table; what stands in them.

Everything here lies in the clear. The roster is fixed on the day filing opens (SR-08); a person added later comes
with his own line in the ledger.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.campaigns.rows import AbsenceRow, CampaignRow, PortfolioRow, RosterRow, values_of
from casework.database import Base, Clock, Store, new_id
from casework.offices import lookups
from casework.offices.answers import Fault, NotDone
from casework.offices.facts import facts_from, person_facts, unit_facts
from regulation.chapters import DEFAULT_PROFILE, load
from regulation.deadlines import CampaignDates, campaign_dates
from regulation.facts import PersonFacts, UnitId
from regulation.scope import obligation
from regulation.terms import Charge, LeaderPost, ManagedBy

Campaign = CampaignRow
RosterEntry = RosterRow
PortfolioLine = PortfolioRow


@dataclass(frozen=True, slots=True)
class RosterFixed:
    """What fixing a unit's roster did."""

    obliged: int
    not_obliged: int
    already: int


def create_campaign(
    store: Store,
    officer: Officer | None,
    clock: Clock,
    *,
    office_id: str,
    title: str,
    profile: str = DEFAULT_PROFILE,
    dates: CampaignDates | None = None,
) -> str | NotDone:
    """A campaign with the dates its profile prints, or with those given. Returns its id."""
    chosen = dates or campaign_dates(load(profile))
    with store.write() as db:
        if db.scalar(select(CampaignRow.id).where(CampaignRow.title == title)) is not None:
            return NotDone(Fault.NAME_TAKEN)
        if officer is not None and officer.office_id != office_id:
            return NotDone(Fault.UNKNOWN)
        row = CampaignRow(
            id=new_id(),
            office_id=office_id,
            title=title,
            profile=profile,
            opens_on=chosen.opens_on,
            declare_by=chosen.declare_by,
            countersign_by=chosen.countersign_by,
            deliver_by=chosen.deliver_by,
            review_by=chosen.review_by,
            inclusive=chosen.inclusive,
            counterpart=chosen.counterpart,
        )
        db.add(row)
        acts.record(db, officer, clock, "create_campaign", "campaign", row.id, clause="三", new=_told(row))
        return row.id


def add_roster(
    store: Store, officer: Officer | None, clock: Clock, *, campaign_id: str, unit_id: str
) -> RosterFixed | NotDone:
    """Fix who of a unit must declare, each with the requirement that says so. Again: adds only who is new."""
    with store.write() as db:
        campaign, unit = db.get(CampaignRow, campaign_id), lookups.unit(db, unit_id)
        if campaign is None or unit is None or (officer is not None and officer.office_id != unit.office_id):
            return NotDone(Fault.UNKNOWN)
        known = set(
            db.scalars(
                select(RosterRow.person_id).where(
                    RosterRow.campaign_id == campaign_id, RosterRow.unit_id == unit_id
                )
            )
        )
        fresh = [person for person in lookups.persons_in(db, unit_id) if person.id not in known]
        rows = [_roster_row(db, campaign, person) for person in fresh]
        db.add_all(rows)
        counted = RosterFixed(
            sum(row.obliged for row in rows), sum(not row.obliged for row in rows), len(known)
        )
        if rows:
            new = json.dumps([values_of(row) for row in rows], ensure_ascii=False, sort_keys=True).encode()
            acts.record(db, officer, clock, "fix_roster", "campaign", campaign_id, clause="四(三)", new=new)
        return counted


def set_portfolio(
    store: Store,
    officer: Officer | None,
    clock: Clock,
    *,
    leader_id: str,
    post: LeaderPost,
    charge: Charge,
    target: str,
    from_on: date,
    to_on: date | None = None,
    document: str = "",
    title: str = "",
    acting: bool = False,
) -> str | NotDone:
    """Add a row to the portfolio table. Returns its id. An acting leader needs his authorisation's number (G3)."""
    with store.write() as db:
        if lookups.person(db, leader_id) is None or not target:
            return NotDone(Fault.UNKNOWN)
        row = PortfolioRow(
            id=new_id(),
            leader_id=leader_id,
            post=post,
            title=title,
            charge=charge,
            target=target,
            from_on=from_on,
            to_on=to_on,
            document=document,
            acting=acting,
        )
        db.add(row)
        acts.record(db, officer, clock, "set_portfolio", "portfolio", row.id, clause="三(二)", new=_told(row))
        return row.id


def end_portfolio(
    store: Store, officer: Officer | None, clock: Clock, *, entry_id: str, to_on: date
) -> NotDone | None:
    """The last day of a portfolio row."""
    with store.write() as db:
        row = db.get(PortfolioRow, entry_id)
        if row is None or to_on < row.from_on:
            return NotDone(Fault.UNKNOWN)
        old = _told(row)
        row.to_on = to_on
        acts.record(db, officer, clock, "end_portfolio", "portfolio", row.id, old=old, new=_told(row))
    return None


def set_absence(
    store: Store, officer: Officer | None, clock: Clock, *, leader_id: str, from_on: date, to_on: date
) -> str | NotDone:
    """A leader is away from one day to another."""
    with store.write() as db:
        if lookups.person(db, leader_id) is None or to_on < from_on:
            return NotDone(Fault.UNKNOWN)
        row = AbsenceRow(id=new_id(), leader_id=leader_id, from_on=from_on, to_on=to_on)
        db.add(row)
        acts.record(db, officer, clock, "set_absence", "portfolio", row.id, clause="三(二)", new=_told(row))
        return row.id


def campaigns(db: Session) -> Sequence[CampaignRow]:
    """Every campaign, the newest first."""
    return db.scalars(select(CampaignRow).order_by(CampaignRow.opens_on.desc(), CampaignRow.id)).all()


def campaign(db: Session, campaign_id: str) -> CampaignRow | None:
    """A campaign, or None."""
    return db.get(CampaignRow, campaign_id)


def roster_of(db: Session, campaign_id: str, unit_id: str) -> Sequence[RosterRow]:
    """A unit's roster, by name."""
    statement = select(RosterRow).where(RosterRow.campaign_id == campaign_id, RosterRow.unit_id == unit_id)
    return db.scalars(statement.order_by(RosterRow.name, RosterRow.id)).all()


def roster_named(db: Session, campaign_id: str, name: str) -> Sequence[RosterRow]:
    """Everybody of this name on the roster of a campaign."""
    statement = select(RosterRow).where(RosterRow.campaign_id == campaign_id, RosterRow.name == name)
    return db.scalars(statement.order_by(RosterRow.id)).all()


def roster_entry(db: Session, campaign_id: str, person_id: str) -> RosterRow | None:
    """A person's line on the roster of a campaign, or None."""
    statement = select(RosterRow).where(
        RosterRow.campaign_id == campaign_id, RosterRow.person_id == person_id
    )
    return db.scalars(statement).one_or_none()


def obliged_by_unit(db: Session, campaign_id: str) -> dict[str, int]:
    """应申报人数 of each unit: the denominator of its rates."""
    statement = (
        select(RosterRow.unit_id, func.count())
        .where(RosterRow.campaign_id == campaign_id, RosterRow.obliged)
        .group_by(RosterRow.unit_id)
    )
    return {row[0]: row[1] for row in db.execute(statement)}


def portfolio_lines(db: Session, targets: Sequence[str] | None = None) -> Sequence[PortfolioRow]:
    """The portfolio table, whole or for these units, persons and regions, by target and day."""
    statement = select(PortfolioRow).order_by(PortfolioRow.target, PortfolioRow.post, PortfolioRow.from_on)
    if targets is not None:
        statement = statement.where(PortfolioRow.target.in_(list(targets)))
    return db.scalars(statement).all()


def facts_on_roster(db: Session, entry: RosterRow) -> PersonFacts:
    """The person as the roster fixed him, with the jurisdiction the portfolio table gives him."""
    from casework.campaigns.portfolio import jurisdiction_of

    bare = facts_from(
        person_id=entry.person_id,
        unit=unit_facts(db, entry.unit_id),
        rank=entry.rank,
        managed_by=entry.managed_by,
        post=entry.post,
        name=entry.name,
        standing=entry.standing,
    )
    return jurisdiction_of(db, bare, authority=UnitId(entry.authority))


def _roster_row(db: Session, campaign: CampaignRow, person: lookups.PersonEntry) -> RosterRow:
    facts = person_facts(db, person.id)
    verdict = obligation(facts, campaign.opens_on)
    return RosterRow(
        id=new_id(),
        campaign_id=campaign.id,
        person_id=person.id,
        unit_id=person.unit_id,
        name=person.name,
        post=person.post,
        rank=person.rank,
        managed_by=person.managed_by,
        authority=facts.unit.parent if person.managed_by is ManagedBy.SYSTEM else "",
        standing=list(person.standing),
        obliged=verdict.obliged,
        ground=verdict.ground,
        clause=verdict.clause,
    )


def _told(row: Base) -> bytes:
    return json.dumps(values_of(row), ensure_ascii=False, sort_keys=True).encode()
