"""How far an officer's view and hand reach over units: an office over its own units, seeing also those of the
offices below it; a unit's account over its own unit and the units under it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.offices.facts import unit_facts
from casework.offices.rows import OfficeRow, PersonRow, UnitRow
from regulation.terms import Level, UnitKind


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit in one line. `in_county`: its own jurisdiction is a district or county."""

    id: str
    name: str
    office_id: str
    kind: UnitKind
    level: Level
    belongs_to: Level
    region_code: str
    directly_under: bool

    @property
    def in_county(self) -> bool:
        return self.level in (Level.DISTRICT, Level.COUNTY)


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office in one line; `of_unit` for the commission of a unit."""

    id: str
    name: str
    level: Level
    region_code: str
    of_unit: bool


def offices_in_reach(db: Session, office_id: str) -> list[OfficeLine]:
    """An office and every office below it, by name."""
    rows = list(db.scalars(select(OfficeRow).order_by(OfficeRow.name)))
    found, grown = {office_id}, True
    while grown:
        below = {row.id for row in rows if row.parent_id in found} - found
        grown = bool(below)
        found |= below
    return [
        OfficeLine(row.id, row.name, row.level, row.region_code, row.unit_id is not None)
        for row in rows
        if row.id in found
    ]


def units_in_reach(db: Session, officer: Officer) -> list[UnitLine]:
    """The units an officer may look at, by name."""
    statement = select(UnitRow).order_by(UnitRow.name, UnitRow.id)
    if officer.unit_id is not None:
        own = {officer.unit_id, *unit_facts(db, officer.unit_id).subordinates}
        statement = statement.where(UnitRow.id.in_(own))
    else:
        offices = [office.id for office in offices_in_reach(db, officer.office_id)]
        statement = statement.where(UnitRow.office_id.in_(offices))
    return [_line(row) for row in db.scalars(statement)]


def may_see(db: Session, officer: Officer, unit_id: str) -> bool:
    """Whether a unit lies in the officer's view."""
    row = db.get(UnitRow, unit_id)
    if row is None:
        return False
    if officer.unit_id is not None:
        return unit_id == officer.unit_id or unit_id in unit_facts(db, officer.unit_id).subordinates
    return any(row.office_id == office.id for office in offices_in_reach(db, officer.office_id))


def may_keep(db: Session, officer: Officer, unit_id: str) -> bool:
    """Whether the officer keeps a unit's records: his own office's unit, or his own unit and those under it."""
    row = db.get(UnitRow, unit_id)
    if row is None:
        return False
    return row.office_id == officer.office_id if officer.unit_id is None else may_see(db, officer, unit_id)


def unit_line(db: Session, unit_id: str) -> UnitLine | None:
    """A unit, or None."""
    row = db.get(UnitRow, unit_id)
    return _line(row) if row is not None else None


def organ_names(db: Session) -> dict[str, str]:
    """The names of all units and offices, by id."""
    names = {row.id: row.name for row in db.execute(select(UnitRow.id, UnitRow.name))}
    return names | {row.id: row.name for row in db.execute(select(OfficeRow.id, OfficeRow.name))}


def unit_of_person(db: Session, person_id: str) -> str | None:
    """Where a person of the rosters serves; None for an unknown one or one without a unit."""
    return db.scalar(select(PersonRow.unit_id).where(PersonRow.id == person_id))


def person_names(db: Session, person_ids: set[str]) -> dict[str, str]:
    """The names of these persons, by id."""
    statement = select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(person_ids))
    return {row.id: row.name for row in db.execute(statement)}


def persons_of(db: Session, unit_id: str) -> list[tuple[str, str, str]]:
    """Who serves in a unit: id, name, post; by name."""
    statement = (
        select(PersonRow.id, PersonRow.name, PersonRow.post)
        .where(PersonRow.unit_id == unit_id, PersonRow.left_on.is_(None))
        .order_by(PersonRow.name, PersonRow.id)
    )
    return [(person, name, post) for person, name, post in db.execute(statement)]


def _line(row: UnitRow) -> UnitLine:
    return UnitLine(
        id=row.id,
        name=row.name,
        office_id=row.office_id,
        kind=row.kind,
        level=row.level,
        belongs_to=row.belongs_to,
        region_code=row.region_code,
        directly_under=row.directly_under,
    )
