"""Accounts: how a member comes in, changes the password, and goes.

Rules kept here:
- The command line or a colleague makes an account and a one-time link; only a name derived from the link's
  secret is kept, and the link dies with its first use.
- A member's keys are born at the first sign-in through that link, in the member's own request, and lie
  sealed under HKDF(Argon2id(password) ‖ pepper). Nobody can restore a forgotten password: a new link gives
  new keys, and a colleague who holds the office key grants it again.
- A new password, and disabling, end every session of the account.
"""

import secrets
from datetime import timedelta

import pyotp
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer, Role, role_conflict
from casework.database import Clock, Store, day_of, new_id
from casework.keyring import MEMBER_KEYS, MemberKeys, link_name, seal_member_keys
from casework.offices.answers import Fault, NotDone
from casework.offices.codes import matching_step
from casework.offices.passwords import password_fault, password_recipient
from casework.offices.rows import (
    EnrolmentRow,
    GrantRow,
    MemberRoleRow,
    MemberRow,
    OfficeRow,
    SessionRow,
    UnitRow,
    VerifyKeyRow,
)
from casework.offices.sessions import open_session
from config import CaseworkConfig

LINK_BYTES = 32


def machine_as(member: MemberRow) -> Officer:
    """The member as author of a ledger entry, without keys."""
    return Officer(
        member.id, member.office_id, member.unit_id, member.person_id, member.name, member.roles, None
    )


def add_member(
    store: Store,
    officer: Officer | None,
    clock: Clock,
    config: CaseworkConfig,
    *,
    user_name: str,
    name: str,
    office_id: str,
    roles: frozenset[Role],
    unit_id: str | None = None,
    person_id: str | None = None,
) -> str | NotDone:
    """Make an account. Returns the secret of its one-time enrolment link. Of the officers, the security
    administrator makes the accounts of his office, a registrar those of the units it reviews."""
    if officer is not None and not _may_enrol(officer, office_id, unit_id):
        return NotDone(Fault.UNKNOWN)
    if not roles:
        return NotDone(Fault.ROLES_MISSING)
    if role_conflict(roles) or (unit_id is not None) != roles_are_of_a_unit(roles):
        return NotDone(Fault.ROLES_CONFLICT)
    with store.write() as db:
        if db.get(OfficeRow, office_id) is None:
            return NotDone(Fault.UNKNOWN)
        if unit_id is not None and _office_of_unit(db, unit_id) != office_id:
            return NotDone(Fault.UNKNOWN)
        if db.scalar(select(MemberRow.id).where(MemberRow.user_name == user_name)) is not None:
            return NotDone(Fault.NAME_TAKEN)
        member = MemberRow(
            id=new_id(),
            user_name=user_name,
            name=name,
            office_id=office_id,
            unit_id=unit_id,
            person_id=person_id,
            failures=0,
            known_failures=0,
            language="zh",
            role_rows=[MemberRoleRow(role=role) for role in sorted(roles)],
        )
        db.add(member)
        db.flush()
        acts.record(db, officer, clock, "add_member", "member", member.id)
        return _new_link(db, clock, config, member.id)


def may_keep(officer: Officer, member: MemberRow) -> bool:
    """May this officer renew or close this account?"""
    return _may_enrol(officer, member.office_id, member.unit_id)


def _may_enrol(officer: Officer, office_id: str, unit_id: str | None) -> bool:
    if officer.office_id != office_id:
        return False
    return (
        Role.REGISTRAR in officer.roles
        if unit_id is not None
        else Role.SECURITY_ADMINISTRATOR in officer.roles
    )


def roles_are_of_a_unit(roles: frozenset[Role]) -> bool:
    """Are these the roles of a unit's account?"""
    return bool(roles & {Role.UNIT_CLERK, Role.DECLARANT, Role.COUNTERSIGNER})


def renew_link(
    store: Store, officer: Officer | None, clock: Clock, config: CaseworkConfig, *, member_id: str
) -> str | NotDone:
    """A new enrolment link for an account whose password is lost, or that was closed: the old keys, grants and
    sessions end now."""
    with store.write() as db:
        member = db.get(MemberRow, member_id)
        if member is None or (officer is not None and not may_keep(officer, member)):
            return NotDone(Fault.UNKNOWN)
        member.keys_header = member.keys_payload = None
        member.recipient = member.verify_key = member.vault_recipient = None
        member.enrolled_on = member.disabled_on = None
        db.execute(delete(GrantRow).where(GrantRow.member_id == member_id))
        end_sessions(db, member_id)
        acts.record(db, officer, clock, "renew_link", "member", member_id)
        return _new_link(db, clock, config, member_id)


def member_of_link(store: Store, clock: Clock, *, link: str) -> MemberRow | None:
    """The account a link opens, or None when it was used, is too old or never existed."""
    with store.read() as db:
        return _member_of_link(db, clock, link)


def enrol(
    store: Store,
    clock: Clock,
    config: CaseworkConfig,
    *,
    link: str,
    password: str,
    totp_secret: str,
    code: str,
) -> str | NotDone:
    """First sign-in: the member's keys are born and sealed under the password. Returns the member's id."""
    done = _enrolled(store, clock, config, link, password, totp_secret, code, opens=False)
    return done if isinstance(done, NotDone) else done[0]


def enrol_and_enter(
    store: Store,
    clock: Clock,
    config: CaseworkConfig,
    *,
    link: str,
    password: str,
    totp_secret: str,
    code: str,
) -> tuple[str, bytes] | NotDone:
    """The same, and the member is in at once: password and code were just given. The id, and the session's key."""
    return _enrolled(store, clock, config, link, password, totp_secret, code, opens=True)


