"""Rows of the rosters as the facts the regulation is told."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.offices.rows import OfficeRow, PersonRow, UnitRow
from regulation.facts import OfficeFacts, OfficeId, PersonFacts, PersonId, RegionCode, UnitFacts, UnitId


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
    standing = frozenset(row.standing)
    return PersonFacts(
        id=PersonId(row.id),
        unit=unit_facts(db, row.unit_id or ""),
        rank=row.rank,
        managed_by=row.managed_by,
        post=row.post,
        name=row.name,
        rank_equivalent="rank_equivalent" in standing,
        responsible_post="responsible_post" in standing,
        leadership_team_member="leadership_team_member" in standing,
        principal_leader="principal_leader" in standing,
        party_secretary="party_secretary" in standing,
        non_leading_post="non_leading_post" in standing,
        rehired="rehired" in standing,
        affiliation_local="affiliation_local" in standing,
        party_member="party_member" in standing,
        party_post="party_post" in standing,
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
