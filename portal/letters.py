"""Reading a mailbox: what the offices wrote to one receipt, opened in memory and verified against the directory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from mailbox.directory import OfficeEntry
from mailbox.ids import ThreadId
from mailbox.replies import Reply, replies_to
from portal.desk import Desk
from portal.offices import InForce
from portal.sealed_rows import refusing
from portal.sessions import OpenMailbox
from portal.threads import Thread, read_thread
from sealing import HybridIdentity, Sealed, SealingError, unseal_parts
from sealing.documents import Document, DocumentError, decode_signed
from sealing.receipts import MailboxKeys


class Status(StrEnum):
    """The seven plain words of a report's way."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    IN_HAND = "in_hand"
    CLOSED = "closed"
    DECLINED = "declined"
    MORE_WANTED = "more_wanted"


class LetterKind(StrEnum):
    """What an office may write; also the kinds of the signed documents."""

    STATUS = "status"
    REPLY = "reply"
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Letter:
    """One verified letter of an office. `n` is its place among the letters of its day."""

    kind: LetterKind
    on: date
    n: int
    office: OfficeEntry
    text: str
    status: Status | None
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Everything a mailbox holds: letters in order, where additions go, and how many letters did not verify."""

    letters: tuple[Letter, ...]
    thread: Thread | None
    unverified: int

    @property
    def statuses(self) -> tuple[Letter, ...]:
        """The letters that say a state."""
        return tuple(letter for letter in self.letters if letter.kind is LetterKind.STATUS)

    @property
    def status(self) -> Status:
        """The state now: 已接收 before the first letter."""
        return next((letter.status for letter in reversed(self.statuses) if letter.status), Status.RECEIVED)

    @property
    def exists(self) -> bool:
        """Whether the receipt opens anything at all."""
        return self.thread is not None or bool(self.letters)

    def office_id(self) -> str:
        """The office that holds the report now: whoever wrote last, else whoever it was sent to."""
        if self.letters:
            return self.letters[-1].office.id
        return self.thread.office_id if self.thread else ""


def look_up(desk: Desk, keys: MailboxKeys) -> Correspondence:
    """What a receipt's keys open. Raises StoreRefused and Closed."""
    in_force = desk.offices.in_force()
    with refusing(), desk.store.read() as db:
        thread = read_thread(db, keys.lookup_id, keys.identity)
    with refusing(), desk.mailbox.read() as db:
        found = replies_to(db, ThreadId(keys.lookup_id))
    letters = [letter for reply in found if (letter := _open(reply, keys.identity, in_force))]
    letters.sort(key=lambda letter: (letter.on, letter.n))
    return Correspondence(tuple(letters), thread, len(found) - len(letters))


def read_again(desk: Desk, box: OpenMailbox) -> Correspondence:
    """The correspondence of an opened mailbox. Raises StoreRefused and Closed."""
    return look_up(desk, MailboxKeys(box.lookup_id, box.identity))


def _open(reply: Reply, identity: HybridIdentity, in_force: InForce) -> Letter | None:
    try:
        opened = unseal_parts(Sealed(reply.header, reply.payload), [identity])
    except SealingError:
        return None
    for kind in LetterKind:
        try:
            document = decode_signed(opened, kind=kind, id=reply.id, verify_keys=in_force.verify_keys)
            return _letter(kind, document, reply.thread_id, in_force)
        except (DocumentError, KeyError, TypeError, ValueError):
            continue
    return None


def _letter(kind: LetterKind, document: Document, thread_id: str, in_force: InForce) -> Letter:
    body: Mapping[str, Any] = document.body
    if body["thread"] != thread_id:
        raise ValueError("a letter of another thread")
    return Letter(
        kind=kind,
        on=date.fromisoformat(body["on"]),
        n=int(body.get("n", 0)),
        office=in_force.signers[str(document.signer)],
        text=str(body.get("reason" if kind is LetterKind.STATUS else "text", "")),
        status=Status(body["status"]) if kind is LetterKind.STATUS else None,
        body=body,
    )
