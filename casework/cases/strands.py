"""A strand at work: the person is heard, the handler proposes, two trial reviewers examine, the principal decides.

Each strand ends only by a reasoned decision of a competent body after the person was heard (D-03, D-04), or by
referral with a return receipt to the commission that is competent. 不予追究 is a decision like any other.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.competence import strand_facts, decider_of
from casework.cases.records import (
    DECISION,
    HEARING,
    OPINION,
    STRAND,
    duty_of,
    is_open,
    members_on,
    open_case_for,
    opened,
    sealed_for_office,
    touch,
)
from casework.cases.rows import Case, CaseMember, Decision, Hearing, Opinion, Strand
from casework.cases.states import Duty, HearingKind, OpinionKind, StrandState
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


def strand_of(db: Session, case: Case, strand_id: str) -> Strand:
    """A strand of this case. Raises NoResultFound."""
    return db.scalars(select(Strand).where(Strand.id == strand_id, Strand.case_id == case.id)).one()


def hear(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    reference: str,
    strand_id: str,
    kind: HearingKind,
    heard_on: date,
    words: str,
) -> None | Refused:
    """Record what the person said, or that he waived it. Refused empty, in the future, or once decided."""
    if not words.strip():
        return Refused(Reason.STATEMENT_MISSING, CLAUSE, "写下本人的说明，或者放弃说明的经过")
    if heard_on > day_of(clock):
        return Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "听取说明的日期不能晚于今天")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := _unsettled(case, strand):
            return refused
        row = Hearing(
            id=new_id(), strand_id=strand.id, kind=kind, heard_on=heard_on, heard_by=officer.member_id
        )
        row.sealed_body = sealed_for_office(officer, HEARING, row.id, {"words": words})
        db.add(row)
        if strand.state is StrandState.OPEN:
            strand.state = StrandState.HEARD
        touch(case)
        acts.record(
            db, officer, clock, f"hear_{kind.value}", HEARING, row.id, clause=CLAUSE, new=row.sealed_payload
        )
        return None


def _unsettled(case: Case, strand: Strand) -> Refused | None:
    if not is_open(case) or strand.state in (StrandState.DECIDED, StrandState.REFERRED):
        return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "这一线已有结论")
    return None


def propose_outcome(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    reference: str,
    strand_id: str,
    outcome: Outcome,
    words: str,
) -> None | Refused:
    """The handler's proposal, after the person was heard. Refused without a hearing or a reason."""
    if not words.strip():
        return Refused(Reason.REASON_MISSING, CLAUSE, "写明处理意见和理由")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := _unsettled(case, strand):
            return refused
        if strand.state is StrandState.OPEN:
            return Refused(Reason.STATEMENT_MISSING, CLAUSE, "先听取本人说明，再提出处理意见")
        if duty_of(db, case.id, officer.member_id) is not Duty.INVESTIGATION:
            return Refused(Reason.NOT_COMPETENT, CLAUSE, "处理意见由承办人提出")
        _give_opinion(db, officer, clock, strand, OpinionKind.PROPOSAL, outcome, words)
        strand.state = StrandState.PROPOSED
        touch(case)
        return None


def review_strand(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    reference: str,
    strand_id: str,
    outcome: Outcome,
    words: str,
) -> None | Refused:
    """A trial reviewer's opinion. Refused for whoever investigated, twice by one person, or before a proposal."""
    if not words.strip():
        return Refused(Reason.REASON_MISSING, CLAUSE, "写明审理意见和理由")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := _unsettled(case, strand):
            return refused
        if strand.state is not StrandState.PROPOSED:
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "承办人提出处理意见后才能审理")
        duty = duty_of(db, case.id, officer.member_id)
        if duty is Duty.INVESTIGATION:
            return Refused(Reason.DECIDER_CONCERNED, "监督执纪工作规则", "承办人不参加审理")
        if officer.member_id in reviewers_of(db, strand):
            return Refused(Reason.TWO_PERSONS_REQUIRED, "监督执纪工作规则", "审理由两人以上分别提出意见")
        if duty is None:
            db.add(
                CaseMember(case_id=case.id, member_id=officer.member_id, duty=Duty.TRIAL, since=day_of(clock))
            )
        _give_opinion(db, officer, clock, strand, OpinionKind.TRIAL, outcome, words)
        touch(case)
        return None


def _give_opinion(
    db: Session,
    officer: Officer,
    clock: Clock,
    strand: Strand,
    kind: OpinionKind,
    outcome: Outcome,
    words: str,
) -> None:
    row = Opinion(
        id=new_id(),
        strand_id=strand.id,
        kind=kind,
        outcome=outcome,
        given_by=officer.member_id,
        given_on=day_of(clock),
    )
    row.sealed_body = sealed_for_office(officer, OPINION, row.id, {"words": words})
    db.add(row)
    acts.record(db, officer, clock, kind.value, OPINION, row.id, clause=CLAUSE, new=row.sealed_payload)


def reviewers_of(db: Session, strand: Strand) -> frozenset[str]:
    """Who has given a trial opinion on this strand."""
    found = select(Opinion.given_by).where(Opinion.strand_id == strand.id, Opinion.kind == OpinionKind.TRIAL)
    return frozenset(db.scalars(found))


def decide_strand(
    store: Store, officer: Officer, clock: Clock, *, reference: str, strand_id: str, told: DecisionTold
) -> None | Refused:
    """Decide one strand. Refused where the regulation refuses (D-03, D-04, D-05) and before two trial opinions.

    The decider is neither handler nor trial reviewer; the second person of D-05 is the trial reviewer whose
    opinion agrees with the decision.
    """
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := _unsettled(case, strand) or _ready(db, officer, case, strand):
            return refused
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


def refer_strand(
    store: Store, officer: Officer, clock: Clock, *, reference: str, strand_id: str, to: str
) -> None | Refused:
    """Refer a strand to the commission that holds authority over this person (D-04)."""
    if not to.strip():
        return Refused(Reason.NOT_COMPETENT, CLAUSE, "写明移交给哪个机关")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := _unsettled(case, strand):
            return refused
        strand.state, strand.outcome, strand.referred_to = StrandState.REFERRED, Outcome.REFERRED, to.strip()
        touch(case)
        acts.record(
            db, officer, clock, "refer_strand", STRAND, strand.id, clause=CLAUSE, new=strand.sealed_payload
        )
        return None


def record_receipt(
    store: Store, officer: Officer, clock: Clock, *, reference: str, strand_id: str, received_on: date
) -> None | Refused:
    """Record the return receipt of a referred strand; only then does it count as settled."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if strand.state is not StrandState.REFERRED or received_on > day_of(clock):
            return Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "移交之后才有回执，日期不能晚于今天")
        strand.receipt_on = received_on
        touch(case)
        acts.record(db, officer, clock, "record_receipt", STRAND, strand.id, clause=CLAUSE)
        return None
