"""From this database to the mailbox: signed documents wait here for their day and are carried over by a keyless timer.

The two databases share no transaction. A document is carried under the notice's own id, so a second time changes
nothing: one row in the mailbox however often the sweep runs. What waits for a notice is replaced as a whole by the
next decision on it, and a row is carried under the notice's lock, so that nothing older can follow something newer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.database import Clock, Store, day_of, new_id
from casework.notices.records import CLAUSE_OF, NOTICE
from casework.notices.rows import NoticeOutboxRow, NoticeRow
from casework.notices.words import ReasonClass, Shape
from mailbox.ids import NoticeId, OfficeId
from mailbox.notices import PublicDocument, PublicKind, publish
from regulation.case_terms import NoticeState
from sealing.documents import encode_signed

STATE_AFTER: Mapping[Shape, NoticeState] = {
    Shape.PUBLISHED: NoticeState.PUBLISHED,
    Shape.CORRECTED: NoticeState.CORRECTED,
    Shape.WITHDRAWN: NoticeState.WITHDRAWN,
    Shape.EXPIRED: NoticeState.EXPIRED,
}
GONE = (Shape.WITHDRAWN, Shape.EXPIRED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document's body, and the day from which it lies in the mailbox."""

    shape: Shape
    due_on: date
    body: dict[str, Any]


def lay_out(db: Session, officer: Officer, notice: NoticeRow, waiting: Sequence[Waiting]) -> None:
    """Sign these documents with the office's key and let them wait, in place of whatever waited before."""
    db.execute(
        delete(NoticeOutboxRow).where(
            NoticeOutboxRow.notice_id == notice.id, NoticeOutboxRow.delivered_on.is_(None)
        )
    )
    for each in waiting:
        document = encode_signed(
            PublicKind.NOTICE.value, notice.id, 1, each.body, signer=officer.open_keys.office_signing
        )
        row = NoticeOutboxRow(
            id=new_id(),
            notice_id=notice.id,
            shape=each.shape,
            n=notice.current,
            due_on=each.due_on,
            document=document,
        )
        db.add(row)
    db.flush()


def take_back(db: Session, notice: NoticeRow) -> None:
    """Nothing of this notice waits any more."""
    db.execute(
        delete(NoticeOutboxRow).where(
            NoticeOutboxRow.notice_id == notice.id, NoticeOutboxRow.delivered_on.is_(None)
        )
    )


def deliver(store: Store, mailbox: Store, clock: Clock) -> int:
    """Carry over everything whose day has come; returns how many. Needs no key; may be run again at any time."""
    today = day_of(clock)
    with store.read() as db:
        due = db.execute(
            select(NoticeOutboxRow.id, NoticeOutboxRow.notice_id)
            .where(NoticeOutboxRow.delivered_on.is_(None), NoticeOutboxRow.due_on <= today)
            .order_by(NoticeOutboxRow.due_on, NoticeOutboxRow.n)
        ).all()
    return sum(_carry(store, mailbox, clock, row.id, row.notice_id) for row in due)


def _carry(store: Store, mailbox: Store, clock: Clock, entry_id: str, notice_id: str) -> bool:
    """Carry one document under the notice's lock; False where a newer decision took it back in between."""
    with store.write() as db:
        notice = db.get_one(NoticeRow, notice_id, with_for_update=True)
        entry = db.get(NoticeOutboxRow, entry_id, populate_existing=True)
        if entry is None or entry.delivered_on is not None or notice.publish_on is None:
            return False
        with mailbox.write() as box:
            publish(
                box,
                PublicDocument(
                    NoticeId(notice.id),
                    PublicKind.NOTICE,
                    OfficeId(notice.office_id),
                    notice.publish_on,
                    entry.document,
                ),
            )
        document, entry.document, entry.delivered_on = entry.document, b"", day_of(clock)
        notice.state = STATE_AFTER[entry.shape]
        if entry.shape is Shape.CORRECTED:
            notice.corrected_on = day_of(clock)
        if entry.shape is Shape.EXPIRED:
            notice.reason_class = ReasonClass.EXPIRED
        if entry.shape in GONE:
            take_back(db, notice)
        act = f"carry_{entry.shape.value}"
        acts.record(db, None, clock, act, NOTICE, notice.id, clause=CLAUSE_OF[notice.kind], new=document)
        return True
