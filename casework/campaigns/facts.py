"""A person of the roster as the facts the regulation is told: as he stood on the day filing opens (H-14)."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.campaigns.rows import CampaignRow, RosterRow
from casework.offices.facts import facts_from, person_facts, units_facts
from regulation.facts import PersonFacts, UnitFacts, UnitId

MARKS = tuple(field.name for field in fields(PersonFacts) if field.type in ("bool", bool))
"""The yes-or-no fields of PersonFacts, by name."""


def standing_of(person: PersonFacts) -> list[str]:
    """The yes-or-no fields that are true and the posts of the tables, in a fixed order."""
    return sorted({*(name for name in MARKS if getattr(person, name)), *person.roles})


def entry_of(db: Session, person_id: str, campaign_id: str | None = None) -> RosterRow | None:
    """A person's entry in force: of this campaign, or of the latest one that lists him."""
    statement = (
        select(RosterRow)
        .join(CampaignRow, CampaignRow.id == RosterRow.campaign_id)
        .where(RosterRow.person_id == person_id, RosterRow.removed_on.is_(None))
        .order_by(CampaignRow.opens_on.desc())
        .limit(1)
    )
    if campaign_id is not None:
        statement = statement.where(RosterRow.campaign_id == campaign_id)
    return db.scalars(statement).first()


def facts_for(db: Session, person_id: str, campaign_id: str | None = None) -> PersonFacts:
    """A person's facts by his roster entry; who is on no roster stands as the office's register holds him now.

    Raises NoResultFound for an unknown person or one without a unit.
    """
    row = entry_of(db, person_id, campaign_id)
    return facts_of(db, [row])[0] if row is not None else person_facts(db, person_id)


def facts_of(db: Session, rows: Iterable[RosterRow]) -> list[PersonFacts]:
    """The facts of many entries, in their order."""
    rows = list(rows)
    wanted = {unit for row in rows for unit in (row.unit_id, *row.other_units)}
    units = units_facts(db, wanted)
    return [_facts(row, units) for row in rows]


def _facts(row: RosterRow, units: Mapping[str, UnitFacts]) -> PersonFacts:
    bare = facts_from(
        person_id=row.person_id,
        unit=units[row.unit_id],
        rank=row.rank,
        managed_by=row.managed_by,
        post=row.post,
        name=row.name,
        standing=row.standing,
    )
    return replace(
        bare,
        authority=UnitId(row.authority),
        other_units=tuple(units[unit] for unit in row.other_units if unit in units),
        division=UnitId(row.division),
        in_post_from=row.in_post_from,
        in_post_to=row.in_post_to,
    )
