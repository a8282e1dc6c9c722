"""What the pages of a case show, opened for one officer; nothing here writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import RecordAltered
from casework.cases.belonging import ReportIn, reports_in
from casework.cases.closing import missing_before_closing
from casework.cases.comparing import ComparisonShown, comparison_shown, newest_comparison
from casework.cases.competence import strand_opened
from casework.cases.deciding import DecisionTold, decision_told
from casework.cases.disclosing import DisclosedFact, disclosed_facts
from casework.cases.discrepancies import discrepancies_of, reason_given, standing_discrepancies
from casework.cases.facts import FoundFact
from casework.cases.findings import findings_of
from casework.cases.ladder import StepShown, step_that_comes_next, steps_of
from casework.cases.records import (
    HEARING,
    OPINION,
    CaseContents,
    PersonIn,
    case_of,
    contents_of,
    duty_of,
    opened,
    visible_cases,
)
from casework.cases.rows import Case, CaseMember, CaseReport, Decision, Discrepancy, Hearing, Opinion, Strand
from casework.cases.serving import ServingShown, serving_shown
from casework.cases.states import CaseState, DiscrepancyState, Duty, HearingKind, OpinionKind, StrandState
from casework.cases.waiting import Todo, waiting_for
from casework.offices import service as offices
from regulation.case_terms import Outcome
from regulation.decisions import Refused
from regulation.terms import Step
from regulation.terms import Strand as StrandKind


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A row of the list of cases. `altered`: what the case holds is not what the ledger says, so it stays closed."""

    reference: str
    state: CaseState
    declarant: str
    unit: str
    opened_on: date
    closed_on: date | None
    strands: tuple[tuple[StrandKind, StrandState, Outcome], ...]
    waiting: tuple[Todo, ...]
    altered: RecordAltered | None = None


@dataclass(frozen=True, slots=True)
class HearingShown:
    kind: HearingKind
    heard_on: date
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class OpinionShown:
    kind: OpinionKind
    outcome: Outcome
    given_on: date
    by: str
    member_id: str
    words: str


@dataclass(frozen=True, slots=True)
class StrandShown:
    """One strand with everything that has happened in it."""

    id: str
    kind: StrandKind
    state: StrandState
    person: PersonIn
    opened_on: date
    hearings: tuple[HearingShown, ...]
    proposal: OpinionShown | None
    reviews: tuple[OpinionShown, ...]
    decision: DecisionTold | None
    decided_by: str
    decided_on: date | None
    referred_to: str
    receipt_on: date | None
    serving: ServingShown | None


@dataclass(frozen=True, slots=True)
class DiscrepancyShown:
    id: str
    kind: str
    state: DiscrepancyState
    proposed_by: str
    proposer: str
    proposed_on: date
    settler: str
    settled_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """Everything on the page of one case."""

    reference: str
    edition: int
    state: CaseState
    opened_on: date
    closed_on: date | None
    contents: CaseContents
    duty: Duty | None
    investigators: tuple[str, ...]
    reviewers: tuple[str, ...]
    reports: tuple[ReportIn, ...]
    findings: tuple[FoundFact, ...]
    comparison: ComparisonShown | None
    discrepancies: tuple[DiscrepancyShown, ...]
    standing: Mapping[int, DiscrepancyShown]
    strands: tuple[StrandShown, ...]
    steps: tuple[StepShown, ...]
    next_step: Step | None
    conduct: str | None
    missing: tuple[Refused, ...]
    disclosed: tuple[DisclosedFact, ...]
    names: Mapping[str, str]

    @property
    def is_open(self) -> bool:
        return self.state is not CaseState.CLOSED

    @property
    def facts_are_fixed(self) -> bool:
        """Every strand has its end: nothing found is changed any more."""
        ended = (StrandState.DECIDED, StrandState.REFERRED)
        return bool(self.strands) and all(each.state in ended for each in self.strands)


def case_lines(db: Session, officer: Officer, *, closed: bool, most: int = 100) -> list[CaseLine]:
    """The officer's cases, the latest first."""
    wanted = Case.state == CaseState.CLOSED if closed else Case.state != CaseState.CLOSED
    cases = (
        visible_cases(db, officer).where(wanted).order_by(Case.opened_on.desc(), Case.reference).limit(most)
    )
    return [_case_line(db, officer, case) for case in db.scalars(cases)]


def _case_line(db: Session, officer: Officer, case: Case) -> CaseLine:
    strands = tuple((row.kind, row.state, row.outcome) for row in _strand_rows(db, case))
    line = CaseLine(case.reference, case.state, "", "", case.opened_on, case.closed_on, strands, ())
    try:
        declarant = contents_of(db, officer, case).declarant
        waiting = waiting_for(db, officer, case) if case.state is not CaseState.CLOSED else ()
    except RecordAltered as altered:
        return replace(line, altered=altered)
    return replace(line, declarant=declarant.name, unit=declarant.unit, waiting=waiting)


def count_cases(db: Session, officer: Officer) -> tuple[int, int]:
    """How many open and closed cases exist for this officer."""
    states = [case.state for case in db.scalars(visible_cases(db, officer))]
    closed = sum(state is CaseState.CLOSED for state in states)
    return len(states) - closed, closed


