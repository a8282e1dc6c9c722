"""Opening a report for an officer: the ledger entry first, then the checks, then the words.

A report that is not what was registered is never shown: it is an alarm (`RecordAltered`). What linkage suggests
is computed on opening, from the words and the roster, and kept nowhere.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import is_as_recorded, record_opening
from casework.database import Clock, Store, day_of
from casework.keyring import open_sealed
from casework.linkage import Candidate, Reason, reasons
from casework.offices import service as offices
from casework.reports.clocks import ClockFace, face
from casework.reports.contents import Contents, FileEntry, contents, files
from casework.reports.declared import Declared, declared_by
from casework.reports.links import link_body
from casework.reports.people import people
from casework.reports.queries import find, messages_of
from casework.reports.rows import ReportFileRow, ReportLinkRow, ReportMessageRow, ReportRow, ReportTagRow
from casework.reports.walls import visible
from casework.reports.words import Channel, Judgement, LinkKind, Request, Stage
from sealing import SealingError
from sealing.documents import DocumentError


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement in force."""

    id: str
    kind: LinkKind
    target: str
    label: str
    judgement: Judgement
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate with its reasons, and the judgement about it if there is one."""

    kind: LinkKind
    target: str
    label: str
    detail: str
    reasons: tuple[Reason, ...]
    tied: bool
    link: Link | None


@dataclass(frozen=True, slots=True)
class Similar:
    """Another report that touches the same official, visible to this officer too."""

    reference: str
    report_id: str
    received_on: date
    named: bool
    shared: int
    link: Link | None


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the dialogue. `request` stands first on the page."""

    id: str
    from_reporter: bool
    who: str
    on: date
    text: str
    request: Request | None
    files: tuple[FileEntry, ...]
    document_id: str
    sealed_away: bool = False


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
    hidden: int
    similar: tuple[Similar, ...]
    declared: tuple[Declared, ...]
    model: str

    @property
    def requests(self) -> tuple[Message, ...]:
        """What the reporter asked for besides writing, newest first."""
        return tuple(m for m in reversed(self.messages) if m.request is not None)


def open_report(store: Store, officer: Officer, clock: Clock, *, reference: str) -> OpenReport | None:
    """The report, opened; None where it does not exist for this officer or was sent on.

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
    suggested = linker.officials(told.clue)
    with store.read() as db:
        links = _links(db, officer, row)
        messages = _messages(db, officer, row)
        similar = _similar(db, officer, row, links)
        names = offices.names_of(db, [row.handler_id] if row.handler_id else [])
        hashes = _file_hashes(db, row)
    confirmed = {
        link.target: link.label
        for link in links.values()
        if link.kind is LinkKind.OFFICIAL and link.judgement is Judgement.YES
    }
    declared = declared_by(store, officer, clock, told, linker.roster.gazetteer, confirmed)
    return _shown(
        row,
        day_of(clock),
        told=told,
        handler=names.get(row.handler_id or "", ""),
        file_hashes=hashes,
        messages=messages,
        suggestions=_suggestions(suggested.candidates, links),
        hidden=suggested.hidden,
        similar=similar,
        declared=declared,
        model=suggested.model,
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


def _shown(row: ReportRow, today: date, *, told: Contents, **shown: Any) -> OpenReport:
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
        clock=face(row, today),
        unread=row.unread,
        alarm=row.unopenable_on is not None,
        case_ref=row.case_ref,
        document_id=row.document_id,
        has_mailbox=bool(told.mailbox_recipient),
        told=told,
        payload_sha256=sha256(row.sealed_payload).hexdigest(),
        **shown,
    )


def _suggestions(candidates: tuple[Candidate, ...], links: dict[str, Link]) -> tuple[Suggestion, ...]:
    shown = [
        Suggestion(LinkKind.OFFICIAL, c.id, c.label, c.detail, reasons(c), c.tied_with > 0, links.get(c.id))
        for c in candidates
    ]
    known = {s.target for s in shown}
    kept = [
        Suggestion(LinkKind.OFFICIAL, link.target, link.label, "", (), tied=False, link=link)
        for link in links.values()
        if link.kind is LinkKind.OFFICIAL and link.target not in known
    ]
    return (*shown, *kept)


def _links(db: Session, officer: Officer, row: ReportRow) -> dict[str, Link]:
    rows = db.scalars(select(ReportLinkRow).filter_by(report_id=row.id, undone_at=None)).all()
    names = offices.names_of(db, [link.made_by for link in rows])
    found = {}
    for link in rows:
        body = link_body(db, officer, link)
        found[str(body["target"])] = Link(
            id=link.id,
            kind=link.kind,
            target=str(body["target"]),
            label=str(body["label"]),
            judgement=link.judgement,
            reason=str(body["reason"]),
            by=names.get(link.made_by, ""),
            on=link.made_at.date(),
        )
    return found


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
    asked = body.get("request")
    return Message(
        id=row.id,
        from_reporter=row.from_reporter,
        who=names.get(row.author_id or "", ""),
        on=row.on,
        text=str(body.get("text", "")),
        request=Request(asked) if asked in set(Request) else None,
        files=files(body),
        document_id=row.document_id,
        sealed_away=sealed_away,
    )


def _similar(db: Session, officer: Officer, row: ReportRow, links: dict[str, Link]) -> tuple[Similar, ...]:
    own = db.scalars(
        select(ReportTagRow.tag).where(ReportTagRow.report_id == row.id, ReportTagRow.subject.is_(True))
    ).all()
    shared = func.count(ReportTagRow.tag).label("shared")
    touching = (
        select(ReportTagRow.report_id, shared)
        .where(ReportTagRow.tag.in_(own), ReportTagRow.subject.is_(True), ReportTagRow.report_id != row.id)
        .group_by(ReportTagRow.report_id)
        .subquery()
    )
    statement = (
        select(ReportRow, touching.c.shared)
        .join(touching, touching.c.report_id == ReportRow.id)
        .where(*visible(db, officer), ReportRow.stage != Stage.TRANSFERRED)
        .order_by(touching.c.shared.desc(), ReportRow.first_received_on.desc(), ReportRow.id)
        .limit(10)
    )
    return tuple(
        Similar(other.reference, other.id, other.first_received_on, other.named, int(n), links.get(other.id))
        for other, n in db.execute(statement)
    )


def _file_hashes(db: Session, row: ReportRow) -> dict[tuple[str, int], str]:
    rows = db.scalars(select(ReportFileRow).filter_by(report_id=row.id))
    return {(file.document_id, file.n): file.payload_sha256.hex() for file in rows}
