"""The judgements of a report, opened: who decided what about whom, its author's signature checked."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.keyring import open_sealed
from casework.offices import service as offices
from casework.reports.rows import ReportLinkRow
from casework.reports.words import Judgement, LinkKind


def link_body(db: Session, officer: Officer, link: ReportLinkRow) -> dict[str, Any]:
    """The sealed judgement. Raises DocumentError where its author did not sign it."""
    return open_sealed(
        link.sealed_body,
        officer.open_keys,
        kind="report_link",
        id=link.id,
        verify_keys=offices.verify_keys_of(db, link.made_by),
    )


def targets(
    db: Session, officer: Officer, report_id: str, kind: LinkKind, judgement: Judgement
) -> frozenset[str]:
    """Ids of everything judged so about a report, judgements in force only."""
    links = select(ReportLinkRow).filter_by(
        report_id=report_id, kind=kind, judgement=judgement, undone_at=None
    )
    return frozenset(str(link_body(db, officer, link)["target"]) for link in db.scalars(links))
