"""应申报名册: who must declare in a campaign, by which ground, fixed before filing opens (SR-08).

Rules kept here: every entry carries the verdict of the regulation and its ground, also "not obliged" (SR-07). The
reference day is the day filing opens, whenever the entry is made (H-14). From that day on every change needs a
reason of a closed list (`words`), which stays with it; an entry is never edited, it is removed and another one added. An office keeps the
rosters of its own units, a unit its own and those of the units under it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.facts import entry_of, standing_of
from casework.campaigns.planning import Campaign, campaign_of
from casework.campaigns.rows import RosterRow
from casework.campaigns.words import WhyListed, WhyRemoved
from casework.database import Clock, Store, day_of, new_id
from casework.offices import lookups
from casework.offices.facts import person_facts, units_facts
from casework.offices.reach import may_keep
from regulation.decisions import Flag, Obligation
from regulation.facts import PersonFacts, UnitId
from regulation.scope import CLAUSE, obligation
from regulation.terms import ManagedBy, Rank, Role


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A person to be listed: known to the office's register, with what only the roster says of him.

    `roles` are posts of the tables he holds besides those the register knows, `authority` the unit that manages him
    where a unit or a system does (of a system, the unit above his own unless told), `other_units` his further units
    in the order of his title, `division` the inner division he leads.
    """

    person_id: str
    roles: frozenset[Role] = frozenset()
    authority: str = ""
    other_units: tuple[str, ...] = ()
    division: str = ""
    in_post_from: date | None = None
    in_post_to: date | None = None


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A line of the roster. `removed_on` is set for an entry no longer in force."""

    id: str
    campaign_id: str
    person_id: str
    unit_id: str
    name: str
    post: str
    rank: Rank
    managed_by: ManagedBy
    standing: frozenset[str]
    obliged: bool
    ground: str
    clause: str
    flags: frozenset[Flag]
    added_on: date
    added_reason: str
    removed_on: date | None
    removed_reason: str


def add_roster(
    db: Session,
    officer: Officer | None,
    clock: Clock,
    campaign_id: str,
    entries: Iterable[NewEntry],
    *,
    reason: str = "",
) -> tuple[str, ...] | NotDone:
    """List persons, in the caller's transaction; returns the entries' ids in the order given.

    Nothing is written where any of them cannot be listed: the answer then names the person.
    """
    entries, campaign = list(entries), campaign_of(db, campaign_id)
    refused = _may_change(campaign, clock, reason)
    if campaign is None or refused is not None:
        return refused or NotDone(Problem.UNKNOWN)
    listed = _listed(db, campaign_id, [entry.person_id for entry in entries])
    rows: list[RosterRow] = []
    for entry in entries:
        person = lookups.person(db, entry.person_id)
        unit_id = person.unit_id if person is not None else ""
        if not unit_id:
            return NotDone(Problem.UNIT_MISSING, entry.person_id)
        if officer is not None and not may_keep(db, officer, unit_id):
            return NotDone(Problem.NOT_YOURS, entry.person_id)
        if entry.person_id in listed:
            return NotDone(Problem.ALREADY_LISTED, entry.person_id)
        listed.add(entry.person_id)
        rows.append(_row(db, campaign, entry))
    for row in rows:
        row.added_on, row.added_reason = day_of(clock), reason
        row.added_by = officer.member_id if officer is not None else None
    db.add_all(rows)
    done = (acts.Doing("add_roster", "roster_entry", row.id, row.clause, new=_told(row)) for row in rows)
    acts.record_all(db, officer, clock, done)
    return tuple(row.id for row in rows)


def fix_roster(
    store: Store, officer: Officer | None, clock: Clock, *, campaign_id: str, unit_id: str, reason: str = ""
) -> tuple[str, ...] | NotDone:
    """List everybody who serves in a unit and is not listed yet; returns the new entries' ids."""
    with store.write() as db:
        persons = [person.id for person in lookups.persons_in(db, unit_id)]
        listed = _listed(db, campaign_id, persons)
        fresh = [NewEntry(person) for person in persons if person not in listed]
        return add_roster(db, officer, clock, campaign_id, fresh, reason=reason)


def remove_roster(
    db: Session, officer: Officer, clock: Clock, entry_id: str, *, reason: str
) -> NotDone | None:
    """Take a person off the roster, in the caller's transaction. The entry stays, with the reason."""
    row = db.get(RosterRow, entry_id)
    if row is None or not may_keep(db, officer, row.unit_id):
        return NotDone(Problem.UNKNOWN)
    if row.removed_on is not None:
        return NotDone(Problem.ALREADY_DONE)
    if reason not in set(WhyRemoved):
        return NotDone(Problem.REASON_MISSING)
    campaign = campaign_of(db, row.campaign_id)
    if campaign is None or not campaign.is_open:
        return NotDone(Problem.CAMPAIGN_CLOSED)
    old = _told(row)
    row.removed_on, row.removed_by, row.removed_reason = day_of(clock), officer.member_id, reason
    db.flush()
    acts.record(
        db, officer, clock, "remove_roster", "roster_entry", row.id, clause=CLAUSE, old=old, new=_told(row)
    )
    return None


