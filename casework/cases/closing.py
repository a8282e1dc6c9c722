"""What is still missing before a case may be closed, and closing it. The list is the regulation's, not ours."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.competence import strand_facts
from casework.cases.findings import findings_of
from casework.cases.records import CASE, open_case_for, touch
from casework.cases.rows import Case, CaseMember, Decision, Discrepancy, Strand
from casework.cases.states import CaseState, DiscrepancyState
from casework.database import Clock, Store, day_of
from regulation.accountability import CaseStanding, may_close
from regulation.decisions import Reason, Refused
from regulation.terms import ConductType, Verdict

CLAUSE = "四（四）"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stands against closing."""

    refused: Refused


def missing_before_closing(db: Session, officer: Officer, case: Case) -> tuple[Refused, ...]:
    """Everything that still stands against closing this case, with its clause."""
    found = select(Strand).where(Strand.case_id == case.id).order_by(Strand.kind)
    strands = tuple(strand_facts(db, officer, case, strand) for strand in db.scalars(found))
    findings = findings_of(db, officer, case)
    decided = select(Decision.id).join(Strand).where(Strand.case_id == case.id)
    standing = CaseStanding(
        compared=case.comparison_id is not None,
        uncertain_businesses=sum(each.verdict is Verdict.UNCERTAIN for each in findings),
        conduct_recorded=case.conduct is not None,
        article_recorded=not strands or db.scalar(decided.limit(1)) is not None,
        disposal_recorded=bool(findings),
        strands=strands,
    )
    waiting = select(Discrepancy.id).where(
        Discrepancy.case_id == case.id, Discrepancy.state == DiscrepancyState.PROPOSED
    )
    pending = tuple(Refused(Reason.TWO_PERSONS_REQUIRED, CLAUSE, "有差异等第二人确认") for _ in db.scalars(waiting))
    return may_close(standing) + pending


def record_conduct(
    store: Store, officer: Officer, clock: Clock, *, reference: str, conduct: ConductType | None
) -> None | Refused:
    """Record which conduct of 一 ¶2 the case is about; None: none of them."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if case.state is CaseState.CLOSED:
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "案件已结")
        case.conduct = conduct.value if conduct is not None else "none"
        touch(case)
        acts.record(db, officer, clock, "record_conduct", CASE, case.id, clause="一第2段")
        return None


def close_case(store: Store, officer: Officer, clock: Clock, *, reference: str) -> None | tuple[Refused, ...]:
    """Close a case. Refused with everything that is missing; never by somebody who handled it (D-05)."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if case.state is CaseState.CLOSED:
            return (Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "案件已结"),)
        if db.get(CaseMember, (case.id, officer.member_id)) is not None:
            return (Refused(Reason.TWO_PERSONS_REQUIRED, CLAUSE, "由没有办理本案的人结案"),)
        if missing := missing_before_closing(db, officer, case):
            return missing
        today: date = day_of(clock)
        case.state, case.closed_on, case.closed_by = CaseState.CLOSED, today, officer.member_id
        touch(case)
        acts.record(db, officer, clock, "close_case", CASE, case.id, clause=CLAUSE, new=case.sealed_payload)
        return None
