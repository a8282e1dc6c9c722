"""Sending: from a draft to a deposit sealed to one office, once, however often the button is pressed.

The order is the promise. The receipt is drawn into the draft first; then payloads are placed and synced; then one
transaction puts the deposit in, keyed by the receipt's lookup id; then the draft lets go of all but the receipt.
A send that was interrupted anywhere goes on with the same receipt; a repeated one finds the deposit there. Key
derivation and sealing stand outside every transaction.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from mailbox.deposits import AlreadyDeposited, Deposit, DepositedFile, DepositKind, deposit
from mailbox.directory import Directory, OfficeEntry
from mailbox.ids import BlobId, DepositId, OfficeId, ThreadId
from mailbox.vault import seal_identity
from portal.answers import Answers, Sent, StagedFile
from portal.desk import Desk
from portal.receiving import receiving_office
from portal.sealed_rows import StoreRefused
from portal.visitors import Visitor
from regulation.decisions import Receiving, Refused
from sealing import HybridIdentity, rewrap, seal_parts
from sealing.documents import encode


class NotAccepted(Exception):
    """Nothing was sent: a store refused. The draft is as it was; sending again goes on with the same receipt."""


class NoRecipient(Exception):
    """The competent office has no key: nothing is kept, its address is shown."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


class NoVault(Exception):
    """The receiving office has fewer than three custodians: it takes no names."""

    def __init__(self, office: OfficeEntry) -> None:
        super().__init__(office.id)
        self.office = office


@dataclass(frozen=True, slots=True)
class Outcome:
    """The deposit is in the mailbox and on disk. `settled`: the draft knows it too, and shows the receipt again."""

    sent: Sent
    settled: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """What a reporter adds to a report: words, files, and what is asked for, if anything."""

    text: str
    request: str | None
    files: tuple[StagedFile, ...]
    once: str


def send_report(desk: Desk, visitor: Visitor, language: str, drawn: Sent | None = None) -> Outcome | None:
    """Send a visitor's draft; None where there is none. Raises NotAccepted, NoRecipient, NoVault, Closed.

    `drawn` is the receipt the draft is known to hold already: then no other one is taken from the pool.
    """
    in_force = desk.offices.in_force()
    try:
        answers = _with_receipt(desk, visitor, in_force.directory, drawn)
    except StoreRefused as error:
        raise NotAccepted from error
    if answers is None or answers.sent is None:
        return None
    if not answers.sent.delivered:
        office = in_force.directory.office(answers.sent.office_id)
        if office is None or not office.recipient:
            raise NotAccepted
        _put_in(desk, _report_deposit(answers, answers.sent, office, visitor, language), answers.files)
        try:
            desk.drafts.delivered(visitor, answers)
        except StoreRefused:  # the deposit is in: the receipt may be shown, though the draft does not know it
            return Outcome(replace(answers.sent, delivered=True), settled=False)
    return Outcome(replace(answers.sent, delivered=True), settled=True)


def _with_receipt(desk: Desk, visitor: Visitor, directory: Directory, drawn: Sent | None) -> Answers | None:
    """The draft with its receipt: the one it has, or a fresh one put there now."""
    if drawn is not None:
        return desk.drafts.open(visitor, desk.now())
    fresh = desk.receipts.take()

    def draw(found: Answers) -> Sent:
        row, office = recipient_of(found, directory, desk.today())
        return Sent(
            receipt=fresh.receipt,
            lookup_id=fresh.lookup_id,
            recipient=str(fresh.recipient),
            office_id=office.id,
            row=row.row,
            clause=row.clause,
            received_on=desk.today(),
            at=int(desk.now()),
            named=bool(found.reporter.named),
        )

    return desk.drafts.draw_receipt(visitor, desk.now(), draw, fresh.recipient)


def recipient_of(answers: Answers, directory: Directory, day: date) -> tuple[Receiving, OfficeEntry]:
    """Who receives these answers and by which row. Raises NoRecipient and NoVault."""
    routed = receiving_office(answers.subjects, directory, day)
    if isinstance(routed, Refused):
        raise NoRecipient(routed)
    receiving, office = routed
    if answers.reporter.named and not office.takes_identities:
        raise NoVault(office)
    return receiving, office


