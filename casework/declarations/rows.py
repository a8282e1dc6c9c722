"""Rows of declarations: states, rows of the rules, dates, counts and signatures in clear; what is declared, sealed."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from casework.database import Base, Id, Instant, SealedColumns, worded
from regulation.case_terms import DeclarationState
from regulation.decisions import CountersignRow, RouteRow
from regulation.publicity import PostingPlace
from regulation.screening import Undertaking
from regulation.terms import LeaderPost, ManagedBy

FORM = "declaration"
IN_FORCE = "version_in_force"
OBJECTION = "objection"
FINDING = "objection_finding"
RETURN = "return"
REVIEW = "review"
SCAN = "signed_scan"


class SignRole(StrEnum):
    """Whose signature it is."""

    DECLARANT = "declarant"
    COUNTERSIGNER = "countersigner"


class SignWay(StrEnum):
    """The two equal ways to sign."""

    SYSTEM = "system"
    PAPER = "paper"


class DeclarationRow(Base):
    """One person's declaration in one campaign. `route_*` and `countersign_*` are the rows that applied, with clauses.

    `expected_id` is the person the portfolio table names as countersigner; `version` the version in force.
    """

    __tablename__ = "declarations"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id"),
        Index("ix_declarations_unit_id_state", "unit_id", "state"),
        Index("ix_declarations_office_id_state", "office_id", "state"),
        Index("ix_declarations_expected_id_state", "expected_id", "state"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[str] = mapped_column(Id, ForeignKey("campaigns.id"))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"), index=True)
    unit_id: Mapped[str] = mapped_column(Id, ForeignKey("units.id"))
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"))
    name: Mapped[str] = mapped_column(String(60), index=True)
    post: Mapped[str] = mapped_column(String(120))
    managed_by: Mapped[ManagedBy] = mapped_column(worded(ManagedBy))
    state: Mapped[DeclarationState] = mapped_column(worded(DeclarationState))
    version: Mapped[int] = mapped_column(Integer)
    route_row: Mapped[RouteRow] = mapped_column(worded(RouteRow))
    route_clause: Mapped[str] = mapped_column(String(40))
    countersign_row: Mapped[CountersignRow | None] = mapped_column(worded(CountersignRow))
    countersign_clause: Mapped[str] = mapped_column(String(40), default="")
    expected_post: Mapped[LeaderPost | None] = mapped_column(worded(LeaderPost))
    expected_id: Mapped[str | None] = mapped_column(Id)
    filed_by: Mapped[str] = mapped_column(Id)
    filed_on: Mapped[date] = mapped_column(Date)


class DeclarationOfficeRow(Base):
    """An office that stands on the route of a declaration; the escrow's opens it from a linked clue only (D-06)."""

    __tablename__ = "declaration_offices"

    declaration_id: Mapped[str] = mapped_column(Id, ForeignKey("declarations.id"), primary_key=True)
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"), primary_key=True, index=True)
    escrow: Mapped[bool] = mapped_column(Boolean, default=False)