def roster_of(
    db: Session, campaign_id: str, unit_id: str | None = None, *, removed: bool = False
) -> tuple[RosterEntry, ...]:
    """The roster of a campaign, or of one unit in it, by unit and name; with `removed` also what was taken off."""
    statement = select(RosterRow).where(RosterRow.campaign_id == campaign_id)
    if unit_id is not None:
        statement = statement.where(RosterRow.unit_id == unit_id)
    if not removed:
        statement = statement.where(RosterRow.removed_on.is_(None))
    rows = db.scalars(statement.order_by(RosterRow.unit_id, RosterRow.name, RosterRow.id))
    return tuple(_entry(row) for row in rows)


def roster_named(db: Session, campaign_id: str, name: str) -> tuple[RosterEntry, ...]:
    """Everybody of this name on the roster."""
    statement = select(RosterRow).where(
        RosterRow.campaign_id == campaign_id, RosterRow.name == name, RosterRow.removed_on.is_(None)
    )
    return tuple(_entry(row) for row in db.scalars(statement.order_by(RosterRow.id)))


def roster_entry(db: Session, campaign_id: str, person_id: str) -> RosterEntry | None:
    """A person's entry in force, or None."""
    row = entry_of(db, person_id, campaign_id)
    return _entry(row) if row is not None else None


def entry_by_id(db: Session, entry_id: str) -> RosterEntry | None:
    """An entry, in force or not."""
    row = db.get(RosterRow, entry_id)
    return _entry(row) if row is not None else None


def obliged_by_unit(db: Session, campaign_id: str, unit_ids: Sequence[str] | None = None) -> dict[str, int]:
    """应申报人数 of every unit that has anybody obliged."""
    statement = (
        select(RosterRow.unit_id, func.count().label("persons"))
        .where(RosterRow.campaign_id == campaign_id, RosterRow.obliged, RosterRow.removed_on.is_(None))
        .group_by(RosterRow.unit_id)
    )
    if unit_ids is not None:
        statement = statement.where(RosterRow.unit_id.in_(list(unit_ids)))
    return {row.unit_id: row.persons for row in db.execute(statement)}


def obliged_persons(db: Session, campaign_id: str, unit_ids: Iterable[str]) -> frozenset[str]:
    """The persons of these units who must declare."""
    statement = select(RosterRow.person_id).where(
        RosterRow.campaign_id == campaign_id,
        RosterRow.unit_id.in_(list(unit_ids)),
        RosterRow.obliged,
        RosterRow.removed_on.is_(None),
    )
    return frozenset(db.scalars(statement))


def _may_change(campaign: Campaign | None, clock: Clock, reason: str) -> NotDone | None:
    if campaign is None:
        return NotDone(Problem.UNKNOWN)
    if not campaign.is_open:
        return NotDone(Problem.CAMPAIGN_CLOSED)
    if reason not in {"", *WhyListed} or (campaign.has_opened(day_of(clock)) and not reason):
        return NotDone(Problem.REASON_MISSING)
    return None


def _listed(db: Session, campaign_id: str, person_ids: Sequence[str]) -> set[str]:
    statement = select(RosterRow.person_id).where(
        RosterRow.campaign_id == campaign_id,
        RosterRow.person_id.in_(person_ids),
        RosterRow.removed_on.is_(None),
    )
    return set(db.scalars(statement))


def _row(db: Session, campaign: Campaign, entry: NewEntry) -> RosterRow:
    others = units_facts(db, entry.other_units)
    known = person_facts(db, entry.person_id)
    above = known.unit.parent if known.managed_by is ManagedBy.SYSTEM else UnitId("")
    person = replace(
        known,
        roles=known.roles | entry.roles,
        authority=UnitId(entry.authority) or above,
        other_units=tuple(others[unit] for unit in entry.other_units if unit in others),
        division=UnitId(entry.division),
        in_post_from=entry.in_post_from,
        in_post_to=entry.in_post_to,
    )
    return _row_of(campaign.id, person, obligation(person, campaign.dates.opens_on))


def _row_of(campaign_id: str, person: PersonFacts, verdict: Obligation) -> RosterRow:
    return RosterRow(
        id=new_id(),
        campaign_id=campaign_id,
        person_id=person.id,
        unit_id=person.unit.id,
        name=person.name,
        post=person.post,
        rank=person.rank,
        managed_by=person.managed_by,
        standing=standing_of(person),
        other_units=[unit.id for unit in person.other_units],
        authority=person.authority,
        division=person.division,
        in_post_from=person.in_post_from,
        in_post_to=person.in_post_to,
        obliged=verdict.obliged,
        ground=verdict.ground,
        clause=verdict.clause,
        flags=sorted(verdict.flags),
    )


def _entry(row: RosterRow) -> RosterEntry:
    return RosterEntry(
        id=row.id,
        campaign_id=row.campaign_id,
        person_id=row.person_id,
        unit_id=row.unit_id,
        name=row.name,
        post=row.post,
        rank=row.rank,
        managed_by=row.managed_by,
        standing=frozenset(row.standing),
        obliged=row.obliged,
        ground=row.ground,
        clause=row.clause,
        flags=frozenset(Flag(flag) for flag in row.flags),
        added_on=row.added_on,
        added_reason=row.added_reason,
        removed_on=row.removed_on,
        removed_reason=row.removed_reason,
    )


def _told(row: RosterRow) -> bytes:
    """What the ledger commits to: the entry's words in a fixed order."""
    parts = [
        row.campaign_id, row.person_id, row.unit_id, row.post, row.rank, row.managed_by, *row.standing,
        row.authority, row.division, str(row.obliged), row.ground, str(row.removed_on), row.removed_reason or "",
    ]  # fmt: skip
    return "\n".join(parts).encode()
