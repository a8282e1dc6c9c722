"""Walls: who may not know that a report exists. They are built of blind tags and stand in SQL.

Rules kept:
- Before anybody reads a report, the tags of everyone it may concern, of their units, and of whoever
  countersigned for them are written beside it.
- An officer's own tags are his person, his unit, and his near kin. Where one of them meets a wall tag,
  the report does not exist for him: not in pages, not in counts, not in lists.
- A session without the office's keys can compute no tags and sees nothing.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, delete, false, select
from sqlalchemy.orm import Session

from casework.access import Action, Officer
from casework.keyring import UnlockedKeys
from casework.offices import walls as office_walls
from casework.reports.rows import ReportRow, ReportTagRow
from casework.reports.words import CLUE_STAGES, Stage

PERSON = "person"
UNIT = "unit"
OFFICE = "office"


def stands_clear(officer: Officer, own: frozenset[str]) -> ColumnElement[bool]:
    """The SQL condition under which a report is not behind a wall for this officer."""
    if officer.keys is None or not officer.keys.holds_office_keys:
        return false()
    if not own:
        return ReportRow.id.is_not(None)
    walled = select(ReportTagRow.report_id).where(
        ReportTagRow.report_id == ReportRow.id, ReportTagRow.wall.is_(True), ReportTagRow.tag.in_(own)
    )
    return ~walled.exists()


def visible(db: Session, officer: Officer) -> tuple[ColumnElement[bool], ...]:
    """Everything that must hold for a report to exist for this officer."""
    conditions: list[Any] = [
        ReportRow.office_id == officer.office_id,
        ReportRow.stage != Stage.SEALED,
        stands_clear(officer, office_walls.own_tags(db, officer)),
    ]
    if not officer.may(Action.TRIAGE_REPORTS):
        conditions.append(ReportRow.stage.in_(CLUE_STAGES))
    return tuple(conditions)


def wall_tags(
    keys: UnlockedKeys, *, persons: Iterable[str], units: Iterable[str], offices: Iterable[str] = ()
) -> frozenset[str]:
    """The tags that hide a report from these persons and everyone of these units and offices."""
    return frozenset(
        {keys.tag(PERSON, each) for each in persons}
        | {keys.tag(UNIT, each) for each in units}
        | {keys.tag(OFFICE, each) for each in offices}
    )


def replace_tags(db: Session, report_id: str, walls: frozenset[str], others: frozenset[str]) -> None:
    """Write a report's tags anew: walls, and persons it may concern without a wall."""
    db.execute(delete(ReportTagRow).where(ReportTagRow.report_id == report_id))
    for tag in sorted(walls | others):
        db.add(ReportTagRow(report_id=report_id, tag=tag, wall=tag in walls))
