"""How an office or a unit comes to its keys, and how a member comes to hold them.

Rules kept here:
- An organ's identity is born in a session where two members have confirmed each other: the first types the
  second's fingerprint as heard from him in person and signs both members' public keys; the second types
  the first's. Both acts stand in the ledger. Neither page shows the fingerprint it asks for.
- A unit may be founded by its own two members, or by one of them and a registrar of the office that reviews
  it; the registrar receives no grant.
- A grant is given by a member who holds the key, to a member whose role may hold it, whose fingerprint the
  giver has typed. The three administrators never hold one.
"""

import hmac
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import ADMINISTRATORS, KEY_HOLDERS, Officer, Role
from casework.database import Clock, Store, day_of
from casework.keyring import OrganKeys, fingerprint, seal_organ_identity, seal_organ_secrets
from casework.offices.answers import Fault, NotDone
from casework.offices.rows import FoundingRow, GrantRow, MemberRow, OrganRow, UnitRow, VerifyKeyRow
from sealing import parse_recipient
from sealing.signing import BadSignature, VerifyKey


@dataclass(frozen=True, slots=True)
class Founding:
    """A founding under way, as its two members see it."""

    organ_id: str
    started_by: str
    second_id: str
    started_on: date


def fingerprint_of(member: MemberRow) -> str:
    """The member's fingerprint, to be read out in person; empty before enrolment."""
    if member.recipient is None or member.verify_key is None:
        return ""
    return fingerprint(member.recipient, member.verify_key)


def own_fingerprint(store: Store, officer: Officer) -> str:
    """The officer's own fingerprint."""
    with store.read() as db:
        return fingerprint_of(db.get_one(MemberRow, officer.member_id))


def may_hold_key(member: MemberRow, organ_id: str) -> bool:
    """May this account be granted this organ's keys?"""
    return (
        member.organ_id == organ_id
        and member.enrolled_on is not None
        and member.disabled_on is None
        and bool(member.roles & KEY_HOLDERS)
        and not member.roles & ADMINISTRATORS
    )


def start_founding(
    store: Store, officer: Officer, clock: Clock, *, organ_id: str, second_id: str, typed: str
) -> NotDone | None:
    """The first half: the officer has heard the second member's fingerprint and types it."""
    with store.write() as db:
        organ, second = db.get(OrganRow, organ_id), db.get(MemberRow, second_id)
        own = db.get_one(MemberRow, officer.member_id)
        if organ is None or second is None or not _may_found(db, own, organ_id):
            return NotDone(Fault.UNKNOWN)
        if organ.recipient is not None:
            return NotDone(Fault.ALREADY_DONE)
        if second.id == own.id:
            return NotDone(Fault.SAME_PERSON)
        if not may_hold_key(second, organ_id):
            return NotDone(Fault.NOT_ENTITLED)
        if not _same(typed, fingerprint_of(second)):
            _record_mismatch(db, officer, clock, second.id)
            return NotDone(Fault.FINGERPRINT_DIFFERS)
        signature = officer.open_keys.member_signing.sign(_statement(organ_id, own, second))
        db.merge(
            FoundingRow(
                organ_id=organ_id,
                started_by=own.id,
                second_id=second.id,
                started_on=day_of(clock),
                signature=signature,
            )
        )
        acts.record(db, officer, clock, "start_founding", "organ", organ_id, new=signature)
    return None


def confirm_founding(
    store: Store, officer: Officer, clock: Clock, *, organ_id: str, typed: str
) -> NotDone | None:
    """The second half: the second member types the first's fingerprint, and the keys are born."""
    with store.write() as db:
        organ = db.get(OrganRow, organ_id, with_for_update=True)
        started = db.get(FoundingRow, organ_id)
        if organ is None or started is None or started.second_id != officer.member_id:
            return NotDone(Fault.NOT_STARTED)
        if organ.recipient is not None:
            return NotDone(Fault.ALREADY_DONE)
        first, own = db.get_one(MemberRow, started.started_by), db.get_one(MemberRow, officer.member_id)
        if not _may_found(db, first, organ_id) or not may_hold_key(own, organ_id):
            return NotDone(Fault.NOT_ENTITLED)
        if not _same(typed, fingerprint_of(first)) or not _signed(started, first, own):
            _record_mismatch(db, officer, clock, first.id)
            return NotDone(Fault.FINGERPRINT_DIFFERS)
        keys = OrganKeys.born()
        _found(db, clock, organ, keys)
        for holder in (first, own):
            if may_hold_key(holder, organ_id):
                db.add(_granted(clock, officer, organ_id, holder, keys))
        db.delete(started)
        new = str(keys.identity.recipient).encode("ascii")
        acts.record(db, officer, clock, "confirm_founding", "organ", organ_id, new=new)
    return None


