"""The rows of the ledger of acts; `casework.acts` writes and reads them, `casework.checkpoints` proves them."""

from datetime import date

from sqlalchemy import BigInteger, Date, Index, Integer, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from casework.database import Base, Id

Sequence = BigInteger().with_variant(Integer, "sqlite")


class ActRow(Base):
    """One entry. `seq` counts from 0 without a gap."""

    __tablename__ = "acts"
    __table_args__ = (
        Index("ix_acts_kind_record_id", "kind", "record_id"),
        # Openings commit to nothing and are many: what is current is found without passing over them.
        Index(
            "ix_acts_committed",
            "kind",
            "record_id",
            "seq",
            sqlite_where=text("new_commitment IS NOT NULL"),
            postgresql_where=text("new_commitment IS NOT NULL"),
        ),
    )

    seq: Mapped[int] = mapped_column(Sequence, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)
    time: Mapped[str | None] = mapped_column(String(8))
    member_id: Mapped[str | None] = mapped_column(Id, index=True)
    office_id: Mapped[str | None] = mapped_column(Id)
    act: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(40))
    record_id: Mapped[str] = mapped_column(String(80))
    clause: Mapped[str | None] = mapped_column(String(200))
    old_commitment: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    new_commitment: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    leaf: Mapped[bytes] = mapped_column(LargeBinary(32))


class ActSaltRow(Base):
    """The salt of one entry's commitments; erased together with the record it speaks of."""

    __tablename__ = "act_salts"

    seq: Mapped[int] = mapped_column(Sequence, primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))


class ActsHeadRow(Base):
    """The tree's size and frontier: one row, made by the migration."""

    __tablename__ = "acts_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(Sequence)
    frontier: Mapped[bytes] = mapped_column(LargeBinary)


class ActsCheckpointRow(Base):
    """A signed checkpoint of the tree at one size; a copy goes to the superior office."""

    __tablename__ = "acts_checkpoints"

    size: Mapped[int] = mapped_column(Sequence, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text)
