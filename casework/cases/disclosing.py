"""Facts fit for publication, marked one by one by a trial reviewer; and what a notice may know of a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.competence import strand_opened
from casework.cases.deciding import decision_told
from casework.cases.findings import findings_of
from casework.cases.records import (
    DISCLOSABLE,
    case_of,
    contents_of,
    duty_of,
    one_of_case,
    open_case_for,
    opened,
    sealed_for_office,
    touch,
    visible_cases,
)
from casework.cases.rows import Case, CaseMember, Decision, DisclosableFact, Strand
from casework.cases.serving import serving_of
from casework.cases.states import CaseState, Duty
from casework.database import Clock, Store, day_of, new_id
from regulation.case_terms import NoticePart, Outcome
from regulation.decisions import Reason, Refused
from regulation.outgoing import personal_data_in
from regulation.terms import Strand as StrandKind

CLAUSE = "四（四）"
PRIVACY = "个人信息保护法 第六条"
PARTS = (NoticePart.TIME, NoticePart.PLACE, NoticePart.FACTS, NoticePart.DISCIPLINE, NoticePart.RESULT)


@dataclass(frozen=True, slots=True)
class DisclosedFact:
    """A fact that may stand in a notice. `strand` is whose it is, None for the common facts."""

    id: str
    part: NoticePart
    text: str
    strand: StrandKind | None
    marked_by: str
    marked_on: date


@dataclass(frozen=True, slots=True)
class DecidedStrand:
    """A strand as a notice needs it; `form` and the texts are empty until it is decided."""

    kind: StrandKind
    person_id: str
    name: str
    unit: str
    post: str
    outcome: Outcome
    in_force_on: date | None
    decided_by: str
    form: str
    reason: str
    cited_clause: str
    served_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseToName:
    """A case that may be chosen for a notice. `altered`: it stays closed and is no choice."""

    reference: str
    closed_on: date | None
    strands: tuple[DecidedStrand, ...]
    altered: acts.RecordAltered | None


@dataclass(frozen=True, slots=True)
class CaseForNotice:
    """All that a notice may draw on, and all that it must keep out."""

    case_id: str
    reference: str
    state: CaseState
    facts: tuple[DisclosedFact, ...]
    strands: tuple[DecidedStrand, ...]
    concerned: frozenset[str]
    handlers: frozenset[str]
    business_names: tuple[str, ...]
    kin_names: tuple[str, ...]
    report_id: str


def mark_disclosable(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    reference: str,
    part: NoticePart,
    strand: StrandKind | None,
    text: str,
) -> str | Refused:
    """Mark one fact as fit for publication. Refused for who investigated, and for a part no fact fills."""
    if not text.strip():
        return Refused(Reason.NOTICE_INCOMPLETE, CLAUSE, "写下可以公开的这一条事实")
    if part not in PARTS:
        return Refused(Reason.NOTICE_FORBIDDEN_PART, CLAUSE, "这一部分不由事实填写")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if duty_of(db, case.id, officer.member_id) is Duty.INVESTIGATION:
            return Refused(Reason.DECIDER_CONCERNED, CLAUSE, "可以公开的事实由审理人员标注")
        if refused := _unfit(db, officer, case, text):
            return refused
        row = DisclosableFact(
            id=new_id(),
            case_id=case.id,
            part=part.value,
            marked_by=officer.member_id,
            marked_on=day_of(clock),
        )
        body = {"text": text.strip(), "strand": strand.value if strand is not None else None}
        row.sealed_body = sealed_for_office(officer, DISCLOSABLE, row.id, body)
        db.add(row)
        touch(case)
        acts.record(
            db, officer, clock, "mark_disclosable", DISCLOSABLE, row.id, clause=CLAUSE, new=row.sealed_payload
        )
        return row.id


def _unfit(db: Session, officer: Officer, case: Case, text: str) -> Refused | None:
    """A relative's name, an identity number or a telephone never becomes a fact for publication."""
    kin = {each.relative for each in findings_of(db, officer, case) if each.relative}
    if any(name in text for name in kin):
        return Refused(Reason.NOTICE_FORBIDDEN_PART, PRIVACY, "不写家属的姓名，写“其配偶”“其子”")
    if personal_data_in(text):
        return Refused(Reason.NOTICE_FORBIDDEN_PART, PRIVACY, "不写证件号和电话")
    return None


