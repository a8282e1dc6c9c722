"""Signing on the printed form: two members attest that they have seen this person's ink under this hash.

The clerk types the code from the sheet, a second member types it again; until then nothing is signed. Both sign the
same text with their own keys.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer, Role
from casework.database import CHINA, Clock, Store, day_of, new_id
from casework.declarations import register
from casework.declarations.addressing import Recipients
from casework.declarations.answers import Answer, Moved
from casework.declarations.faults import ActFault, NotDone
from casework.declarations.form import is_code_of
from casework.declarations.rows import SCAN, DeclarationRow, SignatureRow, SignRole, SignWay, VersionRow
from casework.declarations.signing import may_sign, signed_by_declarant, statement
from casework.keyring import UnlockedKeys, open_sealed, seal_document
from regulation.decisions import Countersigner
from sealing import Sealed


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan of the signed sheet: its type and bytes, in memory only."""

    media_type: str
    data: bytes


def attest_paper(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    declaration_id: str,
    code: str,
    signed_on: date,
    scan: Scan | None = None,
) -> Answer:
    """The clerk has the sheet with the declarant's ink before him and types the code printed on it.

    Clause: 三(一)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        version = register.version_in_force(db, row)
        refused = may_sign(row, version) or paper_fault(officer, clock, version, code, signed_on)
        if refused is not None:
            return refused
        begin_paper(
            db,
            officer,
            clock,
            row,
            version,
            SignRole.DECLARANT,
            row.person_id,
            noon(signed_on),
            "三(一)",
            scan,
        )
        return Moved(row.id, row.state)


def confirm_paper(store: Store, officer: Officer, clock: Clock, *, declaration_id: str, code: str) -> Answer:
    """The second member has seen the same sheet and types the code again: now the declarant's signature stands.

    Clause: 三(一)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        version = register.version_in_force(db, row)
        signature = register.signature(db, version.id, SignRole.DECLARANT)
        done = finish_paper(db, officer, clock, row, version, signature, code)
        if done is not None:
            return done
        return signed_by_declarant(
            db, officer, clock, row, version, signature.signed_at if signature else clock()
        )


def begin_paper(
    db: Session,
    officer: Officer,
    clock: Clock,
    row: DeclarationRow,
    version: VersionRow,
    role: SignRole,
    person_id: str,
    at: datetime,
    clause: str,
    scan: Scan | None,
    *,
    named: Countersigner | None = None,
) -> SignatureRow:
    """The first of the two attestations; the scan is sealed to whom the form is sealed to."""
    signing = officer.open_keys.member_signing
    old = register.signature(db, version.id, role)
    if old is not None:
        db.delete(old)
        db.flush()
    signature = SignatureRow(
        id=new_id(),
        version_id=version.id,
        role=role,
        way=SignWay.PAPER,
        person_id=person_id,
        form_hash=version.form_hash,
        signed_at=at,
        post=named.post if named else None,
        row=named.row if named else None,
        clause=clause,
        document=named.document if named else "",
        first_member=officer.member_id,
        first_key=str(signing.verify_key),
        first_signature=signing.sign(statement(SignWay.PAPER, role, row, version, person_id, at)),
    )
    if scan is not None:
        owners = Recipients(db).among(version.recipients)
        body = {"media_type": scan.media_type, "data": scan.data.hex()}
        sealed = seal_document(list(owners.values()), kind=SCAN, id=signature.id, version=1, body=body)
        signature.scan_header, signature.scan_payload = sealed.header, sealed.payload
    db.add(signature)
    new = signature.scan_payload or signature.first_signature
    acts.record(db, officer, clock, "attest_paper", SCAN, signature.id, clause=clause, new=new)
    return signature


def finish_paper(
    db: Session,
    officer: Officer,
    clock: Clock,
    row: DeclarationRow,
    version: VersionRow,
    signature: SignatureRow | None,
    code: str,
) -> NotDone | None:
    """The second attestation, by another member than the first; None when it stands."""
    if signature is None or signature.way is not SignWay.PAPER:
        return NotDone(ActFault.NOT_STARTED)
    if signature.complete_at is not None:
        return NotDone(ActFault.ALREADY_SIGNED)
    if signature.first_member == officer.member_id:
        return NotDone(ActFault.SAME_MEMBER)
    if officer.person_id == signature.person_id:
        return NotDone(ActFault.NOT_YOURS)
    if not is_code_of(code, version.form_hash) or signature.form_hash != version.form_hash:
        return NotDone(ActFault.CODE_DIFFERS)
    signing = officer.open_keys.member_signing
    text = statement(SignWay.PAPER, signature.role, row, version, signature.person_id, signature.signed_at)
    signature.second_member = officer.member_id
    signature.second_key = str(signing.verify_key)
    signature.second_signature = signing.sign(text)
    signature.complete_at = clock()
    new = signature.second_signature
    acts.record(db, officer, clock, "confirm_paper", SCAN, signature.id, clause=signature.clause, new=new)
    return None


def noon(day: date) -> datetime:
    """The moment of an act on paper whose hour nobody knows."""
    return datetime.combine(day, time(12), CHINA)


def paper_fault(
    officer: Officer, clock: Clock, version: VersionRow, code: str, signed_on: date
) -> NotDone | None:
    """Who attests a sheet is a clerk, types its code, and gives a possible day."""
    if Role.UNIT_CLERK not in officer.roles:
        return NotDone(ActFault.NOT_YOURS)
    if not is_code_of(code, version.form_hash):
        return NotDone(ActFault.CODE_DIFFERS)
    if not version.made_on <= signed_on <= day_of(clock):
        return NotDone(ActFault.DAY_IMPOSSIBLE)
    return None


def open_scan(db: Session, signature: SignatureRow, keys: UnlockedKeys) -> Scan | None:
    """The scan of the signed sheet; None where there is none."""
    if signature.scan_header is None or signature.scan_payload is None:
        return None
    acts.hold(db, SCAN, signature.id, signature.scan_payload, among=("attest_paper",))
    sealed = Sealed(signature.scan_header, signature.scan_payload)
    body = open_sealed(sealed, keys, kind=SCAN, id=signature.id)
    return Scan(str(body["media_type"]), bytes.fromhex(body["data"]))
