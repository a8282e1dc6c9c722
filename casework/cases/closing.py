"""What is still missing before a case may be closed, and closing it. The list is the regulation's, not ours."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.belonging import reports_in
from casework.cases.comparing import comparison_shown, newest_comparison
from casework.cases.competence import strand_facts
from casework.cases.discrepancies import standing_discrepancies
from casework.cases.findings import findings_of
from casework.cases.records import CASE, open_case_for, touch
from casework.cases.rows import Case, CaseMember, Decision, Discrepancy, LadderStep, Strand
from casework.cases.states import CaseState, DiscrepancyState, StepState
from casework.database import Clock, Store, day_of
from casework.reports import service as reports
from casework.reports.words import ReporterStatus
from regulation.accountability import CaseStanding, may_close
from regulation.decisions import Reason, Refused
from regulation.terms import ConductType, Verdict
from regulation.terms import Strand as StrandKind

CLAUSE = "四（四）"


def missing_before_closing(db: Session, officer: Officer, case: Case) -> tuple[Refused, ...]:
    """Everything that still stands against closing this case, with its clause."""
    found = select(Strand).where(Strand.case_id == case.id).order_by(Strand.kind)
    strands = tuple(strand_facts(db, officer, case, strand) for strand in db.scalars(found))
    findings = findings_of(db, officer, case)
    decided = select(Decision.id).join(Strand).where(Strand.case_id == case.id)
    put = standing_discrepancies(db, officer, case)
    standing = CaseStanding(
        compared=case.comparison_id is not None,
        due=_strands_due(db, officer, case, put),
        uncertain_businesses=sum(each.verdict is Verdict.UNCERTAIN for each in findings),
        conduct_recorded=case.conduct is not None,
        article_recorded=not strands or db.scalar(decided.limit(1)) is not None,
        disposal_recorded=bool(findings) and not _orders_open(db, case),
        strands=strands,
    )
    pending = tuple(
        Refused(Reason.TWO_PERSONS_REQUIRED, CLAUSE, "有差异等第二人确认")
        for row in put.values()
        if row.state is DiscrepancyState.PROPOSED
    )
    return may_close(standing) + pending


def _orders_open(db: Session, case: Case) -> bool:
    """Whether an order of the ladder still waits for what became of it."""
    waiting = select(LadderStep.id).where(
        LadderStep.case_id == case.id, LadderStep.state == StepState.ORDERED
    )
    return db.scalar(waiting.limit(1)) is not None


def _strands_due(
    db: Session, officer: Officer, case: Case, put: Mapping[int, Discrepancy]
) -> frozenset[StrandKind]:
    """The strands the newest comparison calls for, but for the differences a second officer did not confirm."""
    compared = newest_comparison(db, case)
    if compared is None:
        return frozenset()
    rejected = {line for line, row in put.items() if row.state is DiscrepancyState.REJECTED}
    lines = comparison_shown(db, officer, compared).lines
    return frozenset(
        strand for number, line in enumerate(lines) if number not in rejected for strand in line.strands
    )


def record_conduct(
    store: Store, officer: Officer, clock: Clock, *, reference: str, conduct: ConductType | None
) -> Refused | None:
    """Record which conduct of 一 ¶2 the case is about; None: none of them."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if case.state is CaseState.CLOSED:
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "案件已结")
        case.conduct = conduct.value if conduct is not None else "none"
        touch(case)
        acts.record(db, officer, clock, "record_conduct", CASE, case.id, clause="一第2段")
        return None


def close_case(
    store: Store, officer: Officer, clock: Clock, *, reference: str, told_to_reporter: str
) -> tuple[Refused, ...]:
    """Close a case and tell its reporters that it has ended; answers what stands against it, nothing when done.

    Never by somebody who handled it (D-05). `told_to_reporter` passes the eight-character check of every text
    that leaves the office; it may be empty.
    """
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if case.state is CaseState.CLOSED:
            return (Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "案件已结"),)
        if db.get(CaseMember, (case.id, officer.member_id)) is not None:
            return (Refused(Reason.TWO_PERSONS_REQUIRED, CLAUSE, "由没有办理本案的人结案"),)
        if missing := missing_before_closing(db, officer, case):
            return missing
        if refused := _tell_reporters(db, officer, clock, case, told_to_reporter):
            return (refused,)
        case.state, case.closed_on, case.closed_by = CaseState.CLOSED, day_of(clock), officer.member_id
        touch(case)
        acts.record(
            db, officer, clock, "conclude_case", CASE, case.id, clause=CLAUSE, new=case.sealed_payload
        )
        return ()


def _tell_reporters(db: Session, officer: Officer, clock: Clock, case: Case, words: str) -> Refused | None:
    """Every reporter of the case reads the outcome with his own receipt. The words are held against every report
    before the first of them is told, so that one refusal leaves nobody told."""
    belonging = [each.reference for each in reports_in(db, officer, case)]
    if any(reports.words_refused(db, officer, each, words) is not None for each in belonging):
        return Refused(Reason.REPEATS_REPORT, "检举控告工作规则", "告知举报人的话不能重复举报内容，请改写")
    for each in belonging:
        told = reports.post_status(db, officer, clock, each, status=ReporterStatus.CLOSED, reason=words)
        if told is not None or reports.leave_case(db, officer, clock, each, closed=True) is not None:
            raise RuntimeError(f"a report of case {case.id} could not be told its end")
    return None
