"""The mailbox's tables. Sealed bytes, random ids and days; no clock time, no sequence, no rowid to read.

No foreign keys between what the portal inserts: a role that may only insert cannot be asked to read a parent
row. One transaction and one writer (`mailbox.deposits.deposit`) keep the rows together instead.
"""

from datetime import date

from sqlalchemy import (
    BigInteger,
    Connection,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    event,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from mailbox.grants import INSERT_ONLY_TRIGGERS

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
WITHOUT_ROWID = {"sqlite_with_rowid": False}


class Base(DeclarativeBase):
    """What every row of the mailbox shares."""

    metadata = MetaData(naming_convention=NAMES)


class DepositRow(Base):
    """A report, or an addition to one, sealed to its office. `id` of a first report is its receipt's lookup id."""

    __tablename__ = "deposits"
    __table_args__ = (Index("ix_deposits_registered_on", "registered_on"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    thread_id: Mapped[str] = mapped_column(String(64), index=True)
    office_id: Mapped[str] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    received_on: Mapped[date] = mapped_column(Date)
    header: Mapped[bytes] = mapped_column(LargeBinary)
    blob_id: Mapped[str] = mapped_column(String(32))
    vault: Mapped[bytes | None] = mapped_column(LargeBinary)
    registered_on: Mapped[date | None] = mapped_column(Date)


class DepositFileRow(Base):
    """One file of a deposit: its age header here, its payload in a blob, its name inside the sealed document."""

    __tablename__ = "deposit_files"
    __table_args__ = WITHOUT_ROWID

    deposit_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    n: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    header: Mapped[bytes] = mapped_column(LargeBinary)
    blob_id: Mapped[str] = mapped_column(String(32))
    padded_size: Mapped[int] = mapped_column(BigInteger)
    payload_sha256: Mapped[bytes] = mapped_column(LargeBinary)


class BlobRow(Base):
    """A sealed payload: inline when small, else a file of the same name in the blob folder."""

    __tablename__ = "blobs"
    __table_args__ = WITHOUT_ROWID

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    inline: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReplyRow(Base):
    """A status or a reply, sealed to the receipt's recipient and signed inside by the office."""

    __tablename__ = "replies"
    __table_args__ = WITHOUT_ROWID

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    thread_id: Mapped[str] = mapped_column(String(64), index=True)
    posted_on: Mapped[date] = mapped_column(Date)
    header: Mapped[bytes] = mapped_column(LargeBinary)
    payload: Mapped[bytes] = mapped_column(LargeBinary)


class NoticeRow(Base):
    """A signed public document: a notice, the month's figures, or a checkpoint of the public register."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_kind_published_on", "kind", "published_on"), WITHOUT_ROWID)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    office_id: Mapped[str] = mapped_column(String(64))
    published_on: Mapped[date] = mapped_column(Date)
    document: Mapped[bytes] = mapped_column(LargeBinary)


class DirectoryRow(Base):
    """One version of the signed directory; the newest that verifies is the one in force."""

    __tablename__ = "directory"
    __table_args__ = WITHOUT_ROWID

    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    issued_on: Mapped[date] = mapped_column(Date)
    document: Mapped[bytes] = mapped_column(LargeBinary)


_KEYS = {"deposits": ("id",), "deposit_files": ("deposit_id", "n"), "blobs": ("id",)}


def insert_only_trigger(trigger: str, table: str) -> str:
    """SQLite lets INSERT OR REPLACE through a role without DELETE; this trigger refuses a second row of one key."""
    same = " AND ".join(f"{key} = NEW.{key}" for key in _KEYS[table])
    return (
        f"CREATE TRIGGER {trigger} BEFORE INSERT ON {table}"
        f" WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
        f" BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table}'); END"
    )


def _guard_table(table: Table, connection: Connection, **_: object) -> None:
    for trigger, guarded in INSERT_ONLY_TRIGGERS.items():
        if guarded == table.name and connection.dialect.name == "sqlite":
            connection.exec_driver_sql(insert_only_trigger(trigger, guarded))


for _guarded in INSERT_ONLY_TRIGGERS.values():
    event.listen(Base.metadata.tables[_guarded], "after_create", _guard_table)
