"""Opening a report for an officer: the ledger entry first, then the checks, then the words.

A report that is not what was registered is never shown: it is an alarm (`RecordAltered`). What linkage suggests
is computed on opening, from the words and the roster, and kept nowhere.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import is_as_recorded, record_opening
from casework.database import Clock, Store, day_of
from casework.keyring import open_sealed
from casework.offices import service as offices
from casework.reports.clocks import ClockFace, calendar_on, face
from casework.reports.contents import Contents, FileEntry, contents, files
from casework.reports.declared import Declared, declared_by
from casework.reports.people import people
from casework.reports.queries import find, messages_of
from casework.reports.related import Similar, Suggestion, links_of, similar, suggested
from casework.reports.rows import ReportFileRow, ReportMessageRow, ReportRow
from casework.reports.words import Channel, Judgement, LinkKind, ReporterStatus, Request, Stage
from regulation.calendar import Calendar
from sealing import SealingError
from sealing.documents import DocumentError


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the dialogue. `request` stands first on the page; `status` is what the office told with it."""

    id: str
    from_reporter: bool
    who: str
    on: date
    text: str
    request: Request | None
    files: tuple[FileEntry, ...]
    document_id: str
    status: ReporterStatus | None = None
    sealed_away: bool = False

    @property
    def is_line(self) -> bool:
        """A change of status without a word: one line, not a letter."""
        return self.status is not None and not self.text and not self.files


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report with everything its page shows."""

    id: str
    reference: str
    version: int
    channel: Channel
    named: bool
    stage: Stage
    received_on: date
    first_received_on: date
    handler_id: str | None
    handler: str
    clock: ClockFace
    unread: bool
    alarm: bool
    case_ref: str | None
    document_id: str
    has_mailbox: bool
    told: Contents
    payload_sha256: str
    file_hashes: dict[tuple[str, int], str]
    messages: tuple[Message, ...]
    suggestions: tuple[Suggestion, ...]
    weak: tuple[Suggestion, ...]
    unlisted: int
    similar: tuple[Similar, ...]
    declared: tuple[Declared, ...]
    declared_altered: tuple[str, ...]
    model: str

    @property
    def requests(self) -> tuple[Message, ...]:
        """What the reporter asked for besides writing, newest first."""
        return tuple(m for m in reversed(self.messages) if m.request is not None)


def open_report(
    store: Store, officer: Officer, clock: Clock, *, reference: str, beside: str = ""
) -> OpenReport | None:
    """The report, opened; None where it does not exist for this officer or was sent on. `beside` is a person to be
    shown among the suggestions even if nothing leads to him.

    Raises `RecordAltered` when it differs from its ledger entry.
    """
    with store.read() as db:
        row = find(db, officer, reference)
    if row is None or not row.sealed_header:
        return None
    record_opening(store, officer, clock, "report", row.id, payload=row.sealed_payload)
    _hold_dialogue_against_ledger(store, officer, clock, row)
    told = contents(open_sealed(row.sealed_body, officer.open_keys, kind="report", id=row.document_id))
    linker = people(store).linker
    with store.read() as db:
        links = links_of(db, officer, row)
        messages = _messages(db, officer, row)
        alike = similar(db, officer, row, links)
        names = offices.names_of(db, [row.handler_id] if row.handler_id else [])
        hashes = _file_hashes(db, row)
        calendar = calendar_on(db, day_of(clock))
    about = suggested(linker, told.clue, links, beside)
    confirmed = {
        link.target: link.label
        for link in links.values()
        if link.kind is LinkKind.OFFICIAL and link.judgement is Judgement.YES
    }
    declared, altered = declared_by(store, officer, clock, told, linker.roster.gazetteer, confirmed)
    return _shown(
        row,
        day_of(clock),
        calendar,
        told=told,
        handler=names.get(row.handler_id or "", ""),
        file_hashes=hashes,
        messages=messages,
        suggestions=about.suggestions,
        weak=about.weak,
        unlisted=about.unlisted,
        similar=alike,
        declared=declared,
        declared_altered=altered,
        model=about.model,
    )


def _hold_dialogue_against_ledger(store: Store, officer: Officer, clock: Clock, row: ReportRow) -> None:
    """What a reporter wrote later carries no signature: only the ledger tells whether it is what came."""
    with store.read() as db:
        altered = [
            each
            for each in messages_of(db, row.id)
            if each.from_reporter and not is_as_recorded(db, "message", each.id, each.sealed_payload)
        ]
    for each in altered:
        record_opening(store, officer, clock, "message", each.id, payload=each.sealed_payload)


def _shown(row: ReportRow, today: date, calendar: Calendar, *, told: Contents, **shown: Any) -> OpenReport:
    return OpenReport(
        id=row.id,
        reference=row.reference,
        version=row.version,
        channel=row.channel,
        named=row.named,
        stage=row.stage,
        received_on=row.received_on,
        first_received_on=row.first_received_on,
        handler_id=row.handler_id,
        clock=face(row, today, calendar),
        unread=row.unread,
        alarm=row.unopenable_on is not None,
        case_ref=row.case_ref,
        document_id=row.document_id,
        has_mailbox=bool(told.mailbox_recipient),
        told=told,
        payload_sha256=sha256(row.sealed_payload).hexdigest(),
        **shown,
    )


def _messages(db: Session, officer: Officer, row: ReportRow) -> tuple[Message, ...]:
    rows = [m for m in messages_of(db, row.id) if m.collected or not m.from_reporter]
    names = offices.names_of(db, [m.author_id for m in rows if m.author_id])
    return tuple(_message(db, officer, m, names) for m in rows)


def _message(db: Session, officer: Officer, row: ReportMessageRow, names: dict[str, str]) -> Message:
    kind = "message" if row.from_reporter else "sent"
    verify = None if row.from_reporter else offices.verify_keys_of(db, *filter(None, [row.author_id]))
    body: dict[str, Any] = {}
    sealed_away = not row.sealed_header
    if not sealed_away:
        try:
            body = open_sealed(
                row.sealed_body, officer.open_keys, kind=kind, id=row.document_id, verify_keys=verify
            )
        except (SealingError, DocumentError):
            sealed_away = True
    asked, status = body.get("request"), body.get("status")
    return Message(
        id=row.id,
        from_reporter=row.from_reporter,
        who=names.get(row.author_id or "", ""),
        on=row.on,
        text=str(body.get("text", "")),
        request=Request(asked) if asked in set(Request) else None,
        files=files(body),
        document_id=row.document_id,
        status=ReporterStatus(status) if not row.from_reporter and status in set(ReporterStatus) else None,
        sealed_away=sealed_away,
    )


def _file_hashes(db: Session, row: ReportRow) -> dict[tuple[str, int], str]:
    rows = db.scalars(select(ReportFileRow).filter_by(report_id=row.id))
    return {(file.document_id, file.n): file.payload_sha256.hex() for file in rows}
