"""Rows of campaigns. Rosters, posts, states, dates and counts lie in the clear; a request's reason is sealed.

Nothing here is edited in place: a roster entry is removed and another added, a portfolio entry is ended, and each
keeps the reason. What is added later stands beside what was there before.
"""

from datetime import date

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.campaigns.words import Duty
from casework.database import Base, Id, SealedColumns, worded
from regulation.deadlines import Milestone
from regulation.late_units import Deliverable, InPlace
from regulation.terms import Charge, LeaderPost, ManagedBy, Rank


class CampaignRow(Base):
    """One campaign with the dates its profile printed when it was founded. Why it was ended is sealed to its office."""

    __tablename__ = "campaigns"
    __table_args__ = (
        Index(
            "uq_campaigns_running",
            "office_id",
            unique=True,
            sqlite_where=text("closed_on IS NULL"),
            postgresql_where=text("closed_on IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"))
    title: Mapped[str] = mapped_column(String(120))
    profile: Mapped[str] = mapped_column(String(40))
    opens_on: Mapped[date] = mapped_column(Date)
    declare_by: Mapped[date] = mapped_column(Date)
    countersign_by: Mapped[date] = mapped_column(Date)
    deliver_by: Mapped[date] = mapped_column(Date)
    review_by: Mapped[date] = mapped_column(Date)
    inclusive: Mapped[bool] = mapped_column(Boolean)
    counterpart: Mapped[Milestone] = mapped_column(worded(Milestone))
    created_on: Mapped[date] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    closed_by: Mapped[str | None] = mapped_column(Id)
    closing_header: Mapped[bytes | None] = mapped_column(LargeBinary)
    closing_payload: Mapped[bytes | None] = mapped_column(LargeBinary)


class RosterRow(Base):
    """A person on the roster of one campaign, as he stood on the day filing opens, with the verdict and its ground.

    `standing` holds the yes-or-no fields of his facts that are true and the posts of the tables he holds, `flags`
    what the verdict marks, `other_units` his further units in the order of his title. One entry of a person is in
    force at a time.
    """

    __tablename__ = "roster_entries"
    __table_args__ = (
        Index("ix_roster_entries_campaign_id_unit_id", "campaign_id", "unit_id"),
        Index(
            "uq_roster_entries_in_force",
            "campaign_id",
            "person_id",
            unique=True,
            sqlite_where=text("removed_on IS NULL"),
            postgresql_where=text("removed_on IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[str] = mapped_column(Id, ForeignKey("campaigns.id"))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"), index=True)
    unit_id: Mapped[str] = mapped_column(Id, ForeignKey("units.id"))
    name: Mapped[str] = mapped_column(String(60), index=True)
    post: Mapped[str] = mapped_column(String(120))
    rank: Mapped[Rank] = mapped_column(worded(Rank))
    managed_by: Mapped[ManagedBy] = mapped_column(worded(ManagedBy))
    standing: Mapped[list[str]] = mapped_column(JSON)
    other_units: Mapped[list[str]] = mapped_column(JSON)
    authority: Mapped[str] = mapped_column(String(26))
    division: Mapped[str] = mapped_column(String(26))
    in_post_from: Mapped[date | None] = mapped_column(Date)
    in_post_to: Mapped[date | None] = mapped_column(Date)
    obliged: Mapped[bool] = mapped_column(Boolean)
    ground: Mapped[str] = mapped_column(String(10))
    clause: Mapped[str] = mapped_column(String(40))
    flags: Mapped[list[str]] = mapped_column(JSON)
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    added_reason: Mapped[str] = mapped_column(String(400))
    removed_on: Mapped[date | None] = mapped_column(Date)
    removed_by: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    removed_reason: Mapped[str] = mapped_column(String(400), default="")


class PortfolioRow(Base):
    """One row of the 分工表. `target` is a unit, a person, a region code or a business word, as `charge` says."""

    __tablename__ = "portfolio_entries"
    __table_args__ = (Index("ix_portfolio_entries_charge_target", "charge", "target"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    leader_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"), index=True)
    post: Mapped[LeaderPost] = mapped_column(worded(LeaderPost))
    charge: Mapped[Charge] = mapped_column(worded(Charge))
    target: Mapped[str] = mapped_column(String(60))
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(120))
    acting: Mapped[bool] = mapped_column(Boolean)
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    ended_on: Mapped[date | None] = mapped_column(Date)
    ended_by: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    ended_reason: Mapped[str] = mapped_column(String(400), default="")


class AbsenceRow(Base):
    """A leader away from his post, both days counted (G3, H-17)."""

    __tablename__ = "leader_absences"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    leader_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(120))
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))


