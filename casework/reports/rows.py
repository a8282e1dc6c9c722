"""Rows of reports. In the clear: office, channel, days, stage, numbers. Sealed: everything a reporter wrote.

Edges between a report and people are blind tags. A register number is gapless for a year, an office and a
channel; officers see a random reference instead.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from casework.database import Base, Id, Instant, SealedColumns, worded
from casework.reports.words import Channel, Judgement, LinkKind, SetAside, Stage
from sealing import Sealed


class ReportRow(SealedColumns, Base):
    """One report in one office. The document itself is `report` (id = document_id), sealed to the office.

    An empty header means that the office's wraps were destroyed after a transfer; `sent_to` is where it went and
    `receipt_on` the day on which that office registered it. `version` guards against
    two people saving over each other. `urgent` is set by a reporter's request for protection and the like.
    """

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("office_id", "document_id"),
        UniqueConstraint("office_id", "year", "channel", "number"),
        # Everything the inbox filters, counts and sorts by: it is read without touching the fat rows.
        Index(
            "ix_reports_inbox",
            "office_id",
            "stage",
            "due_on",
            "due_soon",
            "due_earliest",
            "due_provisional",
            "named",
            "unread",
            "urgent",
            "handler_id",
            "moved_on",
            "channel",
            "id",
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"))
    document_id: Mapped[str] = mapped_column(String(64))
    thread_id: Mapped[str] = mapped_column(String(64), index=True)
    channel: Mapped[Channel] = mapped_column(worded(Channel))
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    reference: Mapped[str] = mapped_column(String(16), unique=True)
    named: Mapped[bool] = mapped_column(Boolean)
    first_received_on: Mapped[date] = mapped_column(Date)
    received_on: Mapped[date] = mapped_column(Date)
    stage: Mapped[Stage] = mapped_column(worded(Stage))
    accepted_on: Mapped[date | None] = mapped_column(Date)
    moved_on: Mapped[date] = mapped_column(Date)
    due_clock: Mapped[str] = mapped_column(String(8), default="")
    due_soon: Mapped[date | None] = mapped_column(Date)
    due_earliest: Mapped[date | None] = mapped_column(Date)
    due_on: Mapped[date | None] = mapped_column(Date)
    due_provisional: Mapped[bool] = mapped_column(Boolean, default=False)
    handler_id: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    unread: Mapped[bool] = mapped_column(Boolean, default=False)
    urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    unopenable_on: Mapped[date | None] = mapped_column(Date)
    sent_to: Mapped[str | None] = mapped_column(Id)
    receipt_on: Mapped[date | None] = mapped_column(Date)
    case_ref: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer, default=1)
    summary_header: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    summary_payload: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    vault: Mapped[bytes | None] = mapped_column(LargeBinary)

    @property
    def sealed_summary(self) -> Sealed:
        return Sealed(header=self.summary_header, payload=self.summary_payload)

    @sealed_summary.setter
    def sealed_summary(self, sealed: Sealed) -> None:
        self.summary_header = sealed.header
        self.summary_payload = sealed.payload


class RegisterCounterRow(Base):
    """The last number given, by office, year and channel. Locked while the next one is given."""

    __tablename__ = "register_counters"

    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"), primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    channel: Mapped[Channel] = mapped_column(worded(Channel), primary_key=True)
    last: Mapped[int] = mapped_column(Integer)


class ReportTagRow(Base):
    """A blind name behind which a report is hidden: a wall stands wherever an officer's own tags meet one of these.

    `subject` marks persons whom the report strongly suggests or a person confirmed: reports that share one are
    similar. `own` came from the report itself, `of_case` from the case it belongs to; one row may be both.
    """

    __tablename__ = "report_tags"

    report_id: Mapped[str] = mapped_column(Id, ForeignKey("reports.id"), primary_key=True)
    tag: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)
    subject: Mapped[bool] = mapped_column(Boolean)
    own: Mapped[bool] = mapped_column(Boolean, default=True)
    of_case: Mapped[bool] = mapped_column(Boolean, default=False)


class ReportMessageRow(SealedColumns, Base):
    """One message of the dialogue. From the reporter: document `message`, as deposited. From the office: document
    `sent`, signed by its author, sealed to the office; what the reporter gets travels in the outbox.
    `set_aside_on` is the last day on which an addition could not be opened, or was not of this thread."""

    __tablename__ = "report_messages"
    __table_args__ = (UniqueConstraint("report_id", "document_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    report_id: Mapped[str] = mapped_column(Id, ForeignKey("reports.id"), index=True)
    document_id: Mapped[str] = mapped_column(String(64))
    from_reporter: Mapped[bool] = mapped_column(Boolean)
    on: Mapped[date] = mapped_column("on_day", Date)
    place: Mapped[int] = mapped_column(Integer)
    author_id: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    collected: Mapped[bool] = mapped_column(Boolean, default=False)
    set_aside_on: Mapped[date | None] = mapped_column(Date)


class ReportFileRow(Base):
    """One file of a report or of an addition; its name and type stand inside the sealed document."""

    __tablename__ = "report_files"

    document_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    report_id: Mapped[str] = mapped_column(Id, ForeignKey("reports.id"), primary_key=True, index=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    header: Mapped[bytes] = mapped_column(LargeBinary)
    blob_id: Mapped[str] = mapped_column(String(32))
    padded_size: Mapped[int] = mapped_column(BigInteger)
    payload_sha256: Mapped[bytes] = mapped_column(LargeBinary)


class OriginalRow(SealedColumns, Base):
    """An original that was handed out; why stands in the sealed document `opening_reason`, signed by who asked."""

    __tablename__ = "report_originals"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    report_id: Mapped[str] = mapped_column(Id, ForeignKey("reports.id"), index=True)
    document_id: Mapped[str] = mapped_column(String(64))
    n: Mapped[int] = mapped_column(Integer)
    made_by: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    made_on: Mapped[date] = mapped_column(Date)


class ReportLinkRow(SealedColumns, Base):
    """A judgement about one suggestion. Undone ones stay, with day and person; at most one is in force.

    The sealed document `report_link` holds the target, the reason, the rows of evidence and the model version.
    """

    __tablename__ = "report_links"
    __table_args__ = (Index("ix_report_links_report_id_tag", "report_id", "tag"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    report_id: Mapped[str] = mapped_column(Id, ForeignKey("reports.id"))
    tag: Mapped[str] = mapped_column(String(32), index=True)
    kind: Mapped[LinkKind] = mapped_column(worded(LinkKind))
    judgement: Mapped[Judgement] = mapped_column(worded(Judgement))
    made_by: Mapped[str] = mapped_column(Id, ForeignKey("members.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    undone_by: Mapped[str | None] = mapped_column(Id, ForeignKey("members.id"))
    undone_at: Mapped[datetime | None] = mapped_column(Instant)


class OutgoingRow(Base):
    """What must still reach the mailbox: a reply, or a deposit addressed anew. Laid there by the timer, by id."""

    __tablename__ = "report_outbox"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    thread_id: Mapped[str] = mapped_column(String(64))
    deposit_id: Mapped[str] = mapped_column(String(64), default="")
    office_id: Mapped[str] = mapped_column(Id)
    day: Mapped[date] = mapped_column(Date)
    header: Mapped[bytes] = mapped_column(LargeBinary)
    payload: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    file_headers: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    delivered_on: Mapped[date | None] = mapped_column(Date, index=True)


class LeaseRow(Base):
    """Who does an office's keyed work just now; a lease that ran out may be taken."""

    __tablename__ = "report_leases"

    office_id: Mapped[str] = mapped_column(Id, ForeignKey("offices.id"), primary_key=True)
    member_id: Mapped[str] = mapped_column(Id)
    until: Mapped[datetime] = mapped_column(Instant)


class SetAsideRow(Base):
    """A deposit that the sweep could not register: whose it is, why, and since when. It is tried at every sweep."""

    __tablename__ = "deposits_set_aside"

    deposit_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    office_id: Mapped[str] = mapped_column(String(64), index=True)
    why: Mapped[SetAside] = mapped_column(worded(SetAside))
    since: Mapped[date] = mapped_column(Date)
