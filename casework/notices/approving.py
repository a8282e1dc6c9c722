"""The signing packet, and the principal's approval: what he saw is what is published, or nothing is.

At approval the number is drawn, the document signed with the office's key, and its end prepared: the shape in which
it will expire is signed at the same moment, so that the timer that publishes and expires it needs no key. A notice
waits for its day signed and readable in this database; docs/decisions says why.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.database import Clock, Store, day_of, new_id
from casework.notices.checks import Check, checks_of, faults_in, runs_shown
from casework.notices.concerned import may_approve_notice
from casework.notices.corrections import correction_note
from casework.notices.issuing import head_for, issuer_of
from casework.notices.material import Material, gather
from casework.notices.outbox import Waiting, lay_out
from casework.notices.patterns import REASON_WORDS, Head
from casework.notices.records import (
    APPROVAL,
    CLAUSE_OF,
    NOTICE,
    approval_of,
    draft_in,
    next_sequence,
    notice_of,
    pending,
    sealed_for_office,
)
from casework.notices.rows import NoticeApprovalRow, NoticeRow
from casework.notices.words import Problem, ReasonClass, Shape
from regulation.case_terms import NoticeKind, NoticeState
from regulation.decisions import Reason, Refused
from regulation.outgoing import Override, may_leave
from sealing.documents import canonical

Answer = Problem | Refused | None


@dataclass(frozen=True, slots=True)
class Packet:
    """What the principal signs, on one page. `digest` stands for exactly this text and these checks."""

    notice: NoticeRow
    material: Material
    head: Head
    checks: tuple[Check, ...]
    runs: tuple[str, ...]
    correction: str
    digest: str
    submitted_on: date | None
    drafted_by: str
    bars_approver: Refused | None

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands against the notice but runs that a reason may let pass."""
        return all(fault.is_overridable for fault in faults_in(self.checks))


@dataclass(frozen=True, slots=True)
class Approving:
    """What the principal sends with his approval."""

    digest: str
    publish_on: date
    typical: bool
    override_reason: str


def packet(store: Store, officer: Officer, clock: Clock, *, reference: str) -> Packet | None:
    """The version in drafting, put together and checked; None where nothing is being drafted.

    Raises `NoSuchNotice`, and `NoSuchCase` where one of its cases is walled from this officer.
    """
    with store.read() as db:
        notice = notice_of(db, officer, reference)
        row = pending(db, notice)
        if row is None:
            return None
        draft = draft_in(db, officer, row)
        head, issuer = head_for(db, officer.office_id), issuer_of(db, officer.office_id)
        before = approval_of(db, officer, notice, notice.current)
    acts.record_opening(store, officer, clock, NOTICE, notice.id)
    material = gather(store, officer, clock, notice.kind, draft)
    checks = checks_of(material, issuer)
    correction = _correction(before.document, material) if before is not None else ""
    with store.read() as db:
        barred = may_approve_notice(db, officer, material)
    return Packet(
        notice,
        material,
        head,
        checks,
        runs_shown(checks),
        correction,
        _digest(material, checks, correction),
        row.submitted_on,
        row.drafted_by,
        barred,
    )


def _correction(document: dict[str, Any], material: Material) -> str:
    strands = [strand for case in material.cases for strand in case.item.case.strands]
    named = {each.person_id for case in material.cases for each in case.item.named}
    forbidden = [each.name for each in strands if each.person_id not in named]
    forbidden += [name for case in material.cases for name in case.item.case.kin_names]
    forbidden += [name for case in material.cases for name in case.item.case.business_names]
    return correction_note(parts_in(document), material.text.parts, forbidden=forbidden)


def parts_in(document: dict[str, Any]) -> list[tuple[str, str]]:
    """The parts of a public document: ("h" | "p", words)."""
    return [("p", each) if isinstance(each, str) else (each[0], each[1]) for each in document["paragraphs"]]


def _digest(material: Material, checks: tuple[Check, ...], correction: str) -> str:
    take_down = material.draft.take_down_on
    seen = {
        "text": material.text.body(),
        "correction": correction,
        "take_down_on": take_down.isoformat() if take_down is not None else "",
        "runs": list(runs_shown(checks)),
        "faults": len(faults_in(checks)),
    }
    return hashlib.sha256(b"notice as seen\n" + canonical(seen)).hexdigest()


def approve(store: Store, officer: Officer, clock: Clock, *, reference: str, told: Approving) -> Answer:
    """Approve the version in drafting. Refused for anybody concerned, and while anything is missing or stands
    against it; `CHANGED_SINCE` when it is no longer what the principal saw."""
    seen = packet(store, officer, clock, reference=reference)
    if seen is None or seen.submitted_on is None:
        return Problem.WRONG_STATE
    if refused := _against(seen, officer, clock, told):
        return refused
    with store.write() as db:
        notice = notice_of(db, officer, reference, lock=True)
        if notice.edition != seen.notice.edition:
            return Problem.CHANGED_SINCE
        _approve(db, officer, clock, notice, seen, told)
        return None


