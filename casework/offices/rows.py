"""Rows of offices, units, persons, members, grants and sessions. Rosters lie in the clear, keys never.

An *organ* is an office or a unit: both may hold keys, granted to their members one by one.
"""

from datetime import date, datetime
from enum import StrEnum

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
from sqlalchemy.orm import Mapped, mapped_column, relationship

from casework.access import Role
from casework.database import Base, Id, Instant, SealedColumns, worded
from regulation.terms import Level, ManagedBy, Rank, UnitKind


class OrganKind(StrEnum):
    OFFICE = "office"
    UNIT = "unit"


class OrganRow(Base):
    """What offices and units have in common: an id, and the public halves of keys once they are founded."""

    __tablename__ = "organs"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[OrganKind] = mapped_column(worded(OrganKind))
    recipient: Mapped[str | None] = mapped_column(Text)
    verify_key: Mapped[str | None] = mapped_column(String(120))
    founded_on: Mapped[date | None] = mapped_column(Date)
    secrets_header: Mapped[bytes | None] = mapped_column(LargeBinary)
    secrets_payload: Mapped[bytes | None] = mapped_column(LargeBinary)


class OfficeRow(Base):
    """A discipline inspection commission. `parent_id` is the superior office,
    `unit_id` the unit of a unit's own commission; `contact` holds the fields of
    `mailbox.directory.Contact`, by name."""

    __tablename__ = "offices"

    id: Mapped[str] = mapped_column(Id, ForeignKey("organs.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    level: Mapped[Level] = mapped_column(worded(Level))
    region_code: Mapped[str] = mapped_column(String(6))
    parent_id: Mapped[str | None] = mapped_column(Id, ForeignKey("offices.id"))
    unit_id: Mapped[str | None] = mapped_column(Id)
    contact: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    organ: Mapped[OrganRow] = relationship(lazy="joined")


class UnitRow(Base):
    """A unit whose declarations one office reviews; the columns are those of `regulation.facts.UnitFacts`."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("office_id", "name"),)

    id: Mapped[str] = mapped_column(Id, ForeignKey("organs.id"), primary_key=True)
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    aliases: Mapped[list[str]] = mapped_column(JSON, default=list)
    kind: Mapped[UnitKind] = mapped_column(worded(UnitKind))
    level: Mapped[Level] = mapped_column(worded(Level))
    belongs_to: Mapped[Level] = mapped_column(worded(Level))
    region_code: Mapped[str] = mapped_column(String(6))
    parent_id: Mapped[str | None] = mapped_column(Id, ForeignKey("units.id"))
    directly_under: Mapped[bool] = mapped_column(Boolean, default=True)
    vertical: Mapped[bool] = mapped_column(Boolean, default=False)
    has_commission: Mapped[bool] = mapped_column(Boolean, default=True)
    superior_system: Mapped[str] = mapped_column(String(120), default="")
    organ: Mapped[OrganRow] = relationship(lazy="joined")


class PersonRow(Base):
    """A person of a roster: a cadre, a member of staff. Names of kin never stand here.

    `standing` holds the yes-or-no fields of `regulation.facts.PersonFacts` that are true, by name.
    """

    __tablename__ = "persons"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60), index=True)
    unit_id: Mapped[str | None] = mapped_column(Id, ForeignKey("units.id"), index=True)
    office_id: Mapped[str | None] = mapped_column(Id, ForeignKey("offices.id"), index=True)
    post: Mapped[str] = mapped_column(String(120), default="")
    rank: Mapped[Rank] = mapped_column(worded(Rank), default=Rank.NONE)
    managed_by: Mapped[ManagedBy] = mapped_column(worded(ManagedBy), default=ManagedBy.UNIT)
    standing: Mapped[list[str]] = mapped_column(JSON, default=list)
    left_on: Mapped[date | None] = mapped_column(Date)


class KinRow(SealedColumns, Base):
    """That two persons are near kin: two blind tags for SQL and the edge itself, sealed to the office.

    `of_tag` names the person asked about, `wall_tag` the relative; each edge is kept both ways.
    """

    __tablename__ = "kin"
    __table_args__ = (UniqueConstraint("office_id", "of_tag", "wall_tag"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"))
    of_tag: Mapped[str] = mapped_column(String(32))
    wall_tag: Mapped[str] = mapped_column(String(32))


class MemberRow(Base):
    """An account. Keys and the second factor's secret lie sealed under the password; public halves in clear.

    `failures` counts failed sign-ins in a row, `locked_until` ends a lockout; the two `known_` ones are the same for
    browsers the member has used (`known`), whom strangers' failures do not close out. `last_code_step` is the time step
    of the last accepted one-time code: that step and earlier ones are never accepted again.
    """

    __tablename__ = "members"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    user_name: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"), index=True)
    unit_id: Mapped[str | None] = mapped_column(Id, ForeignKey("units.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(Id, ForeignKey("persons.id"))
    language: Mapped[str] = mapped_column(String(2), default="zh")
    enrolled_on: Mapped[date | None] = mapped_column(Date)
    disabled_on: Mapped[date | None] = mapped_column(Date)
    last_seen_on: Mapped[date | None] = mapped_column(Date)
    password_set_on: Mapped[date | None] = mapped_column(Date)
    recipient: Mapped[str | None] = mapped_column(Text)
    verify_key: Mapped[str | None] = mapped_column(String(120))
    vault_recipient: Mapped[str | None] = mapped_column(Text)
    password_salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    keys_header: Mapped[bytes | None] = mapped_column(LargeBinary)
    keys_payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)
    known_failures: Mapped[int] = mapped_column(Integer, default=0, server_default="0")
    known_locked_until: Mapped[datetime | None] = mapped_column(Instant)
    last_code_step: Mapped[int | None] = mapped_column(Integer)
    role_rows: Mapped[list["MemberRoleRow"]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="MemberRoleRow.role"
    )

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(row.role for row in self.role_rows)

    @property
    def organ_id(self) -> str:
        """The organ whose keys this member may be granted: the unit of a unit's account, else the office."""
        return self.unit_id or self.office_id


class MemberRoleRow(Base):
    __tablename__ = "member_roles"

    member_id: Mapped[str] = mapped_column(Id, ForeignKey("members.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(worded(Role), primary_key=True)


class VerifyKeyRow(Base):
    """Every public signing key a member or an organ ever had, so that old signatures stay verifiable."""

    __tablename__ = "verify_keys"

    verify_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    owner_id: Mapped[str] = mapped_column(Id, index=True)
    since: Mapped[date] = mapped_column(Date)


class EnrolmentRow(Base):
    """A one-time enrolment link: only the name derived from its secret is kept."""

    __tablename__ = "enrolments"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    member_id: Mapped[str] = mapped_column(Id, ForeignKey("members.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)


class GrantRow(SealedColumns, Base):
    """The organ's identity, sealed to one member."""

    __tablename__ = "grants"

    organ_id: Mapped[str] = mapped_column(Id, ForeignKey("organs.id"), primary_key=True)
    member_id: Mapped[str] = mapped_column(Id, ForeignKey("members.id"), primary_key=True, index=True)
    granted_by: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    granted_on: Mapped[date] = mapped_column(Date)


class FoundingRow(Base):
    """The first half of an organ's founding: one member has confirmed another, who has yet to answer.

    `signature` is the starter's over both members' public keys, so that they cannot be exchanged before
    the second half.
    """

    __tablename__ = "foundings"

    organ_id: Mapped[str] = mapped_column(Id, ForeignKey("organs.id"), primary_key=True)
    started_by: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    second_id: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    started_on: Mapped[date] = mapped_column(Date)
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class SessionRow(Base):
    """A signed-in session. The member's keys lie sealed under the cookie's key while it is unlocked; a
    locked session holds none."""

    __tablename__ = "sessions"
    __table_args__ = (Index("ix_sessions_seen_at", "seen_at"),)

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(Id, unique=True)
    member_id: Mapped[str] = mapped_column(Id, ForeignKey("members.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    keys_header: Mapped[bytes | None] = mapped_column(LargeBinary)
    keys_payload: Mapped[bytes | None] = mapped_column(LargeBinary)
    member: Mapped[MemberRow] = relationship(lazy="joined")