def unmark_disclosable(store: Store, officer: Officer, clock: Clock, *, reference: str, fact_id: str) -> None:
    """Take a marked fact back."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        found = select(DisclosableFact).where(
            DisclosableFact.id == fact_id, DisclosableFact.case_id == case.id
        )
        row = one_of_case(db, found)
        if row.withdrawn_on is None:
            row.withdrawn_on = day_of(clock)
            touch(case)
            acts.record(db, officer, clock, "unmark_disclosable", DISCLOSABLE, row.id, old=row.sealed_payload)


def disclosed_facts(db: Session, officer: Officer, case: Case) -> tuple[DisclosedFact, ...]:
    """The facts marked and not taken back, in the order of the parts of a notice."""
    rows = db.scalars(
        select(DisclosableFact).where(
            DisclosableFact.case_id == case.id, DisclosableFact.withdrawn_on.is_(None)
        )
    )
    facts = [_fact(db, officer, row) for row in rows]
    return tuple(sorted(facts, key=lambda each: (PARTS.index(each.part), each.strand or "", each.id)))


def _fact(db: Session, officer: Officer, row: DisclosableFact) -> DisclosedFact:
    body = opened(db, officer, row, DISCLOSABLE, row.id, row.marked_by)
    strand = StrandKind(body["strand"]) if body["strand"] else None
    return DisclosedFact(row.id, NoticePart(row.part), body["text"], strand, row.marked_by, row.marked_on)


def cases_ready_for_notice(db: Session, officer: Officer) -> Sequence[Case]:
    """This officer's closed cases with a strand decided 追究, newest first; unopened."""
    held = select(Strand.case_id).where(Strand.outcome == Outcome.HELD)
    cases = visible_cases(db, officer).where(Case.state == CaseState.CLOSED, Case.id.in_(held))
    return db.scalars(cases.order_by(Case.closed_on.desc(), Case.reference)).all()


def references_ready_for_notice(store: Store, officer: Officer) -> frozenset[str]:
    """The references of those cases."""
    with store.read() as db:
        return frozenset(case.reference for case in cases_ready_for_notice(db, officer))


def choice_for_notice(store: Store, officer: Officer, clock: Clock) -> tuple[CaseToName, ...]:
    """Those cases as a drafter tells them apart: who, and what was decided. Opening the list is recorded first; a case
    that is not what the ledger says stays closed, and that is recorded too."""
    acts.record_opening(store, officer, clock, "case_list", officer.office_id)
    with store.read() as db:
        found = tuple(_to_name(db, officer, case) for case in cases_ready_for_notice(db, officer))
    acts.record_altered(store, officer, clock, (each.altered for each in found if each.altered is not None))
    return found


def _to_name(db: Session, officer: Officer, case: Case) -> CaseToName:
    try:
        strands = tuple(_strand(db, officer, row) for row in _strands(db, case))
    except acts.RecordAltered as altered:
        return CaseToName(case.reference, case.closed_on, (), altered)
    return CaseToName(case.reference, case.closed_on, strands, None)


def case_for_notice(store: Store, officer: Officer, reference: str) -> CaseForNotice:
    """What a notice may draw on. Raises `NoSuchCase`."""
    with store.read() as db:
        case = case_of(db, officer, reference)
        contents = contents_of(db, officer, case)
        strands = tuple(_strand(db, officer, row) for row in _strands(db, case))
        findings = findings_of(db, officer, case)
        handlers = frozenset(db.scalars(select(CaseMember.member_id).where(CaseMember.case_id == case.id)))
        return CaseForNotice(
            case_id=case.id,
            reference=case.reference,
            state=case.state,
            facts=disclosed_facts(db, officer, case),
            strands=strands,
            concerned=frozenset({contents.declarant.person_id} | {each.person_id for each in strands}),
            handlers=handlers | {each.decided_by for each in strands if each.decided_by},
            business_names=tuple(sorted({each.name for each in findings} | set(contents.business_names))),
            kin_names=tuple(sorted({each.relative for each in findings if each.relative})),
            report_id=contents.report_id,
        )


def _strands(db: Session, case: Case) -> list[Strand]:
    return list(db.scalars(select(Strand).where(Strand.case_id == case.id).order_by(Strand.kind.desc())))


def _strand(db: Session, officer: Officer, row: Strand) -> DecidedStrand:
    person = strand_opened(db, officer, row).person
    decision = db.scalars(select(Decision).where(Decision.strand_id == row.id)).one_or_none()
    told = decision_told(db, officer, decision) if decision is not None else None
    served = serving_of(db, row)
    return DecidedStrand(
        row.kind,
        person.person_id,
        person.name,
        person.unit,
        person.post,
        row.outcome,
        row.in_force_on,
        row.decided_by or "",
        told.form if told else "",
        told.reason if told else "",
        told.cited_clause if told else "",
        served.served_on if served is not None else None,
    )
