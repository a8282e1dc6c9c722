"""The dated portfolio table (分工表): who has which unit, person, territory or business in charge, by which document.

Rules kept here: a row is never edited; it is ended with a reason, and another one is added. Ended on a day before it
began, it was never in force. A unit keeps the rows of its own leaders: who signs above it is entered by the office
that reviews it. An acting leader's row bears the number of his authorisation (G3).

Clause: 三(二); G3, H-17.
"""

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.calendar.service import calendar_in
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.rows import AbsenceRow, PortfolioRow
from casework.campaigns.words import WhyEnded
from casework.database import Clock, Store, day_of, new_id
from casework.offices import lookups
from casework.offices.facts import office_facts
from casework.offices.reach import may_keep, unit_line
from regulation.calendar import Calendar, UnpublishedYear
from regulation.divisions import Containment, official_divisions
from regulation.facts import PersonId
from regulation.portfolios import Absence, Portfolio, PortfolioEntry
from regulation.terms import Charge, LeaderPost

CLAUSE = "三(二)"
POSTS_OF_A_UNIT = frozenset({LeaderPost.PARTY_SECRETARY, LeaderPost.LEADER_IN_CHARGE})
"""Whom a unit's own clerk may enter; who is above the unit is entered by its office."""


def add_portfolio_entry(
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
    document: str,
    acting: bool = False,
) -> str | NotDone:
    """Enter a row. Returns its id."""
    if not document.strip():
        return NotDone(Problem.DOCUMENT_MISSING)
    if to_on is not None and to_on < from_on:
        return NotDone(Problem.DATES_REVERSED)
    with store.write() as db:
        refused = _may_enter(db, officer, leader_id, post, charge, target)
        if refused is not None:
            return refused
        row = PortfolioRow(
            id=new_id(),
            leader_id=leader_id,
            post=post,
            charge=charge,
            target=target.strip(),
            from_on=from_on,
            to_on=to_on,
            document=document.strip(),
            acting=acting,
            added_on=day_of(clock),
            added_by=_member(officer),
        )
        db.add(row)
        db.flush()
        acts.record(
            db, officer, clock, "add_portfolio", "portfolio_entry", row.id, clause=CLAUSE, new=_told(row)
        )
        return row.id


def end_portfolio_entry(
    store: Store, officer: Officer | None, clock: Clock, *, entry_id: str, last_day: date, reason: str
) -> NotDone | None:
    """End a row with its last day and a reason; the day before its first one voids a row entered wrongly."""
    if reason not in set(WhyEnded):
        return NotDone(Problem.REASON_MISSING)
    with store.write() as db:
        row = db.get(PortfolioRow, entry_id)
        if row is None or not keeps(db, officer, row.leader_id, row.post, row.charge, row.target):
            return NotDone(Problem.UNKNOWN)
        if row.ended_on is not None:
            return NotDone(Problem.ALREADY_DONE)
        first = row.from_on - timedelta(1)
        if last_day < first or (row.to_on is not None and last_day > row.to_on):
            return NotDone(Problem.DATES_REVERSED)
        old = _told(row)
        row.to_on, row.ended_on, row.ended_by = last_day, day_of(clock), _member(officer)
        row.ended_reason = reason
        db.flush()
        acts.record(
            db,
            officer,
            clock,
            "end_portfolio",
            "portfolio_entry",
            row.id,
            clause=CLAUSE,
            old=old,
            new=_told(row),
        )
    return None


def add_absence(
    store: Store, officer: Officer, clock: Clock, *, leader_id: str, from_on: date, to_on: date, document: str
) -> str | NotDone:
    """Record that a leader is away from his post, both days counted. Returns the record's id."""
    if to_on < from_on:
        return NotDone(Problem.DATES_REVERSED)
    if not document.strip():
        return NotDone(Problem.DOCUMENT_MISSING)
    with store.write() as db:
        try:
            calendar_in(db).count_bounds(from_on, to_on)
        except UnpublishedYear:
            return NotDone(Problem.TOO_FAR)
        unit_id = _unit_of(db, leader_id)
        if not unit_id or (officer is not None and not may_keep(db, officer, unit_id)):
            return NotDone(Problem.UNKNOWN)
        row = AbsenceRow(
            id=new_id(),
            leader_id=leader_id,
            from_on=from_on,
            to_on=to_on,
            document=document.strip(),
            added_on=day_of(clock),
            added_by=_member(officer),
        )
        db.add(row)
        db.flush()
        told = f"{leader_id}\n{from_on}\n{to_on}\n{row.document}".encode()
        acts.record(db, officer, clock, "add_absence", "absence", row.id, clause=CLAUSE, new=told)
        return row.id


