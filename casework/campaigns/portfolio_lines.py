"""The portfolio table as people read it: names in place of ids, and what an officer may look at and end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.campaigns.portfolios import entry_of_row, keeps
from casework.campaigns.rows import AbsenceRow, PortfolioRow
from casework.offices.reach import organ_names, person_names, unit_of_person, units_in_reach
from regulation.divisions import official_divisions
from regulation.portfolios import PortfolioEntry
from regulation.terms import Charge


@dataclass(frozen=True, slots=True)
class PortfolioLine:
    """A row of the table as people read it: names in place of ids. `voided`: ended before it began."""

    id: str
    leader_id: str
    leader: str
    entry: PortfolioEntry
    target: str
    added_on: date
    ended_on: date | None
    ended_reason: str

    @property
    def voided(self) -> bool:
        return self.entry.to_on is not None and self.entry.to_on < self.entry.from_on


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """A leader away, with his name."""

    id: str
    leader: str
    from_on: date
    to_on: date
    document: str


def portfolio_lines(
    db: Session, officer: Officer, *, past: bool = False, on: date
) -> tuple[PortfolioLine, ...]:
    """The rows an officer may look at, in force or to come; with `past` also those that have ended."""
    statement = select(PortfolioRow).order_by(PortfolioRow.post, PortfolioRow.from_on, PortfolioRow.id)
    if not past:
        statement = statement.where(or_(PortfolioRow.to_on.is_(None), PortfolioRow.to_on >= on))
    if officer.unit_id is not None:
        units = {unit.id for unit in units_in_reach(db, officer)}
    rows = list(db.scalars(statement))
    leaders = person_names(db, {row.leader_id for row in rows})
    targets = organ_names(db) | person_names(db, {row.target for row in rows if row.charge is Charge.PERSON})
    lines = (
        PortfolioLine(
            id=row.id,
            leader_id=row.leader_id,
            leader=leaders.get(row.leader_id, ""),
            entry=entry_of_row(row),
            target=target_words(row.charge, row.target, targets, on),
            added_on=row.added_on,
            ended_on=row.ended_on,
            ended_reason=row.ended_reason,
        )
        for row in rows
        if officer.unit_id is None or _touches(db, row, units)
    )
    return tuple(lines)


def absence_lines(db: Session, officer: Officer, on: date) -> tuple[AbsenceLine, ...]:
    """The absences of a day or to come, of leaders whose units the officer may look at."""
    units = {unit.id for unit in units_in_reach(db, officer)}
    rows = list(db.scalars(select(AbsenceRow).where(AbsenceRow.to_on >= on).order_by(AbsenceRow.from_on)))
    names = person_names(db, {row.leader_id for row in rows})
    return tuple(
        AbsenceLine(row.id, names.get(row.leader_id, ""), row.from_on, row.to_on, row.document)
        for row in rows
        if unit_of_person(db, row.leader_id) in units
    )


def keeps_portfolio(db: Session, officer: Officer, line: PortfolioLine) -> bool:
    """Whether the officer may end this row."""
    entry = line.entry
    return line.ended_on is None and keeps(db, officer, entry.leader, entry.post, entry.charge, entry.target)


def target_words(charge: Charge, target: str, names: Mapping[str, str], on: date) -> str:
    """What a row's target is called."""
    if charge is Charge.TERRITORY:
        return official_divisions().name(target, on)
    return target if charge is Charge.BUSINESS else names.get(target, target)


def _touches(db: Session, row: PortfolioRow, units: set[str]) -> bool:
    """Whether a row concerns one of these units: charges it, one of its people, or is held by one of them."""
    if row.charge is Charge.UNIT and row.target in units:
        return True
    person = row.target if row.charge is Charge.PERSON else row.leader_id
    return unit_of_person(db, person) in units
