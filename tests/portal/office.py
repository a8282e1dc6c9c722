"""The other party: an office at the internal door that opens what reporters sent and writes back."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mailbox import deposits, replies
from mailbox.blobs import BlobStore
from mailbox.deposits import Deposit
from mailbox.engine import Store, open_engine
from mailbox.ids import NoticeId, OfficeId, ReplyId, ThreadId, new_id
from mailbox.notices import PublicDocument, PublicKind, publish
from mailbox.replies import Reply
from sealing import Sealed, open_stream, parse_recipient, seal_parts, unseal_parts, unwrap_header
from sealing.documents import decode, encode_signed
from sealing.signing import SigningKey
from tests.portal.city import identity, signing


@dataclass
class Office:
    """Reads and writes the mailbox with one office's keys."""

    name: str
    store: Store
    blobs: BlobStore

    @classmethod
    def at(cls, settings: Any, name: str = "city") -> "Office":
        """The office beside a portal of these settings."""
        url = settings.mailbox_database.replace("//shuangcha_portal@", "//owner@")
        return cls(name, Store(open_engine(url)), BlobStore(settings.blobs))

    def waiting(self) -> list[Deposit]:
        """Every deposit addressed to this office."""
        with self.store.read() as db:
            everything = [deposits.read_deposit(db, each) for each in deposits.awaiting(db)]
        return [each for each in everything if each and each.office_id == self.name]

    def read(self, deposit: Deposit) -> dict[str, Any]:
        """The sealed document of a deposit."""
        with self.store.read() as db:
            payload = self.blobs.read(db, deposit.blob_id)
        opened = unseal_parts(Sealed(deposit.header, payload), [identity(self.name)])
        return dict(decode(opened, kind=deposit.kind, id=deposit.id).body)

    def file(self, deposit: Deposit, n: int) -> bytes:
        """One file of a deposit, cut to the true size that the document says."""
        size = next(each["size"] for each in self.read(deposit)["files"] if each["n"] == n)
        entry = deposit.files[n - 1]
        key = unwrap_header(entry.header, [identity(self.name)])
        with self.store.read() as db:
            padded = b"".join(open_stream(key, self.blobs.chunks(db, entry.blob_id)))
        assert len(padded) == entry.padded_size
        return padded[:size]

    def write(
        self, thread: str, recipient: str, kind: str, *, signer: SigningKey | None = None, **body: Any
    ) -> None:
        """Lay a signed letter into a reporter's mailbox."""
        reply_id = new_id()
        body = {"thread": thread, "on": "2026-11-23"} | body
        document = encode_signed(kind, reply_id, 1, body, signer=signer or signing(self.name))
        sealed = seal_parts(document, [parse_recipient(recipient)])
        with self.store.write() as db:
            replies.post(
                db,
                Reply(ReplyId(reply_id), ThreadId(thread), date(2026, 11, 23), sealed.header, sealed.payload),
            )

    def publish(
        self,
        notice_id: str,
        kind: PublicKind = PublicKind.NOTICE,
        *,
        signer: SigningKey | None = None,
        **body: Any,
    ) -> None:
        """Put a signed public document out."""
        document = encode_signed(kind, notice_id, 1, body, signer=signer or signing(self.name))
        day = date.fromisoformat(body.get("published_on", "2026-11-18"))
        with self.store.write() as db:
            publish(db, PublicDocument(NoticeId(notice_id), kind, OfficeId(self.name), day, document))
