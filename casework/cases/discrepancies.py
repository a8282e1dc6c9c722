"""A difference is put forward by one officer and confirmed by another; then both strands open (D-05, SR-56, SR-57).

Confirming a discrepancy touches two people's lives, so nobody confirms his own.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.comparing import comparison_shown, newest_comparison
from casework.cases.lines import Line, VersionShown
from casework.cases.records import (
    DISCREPANCY,
    STRAND,
    PersonIn,
    contents_of,
    is_open,
    one_of_case,
    open_case_for,
    opened,
    sealed_for_office,
    touch,
)
from casework.cases.rows import Case, CaseTag, Comparison, Discrepancy, Strand
from casework.cases.states import CaseState, DiscrepancyState, StrandState
from casework.database import Clock, Store, day_of, new_id
from casework.offices.facts import person_facts
from casework.offices.walls import person_tag
from regulation.accountability import may_confirm
from regulation.case_terms import ActOfTwo
from regulation.comparing import ComparisonReason
from regulation.decisions import Reason, Refused
from regulation.facts import PersonId
from regulation.terms import Strand as StrandKind

CLAUSE = "四（四）"


def propose_discrepancy(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    reference: str,
    comparison_id: str,
    line: int,
    reason: str,
) -> str | Refused:
    """Put one line's difference forward; answers the discrepancy's id.

    Refused when the line shows no difference that weighs, or was put forward already.
    """
    if not reason.strip():
        return Refused(Reason.REASON_MISSING, CLAUSE, "写明为什么认为申报与查明不一致")
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if not is_open(case) or case.comparison_id != comparison_id:
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "只能就最近一次对照提请确认")
        shown = comparison_shown(db, officer, db.get_one(Comparison, comparison_id)).lines
        if not 0 <= line < len(shown) or not opens_something(shown[line]):
            return Refused(Reason.NOT_COMPARED, CLAUSE, "这一行没有需要确认的差异")
        if line in standing_discrepancies(db, officer, case):
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "这一行已经提请确认")
        row = Discrepancy(
            id=new_id(),
            case_id=case.id,
            comparison_id=comparison_id,
            line=line,
            kind=shown[line].kind.value,
            state=DiscrepancyState.PROPOSED,
            proposed_by=officer.member_id,
            proposed_on=day_of(clock),
        )
        row.sealed_body = sealed_for_office(officer, DISCREPANCY, row.id, {"reason": reason})
        db.add(row)
        touch(case)
        acts.record(
            db,
            officer,
            clock,
            "propose_discrepancy",
            DISCREPANCY,
            row.id,
            clause=CLAUSE,
            new=row.sealed_payload,
        )
        return row.id


def opens_something(line: Line) -> bool:
    """Does this line, once confirmed, open a strand or record that nothing was ever filed?"""
    return bool(line.strands) or line.reason is ComparisonReason.NO_VERSION


def settle_discrepancy(
    store: Store, officer: Officer, clock: Clock, *, reference: str, discrepancy_id: str, confirm: bool
) -> Refused | None:
    """Confirm a discrepancy, which opens the strands it calls for, or reject it. Never by who put it forward."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        found = select(Discrepancy).where(Discrepancy.id == discrepancy_id, Discrepancy.case_id == case.id)
        row = one_of_case(db, found)
        if row.state is not DiscrepancyState.PROPOSED or not is_open(case):
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "这项差异已经有结论")
        if row not in standing_discrepancies(db, officer, case).values():
            return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "提出以后查明的事实变了，请看最近一次对照")
        pair = (PersonId(row.proposed_by), PersonId(officer.member_id))
        if refused := may_confirm(ActOfTwo.CONFIRM_DISCREPANCY, pair):
            return refused
        row.state = DiscrepancyState.CONFIRMED if confirm else DiscrepancyState.REJECTED
        row.settled_by, row.settled_on = officer.member_id, day_of(clock)
        act = "confirm_discrepancy" if confirm else "reject_discrepancy"
        acts.record(db, officer, clock, act, DISCREPANCY, row.id, clause=CLAUSE, new=row.sealed_payload)
        if confirm:
            _open_strands(db, officer, clock, case, row)
        touch(case)
        return None


