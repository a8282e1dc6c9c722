"""A strand at work: the person is heard, the handler proposes, two trial reviewers examine.

Each strand ends only by a reasoned decision of a competent body after the person was heard (D-03, D-04; see
`deciding`), or by referral with a return receipt to the commission that is competent.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.records import (
    HEARING,
    OPINION,
    STRAND,
    duty_of,
    is_open,
    one_of_case,
    open_case_for,
    sealed_for_office,
    touch,
)
from casework.cases.rows import Case, CaseMember, Hearing, Opinion, Strand
from casework.cases.states import Duty, HearingKind, OpinionKind, StrandState
from casework.database import Clock, Store, day_of, new_id
from regulation.case_terms import Outcome
from regulation.decisions import Reason, Refused

CLAUSE = "四（四）"


def strand_of(db: Session, case: Case, strand_id: str) -> Strand:
    """A strand of this case. Raises `NoSuchCase`."""
    return one_of_case(db, select(Strand).where(Strand.id == strand_id, Strand.case_id == case.id))


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
) -> Refused | None:
    """Record what the person said, or that he waived it. Refused empty, in the future, or once decided."""
    if not words.strip():
        return Refused(Reason.STATEMENT_MISSING, CLAUSE, "写下本人的说明，或者放弃说明的经过")
    if heard_on > day_of(clock):
        return Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "听取说明的日期不能晚于今天")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := unsettled(case, strand):
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


def unsettled(case: Case, strand: Strand) -> Refused | None:
    """Refused once the case is closed or the strand has its end."""
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
) -> Refused | None:
    """The handler's proposal, after the person was heard. Refused without a hearing or a reason."""
    if not words.strip():
        return Refused(Reason.REASON_MISSING, CLAUSE, "写明处理意见和理由")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := unsettled(case, strand):
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
) -> Refused | None:
    """A trial reviewer's opinion. Refused for whoever investigated, twice by one person, or before a proposal."""
    if not words.strip():
        return Refused(Reason.REASON_MISSING, CLAUSE, "写明审理意见和理由")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := unsettled(case, strand):
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


def refer_strand(
    store: Store, officer: Officer, clock: Clock, *, reference: str, strand_id: str, to: str
) -> Refused | None:
    """Refer a strand to the commission that holds authority over this person (D-04).

    It settles the strand without a hearing, so it takes two: another officer records the return receipt.
    """
    if not to.strip():
        return Refused(Reason.NOT_COMPETENT, CLAUSE, "写明移交给哪个机关")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if refused := unsettled(case, strand):
            return refused
        strand.state, strand.outcome, strand.referred_to = StrandState.REFERRED, Outcome.REFERRED, to.strip()
        strand.decided_by, strand.decided_on = officer.member_id, day_of(clock)
        touch(case)
        acts.record(
            db, officer, clock, "refer_strand", STRAND, strand.id, clause=CLAUSE, new=strand.sealed_payload
        )
        return None


def record_receipt(
    store: Store, officer: Officer, clock: Clock, *, reference: str, strand_id: str, received_on: date
) -> Refused | None:
    """Record the return receipt of a referred strand; only then does it count as settled. Never by who referred it."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        strand = strand_of(db, case, strand_id)
        if strand.state is not StrandState.REFERRED or received_on > day_of(clock):
            return Refused(Reason.DATES_IMPOSSIBLE, CLAUSE, "移交之后才有回执，日期不能晚于今天")
        if strand.decided_by == officer.member_id:
            return Refused(Reason.TWO_PERSONS_REQUIRED, CLAUSE, "移交的人不记自己移交的回执")
        strand.receipt_on = received_on
        touch(case)
        acts.record(db, officer, clock, "record_receipt", STRAND, strand.id, clause=CLAUSE)
        return None
