"""Replies: statuses and messages of an office, each sealed to the receipt's recipient and signed inside."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from mailbox.ids import ReplyId, ThreadId
from mailbox.rows import ReplyRow


@dataclass(frozen=True, slots=True)
class Reply:
    """One sealed message to a reporter; header and payload together are one age file."""

    id: ReplyId
    thread_id: ThreadId
    posted_on: date
    header: bytes
    payload: bytes


def post(db: Session, reply: Reply) -> None:
    """Lay a reply in the mailbox; laying the same id again changes nothing, so an outbox may repeat itself."""
    if db.get(ReplyRow, reply.id) is not None:
        return
    db.execute(
        insert(ReplyRow).values(
            id=reply.id,
            thread_id=reply.thread_id,
            posted_on=reply.posted_on,
            header=reply.header,
            payload=reply.payload,
        )
    )


def replies_to(db: Session, thread_id: ThreadId) -> tuple[Reply, ...]:
    """Every reply of one thread, oldest day first; within a day the sealed documents say their own order."""
    rows = db.scalars(
        select(ReplyRow).where(ReplyRow.thread_id == thread_id).order_by(ReplyRow.posted_on, ReplyRow.id)
    )
    return tuple(
        Reply(ReplyId(row.id), ThreadId(row.thread_id), row.posted_on, row.header, row.payload)
        for row in rows
    )


def erase_thread(db: Session, thread_id: ThreadId) -> None:
    """Remove every reply of a thread, when its retention ends."""
    db.execute(delete(ReplyRow).where(ReplyRow.thread_id == thread_id))
