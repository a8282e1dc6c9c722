"""Checkpoints of the ledger of acts, and the proof that nothing in it was changed.

Rules kept here:
- `verify` recomputes every leaf from its row and the tree from its leaves, and names the first entry that is
  missing, altered or out of its place.
- Somebody with the database can recompute leaves too. What he cannot recompute is a signature: every stored
  checkpoint, and every copy handed in from outside (the superior office keeps them), must stand in the tree.
- The signing key lies in a file of its own; it signs sizes and roots and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from casework.acts import ActRow, ActsCheckpointRow, ActsHeadRow, entry_data
from casework.database import Clock, Store, day_of
from ledger import Checkpoint, CheckpointError, Frontier, leaf_hash, sign_checkpoint, verify_checkpoint
from sealing.signing import SigningKey, VerifyKey

BATCH = 5000


class LedgerFault(StrEnum):
    """What is wrong with a ledger."""

    MISSING = "missing"
    ALTERED = "altered"
    CUT = "cut"
    REWRITTEN = "rewritten"
    UNSIGNED = "unsigned"


@dataclass(frozen=True, slots=True)
class Sound:
    """The ledger is whole: its size, its root and how many checkpoints it was held against."""

    size: int
    root: bytes
    checkpoints: int


@dataclass(frozen=True, slots=True)
class Broken:
    """The ledger is not whole. `seq` is the first entry that is not what it was; for a rewritten ledger the
    first that may have changed, and `until` the checkpoint's size."""

    fault: LedgerFault
    seq: int
    until: int | None = None


def checkpoint(store: Store, clock: Clock, *, origin: str, key: SigningKey) -> str:
    """Sign the tree as it stands, store the note and return it. The same size is signed once."""
    with store.write() as db:
        head = db.scalars(select(ActsHeadRow)).one()
        stored = db.get(ActsCheckpointRow, head.size)
        if stored is not None:
            return stored.note
        note = sign_checkpoint(origin, head.size, Frontier.from_bytes(head.frontier).root, key)
        db.add(ActsCheckpointRow(size=head.size, day=day_of(clock), note=note))
        return note


def newest_checkpoint(store: Store) -> ActsCheckpointRow | None:
    """The last stored checkpoint."""
    with store.read() as db:
        return db.scalar(select(ActsCheckpointRow).order_by(ActsCheckpointRow.size.desc()).limit(1))


def verify(store: Store, *, origin: str, key: VerifyKey | None, copies: Sequence[str] = ()) -> Sound | Broken:
    """Recompute the whole ledger and hold it against its checkpoints and against `copies` kept elsewhere.

    Without `key` signatures cannot be checked and checkpoints are passed over.
    """
    with store.read() as db:
        head = db.scalars(select(ActsHeadRow)).one_or_none()
        claimed = _claimed(db, origin, key, copies)
        if isinstance(claimed, Broken):
            return claimed
        return _walk(db, head, claimed)


def read_key(path: Path) -> SigningKey:
    """The ledger's signing key from its file. Raises ValueError when it is none."""
    return SigningKey.from_string(path.read_text("ascii").strip())


def _claimed(
    db: Session, origin: str, key: VerifyKey | None, copies: Sequence[str]
) -> dict[int, list[Checkpoint]] | Broken:
    claimed: dict[int, list[Checkpoint]] = {}
    if key is None:
        return claimed
    stored = db.scalars(select(ActsCheckpointRow).order_by(ActsCheckpointRow.size))
    notes = [(row.size, row.note) for row in stored] + [(-1, note) for note in copies]
    for size, note in notes:
        try:
            signed = verify_checkpoint(note, origin, key)
        except CheckpointError:
            return Broken(LedgerFault.UNSIGNED, max(size, 0))
        claimed.setdefault(signed.size, []).append(signed)
    return claimed


def _walk(db: Session, head: ActsHeadRow | None, claimed: dict[int, list[Checkpoint]]) -> Sound | Broken:
    frontier, sound_until = Frontier(), 0
    fault = _held_against(claimed, frontier, sound_until)
    if fault is not None:
        return fault
    for row in _rows(db):
        if row.seq != frontier.size:
            return Broken(LedgerFault.MISSING, frontier.size)
        leaf = leaf_hash(entry_data(row))
        if leaf != row.leaf:
            return Broken(LedgerFault.ALTERED, row.seq)
        frontier = frontier.append(leaf)
        fault = _held_against(claimed, frontier, sound_until)
        if fault is not None:
            return fault
        sound_until = frontier.size if frontier.size in claimed else sound_until
    beyond = [size for size in claimed if size > frontier.size]
    if beyond or head is None or head.size > frontier.size:
        return Broken(LedgerFault.CUT, frontier.size)
    if head.size != frontier.size or Frontier.from_bytes(head.frontier) != frontier:
        return Broken(LedgerFault.REWRITTEN, sound_until, frontier.size)
    return Sound(frontier.size, frontier.root, sum(map(len, claimed.values())))


def _held_against(
    claimed: dict[int, list[Checkpoint]], frontier: Frontier, sound_until: int
) -> Broken | None:
    if any(signed.root != frontier.root for signed in claimed.get(frontier.size, ())):
        return Broken(LedgerFault.REWRITTEN, sound_until, frontier.size)
    return None


def _rows(db: Session) -> Iterator[Row[Any]]:
    """Plain rows, not objects of the session: a million of them are read in seconds."""
    columns = ActRow.__table__.columns
    yield from db.execute(select(*columns).order_by(ActRow.seq).execution_options(yield_per=BATCH))
