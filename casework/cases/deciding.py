"""Deciding a strand: by the competent commission, by somebody who neither handled nor reviewed it, with reasons.

The second person of D-05 is a trial reviewer whose opinion agrees with the decision. 不予追究 is a decision like any
other and needs as much. A decision is signed inside by who made it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.competence import decider_of, strand_facts
from casework.cases.records import DECISION, members_on, open_case_for, opened, sealed_for_office, touch
from casework.cases.rows import Case, Decision, Hearing, Opinion, Strand
from casework.cases.states import Duty, OpinionKind, StrandState
from casework.cases.strands import reviewers_of, strand_of, unsettled
from casework.database import Clock, Store, day_of, new_id
from regulation.accountability import StrandDecision, may_decide_strand
from regulation.case_terms import Outcome
from regulation.decisions import Reason, Refused

CLAUSE = "四（四）"
TRIAL_REVIEWERS = 2


@dataclass(frozen=True, slots=True)
class DecisionTold:
    """A decision as its author writes it. `form` is what accountability it takes, empty for 不予追究."""

    outcome: Outcome
    reason: str
    cited_clause: str
    evidence: str
    form: str
    in_force_on: date

    def body(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome.value,
            "reason": self.reason,
            "cited_clause": self.cited_clause,
            "evidence": self.evidence,
            "form": self.form,
            "in_force_on": self.in_force_on.isoformat(),
        }


def decide_strand(
    store: Store, officer: Officer, clock: Clock, *, reference: str, strand_id: str, told: DecisionTold
) -> Refused | None:
    """Decide one strand. Refused where the regulation refuses (D-03, D-04, D-05) and before two trial opinions.

    The decider is neither handler nor trial reviewer; the second person of D-05 is the trial reviewer whose
    opinion agrees with the decision.
    """
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := unsettled(case, strand) or _ready(db, officer, case, strand):
            return refused
        if (told.outcome is Outcome.HELD) != bool(told.form.strip()):
            return Refused(Reason.RESULT_MISSING, CLAUSE, "决定追究的写明追究方式，不予追究的不写")
        agreeing = db.scalars(
            select(Opinion.given_by)
            .where(
                Opinion.strand_id == strand.id,
                Opinion.kind == OpinionKind.TRIAL,
                Opinion.outcome == told.outcome,
            )
            .order_by(Opinion.given_by)
        ).first()
        if agreeing is None:
            return Refused(
                Reason.TWO_PERSONS_REQUIRED, CLAUSE, "没有一名审理人员同意这个决定，退回审理或者改变决定"
            )
        decision = StrandDecision(
            outcome=told.outcome,
            on=day_of(clock),
            reason=told.reason,
            cited_clause=told.cited_clause,
            evidence=told.evidence,
            statement_recorded=_was_heard(db, strand),
            other_texts=_other_texts(db, officer, case, strand),
        )
        facts = strand_facts(db, officer, case, strand)
        pair = decider_of(db, officer, officer.member_id), decider_of(db, officer, agreeing)
        if refused := may_decide_strand(facts, *pair, decision):
            return refused
        _settle(db, officer, clock, strand, told)
        touch(case)
        return None


def _ready(db: Session, officer: Officer, case: Case, strand: Strand) -> Refused | None:
    if strand.state is not StrandState.PROPOSED:
        return Refused(Reason.STATEMENT_MISSING, CLAUSE, "先听取本人说明、提出处理意见")
    if len(reviewers_of(db, strand)) < TRIAL_REVIEWERS:
        return Refused(Reason.TWO_PERSONS_REQUIRED, "监督执纪工作规则", "审理人员还不到两人")
    concerned = {*members_on(db, case.id, Duty.INVESTIGATION), *members_on(db, case.id, Duty.TRIAL)}
    if officer.member_id in concerned:
        return Refused(Reason.DECIDER_CONCERNED, CLAUSE, "承办和审理的人不作决定")
    return None


def _was_heard(db: Session, strand: Strand) -> bool:
    return db.scalar(select(Hearing.id).where(Hearing.strand_id == strand.id).limit(1)) is not None


def _other_texts(db: Session, officer: Officer, case: Case, strand: Strand) -> frozenset[str]:
    others = select(Decision).join(Strand).where(Strand.case_id == case.id, Strand.id != strand.id)
    return frozenset(decision_told(db, officer, row).reason for row in db.scalars(others))


def _settle(db: Session, officer: Officer, clock: Clock, strand: Strand, told: DecisionTold) -> None:
    row = Decision(id=new_id(), strand_id=strand.id, decided_by=officer.member_id, decided_on=day_of(clock))
    row.sealed_body = sealed_for_office(officer, DECISION, row.id, told.body())
    db.add(row)
    strand.state, strand.outcome = StrandState.DECIDED, told.outcome
    strand.decided_by, strand.decided_on = officer.member_id, day_of(clock)
    strand.in_force_on = told.in_force_on
    acts.record(
        db,
        officer,
        clock,
        f"decide_{told.outcome.value}",
        DECISION,
        row.id,
        clause=CLAUSE,
        new=row.sealed_payload,
    )


def decision_told(db: Session, officer: Officer, row: Decision) -> DecisionTold:
    """A decision, opened, its author's signature checked."""
    body = opened(db, officer, row, DECISION, row.id, row.decided_by)
    return DecisionTold(
        Outcome(body["outcome"]),
        body["reason"],
        body["cited_clause"],
        body["evidence"],
        body["form"],
        date.fromisoformat(body["in_force_on"]),
    )
