"""What must reach the mailbox: laid down with the act that causes it, carried over by a keyless timer, by id.

The casework database and the mailbox share no transaction. An entry is delivered once or again with the same
id, which the mailbox takes as once.
"""

import json

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import record
from casework.database import Clock, Store, day_of, new_id
from casework.keyring import seal_document
from casework.reports.rows import OutgoingRow, ReportRow
from casework.reports.words import ReporterStatus
from mailbox import deposits, replies
from mailbox.ids import DepositId, OfficeId, ReplyId, ThreadId
from mailbox.replies import Reply
from sealing import parse_recipient


def queue_status(
    db: Session,
    officer: Officer,
    clock: Clock,
    report: ReportRow,
    *,
    mailbox_recipient: str,
    status: ReporterStatus,
    reason: str,
) -> None:
    """A signed status for the reporter. Nothing where the reporter has no mailbox (telephone, letter, visit)."""
    body = {
        "thread": report.thread_id,
        "status": status.value,
        "reason": reason,
        "on": day_of(clock).isoformat(),
    }
    _queue(db, officer, clock, report, mailbox_recipient, "status", body)


def queue_reply(
    db: Session, officer: Officer, clock: Clock, report: ReportRow, *, mailbox_recipient: str, text: str
) -> None:
    """A signed message for the reporter."""
    body = {"thread": report.thread_id, "text": text, "on": day_of(clock).isoformat()}
    _queue(db, officer, clock, report, mailbox_recipient, "reply", body)


def _queue(
    db: Session,
    officer: Officer,
    clock: Clock,
    report: ReportRow,
    mailbox_recipient: str,
    kind: str,
    body: dict[str, str],
) -> None:
    if not mailbox_recipient:
        return
    reply_id = new_id()
    today = select(func.count()).where(
        OutgoingRow.thread_id == report.thread_id, OutgoingRow.day == day_of(clock)
    )
    letter: dict[str, object] = {**body, "n": db.scalar(today) or 0}
    sealed = seal_document(
        [parse_recipient(mailbox_recipient)],
        kind=kind,
        id=reply_id,
        version=1,
        body=letter,
        signer=officer.open_keys.office_signing,
    )
    db.add(
        OutgoingRow(
            id=reply_id,
            thread_id=report.thread_id,
            office_id=report.office_id,
            day=day_of(clock),
            header=sealed.header,
            payload=sealed.payload,
        )
    )
    record(db, officer, clock, f"send_{kind}", "report", report.id)


def queue_readdress(
    db: Session,
    clock: Clock,
    *,
    deposit_id: str,
    thread_id: str,
    office_id: str,
    header: bytes,
    file_headers: dict[int, bytes],
) -> None:
    """A deposit that belongs to another office now."""
    packed = json.dumps({str(n): header.hex() for n, header in file_headers.items()}).encode()
    db.add(
        OutgoingRow(
            id=new_id(),
            thread_id=thread_id,
            deposit_id=deposit_id,
            office_id=office_id,
            day=day_of(clock),
            header=header,
            file_headers=packed,
        )
    )


def deliver(store: Store, mailbox: Store, clock: Clock) -> int:
    """Carry everything over that is not yet delivered; returns how many. Needs no key."""
    with store.read() as db:
        waiting = db.scalars(select(OutgoingRow).where(OutgoingRow.delivered_on.is_(None))).all()
    for entry in waiting:
        with mailbox.write() as box:
            _lay(box, entry)
        with store.write() as db:
            db.get_one(OutgoingRow, entry.id).delivered_on = day_of(clock)
            record(db, None, clock, "deliver", "outgoing", entry.id)
    return len(waiting)


def _lay(box: Session, entry: OutgoingRow) -> None:
    if entry.deposit_id:
        packed: dict[str, str] = json.loads(entry.file_headers)
        deposits.readdress(
            box,
            DepositId(entry.deposit_id),
            office_id=OfficeId(entry.office_id),
            header=entry.header,
            file_headers={int(n): bytes.fromhex(header) for n, header in packed.items()},
        )
        return
    thread = ThreadId(entry.thread_id)
    replies.post(box, Reply(ReplyId(entry.id), thread, entry.day, entry.header, entry.payload))