def case_id_of(db: Session, officer: Officer, reference: str) -> str:
    """The id under which openings of this case are recorded. Raises `NoSuchCase`."""
    return case_of(db, officer, reference).id


def case_page(db: Session, officer: Officer, reference: str) -> CasePage:
    """A whole case, opened. Raises `NoSuchCase`."""
    case = case_of(db, officer, reference)
    names = _names(db, case)
    compared = newest_comparison(db, case)
    told = {row.id: _discrepancy(db, officer, row, names) for row in discrepancies_of(db, case)}
    put = standing_discrepancies(db, officer, case)
    return CasePage(
        reference=case.reference,
        edition=case.edition,
        state=case.state,
        opened_on=case.opened_on,
        closed_on=case.closed_on,
        contents=contents_of(db, officer, case),
        duty=duty_of(db, case.id, officer.member_id),
        investigators=_on_duty(db, case, Duty.INVESTIGATION, names),
        reviewers=_on_duty(db, case, Duty.TRIAL, names),
        reports=reports_in(db, officer, case),
        findings=findings_of(db, officer, case),
        comparison=comparison_shown(db, officer, compared) if compared is not None else None,
        discrepancies=tuple(told.values()),
        standing={line: told[row.id] for line, row in put.items()},
        strands=tuple(_strand(db, officer, row, names) for row in _strand_rows(db, case)),
        steps=steps_of(db, officer, case),
        next_step=step_that_comes_next(db, officer, case),
        conduct=case.conduct,
        missing=missing_before_closing(db, officer, case),
        disclosed=disclosed_facts(db, officer, case),
        names=names,
    )


def _names(db: Session, case: Case) -> dict[str, str]:
    strands = select(Strand.id).where(Strand.case_id == case.id)
    told: set[str | None] = {case.opened_by, case.closed_by}
    for column in (
        select(CaseMember.member_id).where(CaseMember.case_id == case.id),
        select(CaseReport.joined_by).where(CaseReport.case_id == case.id),
        select(Discrepancy.proposed_by).where(Discrepancy.case_id == case.id),
        select(Discrepancy.settled_by).where(Discrepancy.case_id == case.id),
        select(Strand.decided_by).where(Strand.case_id == case.id),
        select(Hearing.heard_by).where(Hearing.strand_id.in_(strands)),
        select(Opinion.given_by).where(Opinion.strand_id.in_(strands)),
    ):
        told.update(db.scalars(column))
    return offices.names_of(db, [each for each in told if each])


def _on_duty(db: Session, case: Case, duty: Duty, names: Mapping[str, str]) -> tuple[str, ...]:
    found = select(CaseMember.member_id).where(CaseMember.case_id == case.id, CaseMember.duty == duty)
    return tuple(sorted(names.get(member, "") for member in db.scalars(found)))


def _discrepancy(
    db: Session, officer: Officer, row: Discrepancy, names: Mapping[str, str]
) -> DiscrepancyShown:
    return DiscrepancyShown(
        row.id,
        row.kind,
        row.state,
        row.proposed_by,
        names.get(row.proposed_by, ""),
        row.proposed_on,
        names.get(row.settled_by or "", ""),
        row.settled_on,
        reason_given(db, officer, row),
    )


ORDER = list(StrandKind)


def _strand_rows(db: Session, case: Case) -> Sequence[Strand]:
    rows = db.scalars(select(Strand).where(Strand.case_id == case.id))
    return sorted(rows, key=lambda row: ORDER.index(row.kind))


def _strand(db: Session, officer: Officer, row: Strand, names: Mapping[str, str]) -> StrandShown:
    told = strand_opened(db, officer, row)
    opinions = [
        _opinion(db, officer, each, names)
        for each in db.scalars(
            select(Opinion).where(Opinion.strand_id == row.id).order_by(Opinion.given_on, Opinion.id)
        )
    ]
    proposals = [each for each in opinions if each.kind is OpinionKind.PROPOSAL]
    decision = db.scalars(select(Decision).where(Decision.strand_id == row.id)).one_or_none()
    return StrandShown(
        row.id,
        row.kind,
        row.state,
        told.person,
        row.opened_on,
        tuple(_hearing(db, officer, each, names) for each in _hearings(db, row)),
        proposals[-1] if proposals else None,
        tuple(each for each in opinions if each.kind is OpinionKind.TRIAL),
        decision_told(db, officer, decision) if decision is not None else None,
        names.get(row.decided_by or "", ""),
        row.decided_on,
        row.referred_to or "",
        row.receipt_on,
        serving_shown(db, officer, row),
    )


def _hearings(db: Session, row: Strand) -> Sequence[Hearing]:
    found = select(Hearing).where(Hearing.strand_id == row.id).order_by(Hearing.heard_on, Hearing.id)
    return db.scalars(found).all()


def _hearing(db: Session, officer: Officer, row: Hearing, names: Mapping[str, str]) -> HearingShown:
    words = opened(db, officer, row, HEARING, row.id, row.heard_by)["words"]
    return HearingShown(row.kind, row.heard_on, names.get(row.heard_by, ""), words)


def _opinion(db: Session, officer: Officer, row: Opinion, names: Mapping[str, str]) -> OpinionShown:
    words = opened(db, officer, row, OPINION, row.id, row.given_by)["words"]
    return OpinionShown(row.kind, row.outcome, row.given_on, names.get(row.given_by, ""), row.given_by, words)
