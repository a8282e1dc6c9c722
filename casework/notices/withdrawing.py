"""Taking a notice back: an approval before its day, a published notice with the class of the reason."""

from sqlalchemy import select

from casework import acts
from casework.access import Officer
from casework.database import Clock, Store, day_of
from casework.notices.approving import bare_document
from casework.notices.outbox import Waiting, lay_out, take_back
from casework.notices.records import CLAUSE_OF, NOTICE, notice_of, pending
from casework.notices.rows import NoticeApprovalRow
from casework.notices.words import Problem, ReasonClass, Shape
from regulation.case_terms import NoticeState
from regulation.decisions import Refused
from regulation.lifecycles import may_move


def withdraw(
    store: Store, officer: Officer, clock: Clock, *, reference: str, reason: ReasonClass
) -> Problem | Refused | None:
    """撤回: the signed shape with number, dates and class of reason takes the notice's place at its address.

    A correction in drafting goes with it. Refused for a notice that is not public.
    """
    if reason is ReasonClass.EXPIRED:
        return Problem.NOT_A_CHOICE
    with store.write() as db:
        notice = notice_of(db, officer, reference, lock=True)
        if refused := may_move(notice.state, NoticeState.WITHDRAWN):
            return refused
        correction = pending(db, notice)
        if correction is not None:
            db.delete(correction)
        today = day_of(clock)
        notice.state, notice.reason_class, notice.withdrawn_on = NoticeState.WITHDRAWN, reason, today
        notice.edition += 1
        body = bare_document(notice, Shape.WITHDRAWN, reason)
        lay_out(db, officer, notice, (Waiting(Shape.WITHDRAWN, today, body),))
        acts.record(db, officer, clock, "withdraw_notice", NOTICE, notice.id, clause=CLAUSE_OF[notice.kind])
        return None


def undo_approval(
    store: Store, officer: Officer, clock: Clock, *, reference: str
) -> Problem | Refused | None:
    """撤回批准: an approved notice that is not yet public is a draft again; it keeps its number."""
    with store.write() as db:
        notice = notice_of(db, officer, reference, lock=True)
        if refused := may_move(notice.state, NoticeState.DRAFT):
            return refused
        found = select(NoticeApprovalRow).where(
            NoticeApprovalRow.notice_id == notice.id, NoticeApprovalRow.undone_on.is_(None)
        )
        for approval in db.scalars(found):
            approval.undone_on = day_of(clock)
        take_back(db, notice)
        notice.state, notice.current, notice.publish_on = NoticeState.DRAFT, 0, None
        notice.edition += 1
        row = pending(db, notice)
        if row is not None:
            row.submitted_on = None
        acts.record(db, officer, clock, "undo_approval", NOTICE, notice.id, clause=CLAUSE_OF[notice.kind])
        return None
