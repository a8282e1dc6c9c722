"""The portfolio table as people read it: names in place of ids, and what an officer may look at and end."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.campaigns.portfolio_table import entry_of_row, keeps
from casework.campaigns.rows import AbsenceRow, PortfolioRow
from casework.offices import lookups
from casework.offices.reach import units_in_reach
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
    db: Session, officer: Officer, *, on: date, past: bool = False
) -> tuple[PortfolioLine, ...]:
    """The rows an officer may look at, in force or to come; with `past` also those that have ended."""
    statement = select(PortfolioRow).order_by(PortfolioRow.post, PortfolioRow.from_on, PortfolioRow.id)
    if not past:
        statement = statement.where(or_(PortfolioRow.to_on.is_(None), PortfolioRow.to_on >= on))
    rows = list(db.scalars(statement))
    if officer.unit_id is not None:
        units = {unit.id for unit in units_in_reach(db, officer)}
        persons = {person.id for unit in units for person in lookups.persons_in(db, unit)}
        rows = [row for row in rows if row.target in units | persons or row.leader_id in persons]
    names = lookups.names(db, {row.leader_id for row in rows} | {row.target for row in rows})
    return tuple(_line(row, names, on) for row in rows)


def absence_lines(db: Session, officer: Officer, on: date) -> tuple[AbsenceLine, ...]:
    """The absences of a day or to come, of leaders whose units the officer may look at."""
    units = {unit.id for unit in units_in_reach(db, officer)}
    rows = db.scalars(select(AbsenceRow).where(AbsenceRow.to_on >= on).order_by(AbsenceRow.from_on))
    found = [(row, lookups.person(db, row.leader_id)) for row in rows]
    return tuple(
        AbsenceLine(row.id, leader.name, row.from_on, row.to_on, row.document)
        for row, leader in found
        if leader is not None and leader.unit_id in units
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


def _line(row: PortfolioRow, names: Mapping[str, str], on: date) -> PortfolioLine:
    return PortfolioLine(
        id=row.id,
        leader_id=row.leader_id,
        leader=names.get(row.leader_id, ""),
        entry=entry_of_row(row),
        target=target_words(row.charge, row.target, names, on),
        added_on=row.added_on,
        ended_on=row.ended_on,
        ended_reason=row.ended_reason,
    )
