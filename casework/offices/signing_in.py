"""Signing in: user name, password, one-time code.

Rules kept here:
- An unknown name, a wrong password and a wrong code get the same answer after the same work: one Argon2id
  and two unsealings in every case. Work is done outside every transaction.
- After `failures_limit` failures in a row the account is closed for `lockout_minutes`; the right password
  then gets the same answer as a wrong one, and an unknown name cannot be told from a locked one. Strangers and
  browsers the member has used are counted apart, so that nobody closes out a member whose name he knows.
- What was opened must still be what the account holds: a password or link changed meanwhile wins.
- Few derive keys at once and few wait; the others are told to come back, so that a flood of sign-ins leaves the
  members who are at work alone.
- A one-time code is accepted once: its time step and all earlier ones are spent.
- Signing in draws a new session key; unlocking replaces the session and keeps its absolute end.
- Every attempt is a ledger entry.
"""

import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
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
from casework.offices.known import is_known, known_mark
from casework.offices.rows import MemberRow, SessionRow
from casework.offices.sessions import open_session
from config import CaseworkConfig
from sealing import HybridIdentity, NoMatch, Sealed

DECOY = "decoy"
_AT_ONCE = threading.BoundedSemaphore(2)
"""Argon2id takes 64 MiB each: more at once would let sign-ins exhaust the host."""
_IN_ALL = threading.BoundedSemaphore(10)
"""Those who derive and those who wait for it: each holds one of the door's threads."""


class TooManySignIns(Exception):
    """As many sign in at this moment as the host bears; nothing was tried."""


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
    store: Store,
    clock: Clock,
    config: CaseworkConfig,
    *,
    user_name: str,
    password: str,
    code: str,
    mark: str = "",
) -> bytes | None:
    """Open a session. Returns its key for the cookie, or None: the attempt was refused, whatever the cause. `mark` is
    what the browser kept from signing in before. Raises `TooManySignIns`."""
    with store.read() as db:
        member = db.scalar(select(MemberRow).where(MemberRow.user_name == user_name))
    keys = _keys_of(config, member, password)
    step = _step_of(member, keys, code, clock)
    with store.write() as db:
        attempt = _Attempt(member, keys, step, is_known(config, member, mark, day_of(clock)))
        admitted = _admit(db, clock, config, attempt)
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
        admitted = _admit(db, clock, config, _Attempt(member, keys, step, is_known=True))
        resumed = db.scalar(select(SessionRow).where(SessionRow.id == session_id))
        if admitted is None or keys is None or resumed is None:
            return None
        acts.record(db, machine_as(admitted), clock, "unlock", "member", admitted.id)
        return open_session(db, clock, admitted, keys, resumed=resumed)


def mark_of(store: Store, officer: Officer, clock: Clock, config: CaseworkConfig) -> str:
    """By what a browser its member has signed in from will be known."""
    with store.read() as db:
        return known_mark(config, db.get_one(MemberRow, officer.member_id), day_of(clock))


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
        admitted = _admit(db, clock, config, _Attempt(member, keys, step, is_known=True))
    return keys if admitted is not None else None


def _keys_of(config: CaseworkConfig, member: MemberRow | None, password: str) -> MemberKeys | None:
    """The member's keys, opened with the password, or None; the same work in every case."""
    decoy = _decoy()
    salt, sealed, member_id = decoy.salt, decoy.sealed, DECOY
    if member is not None and member.password_salt and member.keys_header and member.keys_payload:
        salt, member_id = member.password_salt, member.id
        sealed = Sealed(member.keys_header, member.keys_payload)
    try:
        identity = _derived(config, password, salt)
        keys = open_member_keys(sealed, identity, kind=MEMBER_KEYS, member_id=member_id)
    except (NoMatch, ValueError):
        open_member_keys(decoy.sealed, decoy.identity, kind=MEMBER_KEYS, member_id=DECOY)
        return None
    return keys


def _derived(config: CaseworkConfig, password: str, salt: bytes) -> HybridIdentity:
    if not _IN_ALL.acquire(blocking=False):
        raise TooManySignIns
    try:
        with _AT_ONCE:
            return password_identity(config, password, salt)
    finally:
        _IN_ALL.release()


def _step_of(member: MemberRow | None, keys: MemberKeys | None, code: str, clock: Clock) -> int | None:
    if member is None or keys is None:
        matching_step(draw_totp_secret(), code, clock, after=None)
        return None
    return matching_step(keys.totp_secret, code, clock, after=member.last_code_step)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One try: the member as he was read, what his password opened, which step his code proves, and whether the
    browser is one he has used."""

    member: MemberRow | None
    keys: MemberKeys | None
    step: int | None
    is_known: bool


def _admit(db: Session, clock: Clock, config: CaseworkConfig, attempt: _Attempt) -> MemberRow | None:
    """Decide inside the transaction, where two attempts with one code cannot both win."""
    read, step = attempt.member, attempt.step
    member = db.get(MemberRow, read.id, with_for_update=True) if read is not None else None
    if member is None or read is None:
        acts.record(db, None, clock, "refuse_sign_in", "member", "unknown")
        return None
    now = clock()
    until = member.known_locked_until if attempt.is_known else member.locked_until
    closed = until is not None and until > now
    spent = step is not None and member.last_code_step is not None and step <= member.last_code_step
    changed = member.keys_payload != read.keys_payload
    if attempt.keys is None or step is None or spent or closed or changed or member.disabled_on is not None:
        if not closed:
            _count_failure(member, now, config, is_known=attempt.is_known)
        acts.record(db, machine_as(member), clock, "refuse_sign_in", "member", member.id)
        return None
    member.failures, member.locked_until = 0, None
    member.known_failures, member.known_locked_until = 0, None
    member.last_code_step, member.last_seen_on = step, day_of(clock)
    return member


def _count_failure(member: MemberRow, now: datetime, config: CaseworkConfig, *, is_known: bool) -> None:
    until = now + timedelta(minutes=config.lockout_minutes)
    if is_known:
        member.known_failures += 1
        if member.known_failures >= config.failures_limit:
            member.known_failures, member.known_locked_until = 0, until
        return
    member.failures += 1
    if member.failures >= config.failures_limit:
        member.failures, member.locked_until = 0, until
