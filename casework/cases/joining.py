"""并入: a further report on the same official joins an open case, instead of a second case beside the first.

Rules kept here:
- Who joins it handles the case and sees the report; to everybody else the case is not there (W-03). The report's own
  walls come with it, and the walls of the case cover each of its reports, so that nobody learns of the one by the other.
- Somebody who works on the case and would be walled from the report keeps it out: it is handled apart.
- It needs an accepted report about a person somebody confirmed, and facts that are not yet settled.
- The reporter reads 办理中, and the outcome when the case is closed. It can be undone while the case is open.
"""

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.belonging import joined, reports_in
from casework.cases.findings import FIXED
from casework.cases.records import (
    JOINED,
    contents_of,
    duty_of,
    facts_are_fixed,
    is_open,
    one_of_case,
    open_case_for,
    opened,
    sealed_for_office,
    touch,
    visible_cases,
    walled_among,
)
from casework.cases.rows import Case, CaseMember, CaseReport, CaseTag
from casework.cases.states import CaseState, Duty
from casework.database import Clock, Store, day_of, new_id
from casework.offices import service as offices
from casework.offices.walls import person_tag
from casework.reports import service as reports
from regulation.decisions import Reason, Refused

CLAUSE = "检举控告工作规则"
RECUSAL = "监督执纪工作规则 回避"


def joinable_cases(store: Store, officer: Officer, report_ref: str, person_id: str) -> tuple[str, ...]:
    """The open cases about this person that this officer handles and may put the report into, newest first."""
    if person_id not in reports.linked_declarants(store, officer, report_ref):
        return ()
    handled = select(CaseMember.case_id).where(
        CaseMember.member_id == officer.member_id, CaseMember.duty == Duty.INVESTIGATION
    )
    about = select(CaseTag.case_id).where(CaseTag.tag == person_tag(officer.open_keys, person_id))
    with store.read() as db:
        cases = visible_cases(db, officer).where(
            Case.state != CaseState.CLOSED, Case.id.in_(handled), Case.id.in_(about)
        )
        found = db.scalars(cases.order_by(Case.opened_on.desc(), Case.reference)).all()
        return tuple(
            case.reference
            for case in found
            if not facts_are_fixed(db, case)
            and contents_of(db, officer, case).declarant.person_id == person_id
        )


def join_report(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    reference: str,
    report_ref: str,
    reason: str,
    no_conflict_declared: bool,
) -> Refused | None:
    """Put a report into an open case. Recusal is asked again: another reporter comes with it."""
    if not no_conflict_declared:
        return Refused(Reason.RECUSAL_PENDING, RECUSAL, "先确认本人没有应当回避的情形")
    if not reason.strip():
        return Refused(Reason.REASON_MISSING, CLAUSE, "写明为什么是同一件事")
    confirmed = reports.linked_declarants(store, officer, report_ref)
    told = reports.summary(store, officer, clock, report_ref)
    members = offices.members(store, officer)
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if told is None or contents_of(db, officer, case).declarant.person_id not in confirmed:
            return Refused(Reason.NOT_COMPETENT, CLAUSE, "只能并入已确认反映同一人的举报")
        if refused := _handled_and_open(db, officer, case):
            return refused
        if facts_are_fixed(db, case):
            return FIXED
        tags = reports.subject_tags(db, officer, report_ref)
        here = set(db.scalars(select(CaseMember.member_id).where(CaseMember.case_id == case.id)))
        if walled_among(db, officer, tags, [each for each in members if each.member.id in here]):
            return Refused(
                Reason.HARD_CONFLICT, RECUSAL, "办理本案的人里有人应当回避这件举报，不能并入，另行办理"
            )
        if reports.mark_in_case(db, officer, clock, report_ref, case.reference) is not None:
            return Refused(Reason.TRANSITION_FORBIDDEN, "三（四）", "举报受理以后才能并入，且只能并入一案")
        fresh = tags - _tags(db, case)
        _insert(db, officer, clock, case, told, reason.strip(), fresh)
        return None


def take_out_report(
    store: Store, officer: Officer, clock: Clock, *, reference: str, joined_id: str
) -> Refused | None:
    """Undo it: the report is a clue of its own again, and the walls that came with it go with it."""
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        row = one_of_case(db, joined(case).where(CaseReport.id == joined_id))
        if refused := _handled_and_open(db, officer, case):
            return refused
        body = opened(db, officer, row, JOINED, row.id, row.joined_by)
        row.left_by, row.left_on = officer.member_id, day_of(clock)
        db.flush()
        if reports.leave_case(db, officer, clock, body["reference"], closed=False) is not None:
            raise RuntimeError(f"report of {joined_id} is not in the case it joined")
        left = [each.reference for each in reports_in(db, officer, case)]
        kept = frozenset[str]().union(*(reports.subject_tags(db, officer, each) for each in left))
        _take_away(db, case, frozenset(body["tags"]) - kept)
        reports.share_walls(db, case.reference, _tags(db, case))
        touch(case)
        acts.record(db, officer, clock, "take_out_report", JOINED, row.id, clause=CLAUSE)
        return None


def _handled_and_open(db: Session, officer: Officer, case: Case) -> Refused | None:
    if not is_open(case):
        return Refused(Reason.TRANSITION_FORBIDDEN, CLAUSE, "案件已结")
    if duty_of(db, case.id, officer.member_id) is not Duty.INVESTIGATION:
        return Refused(Reason.NOT_COMPETENT, CLAUSE, "并入和移出由本案承办人办理")
    return None


def _tags(db: Session, case: Case) -> frozenset[str]:
    return frozenset(db.scalars(select(CaseTag.tag).where(CaseTag.case_id == case.id)))


def _insert(
    db: Session,
    officer: Officer,
    clock: Clock,
    case: Case,
    told: reports.ReportSummary,
    reason: str,
    fresh: frozenset[str],
) -> None:
    """The record of the joining, the walls that come with it, the act."""
    body = {"report_id": told.id, "reference": told.reference, "reason": reason, "tags": sorted(fresh)}
    row = CaseReport(id=new_id(), case_id=case.id, joined_by=officer.member_id, joined_on=day_of(clock))
    row.sealed_body = sealed_for_office(officer, JOINED, row.id, body)
    db.add(row)
    db.add_all(CaseTag(case_id=case.id, tag=tag) for tag in sorted(fresh))
    db.flush()
    reports.share_walls(db, case.reference, _tags(db, case))
    touch(case)
    acts.record(db, officer, clock, "join_report", JOINED, row.id, clause=CLAUSE, new=row.sealed_payload)


def _take_away(db: Session, case: Case, tags: Iterable[str]) -> None:
    db.execute(delete(CaseTag).where(CaseTag.case_id == case.id, CaseTag.tag.in_(sorted(tags))))
