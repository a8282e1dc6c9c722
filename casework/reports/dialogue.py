"""Speaking with a reporter: replies and statuses, signed by the office, sealed to the receipt's recipient.

Rules kept:
- Whatever is sent passes the eight-character check first; the same person cannot override it.
- A copy signed by its author stays with the office.
- The letter leaves through the outbox, in the transaction of the act that causes it.
"""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import hold, record
from casework.database import Clock, Store, day_of, new_id
from casework.keyring import open_sealed, seal_document
from casework.reports import outbox
from casework.reports.answers import NotDone, Problem
from casework.reports.contents import Contents, contents
from casework.reports.links import targets
from casework.reports.queries import find, messages_of
from casework.reports.repeating import repeated_run
from casework.reports.rows import ReportMessageRow, ReportRow
from casework.reports.words import Judgement, LinkKind, ReporterStatus

LONGEST = 4000


def opened(db: Session, officer: Officer, row: ReportRow) -> Contents:
    """The report's words, for an act that needs them. Raises `RecordAltered` where they are not as registered."""
    hold(db, "report", row.id, row.sealed_payload)
    return contents(open_sealed(row.sealed_body, officer.open_keys, kind="report", id=row.document_id))


def repeats(db: Session, officer: Officer, row: ReportRow, told: Contents, text: str) -> NotDone | None:
    """Refuse a text that repeats eight characters of this report, its additions, or a report linked with it."""
    reports = [told, *linked_reports(db, officer, row)]
    words = [report.told for report in reports]
    words += [str(body.get("text", "")) for body in additions(db, officer, row)]
    allowed = [name for report in reports for name in report.identities]
    run = repeated_run(text, words, allowed)
    return NotDone(Problem.REPEATS_REPORT, run=run) if run else None


def additions(db: Session, officer: Officer, row: ReportRow) -> list[dict[str, object]]:
    """What the reporter added later, opened."""
    return [
        open_sealed(m.sealed_body, officer.open_keys, kind="message", id=m.document_id)
        for m in messages_of(db, row.id)
        if m.from_reporter and m.collected and m.sealed_header
    ]


def linked_reports(db: Session, officer: Officer, row: ReportRow) -> list[Contents]:
    """The reports somebody confirmed as speaking of the same, opened."""
    found = []
    for report_id in targets(db, officer, row.id, LinkKind.REPORT, Judgement.YES):
        other = db.get(ReportRow, report_id)
        if other is not None and other.sealed_header:
            found.append(opened(db, officer, other))
    return found


def say(
    db: Session,
    officer: Officer,
    clock: Clock,
    row: ReportRow,
    told: Contents,
    *,
    text: str,
    status: ReporterStatus | None = None,
) -> None:
    """Queue a reply, or a status with its reason, and keep the author's signed copy. The check was made."""
    if status is None:
        outbox.queue_reply(db, officer, clock, row, mailbox_recipient=told.mailbox_recipient, text=text)
    else:
        outbox.queue_status(
            db, officer, clock, row, mailbox_recipient=told.mailbox_recipient, status=status, reason=text
        )
    _keep_copy(db, officer, clock, row, text, status)


def _keep_copy(
    db: Session, officer: Officer, clock: Clock, row: ReportRow, text: str, status: ReporterStatus | None
) -> None:
    message_id = new_id()
    sealed = seal_document(
        [officer.open_keys.office_identity.recipient],
        kind="sent",
        id=message_id,
        version=1,
        body={
            "report": row.id,
            "text": text,
            "status": status.value if status is not None else "",
            "on": day_of(clock).isoformat(),
        },
        signer=officer.open_keys.member_signing,
    )
    place = db.scalar(select(func.count()).select_from(ReportMessageRow).filter_by(report_id=row.id)) or 0
    copy = ReportMessageRow(
        id=message_id,
        report_id=row.id,
        document_id=message_id,
        from_reporter=False,
        on=day_of(clock),
        place=place,
        author_id=officer.member_id,
        collected=True,
    )
    copy.sealed_body = sealed
    db.add(copy)
    record(db, officer, clock, "write", "message", message_id, new=sealed.payload)


def check_text(text: str, *, longest: int = LONGEST) -> str:
    """The text as it is sent."""
    return text.strip()[:longest]


def send_reply(
    store: Store, officer: Officer, clock: Clock, *, reference: str, version: int, text: str
) -> NotDone | None:
    """Answer the reporter. Reading is marked with the answer."""
    words = check_text(text)
    if not words:
        return NotDone(Problem.TEXT_MISSING)
    with store.write() as db:
        row = find(db, officer, reference, lock=True)
        if row is None or not row.sealed_header:
            return NotDone(Problem.UNKNOWN)
        if row.version != version:
            return NotDone(Problem.STALE, now=row.version)
        told = opened(db, officer, row)
        if not told.mailbox_recipient:
            return NotDone(Problem.NO_MAILBOX)
        refused = repeats(db, officer, row, told, words)
        if refused is not None:
            return refused
        say(db, officer, clock, row, told, text=words)
        row.unread, row.moved_on = False, day_of(clock)
        row.version += 1
    return None


def mark_read(store: Store, officer: Officer, clock: Clock, *, references: Sequence[str]) -> None:
    """The reporter's messages were read and need no answer now."""
    with store.write() as db:
        for reference in references:
            row = find(db, officer, reference, lock=True)
            if row is not None and row.unread:
                row.unread = False
                record(db, officer, clock, "mark_read", "report", row.id)
