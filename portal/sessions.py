"""Opened mailboxes: what a receipt gave, sealed to the visitor's key; each ends by itself after two hours at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, insert

from mailbox.engine import Store
from portal.rows import MailboxSessionRow
from portal.sealed_rows import HOUR, TEN_MINUTES, open_row, refusing, rounded_up, seal_row
from portal.visitors import Visitor
from sealing import HybridIdentity

MAILBOX_LIFE: Final = 2 * HOUR


@dataclass(frozen=True, slots=True)
class OpenMailbox:
    """An opened mailbox: what the receipt gave, what was said in this session, and text not yet sent."""

    lookup_id: str
    identity: HybridIdentity
    said: tuple[Mapping[str, Any], ...] = ()
    unsent: str = ""


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
        }
        sealed = seal_row("mailbox_session", visitor.mailbox_id, body, visitor.identity.recipient)
        erase_at = rounded_up(now + MAILBOX_LIFE, TEN_MINUTES)
        with refusing(), self.store.write() as db:
            db.execute(delete(MailboxSessionRow).where(MailboxSessionRow.id == visitor.mailbox_id))
            db.execute(
                insert(MailboxSessionRow).values(id=visitor.mailbox_id, sealed=sealed, erase_at=erase_at)
            )

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
        )

    def forget(self, visitor: Visitor) -> None:
        """End a session. Raises StoreRefused."""
        with refusing(), self.store.write() as db:
            db.execute(delete(MailboxSessionRow).where(MailboxSessionRow.id == visitor.mailbox_id))
