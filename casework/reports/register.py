"""The register: every report gets a gapless number of its year, office and channel, and a random reference.

Sweeping is keyless. One casework transaction a deposit registers it with its ledger entry; only then is the
mailbox row marked; so a sweep that stops anywhere is simply repeated. Entries carry the day, never the hour.
"""

import secrets
from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casework.acts import record
from casework.database import Clock, Store, day_of, new_id
from casework.offices import service as offices
from casework.reports import set_aside
from casework.reports.clocks import set_clock
from casework.reports.rows import RegisterCounterRow, ReportFileRow, ReportMessageRow, ReportRow
from casework.reports.words import CHANNEL_SIGNS, Channel, SetAside, Stage
from mailbox import deposits
from mailbox.blobs import BlobStore, MissingBlob
from mailbox.deposits import Deposit, DepositKind
from mailbox.ids import DepositId
from sealing import Sealed

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did. `strangers` are deposits for an office this house does not know, `lost` those whose payload
    is not there or not as it was: both an alarm. `early` are additions whose report is not registered yet: the next
    sweep takes them."""

    registered: int = 0
    added: int = 0
    early: int = 0
    strangers: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def next_number(db: Session, office_id: str, year: int, channel: Channel) -> int:
    """The next gapless number; the counter stays locked until the caller's transaction ends."""
    insert = sqlite.insert if db.get_bind().dialect.name == "sqlite" else postgresql.insert
    values = {"office_id": office_id, "year": year, "channel": channel, "last": 0}
    db.execute(insert(RegisterCounterRow).values(values).on_conflict_do_nothing())
    counter = db.scalars(
        select(RegisterCounterRow)
        .filter_by(office_id=office_id, year=year, channel=channel)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    counter.last += 1
    return counter.last


def draw_reference(db: Session, channel: Channel) -> str:
    """A fresh reference such as 网-7Q4M28: it tells the channel and nothing else."""
    while True:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(6))
        reference = f"{CHANNEL_SIGNS[channel]}-{drawn}"
        if db.scalar(select(ReportRow.id).filter_by(reference=reference)) is None:
            return reference


def sweep(store: Store, mailbox: Store, blobs: BlobStore, clock: Clock, *, limit: int = 1000) -> Swept:
    """Register what waits in the mailbox, reports before additions, each in random order.

    What cannot be registered is set aside and keeps nothing else waiting; every sweep tries it again.
    """
    waiting, failed = _waiting(mailbox, blobs, limit)
    known = {office.id for office in offices.offices(store)}
    waiting.sort(key=lambda pair: pair[0].kind is DepositKind.MESSAGE)
    counts: Counter[_Taken] = Counter()
    passed = []
    for deposit, payload in waiting:
        if deposit.office_id not in known:
            failed[deposit.id] = (deposit.office_id, SetAside.STRANGER)
            continue
        try:
            taken = _take(store, blobs, clock, deposit, payload)
        except (OSError, LookupError, ValueError):
            failed[deposit.id] = (deposit.office_id, SetAside.BROKEN)
            continue
        counts[taken] += 1
        if taken is not _Taken.EARLY:
            _mark(mailbox, deposit.id, day_of(clock))
            passed.append(deposit.id)
    set_aside.keep_list(store, clock, failed=failed, passed=passed)
    return Swept(
        counts[_Taken.REGISTERED],
        counts[_Taken.ADDED],
        counts[_Taken.EARLY],
        tuple(each for each, (_, why) in failed.items() if why is SetAside.STRANGER),
        tuple(each for each, (_, why) in failed.items() if why is not SetAside.STRANGER),
    )


class _Taken(Enum):
    """What became of one deposit."""

    REGISTERED = auto()
    ADDED = auto()
    EARLY = auto()


def _take(store: Store, blobs: BlobStore, clock: Clock, deposit: Deposit, payload: bytes) -> _Taken:
    for blob_id in (deposit.blob_id, *(file.blob_id for file in deposit.files)):
        blobs.renew(blob_id, deposit.received_on)
    if deposit.kind is DepositKind.REPORT:
        _register(store, clock, deposit, payload)
        return _Taken.REGISTERED
    return _Taken.ADDED if _add(store, clock, deposit, payload) else _Taken.EARLY


def _waiting(
    mailbox: Store, blobs: BlobStore, limit: int
) -> tuple[list[tuple[Deposit, bytes]], dict[str, tuple[str, SetAside]]]:
    """What waits with its payload, and what cannot be read, by id."""
    waiting: list[tuple[Deposit, bytes]] = []
    failed: dict[str, tuple[str, SetAside]] = {}
    with mailbox.read() as db:
        for deposit_id in deposits.awaiting(db, limit=limit):
            try:
                deposit = deposits.read_deposit(db, deposit_id)
            except ValueError:
                failed[deposit_id] = ("", SetAside.BROKEN)
                continue
            if deposit is None:
                continue
            try:
                waiting.append((deposit, blobs.read(db, deposit.blob_id)))
            except (MissingBlob, OSError):
                failed[deposit.id] = (deposit.office_id, SetAside.LOST)
    return waiting, failed


