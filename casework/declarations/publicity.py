"""公示: posting a version, objections and their findings, and where it stands at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer, Role
from casework.calendar.service import calendar_in
from casework.campaigns import service as campaigns
from casework.database import Clock, Store, day_of, new_id
from casework.declarations import expecting, register
from casework.declarations.addressing import Recipients, readdress
from casework.declarations.answers import Answer, Moved
from casework.declarations.faults import ActFault, NotDone
from casework.declarations.rows import (
    FINDING,
    FORM,
    OBJECTION,
    RETURN,
    DeclarationRow,
    ObjectionRow,
    PostingRow,
    ReturnRow,
    VersionRow,
)
from casework.keyring import UnlockedKeys, open_sealed, seal_document
from casework.offices import lookups
from casework.offices.facts import unit_facts
from casework.offices.service import verify_keys_of
from regulation import publicity as rules
from regulation.calendar import Calendar, Due
from regulation.case_terms import DeclarationState
from regulation.chapters import Chapters, load
from regulation.decisions import Flag, Reason, Refused
from regulation.lifecycles import clause_of, may_move
from regulation.publicity import Objection, Posting, PostingPlace
from sealing import Sealed

CLAUSE = rules.CLAUSE


@dataclass(frozen=True, slots=True)
class Standing:
    """The publicity of the version in force at a moment. `ends_at` None: not begun, or the year is not published;
    then `last_day` tells the earliest and the latest day it can end on (H-33)."""

    started_at: datetime | None
    ends_at: datetime | None
    why_not: Refused | None
    raised: int
    pending: int
    last_day: Due | None = None

    def is_over(self, moment: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= moment


def post_publicity(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    declaration_id: str,
    place: PostingPlace,
    reason: str = "",
) -> Answer:
    """Put the version in force up in one of its places; the countersigner gets his stanza with the first posting.

    Clause: 三(二)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        version = register.version_in_force(db, row)
        scope = rules.publicity_scope(unit_facts(db, row.unit_id))
        refused = _may_post(officer, row, version, register.postings(db, row.id), place)
        if refused is not None:
            return refused
        if place not in scope.places or (Flag.OWN_UNIT_ONLY in scope.flags and not reason.strip()):
            return NotDone(ActFault.REASON_NEEDED)
        posting = PostingRow(
            id=new_id(),
            declaration_id=row.id,
            version_id=version.id,
            place=place,
            posted_at=clock(),
            posted_by=officer.member_id,
            reason=reason.strip(),
        )
        db.add(posting)
        clause = clause_of(DeclarationState.SIGNED, DeclarationState.POSTED)
        row.state = DeclarationState.POSTED
        hand_to_countersigner(db, officer, clock, row, version)
        acts.record(
            db, officer, clock, "post_publicity", FORM, version.id, clause=clause, new=version.sealed_payload
        )
        return Moved(row.id, row.state)


def hand_to_countersigner(
    db: Session, officer: Officer, clock: Clock, row: DeclarationRow, version: VersionRow
) -> None:
    """Find today's countersigner, passing over those of the declarant's near kin that the form names, and give him
    a stanza for this version (G4)."""
    kin = expecting.kin_names(db, version, officer.open_keys)
    expecting.write_down(row, expecting.expected(db, row, day_of(clock), kin))
    if row.expected_id is not None:
        readdress(db, version, officer.open_keys, lookups.members_for(db, row.expected_id))


def record_objection(
    store: Store, officer: Officer, clock: Clock, *, declaration_id: str, text: str, objector: str = ""
) -> Answer:
    """Write down an objection, also an anonymous one. It blocks the countersignature until its finding (A19).

    It is sealed to the reviewing commission alone: in the unit, which may have written it down, nobody reads it again.
    Clause: 三(二)
    """
    with store.write() as db:
        row = register.found(db, officer, declaration_id)
        if row is None:
            return NotDone(ActFault.UNKNOWN)
        if not text.strip():
            return NotDone(ActFault.REASON_NEEDED)
        if row.state is not DeclarationState.POSTED:
            return Refused(
                Reason.TRANSITION_FORBIDDEN, CLAUSE, "只有公示中的申报表可以记异议；审签之后的作为线索"
            )
        version = register.version_in_force(db, row)
        objection_id = new_id()
        owners = Recipients(db).among([row.office_id])
        if not owners:
            return NotDone(ActFault.OFFICE_WITHOUT_KEY)
        body = {"text": text.strip(), "objector": objector.strip()}
        sealed = seal_document(list(owners.values()), kind=OBJECTION, id=objection_id, version=1, body=body)
        db.add(
            ObjectionRow(
                id=objection_id,
                declaration_id=row.id,
                version_id=version.id,
                anonymous=not objector.strip(),
                raised_at=clock(),
                sealed_body=sealed,
            )
        )
        acts.record(
            db, officer, clock, "record_objection", OBJECTION, objection_id, clause=CLAUSE, new=sealed.payload
        )
        return Moved(row.id, row.state)


