"""The words that no document leaving the office may repeat: all that was told in the reports of a case.

They are opened in memory for the comparison and shown to nobody; each opening is recorded first. A report that
cannot be opened is counted, because then the comparison cannot be made.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import record_opening
from casework.database import Clock, Store
from casework.reports import dialogue
from casework.reports.contents import Contents
from casework.reports.rows import ReportRow
from casework.reports.walls import visible


@dataclass(frozen=True, slots=True)
class Withheld:
    """`texts` are the reporters' words, `identities` the names, units and posts in them, which may be named."""

    texts: tuple[str, ...] = ()
    identities: tuple[str, ...] = ()
    unreadable: int = 0


def words_withheld(store: Store, officer: Officer, clock: Clock, *, case_ref: str) -> Withheld:
    """Everything told in the reports of this case, in their additions, and in reports linked with them."""
    with store.read() as db:
        rows = db.scalars(
            select(ReportRow).where(ReportRow.case_ref == case_ref, ReportRow.office_id == officer.office_id)
        ).all()
        existing = set(
            db.scalars(select(ReportRow.id).where(ReportRow.case_ref == case_ref, *visible(db, officer)))
        )
    readable = [row for row in rows if row.id in existing and row.sealed_header]
    for row in readable:
        record_opening(store, officer, clock, "report", row.id, payload=row.sealed_payload)
    with store.read() as db:
        told = [_told(db, officer, row) for row in readable]
    return Withheld(
        tuple(text for texts, _ in told for text in texts if text),
        tuple(dict.fromkeys(name for _, names in told for name in names)),
        len(rows) - len(readable),
    )


def _told(db: Session, officer: Officer, row: ReportRow) -> tuple[list[str], list[str]]:
    reports: list[Contents] = [dialogue.opened(db, officer, row), *dialogue.linked_reports(db, officer, row)]
    texts = [each.told for each in reports]
    texts += [str(body.get("text", "")) for body in dialogue.additions(db, officer, row)]
    return texts, [name for each in reports for name in each.identities]