def _mark(mailbox: Store, deposit_id: DepositId, day: date) -> None:
    with mailbox.write() as db:
        deposits.mark_registered(db, [deposit_id], day)


def _register(store: Store, clock: Clock, deposit: Deposit, payload: bytes) -> None:
    with store.write() as db:
        known = db.scalars(
            select(ReportRow).filter_by(office_id=deposit.office_id, document_id=deposit.id).with_for_update()
        ).one_or_none()
        if known is None:
            elsewhere = db.scalar(select(ReportRow.id).filter_by(document_id=deposit.id).limit(1))
            channel = Channel.WEB if elsewhere is None else Channel.TRANSFER
            row = new_report(
                db, clock, deposit.office_id, channel, deposit.received_on, named=deposit.vault is not None
            )
            row.document_id, row.thread_id, row.vault = deposit.id, deposit.thread_id, deposit.vault
            row.sealed_body = Sealed(header=deposit.header, payload=payload)
            db.add(row)
            db.flush()
            _add_files(db, row.id, deposit)
            record(db, None, clock, "register", "report", row.id, new=payload)
            _return_receipts(db, clock, deposit)
        elif known.stage is Stage.TRANSFERRED:
            _take_back(db, clock, known, deposit)


def _return_receipts(db: Session, clock: Clock, deposit: Deposit) -> None:
    """Tell the office that sent this on that it has arrived."""
    waiting = select(ReportRow).filter_by(
        document_id=deposit.id, sent_to=deposit.office_id, stage=Stage.TRANSFERRED, receipt_on=None
    )
    for sender in db.scalars(waiting):
        sender.receipt_on = sender.moved_on = day_of(clock)
        record(db, None, clock, "return_receipt", "report", sender.id)


def new_report(
    db: Session, clock: Clock, office_id: str, channel: Channel, first_received_on: date, *, named: bool
) -> ReportRow:
    """A row with its number, reference and clock; the caller fills in the sealed document and adds it."""
    today = day_of(clock)
    row = ReportRow(
        id=new_id(),
        office_id=office_id,
        channel=channel,
        year=today.year,
        number=next_number(db, office_id, today.year, channel),
        reference=draw_reference(db, channel),
        named=named,
        first_received_on=first_received_on,
        received_on=today,
        stage=Stage.SEALED,
        moved_on=today,
        version=1,
        unread=False,
        urgent=False,
        summary_header=b"",
        summary_payload=b"",
    )
    set_clock(db, row)
    return row


def _take_back(db: Session, clock: Clock, row: ReportRow, deposit: Deposit) -> None:
    """A report that was sent on has been sent back: the same row, number and reference live again."""
    row.sealed_header = deposit.header
    row.stage, row.sent_to, row.receipt_on = Stage.SEALED, None, None
    row.received_on = row.moved_on = day_of(clock)
    row.version += 1
    for file in deposit.files:
        kept = db.get(ReportFileRow, (deposit.id, row.id, file.n))
        if kept is not None:
            kept.header = file.header
    set_clock(db, row)
    record(db, None, clock, "register_again", "report", row.id, new=row.sealed_payload)


def _add(store: Store, clock: Clock, deposit: Deposit, payload: bytes) -> bool:
    """Attach an addition to its report by thread. False when the report is not registered yet."""
    with store.write() as db:
        report = db.scalars(
            select(ReportRow)
            .filter_by(office_id=deposit.office_id, thread_id=deposit.thread_id)
            .with_for_update()
        ).first()
        if report is None:
            return False
        known = select(ReportMessageRow.id).filter_by(report_id=report.id, document_id=deposit.id)
        if db.scalar(known) is not None:
            return True
        place = len(db.scalars(select(ReportMessageRow.id).filter_by(report_id=report.id)).all())
        row = ReportMessageRow(
            id=new_id(),
            report_id=report.id,
            document_id=deposit.id,
            from_reporter=True,
            on=deposit.received_on,
            place=place,
        )
        row.sealed_body = Sealed(header=deposit.header, payload=payload)
        db.add(row)
        _add_files(db, report.id, deposit)
        record(db, None, clock, "register_addition", "message", row.id, new=payload)
    return True


def _add_files(db: Session, report_id: str, deposit: Deposit) -> None:
    for file in deposit.files:
        db.add(
            ReportFileRow(
                document_id=deposit.id,
                report_id=report_id,
                n=file.n,
                header=file.header,
                blob_id=file.blob_id,
                padded_size=file.padded_size,
                payload_sha256=file.payload_sha256,
            )
        )
