"""Files of a report: officers see pictures made in the confined child; the original needs a reason and is recorded.

Every step checks what it holds: the payload against the hash registered with the deposit, the plaintext against
the hash and the size that the sealed document tells.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import RecordAltered, hold, record
from casework.confined import Preview, preview
from casework.database import Clock, Store, day_of, new_id
from casework.keyring import open_sealed, open_sealed_file, seal_document
from casework.offices.service import verify_keys_of
from casework.reports.answers import NotDone, Problem
from casework.reports.contents import FileEntry, files
from casework.reports.endings import true_ending
from casework.reports.queries import find, messages_of
from casework.reports.rows import OriginalRow, ReportFileRow, ReportMessageRow, ReportRow
from casework.workplace import Workplace
from mailbox.ids import BlobId

REASON = "opening_reason"


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file's entry and its bytes as the reporter sent them. The bytes never reach a page. `number` counts the files
    of the report and then of its additions from 1."""

    entry: FileEntry
    data: bytes
    number: int = 0

    def name(self, reference: str) -> str:
        """What it is called when handed out: the reference, its number, what it truly is. The reporter's own name for
        it may say who he is, and its ending may be a lie."""
        return f"{reference}-{self.number}.{true_ending(self.data)}"


def view(
    work: Workplace, officer: Officer, *, reference: str, document_id: str, n: int
) -> tuple[FileEntry, Preview] | None:
    """Safe pictures of a file. Raises `Refusal` where there is no safe view, `RecordAltered` on an alarm."""
    opened = _open(work, officer, reference, document_id, n, act="view_file")
    if opened is None:
        return None
    return opened.entry, preview(opened.data, opened.entry.type)


def original(
    work: Workplace, officer: Officer, *, reference: str, document_id: str, n: int, reason: str
) -> OpenFile | NotDone:
    """The original, for evidence. The reason is recorded before a byte is given."""
    if not reason.strip():
        return NotDone(Problem.REASON_MISSING)
    opened = _open(work, officer, reference, document_id, n, act="open_original", reason=reason.strip())
    return opened if opened is not None else NotDone(Problem.UNKNOWN)


def _open(
    work: Workplace, officer: Officer, reference: str, document_id: str, n: int, *, act: str, reason: str = ""
) -> OpenFile | None:
    with work.store.read() as db:
        row = find(db, officer, reference)
        file = db.get(ReportFileRow, (document_id, row.id, n)) if row is not None else None
        message = db.scalar(
            select(ReportMessageRow).filter_by(document_id=document_id, report_id=row.id if row else "")
        )
    if row is None or file is None or not file.header or not row.sealed_header:
        return None
    with work.store.read() as db:
        entry = _entry(db, officer, row, message, document_id, n)
        number = _number(db, row, document_id, n)
    if entry is None:
        return None
    _record(work.store, officer, work.clock, act, file, reason)
    with work.mailbox.read() as box:
        payload = work.blobs.read(box, BlobId(file.blob_id))
    if sha256(payload).digest() != file.payload_sha256:
        raise RecordAltered("report_file", f"{document_id[:72]}:{n}")
    data = open_sealed_file(file.header, payload, officer.open_keys)[: entry.size]
    if entry.sha256 and sha256(data).hexdigest() != entry.sha256:
        raise RecordAltered("report_file", f"{document_id[:72]}:{n}")
    return OpenFile(entry, data, number)


def _entry(
    db: Session,
    officer: Officer,
    row: ReportRow,
    message: ReportMessageRow | None,
    document_id: str,
    n: int,
) -> FileEntry | None:
    sealed, kind, record_id = row.sealed_body, "report", row.id
    if document_id != row.document_id:
        if message is None or not message.from_reporter or not message.collected:
            return None
        sealed, kind, record_id = message.sealed_body, "message", message.id
    hold(db, kind, record_id, sealed.payload)
    body = open_sealed(sealed, officer.open_keys, kind=kind, id=document_id)
    return next((entry for entry in files(body) if entry.n == n), None)


def _number(db: Session, row: ReportRow, document_id: str, n: int) -> int:
    places = {each.document_id: each.place + 1 for each in messages_of(db, row.id)}
    files_of_report = db.scalars(select(ReportFileRow).filter_by(report_id=row.id))
    ordered = sorted((places.get(each.document_id, 0), each.document_id, each.n) for each in files_of_report)
    return 1 + [(document, place) for _, document, place in ordered].index((document_id, n))


def _record(store: Store, officer: Officer, clock: Clock, act: str, file: ReportFileRow, reason: str) -> None:
    with store.write() as db:
        payload = _keep_reason(db, officer, clock, file, reason) if reason else None
        record(db, officer, clock, act, "report_file", f"{file.document_id[:72]}:{file.n}", new=payload)


def _keep_reason(db: Session, officer: Officer, clock: Clock, file: ReportFileRow, reason: str) -> bytes:
    """Seal the reason to the office; the ledger commits to the sealed payload: words that few would guess among are
    not hashed. Answers the payload."""
    keys, row_id = officer.open_keys, new_id()
    sealed = seal_document(
        [keys.office_identity.recipient],
        kind=REASON,
        id=row_id,
        version=1,
        body={"reason": reason},
        signer=keys.member_signing,
    )
    db.add(
        OriginalRow(
            id=row_id,
            report_id=file.report_id,
            document_id=file.document_id,
            n=file.n,
            made_by=officer.member_id,
            made_on=day_of(clock),
            sealed_body=sealed,
        )
    )
    return sealed.payload


def reasons(db: Session, officer: Officer, reference: str) -> list[tuple[str, int, date, str]]:
    """Who took which original when, and why, the first first; nothing where the report does not exist for the officer."""
    row = find(db, officer, reference)
    found = db.scalars(
        select(OriginalRow).where(OriginalRow.report_id == (row.id if row is not None else ""))
    )
    told: list[tuple[str, int, date, str]] = []
    for each in sorted(found, key=lambda one: (one.made_on, one.id)):
        signers = verify_keys_of(db, each.made_by)
        body = open_sealed(each.sealed_body, officer.open_keys, kind=REASON, id=each.id, verify_keys=signers)
        told.append((each.made_by, each.n, each.made_on, str(body["reason"])))
    return told
