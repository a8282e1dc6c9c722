"""申报登记: which declarations an officer sees, and the lists of them. Filters run in SQL, by the officer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import OFFICE_ROLES, Officer, Role
from casework.declarations.rows import (
    IN_FORCE,
    DeclarationOfficeRow,
    DeclarationRow,
    HopRow,
    ObjectionRow,
    PostingRow,
    ReturnRow,
    ReviewRow,
    SignatureRow,
    SignRole,
    VersionRow,
)
from regulation.case_terms import DeclarationState

PAGE = 50


def visible(officer: Officer) -> ColumnElement[bool]:
    """The declarations that exist for this officer: his unit's, his own, those he is to sign, his office's route.

    An office that only keeps the escrow does not see them here (D-06).
    """
    own: list[ColumnElement[bool]] = []
    if officer.person_id is not None:
        own.append(DeclarationRow.person_id == officer.person_id)
        if Role.COUNTERSIGNER in officer.roles:
            own.append(DeclarationRow.expected_id == officer.person_id)
    if Role.UNIT_CLERK in officer.roles and officer.unit_id is not None:
        own.append(DeclarationRow.unit_id == officer.unit_id)
    if officer.roles & OFFICE_ROLES and officer.unit_id is None:
        on_route = select(DeclarationOfficeRow.declaration_id).where(
            DeclarationOfficeRow.office_id == officer.office_id, DeclarationOfficeRow.escrow.is_(False)
        )
        own.append(DeclarationRow.id.in_(on_route))
    return or_(*own) if own else false()


def found(db: Session, officer: Officer, declaration_id: str) -> DeclarationRow | None:
    """A declaration, if it exists for this officer."""
    statement = select(DeclarationRow).where(DeclarationRow.id == declaration_id, visible(officer))
    return db.scalars(statement).one_or_none()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty narrows nothing."""

    campaign_id: str = ""
    unit_id: str = ""
    state: DeclarationState | None = None
    name: str = ""

    def clauses(self) -> list[ColumnElement[bool]]:
        chosen: list[ColumnElement[bool]] = []
        if self.campaign_id:
            chosen.append(DeclarationRow.campaign_id == self.campaign_id)
        if self.unit_id:
            chosen.append(DeclarationRow.unit_id == self.unit_id)
        if self.state is not None:
            chosen.append(DeclarationRow.state == self.state)
        if self.name:
            chosen.append(DeclarationRow.name.contains(self.name, autoescape=True))
        return chosen


def listed(
    db: Session, officer: Officer, filters: Filters, *, offset: int = 0
) -> tuple[Sequence[DeclarationRow], int]:
    """One page of the register by name, and how many there are in all."""
    where = (visible(officer), *filters.clauses())
    total = db.scalar(select(func.count()).select_from(DeclarationRow).where(*where)) or 0
    statement = select(DeclarationRow).where(*where).order_by(DeclarationRow.name, DeclarationRow.id)
    return db.scalars(statement.offset(offset).limit(PAGE)).all(), total


def counted(db: Session, officer: Officer, filters: Filters) -> dict[DeclarationState, int]:
    """How many stand in each state."""
    statement = select(DeclarationRow.state, func.count()).where(visible(officer), *filters.clauses())
    return {row[0]: row[1] for row in db.execute(statement.group_by(DeclarationRow.state))}


def waiting_for(db: Session, officer: Officer) -> Sequence[DeclarationRow]:
    """待我审签: what this officer is to sign, and what he signed or gave back."""
    if officer.person_id is None:
        return ()
    states = (DeclarationState.POSTED, DeclarationState.COUNTERSIGNED, DeclarationState.RETURNED)
    statement = select(DeclarationRow).where(
        DeclarationRow.expected_id == officer.person_id, DeclarationRow.state.in_(states)
    )
    return db.scalars(statement.order_by(DeclarationRow.name, DeclarationRow.id)).all()


def declared_by(db: Session, person_id: str) -> Sequence[DeclarationRow]:
    """Every declaration of a person, for linkage."""
    return db.scalars(select(DeclarationRow).where(DeclarationRow.person_id == person_id)).all()


def countersigners_of(db: Session, person_ids: Collection[str]) -> frozenset[str]:
    """Whoever countersigned a declaration of these persons, or is the one to do so: for walls."""
    theirs = DeclarationRow.person_id.in_(person_ids)
    signed = (
        select(VersionRow.countersigner_id)
        .join(DeclarationRow, DeclarationRow.id == VersionRow.declaration_id)
        .where(theirs)
    )
    expected = select(DeclarationRow.expected_id).where(theirs)
    return frozenset(each for each in (*db.scalars(signed), *db.scalars(expected)) if each is not None)


def offices_of(db: Session, declaration_id: str) -> Sequence[str]:
    """The offices of its route, and the one that keeps the escrow."""
    statement = select(DeclarationOfficeRow.office_id).where(
        DeclarationOfficeRow.declaration_id == declaration_id
    )
    return db.scalars(statement.order_by(DeclarationOfficeRow.office_id)).all()


def version_in_force(db: Session, row: DeclarationRow) -> VersionRow:
    """The latest version of a declaration, held against the ledger's word which that is.

    Raises `RecordAltered` where a newer one was filed: an older one was put back in its place.
    """
    latest = version_of(db, row.id, row.version)
    acts.hold(db, IN_FORCE, row.id, latest.id.encode())
    return latest


def version_of(db: Session, declaration_id: str, n: int) -> VersionRow:
    """One version by its number. Raises NoResultFound."""
    return db.scalars(
        select(VersionRow).where(VersionRow.declaration_id == declaration_id, VersionRow.n == n)
    ).one()


def versions(db: Session, declaration_id: str) -> Sequence[VersionRow]:
    """Every version, the first first."""
    statement = select(VersionRow).where(VersionRow.declaration_id == declaration_id)
    return db.scalars(statement.order_by(VersionRow.n)).all()


def signature(db: Session, version_id: str, role: SignRole) -> SignatureRow | None:
    """The signature of this role under a version, complete or not."""
    statement = select(SignatureRow).where(SignatureRow.version_id == version_id, SignatureRow.role == role)
    return db.scalars(statement).one_or_none()


def postings(db: Session, declaration_id: str) -> Sequence[PostingRow]:
    """Every posting, the first first."""
    statement = select(PostingRow).where(PostingRow.declaration_id == declaration_id)
    return db.scalars(statement.order_by(PostingRow.posted_at, PostingRow.id)).all()


def objections(db: Session, declaration_id: str) -> Sequence[ObjectionRow]:
    """Every objection, the first first."""
    statement = select(ObjectionRow).where(ObjectionRow.declaration_id == declaration_id)
    return db.scalars(statement.order_by(ObjectionRow.raised_at, ObjectionRow.id)).all()


def returns(db: Session, declaration_id: str) -> Sequence[ReturnRow]:
    """Every time it was given back, the first first."""
    statement = select(ReturnRow).where(ReturnRow.declaration_id == declaration_id)
    return db.scalars(statement.order_by(ReturnRow.returned_at, ReturnRow.id)).all()


def reviews(db: Session, declaration_id: str) -> Sequence[ReviewRow]:
    """Every review, the first first."""
    statement = select(ReviewRow).where(ReviewRow.declaration_id == declaration_id)
    return db.scalars(statement.order_by(ReviewRow.reviewed_at, ReviewRow.id)).all()


def hops(db: Session, declaration_id: str) -> Sequence[HopRow]:
    """The way it has gone, in order."""
    return db.scalars(select(HopRow).where(HopRow.declaration_id == declaration_id).order_by(HopRow.n)).all()