def _open_strands(db: Session, officer: Officer, clock: Clock, case: Case, row: Discrepancy) -> None:
    shown = comparison_shown(db, officer, db.get_one(Comparison, row.comparison_id))
    line = shown.lines[row.line]
    failed_to_file = line.reason is ComparisonReason.NO_VERSION
    kinds = (StrandKind.FAILURE_TO_FILE,) if failed_to_file else line.strands
    version = next((each for each in shown.versions if _names(each, line)), None)
    for kind in kinds:
        _open_strand(db, officer, clock, case, kind, version)
    case.state = CaseState.STRANDS_OPEN


def _names(version: VersionShown, line: Line) -> bool:
    return line.version == version.version_id


def _open_strand(
    db: Session, officer: Officer, clock: Clock, case: Case, kind: StrandKind, version: VersionShown | None
) -> None:
    """Open a strand unless the case has it already, and wall its subject from the case."""
    contents = contents_of(db, officer, case)
    if kind is StrandKind.COUNTERSIGNER:
        if version is None or not version.countersigner_id:
            return
        leader = person_facts(db, version.countersigner_id)
        subject = PersonIn(
            version.countersigner_id, leader.name, leader.unit.id, leader.unit.name, leader.post
        )
    else:
        subject = contents.declarant
    if db.scalar(select(Strand.id).where(Strand.case_id == case.id, Strand.kind == kind)):
        return
    row = Strand(
        id=new_id(),
        case_id=case.id,
        kind=kind,
        state=StrandState.OPEN,
        opened_on=day_of(clock),
        opened_by=officer.member_id,
        subject_tag=person_tag(officer.open_keys, subject.person_id),
    )
    body = {"person": subject.body(), "version": version.body() if version is not None else None}
    row.sealed_body = sealed_for_office(officer, STRAND, row.id, body)
    db.add(row)
    if db.get(CaseTag, (case.id, row.subject_tag)) is None:
        db.add(CaseTag(case_id=case.id, tag=row.subject_tag))
    acts.record(
        db, officer, clock, f"open_strand_{kind.value}", STRAND, row.id, clause=CLAUSE, new=row.sealed_payload
    )


def standing_discrepancies(db: Session, officer: Officer, case: Case) -> Mapping[int, Discrepancy]:
    """By line of the newest comparison, what was put forward about that very line.

    A discrepancy of an earlier comparison stands on where the newest one says the same of the same finding, word
    for word; a line that says anything else has to be put forward anew.
    """
    newest = newest_comparison(db, case)
    if newest is None:
        return {}
    told: dict[str, tuple[Line, ...]] = {}
    rows = discrepancies_of(db, case)
    for comparison_id in {newest.id, *(row.comparison_id for row in rows)}:
        told[comparison_id] = comparison_shown(db, officer, db.get_one(Comparison, comparison_id)).lines
    spoken = [(told[row.comparison_id][row.line], row) for row in rows]
    return {
        number: row for number, line in enumerate(told[newest.id]) for said, row in spoken if said == line
    }


def discrepancies_of(db: Session, case: Case) -> Sequence[Discrepancy]:
    """The discrepancies of a case, in the order of their lines."""
    found = (
        select(Discrepancy).where(Discrepancy.case_id == case.id).order_by(Discrepancy.line, Discrepancy.id)
    )
    return db.scalars(found).all()


def reason_given(db: Session, officer: Officer, row: Discrepancy) -> str:
    """Why the difference was put forward."""
    return str(opened(db, officer, row, DISCREPANCY, row.id, row.proposed_by)["reason"])
