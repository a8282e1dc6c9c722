"""The ledger of acts: its rows, and the one way to record an act.

Rules kept here:
- Every act appends one entry in the caller's own transaction: who, what, on which id, by which clause,
  with commitments to the old and the new value.
- A commitment is SHA-256 over a random salt and the value. For a sealed record the value is its payload
  (never plaintext), so its header may be re-addressed later. The salt lies in `act_salts`, outside the
  tree, and is destroyed with the record: what remains of the commitment then tells nothing.
- Entries are the leaves of an RFC 9162 tree. The frontier of the tree is kept, so appending costs
  O(log n); `checkpoints.verify` recomputes everything.
- The time of day is recorded for acts of staff only. What the sweep does carries the day.
- No role can edit or delete: triggers forbid UPDATE, DELETE, TRUNCATE, and inserting out of turn (which is
  how INSERT OR REPLACE would overwrite). Every migration re-creates them.
- An opening is a write of its own, committed before plaintext is rendered.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Date,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    Text,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from casework.access import Officer
from casework.database import CHINA, Base, Clock, Id, Store
from ledger import Frontier, leaf_hash

Sequence = BigInteger().with_variant(Integer, "sqlite")


class ActRow(Base):
    """One entry. `seq` counts from 0 without a gap."""

    __tablename__ = "acts"
    __table_args__ = (Index("ix_acts_kind_record_id", "kind", "record_id"),)

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


ACTS, SALTS, HEAD = (cast(Table, row.__table__) for row in (ActRow, ActSaltRow, ActsHeadRow))
"""The tables themselves: an entry is appended in four plain statements, made once."""

READ_HEAD, WRITE_HEAD = select(HEAD.c.frontier).with_for_update(), HEAD.update()
ADD_ACTS, ADD_SALTS = ACTS.insert(), SALTS.insert()


@dataclass(frozen=True, slots=True)
class Entry:
    """The columns a leaf commits to."""

    seq: int
    day: date
    time: str | None
    member_id: str | None
    office_id: str | None
    act: str
    kind: str
    record_id: str
    clause: str | None
    old_commitment: bytes | None
    new_commitment: bytes | None


@dataclass(frozen=True, slots=True)
class Act:
    """What was recorded: its place in the ledger and the salt of its commitments."""

    seq: int
    salt: bytes


class RecordAltered(Exception):
    """What lies in the table is not what the ledger says was last written there. An alarm."""


def entry_data(row: Entry | ActRow | Row[Any]) -> bytes:
    """The bytes the leaf commits to: canonical JSON of every column but the leaf itself."""
    fields = {
        "seq": row.seq,
        "day": row.day.isoformat(),
        "time": row.time,
        "member": row.member_id,
        "office": row.office_id,
        "act": row.act,
        "kind": row.kind,
        "id": row.record_id,
        "clause": row.clause,
        "old": row.old_commitment.hex() if row.old_commitment is not None else None,
        "new": row.new_commitment.hex() if row.new_commitment is not None else None,
    }
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def commitment(salt: bytes, value: bytes) -> bytes:
    """SHA-256 over the salt (16 bytes) and the value."""
    return hashlib.sha256(b"casework act value\x00" + salt + value).digest()


def record(
    db: Session,
    officer: Officer | None,
    clock: Clock,
    act: str,
    kind: str,
    id: str,  # noqa: A002 (the field\'s name)
    *,
    clause: str | None = None,
    old: bytes | None = None,
    new: bytes | None = None,
) -> Act:
    """Append one entry inside the caller's transaction. `officer` None: done by the machine itself.

    `old` and `new` are the values before and after: for sealed records their payload, never plaintext.
    Call it last: from here to the commit no other transaction can append.
    """
    return record_all(db, officer, clock, [Doing(act, kind, id, clause, old, new)])[0]


@dataclass(frozen=True, slots=True)
class Doing:
    """One act to be recorded; the fields are those of `record`."""

    act: str
    kind: str
    id: str
    clause: str | None = None
    old: bytes | None = None
    new: bytes | None = None


def record_all(db: Session, officer: Officer | None, clock: Clock, doings: Iterable[Doing]) -> list[Act]:
    """Append an entry for each, in their order: what `record` does, with one reading and writing of the tree's head."""
    db.flush()  # what the acts changed is written before the entries that say so
    stored = db.execute(READ_HEAD).scalar_one()
    frontier = Frontier.from_bytes(stored)
    now = clock().astimezone(CHINA)
    rows: list[dict[str, Any]] = []
    salts: list[dict[str, Any]] = []
    made: list[Act] = []
    for doing in doings:
        salt = secrets.token_bytes(16)
        entry = _entry(frontier.size, officer, now, doing, salt)
        leaf = leaf_hash(entry_data(entry))
        frontier = frontier.append(leaf)
        rows.append({**asdict(entry), "leaf": leaf})
        if doing.old is not None or doing.new is not None:
            salts.append({"seq": entry.seq, "salt": salt})
        made.append(Act(entry.seq, salt))
    if rows:
        db.execute(ADD_ACTS, rows)
        db.execute(WRITE_HEAD, {"size": frontier.size, "frontier": bytes(frontier)})
    if salts:
        db.execute(ADD_SALTS, salts)
    return made


def _entry(seq: int, officer: Officer | None, now: datetime, doing: Doing, salt: bytes) -> Entry:
    return Entry(
        seq=seq,
        day=now.date(),
        time=now.strftime("%H:%M:%S") if officer is not None else None,
        member_id=officer.member_id if officer is not None else None,
        office_id=officer.office_id if officer is not None else None,
        act=doing.act,
        kind=doing.kind,
        record_id=doing.id,
        clause=doing.clause,
        old_commitment=commitment(salt, doing.old) if doing.old is not None else None,
        new_commitment=commitment(salt, doing.new) if doing.new is not None else None,
    )


def record_opening(
    store: Store,
    officer: Officer,
    clock: Clock,
    kind: str,
    id: str,  # noqa: A002 (the field's name)
    *,
    payload: bytes | None = None,
) -> None:
    """Record that an officer opens a sealed record; committed before its plaintext is rendered.

    With `payload` it is held against the record's latest entry; raises `RecordAltered` on a difference,
    after that too has been recorded.
    """
    with store.write() as db:
        sound = payload is None or is_as_recorded(db, kind, id, payload)
        record(db, officer, clock, "open" if sound else "open_altered", kind, id)
    if not sound:
        raise RecordAltered(f"{kind} {id} differs from its latest ledger entry")


def record_refusal(store: Store, officer: Officer | None, clock: Clock, kind: str, id: str) -> None:  # noqa: A002
    """Record that something was refused: an endpoint by role, a record by wall or office."""
    with store.write() as db:
        record(db, officer, clock, "refuse", kind, id[:80])


def is_as_recorded(db: Session, kind: str, id: str, value: bytes) -> bool:  # noqa: A002
    """Is this the value the latest entry of this record committed to? False when there is none."""
    statement = (
        select(ActRow.new_commitment, ActSaltRow.salt)
        .join(ActSaltRow, ActSaltRow.seq == ActRow.seq)
        .where(ActRow.kind == kind, ActRow.record_id == id, ActRow.new_commitment.is_not(None))
        .order_by(ActRow.seq.desc())
        .limit(1)
    )
    found = db.execute(statement).first()
    return found is not None and found[0] == commitment(found[1], value)
