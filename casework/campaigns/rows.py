"""Rows of campaigns: dates, the roster of the obliged, the dated portfolio table, absences. All in the clear."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.database import Base, Id, worded
from regulation.deadlines import CampaignDates, Milestone
from regulation.terms import Charge, LeaderPost, ManagedBy, Rank


class CampaignRow(Base):
    """A campaign with the dates its profile prints."""

    __tablename__ = "campaigns"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"))
    title: Mapped[str] = mapped_column(String(120), unique=True)
    profile: Mapped[str] = mapped_column(String(40))
    opens_on: Mapped[date] = mapped_column(Date)
    declare_by: Mapped[date] = mapped_column(Date)
    countersign_by: Mapped[date] = mapped_column(Date)
    deliver_by: Mapped[date] = mapped_column(Date)
    review_by: Mapped[date] = mapped_column(Date)
    inclusive: Mapped[bool] = mapped_column(Boolean, default=True)
    counterpart: Mapped[Milestone] = mapped_column(worded(Milestone), default=Milestone.D3)
    closed_on: Mapped[date | None] = mapped_column(Date)

    @property
    def dates(self) -> CampaignDates:
        return CampaignDates(
            self.opens_on, self.declare_by, self.countersign_by, self.deliver_by, self.review_by,
            self.inclusive, self.counterpart,
        )  # fmt: skip


class RosterRow(Base):
    """One person of 应申报名册 as he stood on the day filing opened: the denominator of every rate (SR-08).

    `ground` names the requirement that obliges him or lets him go. `authority` is the unit that manages him where
    it is a unit or a system.
    """

    __tablename__ = "roster"
    __table_args__ = (
        UniqueConstraint("campaign_id", "person_id"),
        Index("ix_roster_campaign_id_unit_id", "campaign_id", "unit_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[str] = mapped_column(Id, ForeignKey("campaigns.id"))
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"), index=True)
    unit_id: Mapped[str] = mapped_column(Id, ForeignKey("units.id"))
    name: Mapped[str] = mapped_column(String(60), index=True)
    post: Mapped[str] = mapped_column(String(120))
    rank: Mapped[Rank] = mapped_column(worded(Rank))
    managed_by: Mapped[ManagedBy] = mapped_column(worded(ManagedBy))
    authority: Mapped[str] = mapped_column(String(40), default="")
    standing: Mapped[list[str]] = mapped_column(JSON, default=list)
    obliged: Mapped[bool] = mapped_column(Boolean)
    ground: Mapped[str] = mapped_column(String(10))
    clause: Mapped[str] = mapped_column(String(40))


class PortfolioRow(Base):
    """One row of 分工: a leader, his post, what is in his charge, from when to when, by which document."""

    __tablename__ = "portfolio_entries"
    __table_args__ = (Index("ix_portfolio_entries_target", "target"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    leader_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"), index=True)
    post: Mapped[LeaderPost] = mapped_column(worded(LeaderPost))
    title: Mapped[str] = mapped_column(String(120), default="")
    charge: Mapped[Charge] = mapped_column(worded(Charge))
    target: Mapped[str] = mapped_column(String(60))
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(120), default="")
    acting: Mapped[bool] = mapped_column(Boolean, default=False)


class AbsenceRow(Base):
    """A leader away from his post; both days count (H-17)."""

    __tablename__ = "leader_absences"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    leader_id: Mapped[str] = mapped_column(Id, ForeignKey("persons.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date] = mapped_column(Date)


def values_of(row: Base) -> dict[str, Any]:
    """The columns of a row as JSON takes them, for the ledger's commitments."""
    return {column.key: str(getattr(row, column.key)) for column in row.__table__.columns}
