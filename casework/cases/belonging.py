"""The reports that belong to a case: the one it was opened from, and those that joined it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.cases.records import JOINED, contents_of, opened
from casework.cases.rows import Case, CaseReport


@dataclass(frozen=True, slots=True)
class ReportIn:
    """A report of a case. The one it was opened from has no id here and stays; `reason` is why another joined it."""

    id: str
    reference: str
    joined_on: date
    by: str
    reason: str


def reports_in(db: Session, officer: Officer, case: Case) -> tuple[ReportIn, ...]:
    """The reports that belong to a case: the one it was opened from, then those that joined it, by day."""
    first = contents_of(db, officer, case).report_reference
    found = [ReportIn("", first, case.opened_on, case.opened_by, "")] if first else []
    for row in db.scalars(joined(case).order_by(CaseReport.joined_on, CaseReport.id)):
        body = opened(db, officer, row, JOINED, row.id, row.joined_by)
        found.append(ReportIn(row.id, body["reference"], row.joined_on, row.joined_by, body["reason"]))
    return tuple(found)


def joined(case: Case) -> Select[CaseReport]:
    """The records of those that joined and were not taken out."""
    return select(CaseReport).where(CaseReport.case_id == case.id, CaseReport.left_on.is_(None))
