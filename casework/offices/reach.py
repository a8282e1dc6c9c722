"""How far an officer's view and hand reach over units: an office over its own units, seeing also those of the
offices below it; a unit's account over its own unit and the units under it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.offices.facts import unit_facts
from casework.offices.rows import OfficeRow, UnitRow
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


def organs_in_view(db: Session, officer: Officer) -> frozenset[str]:
    """Ids of the offices and units whose figures an officer may see: his own office and those below it, the units they
    review, and for the commission of a unit that unit with those under it. Nobody else's."""
    offices = offices_in_reach(db, officer.office_id)
    units = {unit.id for unit in units_in_reach(db, officer)}
    if officer.unit_id is not None:
        return frozenset(units)
    of_units = db.scalars(
        select(OfficeRow.unit_id).where(OfficeRow.id.in_([office.id for office in offices]))
    )
    for unit_id in of_units:
        if unit_id is not None:
            units |= {unit_id, *unit_facts(db, unit_id).subordinates}
    return frozenset(units | {office.id for office in offices})


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


def all_units(db: Session) -> list[UnitLine]:
    """Every unit of this house, by name."""
    return [_line(row) for row in db.scalars(select(UnitRow).order_by(UnitRow.name, UnitRow.id))]


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
