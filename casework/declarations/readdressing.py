"""Giving a stanza to who should have one and had no key when the form was sealed.

Rules kept here:
- An office or unit reads with its own key, so whoever is granted that key later reads what was sealed before. What is
  missing is a stanza for an organ founded later, and for the account of a declarant or countersigner made later.
- An account gets one only when a colleague has granted it the key of its organ, fingerprint heard: making an account
  for a person gives nobody that person's form.
- Who opens a version may re-address it; header and list of recipients change, the payload stays as it was signed.
- It needs a key, so it runs in a session, in slices, one transaction for each version; what is left waits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.database import Clock, Store
from casework.declarations import register
from casework.declarations.addressing import Recipients, readdress
from casework.declarations.rows import (
    FORM,
    DeclarationOfficeRow,
    DeclarationRow,
    ReturnRow,
    SignatureRow,
    VersionRow,
)
from casework.keyring import UnlockedKeys
from casework.offices import lookups
from regulation.case_terms import DeclarationState
from sealing import rewrap

SLICE = 1.0


@dataclass(frozen=True, slots=True)
class Readdressed:
    """How many versions got their stanzas now, and how many still wait."""

    done: int
    left: int


def lacking(db: Session, officer: Officer) -> dict[str, list[str]]:
    """The versions this officer's organ opens that lack a stanza for somebody who has a key now: whom, by version."""
    organs, accounts = lookups.keyed_organs(db), lookups.granted_accounts(db)
    own = officer.unit_id or officer.office_id
    statement = (
        select(
            VersionRow.id,
            VersionRow.n,
            VersionRow.recipients,
            DeclarationRow.id.label("of"),
            DeclarationRow.version,
            DeclarationRow.state,
            DeclarationRow.unit_id,
            DeclarationRow.person_id,
            DeclarationRow.expected_id,
        )
        .join(DeclarationRow, DeclarationRow.id == VersionRow.declaration_id)
        .where(register.visible(officer))
        .order_by(VersionRow.id)
    )
    seats = _seats(db)
    found: dict[str, list[str]] = {}
    for row in db.execute(statement):
        if own not in row.recipients:
            continue
        wanted = [each for each in (row.unit_id, *seats.get(row.of, ())) if each in organs]
        wanted += accounts.get(row.person_id, ())
        if row.n == row.version and row.state is DeclarationState.POSTED:
            wanted += accounts.get(row.expected_id or "", ())
        fresh = [each for each in dict.fromkeys(wanted) if each not in row.recipients]
        if fresh:
            found[row.id] = fresh
    return found


def readdress_lacking(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    seconds: float = SLICE,
    timer: Callable[[], float] = monotonic,
) -> Readdressed:
    """One slice of it. Raises KeyNotHeld without the organ's key."""
    keys = officer.open_keys
    _ = keys.office_identity
    with store.read() as db:
        waiting = lacking(db, officer)
    end, done = timer() + seconds, 0
    for version_id, owners in waiting.items():
        if timer() >= end:
            break
        with store.write() as db:
            version = db.get_one(VersionRow, version_id)
            if readdress(db, version, keys, owners):
                _beside(db, version, keys)
                acts.record(db, officer, clock, "readdress", FORM, version.id, new=version.sealed_payload)
                done += 1
    return Readdressed(done, len(waiting) - done)


def _beside(db: Session, version: VersionRow, keys: UnlockedKeys) -> None:
    """What is sealed to whom the form is sealed to goes with it: scans of signed sheets, reasons of a return."""
    owners = list(Recipients(db).among(version.recipients).values())
    for given_back in db.scalars(select(ReturnRow).where(ReturnRow.version_id == version.id)):
        given_back.sealed_header = rewrap(given_back.sealed_header, keys.identities, owners)
    for signature in db.scalars(select(SignatureRow).where(SignatureRow.version_id == version.id)):
        if signature.scan_header is not None:
            signature.scan_header = rewrap(signature.scan_header, keys.identities, owners)


def _seats(db: Session) -> Mapping[str, Sequence[str]]:
    """The offices of every route, the escrow's among them, by declaration."""
    seats: dict[str, list[str]] = {}
    for row in db.execute(select(DeclarationOfficeRow.declaration_id, DeclarationOfficeRow.office_id)):
        seats.setdefault(row.declaration_id, []).append(row.office_id)
    return seats
