"""The ledger of acts: the one way to record an act, and what it says was written last.

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
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.database import CHINA, Clock, Store
from casework.rows_acts import ActRow, ActSaltRow, ActsCheckpointRow, ActsHeadRow
from ledger import Frontier, leaf_hash

__all__ = [
    "Act",
    "ActRow",
    "ActSaltRow",
    "ActsCheckpointRow",
    "ActsHeadRow",
    "Doing",
    "Entry",
    "RecordAltered",
    "commitment",
    "entry_data",
    "hold",
    "is_as_recorded",
    "record",
    "record_all",
    "record_altered",
    "record_opening",
    "record_refusal",
]

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
    """What lies in the table is not what the ledger says was last written there. An alarm.

    `told`: the ledger already says that somebody met it; else whoever answers for the request records it.
    """

    def __init__(self, kind: str, id: str, *, told: bool = False) -> None:  # noqa: A002 (the field's name)
        super().__init__(f"{kind} {id} differs from its latest ledger entry")
        self.kind, self.id, self.told = kind, id, told


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
        raise RecordAltered(kind, id, told=True)


def record_altered(store: Store, officer: Officer, clock: Clock, altered: Iterable[RecordAltered]) -> None:
    """Record what an officer met that is not as the ledger has it, each record once; what was told stands there."""
    met = {(each.kind, each.id) for each in altered if not each.told}
    if met:
        with store.write() as db:
            doings = [Doing("open_altered", kind, id[:80]) for kind, id in sorted(met)]  # noqa: A001
            record_all(db, officer, clock, doings)


def record_refusal(store: Store, officer: Officer | None, clock: Clock, kind: str, id: str) -> None:  # noqa: A002
    """Record that something was refused: an endpoint by role, a record by wall or office."""
    with store.write() as db:
        record(db, officer, clock, "refuse", kind, id[:80])


LATEST = (
    select(ACTS.c.new_commitment, SALTS.c.salt)
    .join(SALTS, SALTS.c.seq == ACTS.c.seq)
    .where(
        ACTS.c.kind == bindparam("kind"),
        ACTS.c.record_id == bindparam("id"),
        ACTS.c.new_commitment.is_not(None),
    )
    .order_by(ACTS.c.seq.desc())
    .limit(1)
)
"""What the ledger says is current: one look into an index of the entries that commit to something."""
LATEST_AMONG = LATEST.where(ACTS.c.act.in_(bindparam("among", expanding=True)))


def is_as_recorded(
    db: Session,
    kind: str,
    id: str,  # noqa: A002 (the field's name)
    value: bytes,
    *,
    among: Collection[str] = (),
) -> bool:
    """Is this the value the latest entry of this record committed to? False when there is none.

    `among`: the acts that write this value, where the entries of one record commit to several.
    """
    asked: dict[str, Any] = {"kind": kind, "id": id}
    if among:
        asked["among"] = sorted(among)
    found = db.execute(LATEST_AMONG if among else LATEST, asked).first()
    return found is not None and found[0] == commitment(found[1], value)


def hold(db: Session, kind: str, id: str, value: bytes, *, among: Collection[str] = ()) -> None:  # noqa: A002
    """Hold a payload against the ledger before it is opened: raises `RecordAltered` where it is not what was written
    last, so that nobody who can write the tables lays an older version back unseen."""
    if not is_as_recorded(db, kind, id, value, among=among):
        raise RecordAltered(kind, id)
