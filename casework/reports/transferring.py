"""Sending a report on: headers are wrapped anew for the other office, payloads stay where they are.

The office's own wraps are destroyed in the same transaction; its number, its day and its ledger entries stay,
and the other office's registration comes back as a return receipt. Nothing is left out however large the files
are, because no payload is moved.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import record
from casework.database import Clock, day_of
from casework.keyring import UnlockedKeys, open_sealed
from casework.offices import service as offices
from casework.offices.roster import superior_of
from casework.reports import outbox
from casework.reports.clocks import set_clock
from casework.reports.contents import contents
from casework.reports.register import new_report
from casework.reports.rows import ReportFileRow, ReportMessageRow, ReportRow
from casework.reports.words import Channel, ReporterStatus, Stage
from sealing import Recipient, Sealed, rewrap

UPWARD_CLAUSE = "检举控告工作规则 第十五条"


def send_on(
    db: Session,
    officer: Officer,
    clock: Clock,
    row: ReportRow,
    *,
    to_office: str,
    recipient: Recipient,
    clause: str,
) -> None:
    """Address a report, its additions and its files to another office, and destroy this office's wraps."""
    keys = officer.open_keys
    row.receipt_on = None
    if row.thread_id:
        additions = _additions(db, row)
        for document_id, header in [
            (row.document_id, row.sealed_header),
            *((message.document_id, message.sealed_header) for message in additions),
        ]:
            _readdress(db, clock, keys, row, document_id, header, to_office, recipient)
    else:
        _hand_over(db, officer, clock, row, to_office, recipient)
    _destroy_wraps(db, row)
    row.stage, row.sent_to = Stage.TRANSFERRED, to_office
    row.moved_on, row.unread = day_of(clock), False
    row.version += 1
    set_clock(db, row)
    record(db, officer, clock, "transfer", "report", row.id, clause=clause)


def _readdress(
    db: Session,
    clock: Clock,
    keys: UnlockedKeys,
    row: ReportRow,
    document_id: str,
    header: bytes,
    to_office: str,
    recipient: Recipient,
) -> None:
    files = db.scalars(select(ReportFileRow).filter_by(report_id=row.id, document_id=document_id))
    outbox.queue_readdress(
        db,
        clock,
        deposit_id=document_id,
        thread_id=row.thread_id,
        office_id=to_office,
        header=rewrap(header, keys.identities, [recipient]),
        file_headers={file.n: rewrap(file.header, keys.identities, [recipient]) for file in files},
    )


def _hand_over(
    db: Session, officer: Officer, clock: Clock, row: ReportRow, to_office: str, recipient: Recipient
) -> None:
    """A report without a deposit (telephone, letter, visit) goes to another office of this house directly."""
    copy = new_report(db, clock, to_office, Channel.TRANSFER, row.first_received_on, named=row.named)
    copy.document_id, copy.thread_id = row.document_id, ""
    header = rewrap(row.sealed_header, officer.open_keys.identities, [recipient])
    copy.sealed_body = Sealed(header=header, payload=row.sealed_payload)
    db.add(copy)
    db.flush()
    record(db, None, clock, "register", "report", copy.id, new=row.sealed_payload)
    row.receipt_on = day_of(clock)


def _additions(db: Session, row: ReportRow) -> Sequence[ReportMessageRow]:
    """What the reporter added. What is set aside stays: no key opens it here, or it belongs to another report."""
    found = select(ReportMessageRow).filter_by(report_id=row.id, from_reporter=True, set_aside_on=None)
    return db.scalars(found).all()


def _destroy_wraps(db: Session, row: ReportRow) -> None:
    row.sealed_header = b""
    row.summary_header = row.summary_payload = b""
    for message in _additions(db, row):
        message.sealed_header = b""
    for file in db.scalars(select(ReportFileRow).filter_by(report_id=row.id)):
        file.header = b""


def send_up_unread(db: Session, officer: Officer, clock: Clock, row: ReportRow) -> bool:
    """A report that names a member of this office goes to the superior before anybody here reads it.

    False where the superior has no key: the report stays behind a wall for the whole office, the registrar sees
    its number under 须报上级 with T-03 running, and every collecting tries again. Clause: 规则 15; settled H-03.
    """
    superior = superior_of(db, officer.office_id)
    recipient = offices.recipient_of(db, superior) if superior else None
    if superior is None or recipient is None:
        if row.sent_to is None:
            row.sent_to = superior or row.office_id
            set_clock(db, row)
            record(db, officer, clock, "alarm_no_superior_key", "report", row.id, clause=UPWARD_CLAUSE)
        return False
    told = contents(open_sealed(row.sealed_body, officer.open_keys, kind="report", id=row.document_id))
    outbox.queue_status(
        db,
        officer,
        clock,
        row,
        mailbox_recipient=told.mailbox_recipient,
        status=ReporterStatus.TRANSFERRED,
        reason="已转送有权处理的上级机关。",
    )
    send_on(db, officer, clock, row, to_office=superior, recipient=recipient, clause=UPWARD_CLAUSE)
    return True


def forward_addition(
    db: Session, officer: Officer, clock: Clock, report: ReportRow, message: ReportMessageRow
) -> None:
    """An addition that still came to the old office follows its report."""
    recipient = offices.recipient_of(db, report.sent_to) if report.sent_to else None
    if report.sent_to is None or recipient is None:
        record(db, officer, clock, "alarm_no_recipient", "message", message.id)
        return
    keys = officer.open_keys
    _readdress(db, clock, keys, report, message.document_id, message.sealed_header, report.sent_to, recipient)
    message.sealed_header = b""
    for file in db.scalars(
        select(ReportFileRow).filter_by(report_id=report.id, document_id=message.document_id)
    ):
        file.header = b""
    record(db, officer, clock, "forward_addition", "message", message.id)