def _against(seen: Packet, officer: Officer, clock: Clock, told: Approving) -> Answer:
    if seen.bars_approver is not None:
        return seen.bars_approver
    if told.digest != seen.digest:
        return Problem.CHANGED_SINCE
    if not seen.is_ready:
        return next(fault.refused for fault in faults_in(seen.checks) if not fault.is_overridable)
    override = Override(officer.member_id, told.override_reason)
    if refused := may_leave(runs=seen.runs, override=override):
        return refused
    if seen.notice.kind is NoticeKind.EXPOSURE and not told.typical:
        return Refused(Reason.NOT_TYPICAL, "四(四)")
    if seen.notice.current and not seen.correction:
        return Problem.NOTHING_CHANGED
    if seen.notice.current == 0 and told.publish_on < day_of(clock):
        return Problem.DATE_PAST
    take_down = seen.material.draft.take_down_on
    if take_down is None or take_down <= told.publish_on:
        return Problem.TAKE_DOWN_EARLY
    return None


def _approve(
    db: Session, officer: Officer, clock: Clock, notice: NoticeRow, seen: Packet, told: Approving
) -> None:
    today = day_of(clock)
    is_correction = notice.current > 0
    if not notice.number:
        notice.year, notice.sequence = today.year, next_sequence(db, notice.office_id, today.year)
        notice.number = seen.head.number(notice.year, notice.sequence)
    if not is_correction:
        notice.publish_on, notice.take_down_on = told.publish_on, seen.material.draft.take_down_on
        notice.state = NoticeState.APPROVED
    notice.current += 1
    notice.edition += 1
    document = _document(db, officer, notice, seen, today)
    row = NoticeApprovalRow(
        id=new_id(),
        notice_id=notice.id,
        n=notice.current,
        approved_by=officer.member_id,
        approved_on=today,
    )
    body = {"document": document, "override": told.override_reason.strip(), "typical": told.typical}
    row.sealed_body = sealed_for_office(officer, APPROVAL, row.id, body)
    db.add(row)
    acts.record(
        db,
        officer,
        clock,
        "approve_correction" if is_correction else "approve_notice",
        NOTICE,
        notice.id,
        clause=CLAUSE_OF[notice.kind],
        new=row.sealed_payload,
    )
    _lay_out(db, officer, notice, document, today)


def _document(db: Session, officer: Officer, notice: NoticeRow, seen: Packet, today: date) -> dict[str, Any]:
    """The body of the public document; a correction keeps the first day of publication and the first date."""
    before = approval_of(db, officer, notice, notice.current - 1) if notice.current > 1 else None
    dated = before.document["dated"] if before is not None else today.isoformat()
    return {
        **seen.material.text.body(),
        **_dates(notice),
        "issuer": seen.head.red_head,
        "signed_by_office": list(seen.head.signed_by),
        "dated": dated,
        "state": Shape.CORRECTED.value if before is not None else Shape.PUBLISHED.value,
        "reason_class": "",
        "correction": seen.correction,
        "corrected_on": today.isoformat() if before is not None else "",
    }


def _dates(notice: NoticeRow) -> dict[str, str]:
    published, take_down = notice.publish_on, notice.take_down_on
    return {
        "number": notice.number,
        "published_on": published.isoformat() if published is not None else "",
        "take_down_on": take_down.isoformat() if take_down is not None else "",
    }


def bare_document(notice: NoticeRow, shape: Shape, reason: ReasonClass) -> dict[str, Any]:
    """All that is left of a notice that was withdrawn or has expired: number, dates, class of reason."""
    withdrawn_on = notice.withdrawn_on if shape is Shape.WITHDRAWN else None
    return {
        **_dates(notice),
        "state": shape.value,
        "reason_class": REASON_WORDS[reason],
        "withdrawn_on": withdrawn_on.isoformat() if withdrawn_on is not None else "",
    }


def _lay_out(db: Session, officer: Officer, notice: NoticeRow, document: dict[str, Any], today: date) -> None:
    """Sign the document, and in the same act the shape in which it will expire."""
    if notice.publish_on is None or notice.take_down_on is None:
        raise ValueError("an approved notice has both its days")
    shape = Shape(document["state"])
    due_on = notice.publish_on if shape is Shape.PUBLISHED else today
    expired = bare_document(notice, Shape.EXPIRED, ReasonClass.EXPIRED)
    lay_out(
        db,
        officer,
        notice,
        (
            Waiting(shape, due_on, document),
            Waiting(Shape.EXPIRED, notice.take_down_on + timedelta(days=1), expired),
        ),
    )
