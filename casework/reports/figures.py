"""What is counted of reports, for one reader: of his office, and nothing behind a wall of his.

A figure and the list of references behind it are one and the same question to the database, so they cannot differ.
Nothing is opened. A figure counts also what its reader may not open; the list shows references only.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, case, func, select, true
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import ActRow
from casework.offices.walls import outside_walls, walls
from casework.reports.clocks import calendar_on
from casework.reports.rows import ReportRow, ReportTagRow
from casework.reports.walls import visible
from casework.reports.words import OPEN_STAGES, Stage
from regulation.calendar import UnpublishedYear
from regulation.case_terms import DeclineGround


class ReportFigure(StrEnum):
    """What can be counted."""

    RECEIVED = "received"
    RECEIVED_THIS_WEEK = "received-this-week"
    IN_HAND = "in-hand"
    PENDING = "pending"
    ACCEPTED = "accepted"
    OVERDUE = "overdue"
    CONCLUDED = "concluded"
    TOOK_TO_CASE = "took-to-case"
    CLOSED_WITHOUT_CASE = "closed-without-case"
    DECLINED = "declined"
    SENT_ON = "sent-on"


def week_begins(today: date) -> date:
    """The Monday of this week."""
    return today - timedelta(days=today.weekday())


def _asked(figure: ReportFigure, today: date) -> ColumnElement[bool]:
    running = ReportRow.stage.in_(OPEN_STAGES - {Stage.MORE_WANTED})
    questions: Mapping[ReportFigure, ColumnElement[bool]] = {
        ReportFigure.RECEIVED: true(),
        ReportFigure.RECEIVED_THIS_WEEK: ReportRow.received_on >= week_begins(today),
        ReportFigure.IN_HAND: ReportRow.stage.in_(OPEN_STAGES),
        ReportFigure.PENDING: ReportRow.stage == Stage.PENDING,
        ReportFigure.ACCEPTED: ReportRow.stage.in_({Stage.ACCEPTED, Stage.MORE_WANTED}),
        ReportFigure.OVERDUE: and_(running, ReportRow.due_on < today, ReportRow.due_provisional.is_(False)),
        ReportFigure.CONCLUDED: ReportRow.stage == Stage.CLOSED,
        ReportFigure.TOOK_TO_CASE: ReportRow.case_ref.is_not(None),
        ReportFigure.CLOSED_WITHOUT_CASE: and_(ReportRow.stage == Stage.CLOSED, ReportRow.case_ref.is_(None)),
        ReportFigure.DECLINED: ReportRow.stage == Stage.DECLINED,
        ReportFigure.SENT_ON: ReportRow.stage == Stage.TRANSFERRED,
    }
    return questions[figure]


def _exist(db: Session, officer: Officer) -> tuple[ColumnElement[bool], ...]:
    """The reports of his office that are not behind a wall of his; none without the office's keys."""
    return (
        ReportRow.office_id == officer.office_id,
        ReportRow.stage != Stage.SEALED,
        outside_walls(
            walls(db, officer), record=ReportRow.id, tagged=ReportTagRow.report_id, tag=ReportTagRow.tag
        ),
    )


def counts(db: Session, officer: Officer, today: date) -> dict[ReportFigure, int]:
    """Every figure, in one statement. Raises `KeyNotHeld` for a reader without the office's keys."""
    sums = [
        func.coalesce(func.sum(case((_asked(each, today), 1), else_=0)), 0).label(each.name)
        for each in ReportFigure
    ]
    row = db.execute(select(*sums).where(*_exist(db, officer))).one()
    return {figure: int(n) for figure, n in zip(ReportFigure, row, strict=True)}


DECIDED_BY: Mapping[ReportFigure, tuple[str, ...]] = {
    ReportFigure.TOOK_TO_CASE: ("mark_in_case",),
    ReportFigure.CLOSED_WITHOUT_CASE: ("close",),
    ReportFigure.ACCEPTED: ("accept", "ask_for_more"),
    ReportFigure.DECLINED: tuple(f"decline_{ground.value}" for ground in DeclineGround),
    ReportFigure.SENT_ON: ("transfer",),
}
"""The act in the ledger that decided what became of a report."""


def days_taken(db: Session, officer: Officer, today: date) -> dict[ReportFigure, list[int]]:
    """How many working days each report waited for what became of it, the shortest first.

    The day of the decision is that of its act in the ledger. A year whose calendar is not published is left out.
    """
    calendar, found = calendar_on(db, today), dict[ReportFigure, list[int]]()
    for figure, names in DECIDED_BY.items():
        acted = (
            select(ActRow.record_id, func.min(ActRow.day).label("day"))
            .where(ActRow.kind == "report", ActRow.act.in_(names))
            .group_by(ActRow.record_id)
            .subquery()
        )
        days = select(ReportRow.received_on, acted.c.day).join(acted, acted.c.record_id == ReportRow.id)
        waited: list[int] = []
        for received_on, decided_on in db.execute(days.where(*_exist(db, officer), _asked(figure, today))):
            with suppress(UnpublishedYear):
                waited.append(calendar.between(received_on, decided_on))
        found[figure] = sorted(waited)
    return found


def references(db: Session, officer: Officer, figure: ReportFigure, today: date) -> Sequence[str]:
    """The references a figure counts."""
    found = select(ReportRow.reference).where(*_exist(db, officer), _asked(figure, today))
    return db.scalars(found.order_by(ReportRow.reference)).all()


def openable(db: Session, officer: Officer, references: Sequence[str]) -> frozenset[str]:
    """Those of the references that this reader may open."""
    found = select(ReportRow.reference).where(ReportRow.reference.in_(references), *visible(db, officer))
    return frozenset(db.scalars(found))


def concluded_in_cases(db: Session, officer: Officer) -> dict[str, str]:
    """The concluded reports that led to a case: the case's reference by the report's."""
    found = select(ReportRow.reference, ReportRow.case_ref).where(
        *_exist(db, officer), ReportRow.stage == Stage.CLOSED, ReportRow.case_ref.is_not(None)
    )
    return {row.reference: str(row.case_ref) for row in db.execute(found)}
