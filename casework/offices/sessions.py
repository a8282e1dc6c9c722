"""Sessions of signed-in members.

Rules kept here:
- The cookie holds 32 random bytes. The row is found under a name derived from them and holds the member's
  keys sealed under an identity derived from them: neither opens anything without the other.
- After the idle time the keys are taken out of the row (the session is locked); password and a fresh code
  put them back under a new cookie. The absolute end is never moved.
- The time of last use is noted at most once a minute.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from casework import acts
from casework.access import ADMINISTRATORS, KEY_HOLDERS, Officer
from casework.database import Clock, Store, day_of, new_id
from casework.keyring import (
    SESSION_KEYS,
    MemberKeys,
    OrganKeys,
    UnlockedKeys,
    open_member_keys,
    open_organ_keys,
    seal_member_keys,
    session_identity,
    session_name,
)
from casework.offices.rows import GrantRow, MemberRow, OfficeRow, OrganRow, SessionRow, UnitRow
from config import CaseworkConfig
from sealing import NoMatch, Sealed

KEY_BYTES = 32
NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Live:
    """An unlocked session and the officer it stands for."""

    session_id: str
    officer: Officer
    office_name: str
    language: str
    password_is_old: bool


@dataclass(frozen=True, slots=True)
class Locked:
    """A session that waits for its member's password and code."""

    session_id: str
    user_name: str
    name: str
    language: str


def open_session(
    db: Session, clock: Clock, member: MemberRow, keys: MemberKeys, *, resumed: SessionRow | None = None
) -> bytes:
    """Insert a session in the caller's transaction; returns the key for the cookie. `resumed` is the locked
    session it takes the place of: its absolute end stays."""
    key = secrets.token_bytes(KEY_BYTES)
    recipient = session_identity(key).recipient
    sealed = seal_member_keys(keys, recipient, kind=SESSION_KEYS, member_id=member.id)
    now = clock()
    row = SessionRow(
        name=session_name(key),
        id=new_id(),
        member_id=member.id,
        started_at=now if resumed is None else resumed.started_at,
        seen_at=now,
        keys_header=sealed.header,
        keys_payload=sealed.payload,
    )
    if resumed is not None:
        db.delete(resumed)
        db.flush()
    db.add(row)
    return key


def find(store: Store, clock: Clock, config: CaseworkConfig, key: bytes) -> Live | Locked | None:
    """The session of a cookie: live, locked, or None when it has ended."""
    if len(key) != KEY_BYTES:
        return None
    now, name = clock(), session_name(key)
    with store.read() as db:
        row = db.get(SessionRow, name)
        if row is None or not _stands(row, now, config):
            return None
        if row.keys_header is not None and now - row.seen_at < timedelta(minutes=config.idle_minutes):
            live = _live(db, row, key, clock, config)
            noted = now - row.seen_at < NOTED_EVERY
        else:
            live, noted = None, True
    if live is None:
        if row.keys_header is not None:
            lock(store, session_id=row.id)
        return Locked(row.id, row.member.user_name, row.member.name, row.member.language)
    if not noted:
        with store.write() as db:
            db.execute(update(SessionRow).where(SessionRow.name == name).values(seen_at=now))
    return live


def lock(store: Store, *, session_id: str) -> None:
    """Take the keys out of a session."""
    with store.write() as db:
        db.execute(
            update(SessionRow).where(SessionRow.id == session_id).values(keys_header=None, keys_payload=None)
        )


def lock_idle(store: Store, clock: Clock, config: CaseworkConfig) -> None:
    """Take the keys out of every idle session and remove the ended ones. Needs no key."""
    now = clock()
    with store.write() as db:
        db.execute(
            update(SessionRow)
            .where(SessionRow.seen_at <= now - timedelta(minutes=config.idle_minutes))
            .values(keys_header=None, keys_payload=None)
        )
        db.execute(
            delete(SessionRow).where(SessionRow.started_at <= now - timedelta(hours=config.session_hours))
        )


def end(store: Store, officer: Officer, clock: Clock, *, session_id: str) -> bool:
    """End one session of the officer's own. False when it is not theirs or already gone."""
    with store.write() as db:
        row = db.scalar(
            select(SessionRow).where(SessionRow.id == session_id, SessionRow.member_id == officer.member_id)
        )
        if row is None:
            return False
        db.delete(row)
        acts.record(db, officer, clock, "sign_out", "member", officer.member_id)
    return True


def discard(store: Store, *, session_id: str) -> None:
    """Remove a session whose cookie a new sign-in replaces."""
    with store.write() as db:
        db.execute(delete(SessionRow).where(SessionRow.id == session_id))


def of_member(store: Store, officer: Officer, clock: Clock, config: CaseworkConfig) -> list[SessionRow]:
    """The officer's own sessions that still stand, the newest first."""
    with store.read() as db:
        rows = db.scalars(
            select(SessionRow)
            .where(SessionRow.member_id == officer.member_id)
            .order_by(SessionRow.started_at.desc())
        )
        return [row for row in rows if _stands(row, clock(), config)]


def set_language(store: Store, officer: Officer, language: str) -> None:
    """Keep the member's choice of language."""
    with store.write() as db:
        db.get_one(MemberRow, officer.member_id).language = language


def _stands(row: SessionRow, now: datetime, config: CaseworkConfig) -> bool:
    return row.member.disabled_on is None and now - row.started_at < timedelta(hours=config.session_hours)


def _live(db: Session, row: SessionRow, key: bytes, clock: Clock, config: CaseworkConfig) -> Live | None:
    member = row.member
    if row.keys_header is None or row.keys_payload is None or member.password_set_on is None:
        return None
    try:
        own = open_member_keys(
            Sealed(row.keys_header, row.keys_payload),
            session_identity(key),
            kind=SESSION_KEYS,
            member_id=member.id,
        )
    except NoMatch:
        return None
    keys = UnlockedKeys(own.identity, own.signing, _organ_keys(db, member, own), own.vault_identity)
    officer = Officer(
        member.id, member.office_id, member.unit_id, member.person_id, member.name, member.roles, keys
    )
    age = (day_of(clock) - member.password_set_on).days
    return Live(row.id, officer, _organ_name(db, member), member.language, age >= config.password_days)


def _organ_keys(db: Session, member: MemberRow, own: MemberKeys) -> OrganKeys | None:
    if member.roles & ADMINISTRATORS or not member.roles & KEY_HOLDERS:
        return None
    grant = db.get(GrantRow, (member.organ_id, member.id))
    organ = db.get(OrganRow, member.organ_id)
    if grant is None or organ is None or organ.secrets_header is None or organ.secrets_payload is None:
        return None
    sealed_secrets = Sealed(organ.secrets_header, organ.secrets_payload)
    return open_organ_keys(grant.sealed_body, sealed_secrets, own.identity, organ_id=organ.id)


def _organ_name(db: Session, member: MemberRow) -> str:
    if member.unit_id is not None:
        return db.get_one(UnitRow, member.unit_id).name
    return db.get_one(OfficeRow, member.office_id).name
