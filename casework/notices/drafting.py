"""Drafting: choosing cases or late units, choosing and ordering facts, dates; handing the draft to the principal.

Every choice is checked against what there is to choose: a fact that was not marked, that was taken back, or that
belongs to a strand that may not be named is no choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases import service as cases
from casework.database import Clock, Store, day_of, new_id
from casework.notices.composing import usable_facts
from casework.notices.drafts import CaseChosen, Draft, LateUnit
from casework.notices.issuing import issuer_of
from casework.notices.material import opened_case
from casework.notices.records import (
    CLAUSE_OF,
    NOTICE,
    VERSION,
    draft_in,
    draw_reference,
    newest_version,
    notice_of,
    pending,
    sealed_for_office,
)
from casework.notices.rows import NoticeRow, NoticeTagRow, NoticeVersionRow
from casework.notices.words import Addressee, Copy, Kin, Problem, Requirement, Wrong
from casework.offices.walls import unit_tag
from regulation.case_terms import NoticeKind, NoticePart, NoticeState
from regulation.decisions import BodyKind, Reason, Refused
from regulation.lifecycles import may_move

ORDER = (NoticePart.TIME, NoticePart.PLACE, NoticePart.FACTS, NoticePart.DISCIPLINE, NoticePart.RESULT)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a drafter sends: `cases` for a notice of exposure, the unit fields for one of criticism."""

    addressee: Addressee
    copies: tuple[Copy, ...]
    take_down_on: date | None
    assessment: str
    cases: tuple[CaseChosen, ...] = ()
    requirement: Requirement = Requirement.DELIVER_AND_EXPLAIN
    new_date: date | None = None


def draft_exposure(
    store: Store, officer: Officer, clock: Clock, *, references: Sequence[str]
) -> str | Problem:
    """A draft of these cases with every usable fact in the order of the parts; its reference.

    Raises `NoSuchCase` for a case that is not there for this officer.
    """
    if not references:
        return Problem.NOTHING_CHOSEN
    if not set(references) <= cases.references_ready_for_notice(store, officer):
        return Problem.NOT_A_CHOICE
    today = day_of(clock)
    chosen: list[CaseChosen] = []
    tags: set[str] = set()
    for reference in dict.fromkeys(references):
        case = opened_case(store, officer, clock, reference)
        facts = sorted(usable_facts(case, today), key=lambda each: ORDER.index(each.part))
        with store.read() as db:
            tags |= cases.publishing_facts(db, officer, reference).tags
        chosen.append(CaseChosen(reference, Wrong.ENGAGED, Kin.FAMILY, tuple(each.id for each in facts)))
    draft = Draft(
        addressee=Addressee.CITY,
        copies=(),
        take_down_on=None,
        assessment="",
        drafters=frozenset({officer.member_id}),
        cases=tuple(chosen),
    )
    return _insert(store, officer, clock, NoticeKind.EXPOSURE, draft, frozenset(tags))


def draft_criticism(
    store: Store, officer: Officer, clock: Clock, *, units: Sequence[LateUnit]
) -> str | Problem | Refused:
    """A draft that names these late units; its reference. Refused outside the city's commission (SR-46)."""
    with store.read() as db:
        if issuer_of(db, officer.office_id).kind is not BodyKind.CITY_COMMISSION:
            return Refused(Reason.WRONG_ISSUER, "四(二)", "由市纪委作出")
    if not units:
        return Problem.NOTHING_CHOSEN
    if any(unit.excused for unit in units):
        return Refused(Reason.UNIT_EXCUSED, "四(二)")
    draft = Draft(
        addressee=Addressee.UNITS,
        copies=(),
        take_down_on=None,
        assessment="",
        drafters=frozenset({officer.member_id}),
        units=tuple(units),
        as_of=day_of(clock),
    )
    tags = frozenset(unit_tag(officer.open_keys, unit.unit_id) for unit in units)
    return _insert(store, officer, clock, NoticeKind.UNIT_CRITICISM, draft, tags)


def _insert(
    store: Store, officer: Officer, clock: Clock, kind: NoticeKind, draft: Draft, tags: frozenset[str]
) -> str:
    with store.write() as db:
        notice = NoticeRow(
            id=new_id(),
            reference=draw_reference(),
            office_id=officer.office_id,
            kind=kind,
            state=NoticeState.DRAFT,
        )
        db.add(notice)
        db.flush()
        db.add_all(NoticeTagRow(notice_id=notice.id, tag=tag) for tag in sorted(tags))
        _put_version(db, officer, clock, notice, 1, draft, act="draft_notice")
        return notice.reference


def _put_version(
    db: Session, officer: Officer, clock: Clock, notice: NoticeRow, n: int, draft: Draft, *, act: str
) -> None:
    version_id = new_id()
    row = NoticeVersionRow(
        id=version_id,
        notice_id=notice.id,
        n=n,
        drafted_by=officer.member_id,
        drafted_on=day_of(clock),
        sealed_body=sealed_for_office(officer, VERSION, version_id, draft.body()),
    )
    db.add(row)
    clause = CLAUSE_OF[notice.kind]
    acts.record(db, officer, clock, act, NOTICE, notice.id, clause=clause, new=row.sealed_payload)


