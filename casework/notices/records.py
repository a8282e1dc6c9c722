"""Finding a notice, opening what lies sealed in it, sealing what is put into it.

A notice is found only by an officer of its office who is not walled from those it concerns. Until it is public it
exists for drafters and approvers alone.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Action, Officer
from casework.keyring import open_sealed, seal_document
from casework.notices.drafts import Draft
from casework.notices.rows import (
    NoticeApprovalRow,
    NoticeCounterRow,
    NoticeRow,
    NoticeTagRow,
    NoticeVersionRow,
)
from casework.offices import service as offices
from casework.offices.walls import outside_walls, walls
from regulation.case_terms import NoticeKind, NoticeState
from sealing import Sealed

NOTICE = "notice"
DRAFTS = ("draft_notice", "change_notice", "start_correction", "drop_correction")
"""The acts after which a version is the newest of its notice; the entry commits to its payload."""
APPROVALS = ("approve_notice", "approve_correction")
VERSION = "notice_version"
APPROVAL = "notice_approval"
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
PUBLIC = (NoticeState.PUBLISHED, NoticeState.CORRECTED, NoticeState.WITHDRAWN, NoticeState.EXPIRED)
CLAUSE_OF = {NoticeKind.EXPOSURE: "四(四)", NoticeKind.UNIT_CRITICISM: "四(二)"}
SHOWN = (NoticeState.PUBLISHED, NoticeState.CORRECTED)


class NoSuchNotice(LookupError):
    """No notice of this reference exists for this officer; a wall answers the same."""


@dataclass(frozen=True, slots=True)
class Approval:
    """What was approved: the public document's body, why a repeated run was let pass, the decisions it rests on."""

    document: dict[str, Any]
    override: str
    approved_by: str
    approved_on: date


def draw_reference() -> str:
    """A random reference that tells neither order nor number."""
    return "通-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


def visible_notices(db: Session, officer: Officer) -> Select[NoticeRow]:
    """The notices that exist for this officer."""
    found = select(NoticeRow).where(
        NoticeRow.office_id == officer.office_id,
        outside_walls(
            walls(db, officer), record=NoticeRow.id, tagged=NoticeTagRow.notice_id, tag=NoticeTagRow.tag
        ),
    )
    if works_on_notices(officer):
        return found
    return found.where(NoticeRow.state.in_(PUBLIC))


def works_on_notices(officer: Officer) -> bool:
    """Whether drafts, and what was taken down, exist for this officer."""
    return officer.may(Action.DRAFT_NOTICES) or officer.may(Action.APPROVE_NOTICES)


def notice_of(db: Session, officer: Officer, reference: str, *, lock: bool = False) -> NoticeRow:
    """The notice of this reference. Raises `NoSuchNotice` also where a wall stands."""
    found = visible_notices(db, officer).where(NoticeRow.reference == reference)
    notice = db.scalars(found.with_for_update() if lock else found).one_or_none()
    if notice is None:
        raise NoSuchNotice(reference)
    return notice


def version_of(db: Session, notice_id: str, n: int) -> NoticeVersionRow | None:
    """A version of a notice, if there is one."""
    found = select(NoticeVersionRow).where(NoticeVersionRow.notice_id == notice_id, NoticeVersionRow.n == n)
    return db.scalars(found).one_or_none()


def pending(db: Session, notice: NoticeRow) -> NoticeVersionRow | None:
    """The version that is being drafted: the first, or a correction after the one in force."""
    return version_of(db, notice.id, notice.current + 1)


def newest_version(db: Session, notice: NoticeRow) -> NoticeVersionRow:
    """The version in drafting, else the one in force."""
    row = pending(db, notice) or version_of(db, notice.id, notice.current)
    if row is None:
        raise LookupError(notice.id)
    return row


def sealed_for_office(officer: Officer, kind: str, record_id: str, body: dict[str, Any]) -> Sealed:
    """Seal a record of a notice to the office, signed by its author."""
    keys = officer.open_keys
    recipients = [keys.office_identity.recipient]
    return seal_document(
        recipients, kind=kind, id=record_id, version=1, body=body, signer=keys.member_signing
    )


def _opened(
    db: Session,
    officer: Officer,
    row: NoticeVersionRow | NoticeApprovalRow,
    kind: str,
    author: str,
    among: Collection[str],
) -> dict[str, Any]:
    """The body of a version or an approval, held against the last of the notice's acts that wrote one."""
    acts.hold(db, NOTICE, row.notice_id, row.sealed_payload, among=among)
    verify_keys = offices.verify_keys_of(db, author)
    return open_sealed(row.sealed_body, officer.open_keys, kind=kind, id=row.id, verify_keys=verify_keys)


def draft_in(db: Session, officer: Officer, row: NoticeVersionRow) -> Draft:
    """The choices of a version, its author's signature checked. Raises `DocumentError`."""
    return Draft.from_body(_opened(db, officer, row, VERSION, row.drafted_by, DRAFTS))


def approval_of(db: Session, officer: Officer, notice: NoticeRow, n: int) -> Approval | None:
    """What was approved as version n and still stands."""
    found = select(NoticeApprovalRow).where(
        NoticeApprovalRow.notice_id == notice.id,
        NoticeApprovalRow.n == n,
        NoticeApprovalRow.undone_on.is_(None),
    )
    row = db.scalars(found).one_or_none()
    if row is None:
        return None
    body = _opened(db, officer, row, APPROVAL, row.approved_by, APPROVALS)
    return Approval(body["document"], body["override"], row.approved_by, row.approved_on)


def next_sequence(db: Session, office_id: str, year: int) -> int:
    """The next number of this office and year, without a gap: the caller's transaction takes it or gives it back."""
    key = {"office_id": office_id, "year": year}
    counter = db.get(NoticeCounterRow, (office_id, year), with_for_update=True)
    if counter is None:
        counter = NoticeCounterRow(**key, last=0)
        db.add(counter)
    counter.last += 1
    db.flush()
    return counter.last
