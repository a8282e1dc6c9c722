"""Signing a version, in the system or on paper; both ways bind the same hash and have equal force.

What a signature covers is the text of `statement`: role, declaration, version, hash, person and moment. The way on
paper stands in `paper`.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.database import CHINA, Clock, Store, new_id
from casework.declarations import register
from casework.declarations.answers import Answer, Moved
from casework.declarations.faults import ActFault, NotDone
from casework.declarations.rows import FORM, DeclarationRow, SignatureRow, SignRole, SignWay, VersionRow
from casework.offices.service import verify_keys_of
from regulation.case_terms import DeclarationState
from regulation.decisions import Countersigner, Refused
from regulation.lifecycles import clause_of, may_move
from sealing.signing import BadSignature, VerifyKey

WORDS = {
    SignWay.SYSTEM: "shuangcha/v1/declaration-signature",
    SignWay.PAPER: "shuangcha/v1/declaration-attestation",
}


def statement(
    way: SignWay, role: SignRole, row: DeclarationRow, version: VersionRow, person_id: str, at: datetime
) -> bytes:
    """The text a signature covers: one line for each fact."""
    moment = at.astimezone(CHINA).isoformat(timespec="seconds")
    lines = (WORDS[way], role.value, row.id, str(version.n), version.form_hash, person_id, moment)
    return "\n".join(lines).encode()


def sign_commitment(
    store: Store, officer: Officer, clock: Clock, *, declaration_id: str, form_hash: str
) -> Answer:
    """The declarant signs his own form in the system. `form_hash` is that of the version he was shown.

    Clause: 三(一)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        if officer.person_id != row.person_id:
            return NotDone(ActFault.NOT_YOURS)
        version = register.version_in_force(db, row)
        if version.form_hash != form_hash:
            return NotDone(ActFault.CODE_DIFFERS)
        refused = may_sign(row, version)
        if refused is not None:
            return refused
        at = clock()
        _add_system_signature(db, officer, row, version, SignRole.DECLARANT, at, "三(一)")
        return signed_by_declarant(db, officer, clock, row, version, at)


def signed_by_declarant(
    db: Session, officer: Officer, clock: Clock, row: DeclarationRow, version: VersionRow, at: datetime
) -> Moved:
    """The version is signed: it will not change any more."""
    again = row.state is DeclarationState.SIGNED
    clause = "三(一)" if again else clause_of(row.state, DeclarationState.SIGNED)
    version.signed_at = at
    row.state = DeclarationState.SIGNED
    acts.record(
        db, officer, clock, "sign_commitment", FORM, version.id, clause=clause, new=version.sealed_payload
    )
    return Moved(row.id, row.state)


def add_system_signature(
    db: Session,
    officer: Officer,
    row: DeclarationRow,
    version: VersionRow,
    at: datetime,
    named: Countersigner,
) -> None:
    """The countersigner's own signature."""
    _add_system_signature(db, officer, row, version, SignRole.COUNTERSIGNER, at, named.clause, named=named)


def is_genuine(db: Session, row: DeclarationRow, version: VersionRow, signature: SignatureRow) -> bool:
    """Whether every signature of the row verifies with a key its member has or had, over this version's hash."""
    if signature.complete_at is None or signature.form_hash != version.form_hash:
        return False
    text = statement(signature.way, signature.role, row, version, signature.person_id, signature.signed_at)
    signed = [(signature.first_member, signature.first_key, signature.first_signature)]
    if signature.way is SignWay.PAPER:
        second = (signature.second_member, signature.second_key, signature.second_signature)
        if second[0] is None or second[1] is None or second[2] is None or second[0] == signature.first_member:
            return False
        signed.append((second[0], second[1], second[2]))
    return all(_verifies(db, member, key, made, text) for member, key, made in signed)


def may_sign(row: DeclarationRow, version: VersionRow) -> Refused | NotDone | None:
    """A version is signed once; a new version of a form that is signed already is signed anew (A18)."""
    if version.signed_at is not None:
        return NotDone(ActFault.ALREADY_SIGNED)
    return None if row.state is DeclarationState.SIGNED else may_move(row.state, DeclarationState.SIGNED)


def _add_system_signature(
    db: Session,
    officer: Officer,
    row: DeclarationRow,
    version: VersionRow,
    role: SignRole,
    at: datetime,
    clause: str,
    *,
    named: Countersigner | None = None,
) -> None:
    signing = officer.open_keys.member_signing
    person_id = officer.person_id or ""
    old = register.signature(db, version.id, role)
    if old is not None:
        db.delete(old)
        db.flush()
    db.add(
        SignatureRow(
            id=new_id(),
            version_id=version.id,
            role=role,
            way=SignWay.SYSTEM,
            person_id=person_id,
            form_hash=version.form_hash,
            signed_at=at,
            post=named.post if named else None,
            row=named.row if named else None,
            clause=clause,
            document=named.document if named else "",
            first_member=officer.member_id,
            first_key=str(signing.verify_key),
            first_signature=signing.sign(statement(SignWay.SYSTEM, role, row, version, person_id, at)),
            complete_at=at,
        )
    )
    db.flush()


def _verifies(db: Session, member_id: str, key: str, made: bytes, text: bytes) -> bool:
    known: Sequence[VerifyKey] = verify_keys_of(db, member_id)
    named = VerifyKey.from_string(key)
    if all(str(each) != str(named) for each in known):
        return False
    try:
        named.verify(made, text)
    except BadSignature:
        return False
    return True
