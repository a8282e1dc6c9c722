"""What of a case waits for this very officer: by his roles, his duty in it, and where each strand stands."""

from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.access import Action, Officer
from casework.cases.deciding import TRIAL_REVIEWERS
from casework.cases.discrepancies import standing_discrepancies
from casework.cases.records import duty_of, members_on
from casework.cases.rows import Case, Finding, Strand
from casework.cases.states import DiscrepancyState, Duty, StrandState
from casework.cases.strands import reviewers_of


class Todo(StrEnum):
    """The next act that is this officer's."""

    FIND = "find"
    COMPARE = "compare"
    CONFIRM = "confirm"
    HEAR = "hear"
    PROPOSE = "propose"
    REVIEW = "review"
    DECIDE = "decide"


def waiting_for(db: Session, officer: Officer, case: Case) -> tuple[Todo, ...]:
    """What this officer could do next in an open case, in the order of the procedure; each once."""
    duty = duty_of(db, case.id, officer.member_id)
    todo: set[Todo] = set()
    if officer.may(Action.CONFIRM_DISCREPANCY) and _may_confirm(db, officer, case):
        todo.add(Todo.CONFIRM)
    strands = db.scalars(select(Strand).where(Strand.case_id == case.id)).all()
    if duty is Duty.INVESTIGATION:
        todo |= _for_handler(db, case, [strand.state for strand in strands])
    elif officer.may(Action.REVIEW_STRAND):
        todo |= {Todo.REVIEW for each in strands if _awaits_review(db, officer, each)}
    if officer.may(Action.DECIDE_STRAND) and duty is None:
        todo |= {Todo.DECIDE for each in strands if _awaits_decision(db, officer, case, each)}
    return tuple(each for each in Todo if each in todo)


def _may_confirm(db: Session, officer: Officer, case: Case) -> bool:
    return any(
        row.state is DiscrepancyState.PROPOSED and row.proposed_by != officer.member_id
        for row in standing_discrepancies(db, officer, case).values()
    )


def _for_handler(db: Session, case: Case, states: list[StrandState]) -> set[Todo]:
    found = select(func.count()).where(Finding.case_id == case.id, Finding.withdrawn_on.is_(None))
    if not db.scalar(found):
        return {Todo.FIND}
    if case.comparison_id is None:
        return {Todo.COMPARE}
    awaited = {StrandState.OPEN: Todo.HEAR, StrandState.HEARD: Todo.PROPOSE}
    return {awaited[state] for state in states if state in awaited}


def _awaits_review(db: Session, officer: Officer, strand: Strand) -> bool:
    given = reviewers_of(db, strand)
    return (
        strand.state is StrandState.PROPOSED
        and officer.member_id not in given
        and len(given) < TRIAL_REVIEWERS
    )


def _awaits_decision(db: Session, officer: Officer, case: Case, strand: Strand) -> bool:
    ready = strand.state is StrandState.PROPOSED and len(reviewers_of(db, strand)) >= TRIAL_REVIEWERS
    return ready and officer.member_id not in members_on(db, case.id, Duty.TRIAL)
