"""Deposits: what reporters send, sealed to one office. The portal puts them in; casework takes them out."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mailbox.ids import BlobId, DepositId, OfficeId, ThreadId
from mailbox.rows import DepositFileRow, DepositRow


class DepositKind(StrEnum):
    """What a deposit is; what it says is inside."""

    REPORT = "report"
    MESSAGE = "message"


class AlreadyDeposited(Exception):
    """A deposit of this id is in the mailbox: the send was repeated."""


@dataclass(frozen=True, slots=True)
class DepositedFile:
    """One file: the age header, the blob that holds its payload, the payload's size and SHA-256."""

    n: int
    header: bytes
    blob_id: BlobId
    padded_size: int
    payload_sha256: bytes


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit without its payload: header and blob together are one age file addressed to `office_id`.

    `vault` is the named reporter's identity for the custodians (`mailbox.vault`), or None.
    """

    id: DepositId
    thread_id: ThreadId
    office_id: OfficeId
    kind: DepositKind
    received_on: date
    header: bytes
    blob_id: BlobId
    vault: bytes | None = None
    files: tuple[DepositedFile, ...] = ()


def deposit(db: Session, entry: Deposit) -> None:
    """Put a deposit in. Blobs are recorded in the same transaction. Raises AlreadyDeposited."""
    try:
        db.execute(
            insert(DepositRow).values(
                id=entry.id,
                thread_id=entry.thread_id,
                office_id=entry.office_id,
                kind=entry.kind.value,
                received_on=entry.received_on,
                header=entry.header,
                blob_id=entry.blob_id,
                vault=entry.vault,
            )
        )
    except IntegrityError as error:
        raise AlreadyDeposited(entry.id) from error
    if entry.files:
        db.execute(insert(DepositFileRow), [_file_values(entry.id, file) for file in entry.files])


def _file_values(deposit_id: DepositId, file: DepositedFile) -> dict[str, object]:
    return {
        "deposit_id": deposit_id,
        "n": file.n,
        "header": file.header,
        "blob_id": file.blob_id,
        "padded_size": file.padded_size,
        "payload_sha256": file.payload_sha256,
    }


def awaiting(db: Session, *, limit: int = 1000) -> list[DepositId]:
    """Deposits not yet registered, in random order, so that a sweep tells nothing about the order of arrival.

    Chosen at random too: deposits that can never be registered do not keep others out of every sweep.
    """
    waiting = list(db.scalars(select(DepositRow.id).where(DepositRow.registered_on.is_(None))))
    found = secrets.SystemRandom().sample(waiting, min(limit, len(waiting)))
    return [DepositId(each) for each in found]


def read_deposit(db: Session, deposit_id: DepositId) -> Deposit | None:
    """One deposit with its files in order, or None."""
    row = db.get(DepositRow, deposit_id)
    return None if row is None else _from_row(db, row)


def thread(db: Session, thread_id: ThreadId) -> tuple[Deposit, ...]:
    """The first report and every addition to it."""
    rows = db.scalars(
        select(DepositRow)
        .where(DepositRow.thread_id == thread_id)
        .order_by(DepositRow.received_on, DepositRow.kind.desc(), DepositRow.id)
    )
    return tuple(_from_row(db, row) for row in rows)


def _from_row(db: Session, row: DepositRow) -> Deposit:
    files = db.scalars(
        select(DepositFileRow).where(DepositFileRow.deposit_id == row.id).order_by(DepositFileRow.n)
    )
    return Deposit(
        id=DepositId(row.id),
        thread_id=ThreadId(row.thread_id),
        office_id=OfficeId(row.office_id),
        kind=DepositKind(row.kind),
        received_on=row.received_on,
        header=row.header,
        blob_id=BlobId(row.blob_id),
        vault=row.vault,
        files=tuple(
            DepositedFile(file.n, file.header, BlobId(file.blob_id), file.padded_size, file.payload_sha256)
            for file in files
        ),
    )


def mark_registered(db: Session, deposit_ids: Sequence[DepositId], on: date) -> None:
    """Casework has its own row of these now; marking again changes nothing."""
    db.execute(
        update(DepositRow)
        .where(DepositRow.id.in_(deposit_ids), DepositRow.registered_on.is_(None))
        .values(registered_on=on)
        .execution_options(synchronize_session=False)
    )


def readdress(
    db: Session,
    deposit_id: DepositId,
    *,
    office_id: OfficeId,
    header: bytes,
    file_headers: Mapping[int, bytes],
) -> None:
    """Address a deposit anew: headers change, payloads stay as they are. The new office's sweep will find it."""
    db.execute(
        update(DepositRow)
        .where(DepositRow.id == deposit_id)
        .values(office_id=office_id, header=header, registered_on=None)
    )
    for n, file_header in file_headers.items():
        db.execute(
            update(DepositFileRow)
            .where(DepositFileRow.deposit_id == deposit_id, DepositFileRow.n == n)
            .values(header=file_header)
        )


def erase(db: Session, deposit_id: DepositId) -> tuple[BlobId, ...]:
    """Remove a deposit's rows; returns the blobs it named, for `BlobStore.erase` in the same transaction."""
    found = read_deposit(db, deposit_id)
    if found is None:
        return ()
    db.execute(delete(DepositFileRow).where(DepositFileRow.deposit_id == deposit_id))
    db.execute(delete(DepositRow).where(DepositRow.id == deposit_id))
    return (found.blob_id, *(file.blob_id for file in found.files))
