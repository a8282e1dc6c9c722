"""审签: whether this officer may sign, the signature in both ways, and giving the form back.

Clause: 三(二), 四(四)
"""

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.database import CHINA, Clock, Store, day_of, new_id
from casework.declarations import expecting, paper, publicity, register, signing
from casework.declarations.addressing import Recipients
from casework.declarations.answers import Answer, Moved
from casework.declarations.faults import ActFault, NotDone
from casework.declarations.paper import Scan
from casework.declarations.rows import FORM, RETURN, DeclarationRow, ReturnRow, SignRole, VersionRow
from casework.keyring import UnlockedKeys, seal_document
from casework.offices import lookups
from regulation.case_terms import DeclarationState
from regulation.countersigning import may_countersign
from regulation.decisions import Countersigner, Reason, Refused
from regulation.facts import PersonId
from regulation.labels import label
from regulation.lifecycles import clause_of, may_move


def judge(
    db: Session, row: DeclarationRow, signer_id: str, at: datetime, keys: UnlockedKeys
) -> Countersigner | Refused:
    """May this person countersign at this moment? The answer names the row; a no names what was expected.

    Clause: 三(二) (SR-29 to SR-36)
    """
    version = register.version_in_force(db, row)
    refused = _uncommitted(version)
    if refused is not None:
        return refused
    kin = expecting.kin_names(db, version, keys)
    named = expecting.expected(db, row, at.astimezone(CHINA).date(), kin)
    return named if isinstance(named, Refused) else _judged(db, row, version, signer_id, at, named)


def _uncommitted(version: VersionRow) -> Refused | None:
    """Without the declarant's own signature there is nothing to countersign."""
    return (
        Refused(Reason.COMMITMENT_MISSING, "三(一)", "这一版还没有签字承诺")
        if version.signed_at is None
        else None
    )


def _judged(
    db: Session,
    row: DeclarationRow,
    version: VersionRow,
    signer_id: str,
    at: datetime,
    named: Countersigner,
) -> Countersigner | Refused:
    """The same where the table of that day has been asked already."""
    standing = publicity.standing(db, row, at, version=version)
    ends_at = standing.ends_at
    if ends_at is None:  # not hanging everywhere, or a year without a calendar: who signs is still told first
        ends_at = datetime.max.replace(tzinfo=CHINA)
    refused = may_countersign(
        PersonId(signer_id), PersonId(row.person_id), named,
        at=at, publicity_ends_at=ends_at, objection_pending=standing.pending > 0,
    )  # fmt: skip
    if refused is None:
        moved = may_move(row.state, DeclarationState.COUNTERSIGNED)
        return moved if moved is not None else named
    if refused.reason is Reason.COUNTERSIGNER_MISMATCH:
        return _named_refusal(db, refused, named)
    if refused.reason is Reason.PUBLICITY_NOT_ENDED and standing.why_not is not None:
        return standing.why_not
    return refused