class VersionRow(SealedColumns, Base):
    """One version of the form: sealed to its unit, the offices of its route, the escrow and the declarant.

    `recipients` are the ids of those organs and members; `content_tag` is blind and tells the unit that a second
    import says the same. A signed version is never changed; a correction is the next.
    """

    __tablename__ = "declaration_versions"
    __table_args__ = (UniqueConstraint("declaration_id", "n"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    declaration_id: Mapped[str] = mapped_column(Id, ForeignKey("declarations.id"))
    n: Mapped[int] = mapped_column(Integer)
    form_hash: Mapped[str] = mapped_column(String(64), index=True)
    recipients: Mapped[list[str]] = mapped_column(JSON, default=list)
    undertaking: Mapped[Undertaking] = mapped_column(worded(Undertaking))
    nil: Mapped[bool] = mapped_column(Boolean)
    content_tag: Mapped[str] = mapped_column(String(32))
    counts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_by: Mapped[str] = mapped_column(Id)
    made_on: Mapped[date] = mapped_column(Date)
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    countersigned_at: Mapped[datetime | None] = mapped_column(Instant)
    countersigner_id: Mapped[str | None] = mapped_column(Id)


class SignatureRow(Base):
    """A signature under a version. In the system: the signer's own. On paper: two members' over what they saw.

    `complete_at` is None while the second member of a paper signature has yet to attest.
    """

    __tablename__ = "declaration_signatures"
    __table_args__ = (UniqueConstraint("version_id", "role"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    version_id: Mapped[str] = mapped_column(Id, ForeignKey("declaration_versions.id"))
    role: Mapped[SignRole] = mapped_column(worded(SignRole))
    way: Mapped[SignWay] = mapped_column(worded(SignWay))
    person_id: Mapped[str] = mapped_column(Id)
    form_hash: Mapped[str] = mapped_column(String(64))
    signed_at: Mapped[datetime] = mapped_column(Instant)
    post: Mapped[LeaderPost | None] = mapped_column(worded(LeaderPost))
    row: Mapped[CountersignRow | None] = mapped_column(worded(CountersignRow))
    clause: Mapped[str] = mapped_column(String(40))
    document: Mapped[str] = mapped_column(String(120), default="")
    first_member: Mapped[str] = mapped_column(Id)
    first_key: Mapped[str] = mapped_column(String(120))
    first_signature: Mapped[bytes] = mapped_column(LargeBinary)
    second_member: Mapped[str | None] = mapped_column(Id)
    second_key: Mapped[str | None] = mapped_column(String(120))
    second_signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    complete_at: Mapped[datetime | None] = mapped_column(Instant)
    scan_header: Mapped[bytes | None] = mapped_column(LargeBinary)
    scan_payload: Mapped[bytes | None] = mapped_column(LargeBinary)


class PostingRow(Base):
    """A version put up in one of the two places. `reason` is why only the own unit (A25)."""

    __tablename__ = "declaration_postings"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    declaration_id: Mapped[str] = mapped_column(Id, ForeignKey("declarations.id"), index=True)
    version_id: Mapped[str] = mapped_column(Id, ForeignKey("declaration_versions.id"))
    place: Mapped[PostingPlace] = mapped_column(worded(PostingPlace))
    posted_at: Mapped[datetime] = mapped_column(Instant)
    posted_by: Mapped[str] = mapped_column(Id)
    reason: Mapped[str] = mapped_column(Text, default="")


class ObjectionRow(SealedColumns, Base):
    """An objection to the publicity, sealed to the reviewing commission; its finding, a sealed document of its own."""

    __tablename__ = "declaration_objections"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    declaration_id: Mapped[str] = mapped_column(Id, ForeignKey("declarations.id"), index=True)
    version_id: Mapped[str] = mapped_column(Id, ForeignKey("declaration_versions.id"))
    anonymous: Mapped[bool] = mapped_column(Boolean)
    raised_at: Mapped[datetime] = mapped_column(Instant)
    found_at: Mapped[datetime | None] = mapped_column(Instant)
    found_by: Mapped[str | None] = mapped_column(Id)
    upheld: Mapped[bool | None] = mapped_column(Boolean)
    finding_header: Mapped[bytes | None] = mapped_column(LargeBinary)
    finding_payload: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReturnRow(SealedColumns, Base):
    """The countersigner gave the form back; the reason lies sealed."""

    __tablename__ = "declaration_returns"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    declaration_id: Mapped[str] = mapped_column(Id, ForeignKey("declarations.id"), index=True)
    version_id: Mapped[str] = mapped_column(Id, ForeignKey("declaration_versions.id"))
    returned_at: Mapped[datetime] = mapped_column(Instant)
    returned_by: Mapped[str] = mapped_column(Id)


class ReviewRow(SealedColumns, Base):
    """What the reviewing office found; the opinion and the verdicts by name lie sealed, their numbers in clear."""

    __tablename__ = "declaration_reviews"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    declaration_id: Mapped[str] = mapped_column(Id, ForeignKey("declarations.id"), index=True)
    version_id: Mapped[str] = mapped_column(Id, ForeignKey("declaration_versions.id"))
    reviewed_at: Mapped[datetime] = mapped_column(Instant)
    reviewed_by: Mapped[str] = mapped_column(Id)
    inside: Mapped[int] = mapped_column(Integer)
    outside: Mapped[int] = mapped_column(Integer)
    uncertain: Mapped[int] = mapped_column(Integer)


class HopRow(Base):
    """One hop of 逐级上报: to which body of the route, when, by whom (SR-13)."""

    __tablename__ = "declaration_hops"
    __table_args__ = (UniqueConstraint("declaration_id", "n"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    declaration_id: Mapped[str] = mapped_column(Id, ForeignKey("declarations.id"))
    n: Mapped[int] = mapped_column(Integer)
    body: Mapped[str] = mapped_column(String(40))
    of: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Id)
