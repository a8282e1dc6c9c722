"""Recording what was found, screening it, and taking back what turned out wrong.

Nothing is edited: a screening or a withdrawal is a row of its own beside the finding, with its reason.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.belonging import reports_in
from casework.cases.facts import FoundFact, finding_from
from casework.cases.records import (
    AMENDMENT,
    COMPARISON,
    FINDING,
    facts_are_fixed,
    is_open,
    one_of_case,
    open_case_for,
    opened,
    sealed_for_office,
    touch,
)
from casework.cases.rows import Amendment, Case, Comparison, Discrepancy, Finding
from casework.cases.states import AmendmentKind, DiscrepancyState
from casework.database import Clock, Store, day_of, new_id
from regulation.decisions import Reason, Refused
from regulation.terms import Verdict

CLAUSE = "四（四）"
FIXED = Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "各线都已决定，查明的事实不再改动；有新的事实，另行立案")


def record_finding(
    store: Store, officer: Officer, clock: Clock, *, reference: str, body: dict[str, Any]
) -> str | Refused:
    """Record one finding (the body of `casework.cases.facts`) and answer its id.

    Refused on a closed case, and when the interval ends before it begins.
    """
    finding_id = new_id()
    fact = finding_from(finding_id, body)
    begun, ended = fact.of.held_from, fact.of.held_to
    if begun is not None and ended is not None and ended < begun:
        return Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "结束的日期不能早于开始的日期")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if not is_open(case):
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "案件已结，不能再记查明事实")
        if facts_are_fixed(db, case):
            return FIXED
        if body.get("report") and body["report"] not in {
            each.reference for each in reports_in(db, officer, case)
        }:
            return Refused(Reason.NOT_COMPETENT, CLAUSE, "只能引用本案的举报")
        row = Finding(
            id=finding_id, case_id=case.id, recorded_by=officer.member_id, recorded_on=day_of(clock)
        )
        row.sealed_body = sealed_for_office(officer, FINDING, finding_id, body)
        db.add(row)
        touch(case)
        acts.record(
            db,
            officer,
            clock,
            "record_finding",
            FINDING,
            finding_id,
            clause=CLAUSE,
            new=row.sealed_payload,
        )
    return finding_id


def withdraw_finding(
    store: Store, officer: Officer, clock: Clock, *, reference: str, finding_id: str, reason: str
) -> Refused | None:
    """Take a finding back: it stays in the file with the reason, and is compared no more.

    Refused without a reason, and for a finding whose difference two officers confirmed: one of them cannot undo it.
    """
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        chosen = select(Finding).where(Finding.id == finding_id, Finding.case_id == case.id)
        row = one_of_case(db, chosen)
        if row.withdrawn_on is not None or not is_open(case):
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "这项查明已经撤回，或者案件已结")
        if facts_are_fixed(db, case):
            return FIXED
        if not reason.strip():
            return Refused(Reason.REASON_MISSING, CLAUSE, "写明为什么撤回")
        if finding_id in _confirmed_findings(db, officer, case):
            return Refused(
                Reason.TWO_PERSONS_REQUIRED,
                CLAUSE,
                "这项差异已由两人确认，不能撤回；认定有误的，写进责任线的处理意见",
            )
        row.withdrawn_on = day_of(clock)
        touch(case)
        _amend(db, officer, clock, row, AmendmentKind.WITHDRAWAL, {"reason": reason})
        return None


def screen_finding(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    reference: str,
    finding_id: str,
    verdict: Verdict,
    reason: str,
) -> Refused | None:
    """甄别: say anew whether the finding lies in the officer's area and business; the earlier words stay in the file."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        chosen = select(Finding).where(Finding.id == finding_id, Finding.case_id == case.id)
        row = one_of_case(db, chosen)
        if row.withdrawn_on is not None or not is_open(case):
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "这项查明已经撤回，或者案件已结")
        if not reason.strip():
            return Refused(Reason.REASON_MISSING, "三（三）", "写明甄别的理由")
        body = {"verdict": verdict.value, "reason": reason}
        touch(case)
        _amend(db, officer, clock, row, AmendmentKind.SCREENING, body)
        return None


def findings_of(db: Session, officer: Officer, case: Case) -> tuple[FoundFact, ...]:
    """The findings that stand, oldest first by what they tell, opened, each with its newest screening."""
    rows = db.scalars(select(Finding).where(Finding.case_id == case.id, Finding.withdrawn_on.is_(None)))
    screened = _screenings(db, case)
    found = [_found(db, officer, row, screened.get(row.id)) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.relation, each.relative, each.name, each.id)))


ACTS: Mapping[AmendmentKind, str] = {
    AmendmentKind.WITHDRAWAL: "withdraw_finding",
    AmendmentKind.SCREENING: "screen_finding",
}


def _amend(
    db: Session, officer: Officer, clock: Clock, row: Finding, kind: AmendmentKind, body: dict[str, str]
) -> None:
    """Put a row beside the finding, and the act into the ledger."""
    earlier = select(func.max(Amendment.n)).where(Amendment.finding_id == row.id)
    made = Amendment(
        id=new_id(),
        finding_id=row.id,
        n=(db.scalar(earlier) or 0) + 1,
        kind=kind,
        made_by=officer.member_id,
        made_on=day_of(clock),
    )
    made.sealed_body = sealed_for_office(officer, AMENDMENT, made.id, body)
    db.add(made)
    acts.record(
        db,
        officer,
        clock,
        ACTS[kind],
        AMENDMENT,
        made.id,
        clause="三（三）" if kind is AmendmentKind.SCREENING else CLAUSE,
        old=row.sealed_payload,
        new=made.sealed_payload,
    )


def _screenings(db: Session, case: Case) -> dict[str, Amendment]:
    """The newest screening of each finding that was screened anew."""
    rows = db.scalars(
        select(Amendment)
        .join(Finding, Finding.id == Amendment.finding_id)
        .where(Finding.case_id == case.id, Amendment.kind == AmendmentKind.SCREENING)
        .order_by(Amendment.n)
    )
    return {row.finding_id: row for row in rows}


def _confirmed_findings(db: Session, officer: Officer, case: Case) -> frozenset[str]:
    """The findings whose difference two officers confirmed, in any comparison."""
    confirmed = db.execute(
        select(Comparison, Discrepancy.line)
        .join(Discrepancy, Discrepancy.comparison_id == Comparison.id)
        .where(Discrepancy.case_id == case.id, Discrepancy.state == DiscrepancyState.CONFIRMED)
    )
    return frozenset(
        opened(db, officer, row, COMPARISON, row.id, row.made_by)["lines"][line]["finding_id"]
        for row, line in confirmed
    )


def _found(db: Session, officer: Officer, row: Finding, screening: Amendment | None) -> FoundFact:
    body = opened(db, officer, row, FINDING, row.id, row.recorded_by)
    verdict, reason = body["verdict"], body["verdict_reason"]
    if screening is not None:
        told = opened(db, officer, screening, AMENDMENT, screening.id, screening.made_by)
        verdict, reason = told["verdict"], told["reason"]
    return FoundFact(
        id=row.id,
        fact=finding_from(row.id, body),
        relative=body["relative"],
        name=body["name"],
        basis=body["basis"],
        evidence=body["evidence"],
        report=body.get("report", ""),
        note=body["note"],
        verdict=Verdict(verdict),
        verdict_reason=reason,
        recorded_by=row.recorded_by,
        recorded_on=row.recorded_on,
    )
