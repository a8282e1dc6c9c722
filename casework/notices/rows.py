"""The rows of notices. Drafts, what was approved and why are sealed; numbers, states and dates are clear.

What waits for the mailbox lies here signed and readable, because a timer without a key carries it there; it is
emptied the moment it has been carried, and erased when the notice is withdrawn or expires.
"""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from casework.database import Base, Id, SealedColumns, worded
from casework.notices.words import ReasonClass, Shape
from regulation.case_terms import NoticeKind, NoticeState


class NoticeRow(Base):
    """One notice. `id` is its stable public address, `reference` what officers call it before it has a number.

    `current` is the version that was approved last, 0 before the first.
    """

    __tablename__ = "notices"
    __table_args__ = (UniqueConstraint("office_id", "year", "sequence"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(worded(NoticeKind))
    state: Mapped[NoticeState] = mapped_column(worded(NoticeState))
    edition: Mapped[int] = mapped_column(Integer, default=1)
    current: Mapped[int] = mapped_column(Integer, default=0)
    year: Mapped[int | None] = mapped_column(Integer)
    sequence: Mapped[int | None] = mapped_column(Integer)
    number: Mapped[str] = mapped_column(String(60), default="")
    publish_on: Mapped[date | None] = mapped_column(Date)
    take_down_on: Mapped[date | None] = mapped_column(Date)
    corrected_on: Mapped[date | None] = mapped_column(Date)
    withdrawn_on: Mapped[date | None] = mapped_column(Date)
    reason_class: Mapped[ReasonClass | None] = mapped_column(worded(ReasonClass))


class NoticeTagRow(Base):
    """A blind edge from a notice to a person or a unit it concerns: these never see it before the public does."""

    __tablename__ = "notice_tags"

    notice_id: Mapped[str] = mapped_column(Id, ForeignKey("notices.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)


class NoticeVersionRow(SealedColumns, Base):
    """One version: the drafter's choices, sealed and signed by who changed them last."""

    __tablename__ = "notice_versions"
    __table_args__ = (UniqueConstraint("notice_id", "n"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(Id, ForeignKey("notices.id"))
    n: Mapped[int] = mapped_column(Integer)
    drafted_by: Mapped[str] = mapped_column(Id)
    drafted_on: Mapped[date] = mapped_column(Date)
    submitted_on: Mapped[date | None] = mapped_column(Date)


class NoticeApprovalRow(SealedColumns, Base):
    """What the principal approved, word for word, and on what grounds; sealed and signed by him."""

    __tablename__ = "notice_approvals"
    __table_args__ = (Index("ix_notice_approvals_notice_id_n", "notice_id", "n"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(Id, ForeignKey("notices.id"))
    n: Mapped[int] = mapped_column(Integer)
    approved_by: Mapped[str] = mapped_column(Id)
    approved_on: Mapped[date] = mapped_column(Date)
    undone_on: Mapped[date | None] = mapped_column(Date)


class NoticeCounterRow(Base):
    """The last number an office gave in a year; locked while the next one is given."""

    __tablename__ = "notice_counters"

    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(Integer)


class NoticeOutboxRow(Base):
    """A signed public document and the day from which it lies in the mailbox; empty once it was carried there."""

    __tablename__ = "notice_outbox"
    __table_args__ = (Index("ix_notice_outbox_delivered_on_due_on", "delivered_on", "due_on"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    notice_id: Mapped[str] = mapped_column(Id, ForeignKey("notices.id"), index=True)
    shape: Mapped[Shape] = mapped_column(worded(Shape))
    n: Mapped[int] = mapped_column(Integer)
    due_on: Mapped[date] = mapped_column(Date)
    document: Mapped[bytes] = mapped_column(LargeBinary)
    delivered_on: Mapped[date | None] = mapped_column(Date)