class CheckmarkRow(Base):
    """One of the 四个到位 of a unit, with the day and the document of its evidence; an entry that another one took the place
    of stays, with the day."""

    __tablename__ = "unit_checkmarks"
    __table_args__ = (Index("ix_unit_checkmarks_campaign_id_unit_id", "campaign_id", "unit_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[str] = mapped_column(Id, ForeignKey("campaigns.id"))
    unit_id: Mapped[str] = mapped_column(Id, ForeignKey("units.id"))
    mark: Mapped[InPlace] = mapped_column(worded(InPlace))
    evidence_on: Mapped[date] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(120))
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    replaced_on: Mapped[date | None] = mapped_column(Date)


class AcknowledgementRow(Base):
    """The signature of a unit's principal under the campaign (SR-61)."""

    __tablename__ = "campaign_acknowledgements"
    __table_args__ = (UniqueConstraint("campaign_id", "unit_id", "person_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[str] = mapped_column(Id, ForeignKey("campaigns.id"))
    unit_id: Mapped[str] = mapped_column(Id, ForeignKey("units.id"))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"))
    member_id: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    signed_on: Mapped[date] = mapped_column(Date)
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))


class ProgressRow(Base):
    """A dated check of the work's progress, by whose duty (SR-63)."""

    __tablename__ = "progress_checks"
    __table_args__ = (Index("ix_progress_checks_campaign_id_unit_id", "campaign_id", "unit_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[str] = mapped_column(Id, ForeignKey("campaigns.id"))
    unit_id: Mapped[str] = mapped_column(Id, ForeignKey("units.id"))
    duty: Mapped[Duty] = mapped_column(worded(Duty))
    checked_on: Mapped[date] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(120))
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))


class ExceptionRow(SealedColumns, Base):
    """书面请示 for one person (SR-48). The reason is sealed to the unit and to the approving office, as the
    document `late_filing_request`."""

    __tablename__ = "late_filing_requests"
    __table_args__ = (Index("ix_late_filing_requests_campaign_id_unit_id", "campaign_id", "unit_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[str] = mapped_column(Id, ForeignKey("campaigns.id"))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"), index=True)
    unit_id: Mapped[str] = mapped_column(Id, ForeignKey("units.id"))
    number: Mapped[str] = mapped_column(String(60))
    requested_on: Mapped[date] = mapped_column(Date)
    requested_by: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    approver_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"), index=True)
    approved_on: Mapped[date | None] = mapped_column(Date)
    approved_by: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    declined_on: Mapped[date | None] = mapped_column(Date)
    obstacle_ended_on: Mapped[date | None] = mapped_column(Date)
    passed_on: Mapped[date | None] = mapped_column(Date)
    listed_on: Mapped[date | None] = mapped_column(Date)


class DeliveryRow(Base):
    """One hand-in of a deliverable at the city commission; the first of an item counts, later ones are 更正.

    `organ_id` is the unit, or the commission of a district or county. `nobody` says "0 人", which counts too. A wrong entry is voided with its reason and stays.
    """

    __tablename__ = "deliveries"
    __table_args__ = (Index("ix_deliveries_campaign_id_organ_id", "campaign_id", "organ_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[str] = mapped_column(Id, ForeignKey("campaigns.id"))
    organ_id: Mapped[str] = mapped_column(Id, ForeignKey("organs.id"))
    item: Mapped[Deliverable] = mapped_column(worded(Deliverable))
    delivered_on: Mapped[date] = mapped_column(Date)
    nobody: Mapped[bool] = mapped_column(Boolean)
    correction: Mapped[bool] = mapped_column(Boolean)
    document: Mapped[str] = mapped_column(String(120))
    added_on: Mapped[date] = mapped_column(Date)
    added_by: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    voided_on: Mapped[date | None] = mapped_column(Date)
    voided_by: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    voided_reason: Mapped[str] = mapped_column(String(400), default="")
