"""Threads: which office a report went to, sealed to its receipt.

The portal may not read deposits, so without this it could not tell to which office an addition belongs, nor that
a code opens a report which no office has answered yet. Only the receipt opens a thread.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.answers import Sent
from portal.rows import ThreadRow
from portal.sealed_rows import open_row, seal_row
from sealing import HybridIdentity, HybridRecipient

THREAD_LIFE: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Thread:
    """Where a report went and on which day: what its receipt opens in the portal's own store."""

    office_id: str
    received_on: date


def put_thread(db: Session, sent: Sent, recipient: HybridRecipient) -> None:
    """Keep which office a report goes to, sealed to its receipt; part of the transaction that draws it."""
    body = {"office_id": sent.office_id, "received_on": sent.received_on.isoformat()}
    sealed = seal_row("thread", sent.lookup_id, body, recipient)
    db.execute(
        insert(ThreadRow).values(id=sent.lookup_id, sealed=sealed, erase_on=sent.received_on + THREAD_LIFE)
    )


def read_thread(db: Session, lookup_id: str, identity: HybridIdentity) -> Thread | None:
    """The thread of a receipt, or None."""
    row = db.get(ThreadRow, lookup_id)
    body = None if row is None else open_row("thread", lookup_id, row.sealed, identity)
    if body is None:
        return None
    return Thread(body["office_id"], date.fromisoformat(body["received_on"]))
