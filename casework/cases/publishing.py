"""What a notice must know of a case besides its facts: who is walled from it, its reports, what was confirmed."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.cases.records import case_of
from casework.cases.rows import CaseTag, Discrepancy
from casework.cases.states import DiscrepancyState


@dataclass(frozen=True, slots=True)
class Publishing:
    """`confirmed` are the kinds of difference two officers confirmed, as their stored words."""

    tags: frozenset[str]
    confirmed: frozenset[str]


def publishing_facts(db: Session, officer: Officer, reference: str) -> Publishing:
    """The walls and confirmed differences of a case. Raises `NoSuchCase`."""
    case = case_of(db, officer, reference)
    tags = db.scalars(select(CaseTag.tag).where(CaseTag.case_id == case.id))
    kinds = select(Discrepancy.kind).where(
        Discrepancy.case_id == case.id, Discrepancy.state == DiscrepancyState.CONFIRMED
    )
    return Publishing(frozenset(tags), frozenset(db.scalars(kinds)))