def countersign(
    store: Store, officer: Officer, clock: Clock, *, declaration_id: str, form_hash: str
) -> Answer:
    """The countersigner signs in the system; `form_hash` is that of the version he had before him.

    Clause: 三(二)
    """
    with store.write() as db:
        row = _reached(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        version = register.version_in_force(db, row)
        if version.form_hash != form_hash:
            return NotDone(ActFault.CODE_DIFFERS)
        at = clock()
        named = judge(db, row, officer.person_id or "", at, officer.open_keys)
        if isinstance(named, Refused):
            acts.record(db, officer, clock, "countersign_refused", FORM, version.id, clause=named.clause)
            return named
        signing.add_system_signature(db, officer, row, version, at, named)
        return _countersigned(db, officer, clock, row, version, named, at)


def attest_countersignature(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    declaration_id: str,
    code: str,
    signed_at: datetime,
    scan: Scan | None = None,
) -> Answer:
    """The clerk has the sheet with the countersigner's ink and types its code; the moment written beside the ink is
    judged as the moment of signing.

    Clause: 三(二)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        version = register.version_in_force(db, row)
        day: date = signed_at.astimezone(CHINA).date()
        fault = paper.paper_fault(officer, clock, version, code, day)
        if fault is not None or signed_at > clock():
            return fault or NotDone(ActFault.DAY_IMPOSSIBLE)
        refused = _uncommitted(version)
        if refused is not None:
            return refused
        kin = expecting.kin_names(db, version, officer.open_keys)
        named = expecting.expected(db, row, day, kin)
        if isinstance(named, Countersigner):
            named = _judged(db, row, version, str(named.person), signed_at, named)
        if isinstance(named, Refused):
            return named
        if officer.person_id == str(named.person):
            return NotDone(ActFault.NOT_YOURS)
        paper.begin_paper(
            db, officer, clock, row, version, SignRole.COUNTERSIGNER, str(named.person), signed_at, named.clause, scan,
            named=named,
        )  # fmt: skip
        return Moved(row.id, row.state)


def confirm_countersignature(
    store: Store, officer: Officer, clock: Clock, *, declaration_id: str, code: str
) -> Answer:
    """The second member has seen the same sheet: now the countersignature stands.

    Clause: 三(二)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        version = register.version_in_force(db, row)
        made = register.signature(db, version.id, SignRole.COUNTERSIGNER)
        done = paper.finish_paper(db, officer, clock, row, version, made, code)
        if done is not None or made is None:
            return done or NotDone(ActFault.NOT_STARTED)
        named = judge(db, row, made.person_id, made.signed_at, officer.open_keys)
        if isinstance(named, Refused):
            db.rollback()
            return named
        return _countersigned(db, officer, clock, row, version, named, made.signed_at)


def return_to_declarant(
    store: Store, officer: Officer, clock: Clock, *, declaration_id: str, reason: str
) -> Answer:
    """Give the form back with the reason; the declarant makes a new version and signs again.

    Clause: 三(二)
    """
    with store.write() as db:
        row = _reached(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        version = register.version_in_force(db, row)
        kin = expecting.kin_names(db, version, officer.open_keys)
        named = expecting.expected(db, row, day_of(clock), kin)
        if isinstance(named, Refused):
            return named
        if str(named.person) != officer.person_id:
            return _named_refusal(db, Refused(Reason.COUNTERSIGNER_MISMATCH, named.clause), named)
        refused = may_move(row.state, DeclarationState.RETURNED)
        if refused is not None or not reason.strip():
            return refused or NotDone(ActFault.REASON_NEEDED)
        return_id = new_id()
        owners = Recipients(db).among(version.recipients)
        sealed = seal_document(
            list(owners.values()), kind=RETURN, id=return_id, version=1, body={"reason": reason.strip()},
            signer=officer.open_keys.member_signing,
        )  # fmt: skip
        db.add(
            ReturnRow(
                id=return_id,
                declaration_id=row.id,
                version_id=version.id,
                returned_at=clock(),
                returned_by=officer.member_id,
                sealed_body=sealed,
            )
        )
        row.state = DeclarationState.RETURNED
        acts.record(
            db, officer, clock, "return_declaration", RETURN, return_id, clause="三(二)", new=sealed.payload
        )
        return Moved(row.id, row.state)


def _reached(db: Session, officer: Officer, declaration_id: str) -> DeclarationRow | None:
    """The form, where it exists for this officer; a leader whom the table of today names sees it too."""
    row = register.found(db, officer, declaration_id)
    if row is not None:
        return row
    row = db.get(DeclarationRow, declaration_id)
    same_unit = row is not None and row.unit_id == officer.unit_id
    return row if same_unit else None


def _countersigned(
    db: Session,
    officer: Officer,
    clock: Clock,
    row: DeclarationRow,
    version: VersionRow,
    named: Countersigner,
    at: datetime,
) -> Moved:
    clause = clause_of(row.state, DeclarationState.COUNTERSIGNED)
    version.countersigned_at, version.countersigner_id = at, str(named.person)
    row.countersign_row, row.countersign_clause = named.row, named.clause
    row.expected_post, row.expected_id = named.post, str(named.person)
    row.state = DeclarationState.COUNTERSIGNED
    acts.record(
        db, officer, clock, "countersign", FORM, version.id, clause=clause, new=version.sealed_payload
    )
    return Moved(row.id, row.state)


def _named_refusal(db: Session, refused: Refused, named: Countersigner) -> Refused:
    """The refusal with the post and the person that were expected."""
    leader = lookups.person(db, str(named.person)) if named.person else None
    who = f"{label(named.post)}（{leader.name}）" if leader else label(named.post)
    return replace(refused, detail=f"应由{who}审签")