def change_draft(
    store: Store, officer: Officer, clock: Clock, *, reference: str, edition: int, choices: Choices
) -> Problem | None:
    """Take over a drafter's choices. `CHANGED_SINCE` when somebody saved in between."""
    for chosen in choices.cases:
        case = opened_case(store, officer, clock, chosen.reference)
        usable = {fact.id for fact in usable_facts(case, day_of(clock))}
        if not set(chosen.facts) <= usable or not set(chosen.firm_reasons) <= set(case.business_names):
            return Problem.NOT_A_CHOICE
    with store.write() as db:
        notice = notice_of(db, officer, reference, lock=True)
        row = pending(db, notice)
        if row is None:
            return Problem.WRONG_STATE
        if notice.edition != edition:
            return Problem.CHANGED_SINCE
        before = draft_in(db, officer, row)
        if [each.reference for each in before.cases] != [each.reference for each in choices.cases]:
            return Problem.NOT_A_CHOICE
        _rewrite(db, officer, clock, notice, row, _changed(before, choices, officer, notice))
        return None


def _changed(before: Draft, choices: Choices, officer: Officer, notice: NoticeRow) -> Draft:
    """The draft with these choices; a correction leaves the take-down date as it was approved."""
    return replace(
        before,
        addressee=choices.addressee,
        copies=choices.copies,
        take_down_on=choices.take_down_on if notice.current == 0 else before.take_down_on,
        assessment=choices.assessment,
        drafters=before.drafters | {officer.member_id},
        cases=choices.cases,
        requirement=choices.requirement,
        new_date=choices.new_date,
    )


def _rewrite(
    db: Session, officer: Officer, clock: Clock, notice: NoticeRow, row: NoticeVersionRow, draft: Draft
) -> None:
    old = row.sealed_payload
    row.sealed_body = sealed_for_office(officer, VERSION, row.id, draft.body())
    row.drafted_by, row.drafted_on, row.submitted_on = officer.member_id, day_of(clock), None
    notice.edition += 1
    acts.record(
        db,
        officer,
        clock,
        "change_notice",
        NOTICE,
        notice.id,
        clause=CLAUSE_OF[notice.kind],
        old=old,
        new=row.sealed_payload,
    )


def hand_in(store: Store, officer: Officer, clock: Clock, *, reference: str, edition: int) -> Problem | None:
    """送批: the draft goes to the principal. Whoever called has seen that every check passed, or which run is left."""
    with store.write() as db:
        notice = notice_of(db, officer, reference, lock=True)
        row = pending(db, notice)
        if row is None:
            return Problem.WRONG_STATE
        if notice.edition != edition:
            return Problem.CHANGED_SINCE
        row.submitted_on = day_of(clock)
        notice.edition += 1
        acts.record(db, officer, clock, "submit_notice", NOTICE, notice.id, clause=CLAUSE_OF[notice.kind])
        return None


def send_back(store: Store, officer: Officer, clock: Clock, *, reference: str) -> Problem | None:
    """退回: the draft goes back to the drafter."""
    with store.write() as db:
        notice = notice_of(db, officer, reference, lock=True)
        row = pending(db, notice)
        if row is None or row.submitted_on is None:
            return Problem.WRONG_STATE
        row.submitted_on = None
        notice.edition += 1
        acts.record(db, officer, clock, "return_notice", NOTICE, notice.id, clause=CLAUSE_OF[notice.kind])
        return None


def start_correction(
    store: Store, officer: Officer, clock: Clock, *, reference: str
) -> Problem | Refused | None:
    """更正: a new version begins with the choices of the one in force."""
    with store.write() as db:
        notice = notice_of(db, officer, reference, lock=True)
        if refused := may_move(notice.state, NoticeState.CORRECTED):
            return refused
        if pending(db, notice) is not None:
            return Problem.WRONG_STATE
        last = newest_version(db, notice)
        draft = draft_in(db, officer, last)
        draft = replace(draft, drafters=draft.drafters | {officer.member_id})
        _put_version(db, officer, clock, notice, notice.current + 1, draft, act="start_correction")
        notice.edition += 1
        return None


def drop_correction(store: Store, officer: Officer, clock: Clock, *, reference: str) -> Problem | None:
    """A correction that is not wanted after all is taken away; what is in force stays."""
    with store.write() as db:
        notice = notice_of(db, officer, reference, lock=True)
        row = pending(db, notice)
        if row is None or notice.current == 0:
            return Problem.WRONG_STATE
        db.delete(row)
        db.flush()
        notice.edition += 1
        old, new = row.sealed_payload, newest_version(db, notice).sealed_payload
        acts.record(db, officer, clock, "drop_correction", NOTICE, notice.id, old=old, new=new)
        return None