def decide_objection(
    store: Store, officer: Officer, clock: Clock, *, objection_id: str, upheld: bool, finding: str
) -> Answer:
    """The commission records what it found; who filed the form never decides about it (SR-14).

    Clause: 三(二)
    """
    with store.write() as db:
        objection = db.get(ObjectionRow, objection_id)
        row = register.found(db, officer, objection.declaration_id) if objection is not None else None
        if objection is None or row is None:
            return NotDone(ActFault.UNKNOWN)
        if objection.found_at is not None:
            return NotDone(ActFault.ALREADY_FOUND)
        if officer.unit_id is not None:
            return Refused(Reason.DECIDER_CONCERNED, CLAUSE, "异议由纪委（纪检组）核实，经办单位不能自行认定")
        if not reads_objections(officer, row):
            return Refused(Reason.NOT_COMPETENT, CLAUSE, "由负责审核的纪委（纪检组）核实")
        if not finding.strip():
            return NotDone(ActFault.REASON_NEEDED)
        owners = Recipients(db).among([row.office_id])
        signer = officer.open_keys.member_signing
        body = {"finding": finding.strip(), "upheld": upheld}
        sealed = seal_document(
            list(owners.values()), kind=FINDING, id=objection_id, version=1, body=body, signer=signer
        )
        objection.finding_header, objection.finding_payload = sealed.header, sealed.payload
        objection.found_at, objection.found_by, objection.upheld = clock(), officer.member_id, upheld
        acts.record(
            db, officer, clock, "decide_objection", FINDING, objection_id, clause=CLAUSE, new=sealed.payload
        )
        return Moved(row.id, row.state)


def standing(
    db: Session,
    row: DeclarationRow,
    moment: datetime,
    *,
    calendar: Calendar | None = None,
    version: VersionRow | None = None,
) -> Standing:
    """Where the publicity of the version in force stands; who has that version at hand gives it."""
    chapters = chapters_of(db, row)
    version = version or register.version_in_force(db, row)
    started = started_at(db, row, version)
    raised = register.objections(db, row.id)
    pending = len(rules.pending_objections(_told(raised), moment))
    if isinstance(started, Refused):
        return Standing(None, None, started, len(raised), pending)
    days = calendar or calendar_in(db, chapters)
    term = rules.publicity_term(started, days, chapters)
    refused = rules.may_sign_at(moment, started, _told(raised), days, chapters)
    ends = None if term.last_day.provisional else term.ends_at
    return Standing(started, ends, refused, len(raised), pending, term.last_day)


def started_at(db: Session, row: DeclarationRow, version: VersionRow) -> datetime | Refused:
    """When the publicity of a version began: the later of its places."""
    scope = rules.publicity_scope(unit_facts(db, row.unit_id))
    hung = [Posting(each.version_id, each.place, each.posted_at) for each in register.postings(db, row.id)]
    return rules.started_at(version.id, hung, scope.places)


def chapters_of(db: Session, row: DeclarationRow) -> Chapters:
    """The chapters of the campaign's profile."""
    campaign = campaigns.campaign(db, row.campaign_id)
    return load(campaign.profile) if campaign is not None else load()


def reads_objections(officer: Officer, row: DeclarationRow) -> bool:
    """The reviewing commission's officers read objections; for everybody else there is only whether one is pending."""
    return officer.unit_id is None and officer.office_id == row.office_id


def open_objection(db: Session, row: ObjectionRow, keys: UnlockedKeys) -> dict[str, Any]:
    """The text of an objection and, where there is one, its finding."""
    acts.hold(db, OBJECTION, row.id, row.sealed_payload)
    body = open_sealed(row.sealed_body, keys, kind=OBJECTION, id=row.id)
    told = {"text": str(body["text"]), "objector": str(body["objector"]), "finding": ""}
    if row.finding_header is not None and row.finding_payload is not None:
        acts.hold(db, FINDING, row.id, row.finding_payload)
        sealed = Sealed(row.finding_header, row.finding_payload)
        signers = verify_keys_of(db, row.found_by or "")
        finding = open_sealed(sealed, keys, kind=FINDING, id=row.id, verify_keys=signers)
        told["finding"] = str(finding["finding"])
    return told


def open_return(db: Session, row: ReturnRow, keys: UnlockedKeys) -> dict[str, Any]:
    """Why a form was given back, and when."""
    signers = verify_keys_of(db, row.returned_by)
    acts.hold(db, RETURN, row.id, row.sealed_payload)
    body = open_sealed(row.sealed_body, keys, kind=RETURN, id=row.id, verify_keys=signers)
    return {"reason": str(body["reason"]), "returned_at": row.returned_at}


def _may_post(
    officer: Officer,
    row: DeclarationRow,
    version: VersionRow,
    hung: Sequence[PostingRow],
    place: PostingPlace,
) -> Refused | NotDone | None:
    if Role.UNIT_CLERK not in officer.roles:
        return NotDone(ActFault.NOT_YOURS)
    if version.signed_at is None:
        return Refused(Reason.COMMITMENT_MISSING, "三(一)", "这一版还没有签字承诺")
    if any(each.version_id == version.id and each.place is place for each in hung):
        return NotDone(ActFault.ALREADY_POSTED)
    if row.state is DeclarationState.POSTED:
        return None
    return may_move(row.state, DeclarationState.POSTED)


def _told(raised: Sequence[ObjectionRow]) -> list[Objection]:
    return [Objection(each.id, each.raised_at, each.found_at) for each in raised]