def grant(store: Store, officer: Officer, clock: Clock, *, member_id: str, typed: str) -> NotDone | None:
    """Give the officer's organ's keys to a colleague whose fingerprint the officer has heard and types."""
    with store.write() as db:
        own = db.get_one(MemberRow, officer.member_id)
        member = db.get(MemberRow, member_id)
        if member is None or member.organ_id != own.organ_id:
            return NotDone(Fault.UNKNOWN)
        if not may_hold_key(member, own.organ_id):
            return NotDone(Fault.NOT_ENTITLED)
        if db.get(GrantRow, (own.organ_id, member_id)) is not None:
            return NotDone(Fault.ALREADY_DONE)
        if not _same(typed, fingerprint_of(member)):
            _record_mismatch(db, officer, clock, member_id)
            return NotDone(Fault.FINGERPRINT_DIFFERS)
        keys = officer.open_keys.organ_keys
        db.add(_granted(clock, officer, own.organ_id, member, keys))
        acts.record(db, officer, clock, "grant_key", "member", member_id)
    return None


def founding_of(store: Store, organ_id: str) -> Founding | None:
    """The founding of an organ that waits for its second half."""
    with store.read() as db:
        row = db.get(FoundingRow, organ_id)
        return Founding(row.organ_id, row.started_by, row.second_id, row.started_on) if row else None


def concerns(store: Store, officer: Officer, organ_id: str) -> bool:
    """May this officer take part in founding this organ?"""
    with store.read() as db:
        return _may_found(db, db.get_one(MemberRow, officer.member_id), organ_id)


def candidates(store: Store, organ_id: str, *, besides: str) -> list[MemberRow]:
    """Members who could be the second of a founding."""
    either = or_(MemberRow.office_id == organ_id, MemberRow.unit_id == organ_id)
    with store.read() as db:
        found = db.scalars(select(MemberRow).where(either, MemberRow.id != besides).order_by(MemberRow.name))
        return [member for member in found if may_hold_key(member, organ_id)]


def _may_found(db: Session, member: MemberRow, organ_id: str) -> bool:
    if may_hold_key(member, organ_id):
        return True
    reviewing = db.scalar(select(UnitRow.office_id).where(UnitRow.id == organ_id))
    return (
        reviewing == member.office_id
        and member.unit_id is None
        and member.enrolled_on is not None
        and member.disabled_on is None
        and Role.REGISTRAR in member.roles
    )


def _statement(organ_id: str, first: MemberRow, second: MemberRow) -> bytes:
    lines = (
        "shuangcha/v1/founding",
        organ_id,
        first.recipient,
        first.verify_key,
        second.recipient,
        second.verify_key,
    )
    return "\n".join(str(line) for line in lines).encode("ascii")


def _signed(started: FoundingRow, first: MemberRow, second: MemberRow) -> bool:
    try:
        key = VerifyKey.from_string(str(first.verify_key))
        key.verify(started.signature, _statement(started.organ_id, first, second))
    except BadSignature:
        return False
    return True


def _same(typed: str, shown: str) -> bool:
    digits = "".join(character for character in typed if not character.isspace() and character not in "-－")
    return bool(shown) and hmac.compare_digest(digits.encode(), shown.replace(" ", "").encode())


def _found(db: Session, clock: Clock, organ: OrganRow, keys: OrganKeys) -> None:
    sealed = seal_organ_secrets(keys, organ_id=organ.id)
    organ.recipient = str(keys.identity.recipient)
    organ.verify_key = str(keys.signing.verify_key)
    organ.founded_on = day_of(clock)
    organ.secrets_header, organ.secrets_payload = sealed.header, sealed.payload
    db.add(VerifyKeyRow(verify_key=organ.verify_key, owner_id=organ.id, since=day_of(clock)))


def _granted(clock: Clock, officer: Officer, organ_id: str, holder: MemberRow, keys: OrganKeys) -> GrantRow:
    recipient = parse_recipient(str(holder.recipient))
    return GrantRow(
        organ_id=organ_id,
        member_id=holder.id,
        granted_by=officer.member_id,
        granted_on=day_of(clock),
        sealed_body=seal_organ_identity(keys, recipient, organ_id=organ_id),
    )


def _record_mismatch(db: Session, officer: Officer, clock: Clock, member_id: str) -> None:
    acts.record(db, officer, clock, "fingerprint_differs", "member", member_id)