def add_to_report(
    desk: Desk, visitor: Visitor, lookup_id: str, office: OfficeEntry, addition: Addition
) -> None:
    """Put an addition to a report into the mailbox, once. Raises NotAccepted."""
    deposit_id = visitor.message_id(addition.once)
    body = {
        "thread": lookup_id,
        "text": addition.text,
        "files": _file_list(addition.files),
        "request": addition.request,
        "received_on": desk.today().isoformat(),
    }
    sealed = _Sealed(
        entry=Deposit(
            id=DepositId(deposit_id),
            thread_id=ThreadId(lookup_id),
            office_id=OfficeId(office.id),
            kind=DepositKind.MESSAGE,
            received_on=desk.today(),
            header=b"",
            blob_id=BlobId(""),
            files=_deposited_files(addition.files, office, visitor.identity),
        ),
        document=encode("message", deposit_id, 1, body),
        office=office,
    )
    _put_in(desk, sealed, addition.files)


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A deposit whose document is not sealed yet."""

    entry: Deposit
    document: bytes
    office: OfficeEntry


def _report_deposit(
    answers: Answers, sent: Sent, office: OfficeEntry, visitor: Visitor, language: str
) -> _Sealed:
    vault = None
    if answers.reporter.named:
        identity = {
            "name": answers.reporter.name,
            "contact": answers.reporter.contact,
            "id_number": answers.reporter.id_number,
        }
        vault = seal_identity(encode("identity", sent.lookup_id, 1, identity), office.custodians)
    return _Sealed(
        entry=Deposit(
            id=DepositId(sent.lookup_id),
            thread_id=ThreadId(sent.lookup_id),
            office_id=OfficeId(office.id),
            kind=DepositKind.REPORT,
            received_on=sent.received_on,
            header=b"",
            blob_id=BlobId(""),
            vault=vault,
            files=_deposited_files(answers.files, office, visitor.identity),
        ),
        document=encode("report", sent.lookup_id, 1, report_body(answers, sent, language)),
        office=office,
    )


def report_body(answers: Answers, sent: Sent, language: str) -> dict[str, Any]:
    """The sealed report, version 1: what the receiving office reads."""
    return {
        "subjects": [
            {
                "name": subject.name,
                "unit": subject.unit,
                "post": subject.post,
                "level": subject.level,
                "region": subject.known_region,
                "at_commission": subject.at_commission or "unsure",
            }
            for subject in answers.subjects
        ],
        "relative": answers.relative,
        "business": answers.business,
        "place": answers.place,
        "acts": answers.acts,
        "when": answers.when,
        "beneficiary": answers.beneficiary,
        "text": answers.text,
        "named": bool(answers.reporter.named),
        "mailbox_recipient": sent.recipient,
        "files": _file_list(answers.files),
        "language": language,
        "route": {"row": sent.row, "clause": sent.clause},
        "received_on": sent.received_on.isoformat(),
    }


def _put_in(desk: Desk, sealed: _Sealed, files: tuple[StagedFile, ...]) -> None:
    """Blobs and row together or not at all; synced when this returns. A deposit already there is as good."""
    parts = seal_parts(sealed.document, [sealed.office.sealing_recipient()])
    day = sealed.entry.received_on
    try:
        for file in files:
            desk.blobs.adopt(desk.drafts.path(file.blob_id), BlobId(file.blob_id), day)
        with desk.mailbox.write() as db:
            blob_id = desk.blobs.put(db, parts.payload, day)
            deposit(db, replace(sealed.entry, header=parts.header, blob_id=blob_id))
            for file in files:
                digest = bytes.fromhex(file.payload_sha256)
                desk.blobs.record(db, BlobId(file.blob_id), size=file.payload_size, sha256=digest)
    except AlreadyDeposited:
        return
    except (SQLAlchemyError, OSError) as error:
        raise NotAccepted from error


def _deposited_files(
    files: tuple[StagedFile, ...], office: OfficeEntry, identity: HybridIdentity
) -> tuple[DepositedFile, ...]:
    """The same payloads under headers for the office alone."""
    recipient = office.sealing_recipient() if files else None
    return tuple(
        DepositedFile(
            n=n,
            header=rewrap(file.header.encode("latin-1"), [identity], [recipient]) if recipient else b"",
            blob_id=BlobId(file.blob_id),
            padded_size=file.padded_size,
            payload_sha256=bytes.fromhex(file.payload_sha256),
        )
        for n, file in enumerate(files, start=1)
    )


def _file_list(files: tuple[StagedFile, ...]) -> list[dict[str, Any]]:
    return [
        {"n": n, "name": file.name, "type": file.type, "size": file.size, "sha256": file.sha256}
        for n, file in enumerate(files, start=1)
    ]
