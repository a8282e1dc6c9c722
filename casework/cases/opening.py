"""Opening a case from a report and its declaration: recusal is asked first, two handlers are named."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.records import (
    CASE,
    CaseContents,
    PersonIn,
    draw_reference,
    next_number,
    open_case_for,
    sealed_for_office,
    touch,
    walled_among,
)
from casework.cases.rows import Case, CaseMember, CaseTag
from casework.cases.states import CaseState, Duty
from casework.database import Clock, Store, day_of, new_id
from casework.offices import service as offices
from casework.offices.walls import person_tag, unit_tag
from casework.reports import service as reports
from regulation.decisions import Reason, Refused


@dataclass(frozen=True, slots=True)
class Opening:
    """What a case is opened from. `concerned` are further person and unit ids that walls must know."""

    declarant: PersonIn
    declaration_ids: tuple[str, ...]
    report_id: str
    report_reference: str
    facts: str
    second_handler: str
    no_conflict_declared: bool
    concerned_persons: tuple[str, ...] = ()
    business_names: tuple[str, ...] = ()


def open_case(store: Store, officer: Officer, clock: Clock, *, opening: Opening) -> str | Refused:
    """Open a case and answer its reference.

    Refused when the opener has not said that nothing asks for his recusal, when the second handler is the
    opener, or when either is walled from those concerned (W-02: a hard conflict cuts at once).
    """
    if not opening.no_conflict_declared:
        return Refused(Reason.RECUSAL_PENDING, "监督执纪工作规则 回避", "先确认本人没有应当回避的情形")
    if opening.second_handler in ("", officer.member_id):
        return Refused(
            Reason.TWO_PERSONS_REQUIRED, "监督执纪工作规则", "核实由两人以上进行，请指定另一名承办人"
        )
    handlers = [
        entry
        for entry in offices.members(store, officer)
        if entry.member.id in (officer.member_id, opening.second_handler)
    ]
    if len(handlers) < 2:
        return Refused(Reason.TWO_PERSONS_REQUIRED, "监督执纪工作规则", "另一名承办人须是本机关的人员")
    tags = _tags(officer, opening)
    with store.write() as db:
        if walled_among(db, officer, tags, handlers):
            return Refused(Reason.HARD_CONFLICT, "监督执纪工作规则 回避", "承办人与案件有应当回避的关系")
        reference = draw_reference()
        if opening.report_reference:
            tags |= reports.subject_tags(db, officer, opening.report_reference)
            if reports.mark_in_case(db, officer, clock, opening.report_reference, reference) is not None:
                return Refused(Reason.TRANSITION_FORBIDDEN, "三（四）", "举报受理以后才能立案，且只能立一案")
            reports.share_walls(db, reference, tags)
        case = _insert(db, officer, day_of(clock), reference, opening)
        db.add_all(CaseTag(case_id=case.id, tag=tag) for tag in sorted(tags))
        for member in (officer.member_id, opening.second_handler):
            db.add(
                CaseMember(case_id=case.id, member_id=member, duty=Duty.INVESTIGATION, since=day_of(clock))
            )
        acts.record(
            db, officer, clock, "open_case", CASE, case.id, clause="四（四）", new=case.sealed_payload
        )
        return case.reference


def _tags(officer: Officer, opening: Opening) -> frozenset[str]:
    keys = officer.open_keys
    persons = {opening.declarant.person_id, *opening.concerned_persons}
    return frozenset(person_tag(keys, person) for person in persons) | {
        unit_tag(keys, opening.declarant.unit_id)
    }


def _insert(db: Session, officer: Officer, today: date, reference: str, opening: Opening) -> Case:
    contents = CaseContents(
        opening.declarant,
        opening.declaration_ids,
        opening.report_id,
        opening.report_reference,
        opening.facts,
        opening.business_names,
    )
    case = Case(
        id=new_id(),
        reference=reference,
        office_id=officer.office_id,
        year=today.year,
        number=next_number(db, officer.office_id, today.year),
        state=CaseState.VERIFYING,
        edition=1,
        opened_on=today,
        opened_by=officer.member_id,
    )
    case.sealed_body = sealed_for_office(officer, CASE, case.id, contents.body())
    db.add(case)
    db.flush()
    return case


def assign(
    store: Store, officer: Officer, clock: Clock, *, reference: str, member_id: str, duty: Duty
) -> Refused | None:
    """Put a member on a case. Refused when he already has the other duty in it (K-04), or is walled."""
    entries = [each for each in offices.members(store, officer) if each.member.id == member_id]
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if not entries:
            return Refused(Reason.NOT_COMPETENT, "监督执纪工作规则", "只能指定本机关的人员")
        existing = db.get(CaseMember, (case.id, member_id))
        if existing is not None and existing.duty is not duty:
            return Refused(Reason.DECIDER_CONCERNED, "监督执纪工作规则", "核实与审理由不同的人承担")
        tags = frozenset(db.scalars(select(CaseTag.tag).where(CaseTag.case_id == case.id)))
        if walled_among(db, officer, tags, entries):
            return Refused(Reason.HARD_CONFLICT, "监督执纪工作规则 回避", "此人与案件有应当回避的关系")
        if existing is None:
            db.add(CaseMember(case_id=case.id, member_id=member_id, duty=duty, since=day_of(clock)))
        touch(case)
        acts.record(db, officer, clock, f"assign_{duty.value}", CASE, case.id)
        return None