def _enrolled(
    store: Store,
    clock: Clock,
    config: CaseworkConfig,
    link: str,
    password: str,
    totp_secret: str,
    code: str,
    *,
    opens: bool,
) -> tuple[str, bytes] | NotDone:
    member = member_of_link(store, clock, link=link)
    if member is None:
        return NotDone(Fault.LINK_USED)
    fault = password_fault(password, member)
    if fault is not None:
        return NotDone(fault)
    step = matching_step(totp_secret, code, clock, after=None)
    if step is None:
        return NotDone(Fault.CODE_WRONG)
    keys = MemberKeys.born(totp_secret, custodian=Role.CUSTODIAN in member.roles)
    salt = secrets.token_bytes(16)
    recipient = password_recipient(config, password, salt)
    sealed = seal_member_keys(keys, recipient, kind=MEMBER_KEYS, member_id=member.id)
    with store.write() as db:
        row = _member_of_link(db, clock, link)
        if row is None:
            return NotDone(Fault.LINK_USED)
        row.password_salt, row.keys_header, row.keys_payload = salt, sealed.header, sealed.payload
        row.recipient = str(keys.identity.recipient)
        row.verify_key = str(keys.signing.verify_key)
        row.vault_recipient = str(keys.vault_identity.recipient) if keys.vault_identity else None
        row.enrolled_on = row.password_set_on = row.last_seen_on = day_of(clock)
        row.failures, row.locked_until, row.last_code_step = 0, None, step
        row.known_failures, row.known_locked_until = 0, None
        db.add(VerifyKeyRow(verify_key=row.verify_key, owner_id=row.id, since=day_of(clock)))
        db.execute(delete(EnrolmentRow).where(EnrolmentRow.member_id == row.id))
        acts.record(db, machine_as(row), clock, "enrol", "member", row.id, new=row.verify_key.encode("ascii"))
        return row.id, open_session(db, clock, row, keys) if opens else b""


def change_password(
    store: Store,
    officer: Officer,
    clock: Clock,
    config: CaseworkConfig,
    *,
    keys: MemberKeys,
    old_password: str,
    new_password: str,
) -> NotDone | None:
    """Seal the member's keys under a new password and end every session. `keys` were opened by signing in
    again with the old password and a fresh code."""
    with store.read() as db:
        member = db.get_one(MemberRow, officer.member_id)
    fault = Fault.PASSWORD_SAME if new_password == old_password else password_fault(new_password, member)
    if fault is not None:
        return NotDone(fault)
    salt = secrets.token_bytes(16)
    recipient = password_recipient(config, new_password, salt)
    sealed = seal_member_keys(keys, recipient, kind=MEMBER_KEYS, member_id=officer.member_id)
    with store.write() as db:
        row = db.get_one(MemberRow, officer.member_id)
        row.password_salt, row.keys_header, row.keys_payload = salt, sealed.header, sealed.payload
        row.password_set_on = day_of(clock)
        end_sessions(db, row.id)
        acts.record(db, officer, clock, "change_password", "member", row.id)
    return None


def disable(store: Store, officer: Officer | None, clock: Clock, *, member_id: str) -> NotDone | None:
    """Close an account: no sign-in, no session, no grant. What a leaver or a backup already holds is not
    reached by this."""
    with store.write() as db:
        member = db.get(MemberRow, member_id)
        if member is None or (officer is not None and not may_keep(officer, member)):
            return NotDone(Fault.UNKNOWN)
        if member.disabled_on is not None:
            return NotDone(Fault.ALREADY_DONE)
        _close(db, clock, member)
        acts.record(db, officer, clock, "disable_member", "member", member_id)
    return None


def disable_unused(store: Store, clock: Clock, config: CaseworkConfig) -> int:
    """Close every enrolled account not used for `unused_days`. Returns how many; needs no key."""
    latest = day_of(clock) - timedelta(days=config.unused_days)
    with store.write() as db:
        unused = db.scalars(
            select(MemberRow).where(MemberRow.disabled_on.is_(None), MemberRow.last_seen_on <= latest)
        ).all()
        for member in unused:
            _close(db, clock, member)
            acts.record(db, None, clock, "disable_unused", "member", member.id)
    return len(unused)


def end_sessions(db: Session, member_id: str) -> None:
    """End every session of an account, in the caller's transaction."""
    db.execute(delete(SessionRow).where(SessionRow.member_id == member_id))


def _close(db: Session, clock: Clock, member: MemberRow) -> None:
    member.disabled_on = day_of(clock)
    db.execute(delete(GrantRow).where(GrantRow.member_id == member.id))
    db.execute(delete(EnrolmentRow).where(EnrolmentRow.member_id == member.id))
    end_sessions(db, member.id)


def draw_totp_secret() -> str:
    """A fresh secret of the second factor: 160 bits in base32."""
    return pyotp.random_base32(length=32)


def _new_link(db: Session, clock: Clock, config: CaseworkConfig, member_id: str) -> str:
    link = secrets.token_urlsafe(LINK_BYTES)
    db.execute(delete(EnrolmentRow).where(EnrolmentRow.member_id == member_id))
    expires_at = clock() + timedelta(days=config.enrolment_days)
    db.add(EnrolmentRow(name=link_name(link), member_id=member_id, expires_at=expires_at))
    return link


def _member_of_link(db: Session, clock: Clock, link: str) -> MemberRow | None:
    found = db.get(EnrolmentRow, link_name(link))
    if found is None or found.expires_at <= clock():
        return None
    member = db.get_one(MemberRow, found.member_id)
    return None if member.disabled_on is not None else member


def _office_of_unit(db: Session, unit_id: str) -> str | None:
    return db.scalar(select(UnitRow.office_id).where(UnitRow.id == unit_id))