def portfolio_entries(
    db: Session, on: date, *, targets: Collection[str] | None = None
) -> tuple[PortfolioEntry, ...]:
    """The rows in force on a day, all of them or those of these units, persons and regions."""
    statement = _in_force(on)
    if targets is not None:
        statement = statement.where(PortfolioRow.target.in_(list(targets)))
    return tuple(entry_of_row(row) for row in db.scalars(statement))


def portfolio_on(
    db: Session, on: date, *, targets: Collection[str] | None = None, calendar: Calendar | None = None
) -> Portfolio:
    """The table of a day with the absences that cover it, ready to be asked."""
    away = select(AbsenceRow).where(AbsenceRow.from_on <= on, AbsenceRow.to_on >= on)
    rows = db.scalars(away).all()
    days = calendar or (calendar_in(db) if rows else None)
    absences = [_absence(row, days) for row in rows if days is not None]
    return Portfolio.of(portfolio_entries(db, on, targets=targets), absences)


def charges_on(
    db: Session, on: date, *charges: Charge, leader_id: str | None = None
) -> dict[str, list[tuple[Charge, str]]]:
    """What each leader, or this one, has in charge on a day, of these kinds."""
    statement = _in_force(on).where(PortfolioRow.charge.in_(charges))
    if leader_id is not None:
        statement = statement.where(PortfolioRow.leader_id == leader_id)
    found: dict[str, list[tuple[Charge, str]]] = {}
    for row in db.scalars(statement):
        found.setdefault(row.leader_id, []).append((row.charge, row.target))
    return found


def _may_enter(
    db: Session, officer: Officer | None, leader_id: str, post: LeaderPost, charge: Charge, target: str
) -> NotDone | None:
    if not _unit_of(db, leader_id) or not _is_known(db, charge, target.strip()):
        return NotDone(Problem.TARGET_UNKNOWN)
    if officer is not None and officer.unit_id is not None and post not in POSTS_OF_A_UNIT:
        return NotDone(Problem.POST_NOT_YOURS)
    if not keeps(db, officer, leader_id, post, charge, target.strip()):
        return NotDone(Problem.NOT_YOURS)
    return None


def _is_known(db: Session, charge: Charge, target: str) -> bool:
    match charge:
        case Charge.UNIT:
            return unit_line(db, target) is not None
        case Charge.PERSON:
            return lookups.person(db, target) is not None
        case Charge.TERRITORY:
            return len(target) == 6 and target.isdigit()
        case Charge.BUSINESS:
            return bool(target)


def keeps(
    db: Session, officer: Officer | None, leader_id: str, post: LeaderPost, charge: Charge, target: str
) -> bool:
    """Whether the row's target lies in the officer's hands; of a business word, its leader."""
    if officer is None:
        return True
    if officer.unit_id is not None and post not in POSTS_OF_A_UNIT:
        return False
    match charge:
        case Charge.UNIT:
            return may_keep(db, officer, target)
        case Charge.TERRITORY:
            area = office_facts(db, officer.office_id).region
            inside = official_divisions().place(target, area) is Containment.INSIDE
            return officer.unit_id is None and inside
        case Charge.PERSON | Charge.BUSINESS:
            unit = _unit_of(db, target if charge is Charge.PERSON else leader_id)
            return bool(unit) and may_keep(db, officer, unit)


def _unit_of(db: Session, person_id: str) -> str:
    """Where a person serves; empty for an unknown one or one without a unit."""
    person = lookups.person(db, person_id)
    return person.unit_id if person is not None else ""


def _member(officer: Officer | None) -> str | None:
    return officer.member_id if officer is not None else None


def _in_force(on: date) -> Select[PortfolioRow]:
    return (
        select(PortfolioRow)
        .where(PortfolioRow.from_on <= on, or_(PortfolioRow.to_on.is_(None), PortfolioRow.to_on >= on))
        .order_by(PortfolioRow.id)
    )


def entry_of_row(row: PortfolioRow) -> PortfolioEntry:
    """A row as the regulation is told it."""
    return PortfolioEntry(
        leader=PersonId(row.leader_id),
        post=row.post,
        charge=row.charge,
        target=row.target,
        from_on=row.from_on,
        to_on=row.to_on,
        document=row.document,
        acting=row.acting,
    )


def _absence(row: AbsenceRow, calendar: Calendar) -> Absence:
    """Its working days, both ends counted; in a year not published yet the most there can be, so that a longer
    absence is never overlooked."""
    _, most = calendar.count_bounds(row.from_on - timedelta(1), row.to_on)
    return Absence(PersonId(row.leader_id), row.from_on, row.to_on, most)


def _told(row: PortfolioRow) -> bytes:
    parts = (
        row.leader_id, row.post, row.charge, row.target, row.from_on, row.to_on, row.document, row.acting,
        row.ended_reason or "",
    )  # fmt: skip
    return "\n".join(str(part) for part in parts).encode()
