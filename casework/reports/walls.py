"""Walls: who may not know that a report exists. They are built of blind tags and stand in SQL.

Rules kept:
- Before anybody reads a report, the tags of everyone it may concern, of their units, and of whoever
  countersigned for them are written beside it.
- An officer's own tags are his person, his unit, and his near kin. Where one of them meets a wall tag,
  the report does not exist for him: not in pages, not in counts, not in lists.
- A session without the office's keys can compute no tags and sees nothing.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, delete, false, select
from sqlalchemy.orm import Session

from casework.access import Action, Officer
from casework.keyring import UnlockedKeys
from casework.offices.walls import member_tag, person_tag, unit_tag, walls
from casework.reports.rows import ReportRow, ReportTagRow
from casework.reports.words import CLUE_STAGES, Stage


def visible(db: Session, officer: Officer) -> tuple[ColumnElement[bool], ...]:
    """Everything that must hold for a report to exist for this officer."""
    if officer.keys is None or not officer.keys.holds_office_keys or officer.unit_id is not None:
        return (false(),)
    # One look-up by tag for all reports: a condition on each row would cost as many as there are reports.
    walled = select(ReportTagRow.report_id).where(ReportTagRow.tag.in_(sorted(walls(db, officer))))
    conditions: list[ColumnElement[bool]] = [
        ReportRow.office_id == officer.office_id,
        ReportRow.stage != Stage.SEALED,
        ReportRow.id.not_in(walled),
    ]
    if not officer.may(Action.TRIAGE_REPORTS):
        conditions.append(ReportRow.stage.in_(CLUE_STAGES))
    return tuple(conditions)


def wall_tags(
    keys: UnlockedKeys, *, persons: Iterable[str], units: Iterable[str], members: Iterable[str] = ()
) -> frozenset[str]:
    """The tags that hide a report from these persons and accounts and from everyone of these units."""
    return frozenset(
        {person_tag(keys, each) for each in persons}
        | {unit_tag(keys, each) for each in units}
        | {member_tag(keys, each) for each in members}
    )


def replace_tags(db: Session, report_id: str, tags: frozenset[str], subjects: frozenset[str]) -> None:
    """Write a report's own walls anew; `subjects` are those among them that similar reports share. What the case of
    the report has laid there stays."""
    standing = _standing(db, report_id)
    for tag in sorted(tags | set(standing)):
        row = standing.get(tag) or _laid(db, report_id, tag)
        row.own, row.subject = tag in tags, tag in tags and tag in subjects
    _sweep_away(db, report_id)


def lay_case_walls(db: Session, report_ids: Iterable[str], tags: frozenset[str]) -> None:
    """Give reports exactly these walls of their case, beside their own."""
    for report_id in report_ids:
        standing = _standing(db, report_id)
        for tag in sorted(tags | set(standing)):
            row = standing.get(tag) or _laid(db, report_id, tag)
            row.of_case = tag in tags
        _sweep_away(db, report_id)


def _standing(db: Session, report_id: str) -> dict[str, ReportTagRow]:
    rows = db.scalars(select(ReportTagRow).where(ReportTagRow.report_id == report_id))
    return {row.tag: row for row in rows}


def _laid(db: Session, report_id: str, tag: str) -> ReportTagRow:
    row = ReportTagRow(report_id=report_id, tag=tag, subject=False, own=False, of_case=False)
    db.add(row)
    return row


def _sweep_away(db: Session, report_id: str) -> None:
    """A wall that neither the report nor its case asks for any more."""
    db.flush()
    unasked = ReportTagRow.own.is_(False), ReportTagRow.of_case.is_(False)
    db.execute(delete(ReportTagRow).where(ReportTagRow.report_id == report_id, *unasked))
