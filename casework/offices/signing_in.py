"""Signing in: user name, password, one-time code.

Rules kept here:
- An unknown name, a wrong password and a wrong code get the same answer after the same work: one Argon2id
  and two unsealings in every case. Work is done outside every transaction.
- After `failures_limit` failures in a row the account is closed for `lockout_minutes`; the right password
  then gets the same answer as a wrong one, and an unknown name cannot be told from a locked one.
- A one-time code is accepted once: its time step and all earlier ones are spent.
- Signing in draws a new session key; unlocking replaces the session and keeps its absolute end.
- Every attempt is a ledger entry.
"""

import secrets
import threading
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.database import Clock, Store, day_of
from casework.keyring import (
    MEMBER_KEYS,
    MemberKeys,
    open_member_keys,
    password_identity,
    seal_member_keys,
)
from casework.offices.codes import matching_step
from casework.offices.enrolment import draw_totp_secret, machine_as
from casework.offices.rows import MemberRow, SessionRow
from casework.offices.sessions import open_session
from config import CaseworkConfig
from sealing import HybridIdentity, NoMatch, Sealed

DECOY = "decoy"
_AT_ONCE = threading.BoundedSemaphore(2)
"""Argon2id takes 64 MiB each: more at once would let sign-ins exhaust the host."""


@dataclass(frozen=True, slots=True)
class _Decoy:
    """What is opened where there is nothing to open, so that the work is the same."""

    identity: HybridIdentity
    sealed: Sealed
    salt: bytes


@lru_cache(maxsize=1)
def _decoy() -> _Decoy:
    identity = HybridIdentity.generate()
    keys = MemberKeys.born(draw_totp_secret(), custodian=False)
    sealed = seal_member_keys(keys, identity.recipient, kind=MEMBER_KEYS, member_id=DECOY)
    return _Decoy(identity, sealed, secrets.token_bytes(16))


def sign_in(
    store: Store, clock: Clock, config: CaseworkConfig, *, user_name: str, password: str, code: str
) -> bytes | None:
    """Open a session. Returns its key for the cookie, or None: the attempt was refused, whatever the cause."""
    with store.read() as db:
        member = db.scalar(select(MemberRow).where(MemberRow.user_name == user_name))
    keys = _keys_of(config, member, password)
    step = _step_of(member, keys, code, clock)
    with store.write() as db:
        admitted = _admit(db, clock, config, member.id if member is not None else None, keys, step)
        if admitted is None or keys is None:
            return None
        acts.record(db, machine_as(admitted), clock, "sign_in", "member", admitted.id)
        return open_session(db, clock, admitted, keys)


def unlock(
    store: Store, clock: Clock, config: CaseworkConfig, *, session_id: str, password: str, code: str
) -> bytes | None:
    """Put the keys back into a locked session, under a new cookie. None: refused, whatever the cause."""
    with store.read() as db:
        row = db.scalar(select(SessionRow).where(SessionRow.id == session_id))
        member = row.member if row is not None else None
    keys = _keys_of(config, member, password)
    step = _step_of(member, keys, code, clock)
    with store.write() as db:
        admitted = _admit(db, clock, config, member.id if member is not None else None, keys, step)
        resumed = db.scalar(select(SessionRow).where(SessionRow.id == session_id))
        if admitted is None or keys is None or resumed is None:
            return None
        acts.record(db, machine_as(admitted), clock, "unlock", "member", admitted.id)
        return open_session(db, clock, admitted, keys, resumed=resumed)


def confirm_self(
    store: Store, clock: Clock, config: CaseworkConfig, *, member_id: str, password: str, code: str
) -> MemberKeys | None:
    """Password and a fresh code once more, before an act that matters (step-up). The member's keys, or None.
    Failures count towards the lockout like those of signing in."""
    with store.read() as db:
        member = db.get(MemberRow, member_id)
    keys = _keys_of(config, member, password)
    step = _step_of(member, keys, code, clock)
    with store.write() as db:
        admitted = _admit(db, clock, config, member_id, keys, step)
    return keys if admitted is not None else None


def _keys_of(config: CaseworkConfig, member: MemberRow | None, password: str) -> MemberKeys | None:
    """The member's keys, opened with the password, or None; the same work in every case."""
    decoy = _decoy()
    salt, sealed, member_id = decoy.salt, decoy.sealed, DECOY
    if member is not None and member.password_salt and member.keys_header and member.keys_payload:
        salt, member_id = member.password_salt, member.id
        sealed = Sealed(member.keys_header, member.keys_payload)
    try:
        with _AT_ONCE:
            identity = password_identity(config, password, salt)
        keys = open_member_keys(sealed, identity, kind=MEMBER_KEYS, member_id=member_id)
    except (NoMatch, ValueError):
        open_member_keys(decoy.sealed, decoy.identity, kind=MEMBER_KEYS, member_id=DECOY)
        return None
    return keys


def _step_of(member: MemberRow | None, keys: MemberKeys | None, code: str, clock: Clock) -> int | None:
    if member is None or keys is None:
        matching_step(draw_totp_secret(), code, clock, after=None)
        return None
    return matching_step(keys.totp_secret, code, clock, after=member.last_code_step)


def _admit(
    db: Session,
    clock: Clock,
    config: CaseworkConfig,
    member_id: str | None,
    keys: MemberKeys | None,
    step: int | None,
) -> MemberRow | None:
    """Decide inside the transaction, where two attempts with one code cannot both win."""
    member = db.get(MemberRow, member_id, with_for_update=True) if member_id is not None else None
    if member is None:
        acts.record(db, None, clock, "refuse_sign_in", "member", "unknown")
        return None
    now = clock()
    closed = member.locked_until is not None and member.locked_until > now
    spent = step is not None and member.last_code_step is not None and step <= member.last_code_step
    if keys is None or step is None or spent or closed or member.disabled_on is not None:
        if not closed:
            member.failures += 1
            if member.failures >= config.failures_limit:
                member.locked_until = now + timedelta(minutes=config.lockout_minutes)
                member.failures = 0
        acts.record(db, machine_as(member), clock, "refuse_sign_in", "member", member.id)
        return None
    member.failures, member.locked_until, member.last_code_step = 0, None, step
    member.last_seen_on = day_of(clock)
    return member
