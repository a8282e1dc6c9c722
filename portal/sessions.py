"""Opened mailboxes: what a receipt gave, sealed to the visitor's key; each ends by itself after two hours at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from mailbox.engine import Store
from portal.entries import Entry, Trouble
from portal.rows import MailboxSessionRow
from portal.sealed_rows import HOUR, TEN_MINUTES, open_row, refusing, rounded_up, seal_row
from portal.visitors import Visitor
from sealing import HybridIdentity

MAILBOX_LIFE: Final = 2 * HOUR
ENTRY_LIFE: Final = TEN_MINUTES


@dataclass(frozen=True, slots=True)
class OpenMailbox:
    """An opened mailbox: what the receipt gave, what was said in this session, and text not yet sent.

    `refused` names the page that did not accept it, `faults` what was wrong with its files.
    """

    lookup_id: str
    identity: HybridIdentity
    said: tuple[Mapping[str, Any], ...] = ()
    unsent: str = ""
    refused: str = ""
    faults: tuple[tuple[str, str], ...] = ()


class MailboxSessions:
    """Opened mailboxes; each ends by itself."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def put(self, visitor: Visitor, now: float, mailbox: OpenMailbox) -> None:
        """Begin or go on with a session. Raises StoreRefused."""
        body = {
            "lookup_id": mailbox.lookup_id,
            "identity": str(mailbox.identity),
            "said": [dict(each) for each in mailbox.said],
            "unsent": mailbox.unsent,
            "refused": mailbox.refused,
            "faults": [list(each) for each in mailbox.faults],
        }
        sealed = seal_row("mailbox_session", visitor.mailbox_id, body, visitor.identity.recipient)
        with refusing(), self.store.write() as db:
            db.execute(delete(MailboxSessionRow).where(MailboxSessionRow.id == visitor.entry_id))
            _put(db, visitor.mailbox_id, sealed, now + MAILBOX_LIFE)

    def open(self, visitor: Visitor, now: float) -> OpenMailbox | None:
        """The opened mailbox of a visitor, or None. Raises StoreRefused."""
        with refusing(), self.store.read() as db:
            row = db.get(MailboxSessionRow, visitor.mailbox_id)
        if row is None or row.erase_at <= now:
            return None
        body = open_row("mailbox_session", visitor.mailbox_id, row.sealed, visitor.identity)
        if body is None:
            return None
        return OpenMailbox(
            lookup_id=body["lookup_id"],
            identity=HybridIdentity.from_string(body["identity"]),
            said=tuple(body["said"]),
            unsent=body["unsent"],
            refused=body.get("refused", ""),
            faults=tuple((trouble, name) for trouble, name in body.get("faults", ())),
        )

    def put_entry(self, visitor: Visitor, now: float, entry: Entry) -> None:
        """Keep a receipt that opened nothing as it was typed; a letter beside it longer. Raises StoreRefused."""
        body = {"receipt": entry.receipt, "unsent": entry.unsent, "trouble": entry.trouble}
        sealed = seal_row("receipt_entry", visitor.entry_id, body, visitor.identity.recipient)
        with refusing(), self.store.write() as db:
            _put(db, visitor.entry_id, sealed, now + (MAILBOX_LIFE if entry.unsent else ENTRY_LIFE))

    def entry(self, visitor: Visitor, now: float) -> Entry | None:
        """The last entry of a visitor, or None. Raises StoreRefused."""
        with refusing(), self.store.read() as db:
            row = db.get(MailboxSessionRow, visitor.entry_id)
        body = None
        if row is not None and row.erase_at > now:
            body = open_row("receipt_entry", visitor.entry_id, row.sealed, visitor.identity)
        return None if body is None else Entry(body["receipt"], body["unsent"], Trouble(body["trouble"]))

    def forget(self, visitor: Visitor) -> None:
        """End a session, and forget what was typed to open it. Raises StoreRefused."""
        both = (visitor.mailbox_id, visitor.entry_id)
        with refusing(), self.store.write() as db:
            db.execute(delete(MailboxSessionRow).where(MailboxSessionRow.id.in_(both)))


def _put(db: Session, row_id: str, sealed: bytes, end: float) -> None:
    db.execute(delete(MailboxSessionRow).where(MailboxSessionRow.id == row_id))
    db.execute(
        insert(MailboxSessionRow).values(id=row_id, sealed=sealed, erase_at=rounded_up(end, TEN_MINUTES))
    )
