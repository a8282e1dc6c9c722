"""Rows of the rosters as the facts the regulation is told."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.offices.rows import OfficeRow, PersonRow, UnitRow
from regulation.facts import OfficeFacts, OfficeId, PersonFacts, PersonId, RegionCode, UnitFacts, UnitId
from regulation.terms import ManagedBy, Rank, Role


def unit_facts(db: Session, unit_id: str) -> UnitFacts:
    """A unit's facts. Raises NoResultFound for an unknown unit."""
    row = db.get_one(UnitRow, unit_id)
    below = db.scalars(select(UnitRow.id).where(UnitRow.parent_id == unit_id))
    return UnitFacts(
        id=UnitId(row.id),
        kind=row.kind,
        level=row.level,
        region=RegionCode(row.region_code),
        belongs_to=row.belongs_to,
        directly_under=row.directly_under,
        vertical=row.vertical,
        parent=UnitId(row.parent_id or ""),
        subordinates=frozenset(UnitId(unit) for unit in below),
        superior_system=row.superior_system,
        has_commission=row.has_commission,
        name=row.name,
    )


def person_facts(db: Session, person_id: str) -> PersonFacts:
    """A person's facts as the roster holds them now. Raises NoResultFound for an unknown person or one
    without a unit."""
    row = db.get_one(PersonRow, person_id)
    return facts_from(
        person_id=row.id,
        unit=unit_facts(db, row.unit_id or ""),
        rank=row.rank,
        managed_by=row.managed_by,
        post=row.post,
        name=row.name,
        standing=row.standing,
    )


def facts_from(
    *,
    person_id: str,
    unit: UnitFacts,
    rank: Rank,
    managed_by: ManagedBy,
    post: str,
    name: str,
    standing: Iterable[str],
) -> PersonFacts:
    """A person's facts from a roster's columns. `standing` holds the yes-or-no fields that are true and the
    values of `regulation.terms.Role` that his posts give him."""
    words = frozenset(standing)
    return PersonFacts(
        id=PersonId(person_id),
        unit=unit,
        rank=rank,
        managed_by=managed_by,
        post=post,
        name=name,
        roles=frozenset(role for role in Role if role.value in words),
        rank_equivalent="rank_equivalent" in words,
        responsible_post="responsible_post" in words,
        leadership_team_member="leadership_team_member" in words,
        principal_leader="principal_leader" in words,
        party_secretary="party_secretary" in words,
        non_leading_post="non_leading_post" in words,
        rehired="rehired" in words,
        affiliation_local="affiliation_local" in words,
        party_member="party_member" in words,
        party_post="party_post" in words,
    )


def office_facts(db: Session, office_id: str) -> OfficeFacts:
    """An office's facts. Raises NoResultFound for an unknown office."""
    row = db.get_one(OfficeRow, office_id)
    return OfficeFacts(
        id=OfficeId(row.id),
        level=row.level,
        region=RegionCode(row.region_code),
        parent=OfficeId(row.parent_id or ""),
        unit=UnitId(row.unit_id or ""),
        has_recipient=row.organ.recipient is not None,
        name=row.name,
    )
