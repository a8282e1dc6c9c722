"""The portal's own tables: all of them sealed to a key that only a visitor holds, all of them with an end.

`erase_at` is in seconds since 1970, rounded so that it tells an hour at best; a thread's end is a day.
"""

from datetime import date

from sqlalchemy import BigInteger, Date, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from mailbox.rows import NAMES, WITHOUT_ROWID


class Base(DeclarativeBase):
    """What every row of the portal shares."""

    metadata = MetaData(naming_convention=NAMES)


class DraftRow(Base):
    """One unfinished report: an age file sealed to the key in the visitor's cookie; the id is derived from it."""

    __tablename__ = "drafts"
    __table_args__ = WITHOUT_ROWID

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    erase_at: Mapped[int] = mapped_column(BigInteger, index=True)


class StagedFileRow(Base):
    """One file of a draft, lying sealed in the staging folder under this id."""

    __tablename__ = "staged_files"
    __table_args__ = WITHOUT_ROWID

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    draft_id: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    erase_at: Mapped[int] = mapped_column(BigInteger, index=True)


class MailboxSessionRow(Base):
    """An opened mailbox: the receipt's keys, sealed to the key in the visitor's cookie."""

    __tablename__ = "mailbox_sessions"
    __table_args__ = WITHOUT_ROWID

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    erase_at: Mapped[int] = mapped_column(BigInteger, index=True)


class ThreadRow(Base):
    """Which office a report went to, sealed to its receipt: the portal may not read deposits to find out."""

    __tablename__ = "threads"
    __table_args__ = WITHOUT_ROWID

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    erase_on: Mapped[date] = mapped_column(Date, index=True)
