"""What is counted of cases, for one reader: of his office, and nothing behind a wall of his. Nothing is opened.

A figure and the list of references behind it are one and the same question to the database, so they cannot differ.
"""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.cases.rows import Case, CaseTag, Discrepancy, Strand
from casework.cases.states import DiscrepancyState
from casework.offices.walls import outside_walls, walls
from regulation.case_terms import Outcome
from regulation.terms import DiscrepancyKind
from regulation.terms import Strand as StrandKind


class CaseFigure(StrEnum):
    """What can be counted. Differences count one by one, all other figures count cases."""

    CONCEALED = "concealed"
    OMITTED = "omitted"
    WITH_DIFFERENCE = "with-difference"
    SIGNER_HELD = "signer-held"
    SIGNER_OPEN = "signer-open"
    SIGNER_NOT_HELD = "signer-not-held"
    SIGNER_REFERRED = "signer-referred"


KINDS = {
    CaseFigure.CONCEALED: (DiscrepancyKind.CONCEALMENT,),
    CaseFigure.OMITTED: (DiscrepancyKind.OMISSION,),
    CaseFigure.WITH_DIFFERENCE: (DiscrepancyKind.CONCEALMENT, DiscrepancyKind.OMISSION),
}
OUTCOMES = {
    CaseFigure.SIGNER_HELD: Outcome.HELD,
    CaseFigure.SIGNER_OPEN: Outcome.OPEN,
    CaseFigure.SIGNER_NOT_HELD: Outcome.NOT_HELD,
    CaseFigure.SIGNER_REFERRED: Outcome.REFERRED,
}


def _exist(db: Session, officer: Officer) -> tuple[ColumnElement[bool], ...]:
    return (
        Case.office_id == officer.office_id,
        outside_walls(walls(db, officer), record=Case.id, tagged=CaseTag.case_id, tag=CaseTag.tag),
    )


def _counted(db: Session, officer: Officer, figure: CaseFigure) -> Select[str]:
    found = select(Case.reference).where(*_exist(db, officer))
    if figure in OUTCOMES:
        strands = select(Strand.case_id).where(
            Strand.kind == StrandKind.COUNTERSIGNER, Strand.outcome == OUTCOMES[figure]
        )
        return found.where(Case.id.in_(strands))
    confirmed = Discrepancy.state == DiscrepancyState.CONFIRMED, Discrepancy.kind.in_(KINDS[figure])
    if figure is CaseFigure.WITH_DIFFERENCE:
        return found.where(Case.id.in_(select(Discrepancy.case_id).where(*confirmed)))
    return found.join(Discrepancy, Discrepancy.case_id == Case.id).where(*confirmed)


def references(db: Session, officer: Officer, figure: CaseFigure) -> Sequence[str]:
    """The references a figure counts; a case stands once for each difference where differences are counted."""
    return db.scalars(_counted(db, officer, figure).order_by(Case.reference)).all()


def counts(db: Session, officer: Officer) -> dict[CaseFigure, int]:
    """Every figure. Raises `KeyNotHeld` for a reader without the office's keys."""
    return {figure: len(references(db, officer, figure)) for figure in CaseFigure}
