"""Where sealed payloads lie: small ones in the row, large ones as files of a folder.

Order of writing: the file and its folder are synced first, the row commits after; so a row never points to
nothing, and a file without a row is invisible and is removed by `sweep_orphans`. A name is drawn once, before
the first try, and placing it again is harmless: a repeated or parallel send never takes a file from another.
Times of files and folders are set to midnight, so that the hour of a sending cannot be read from them.
"""

import contextlib
import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Final

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from mailbox.ids import BlobId, new_id
from mailbox.rows import BlobRow

INLINE_LIMIT: Final = 256 * 1024
CHUNK: Final = 1024 * 1024
_FILE_MODE: Final = 0o640
_FOLDER_MODE: Final = 0o2770
_NAME: Final = re.compile(r"[a-z2-7]{26}")
_SHANGHAI: Final = timezone(timedelta(hours=8))


class MissingBlob(LookupError):
    """A row points to a payload that is not there, or not as it was."""


class BlobStore:
    """The blob folder beside the mailbox database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, db: Session, payload: bytes, day: date) -> BlobId:
        """Store a payload in the caller's transaction; a large one is on disk when this returns."""
        blob_id = BlobId(new_id())
        small = len(payload) <= INLINE_LIMIT
        if not small:
            part = self._room(blob_id) / f"{blob_id}.part"
            _write_synced(part, payload)
            part.replace(self.path(blob_id))
            self._settle(blob_id, day)
        _insert(db, blob_id, len(payload), hashlib.sha256(payload).digest(), payload if small else None)
        return blob_id

    def adopt(self, staged: Path, blob_id: BlobId, day: date) -> None:
        """Give a staged file its place, by a hard link where the folders share a file system; synced on return.

        Placing the same blob again changes nothing. The row is written by `record`, inside the transaction.
        """
        self._room(blob_id)
        place = self.path(blob_id)
        with contextlib.suppress(FileExistsError):
            if place.exists():  # placed before, and the staged name may be gone by now
                raise FileExistsError
            try:
                os.link(staged, place)
            except OSError as error:
                if error.errno not in (errno.EXDEV, errno.EPERM):
                    raise
                _copy_synced(staged, place)
        _sync(place)
        self._settle(blob_id, day)

    def renew(self, blob_id: BlobId, day: date) -> None:
        """Write a file anew: when a file was made and last linked cannot be set, and told the moment it was sent."""
        place = self.path(blob_id)
        if place.exists():
            _copy_synced(place, place)
            self._settle(blob_id, day)

    def record(self, db: Session, blob_id: BlobId, *, size: int, sha256: bytes) -> None:
        """The row of an adopted file."""
        _insert(db, blob_id, size, sha256, None)

    def read(self, db: Session, blob_id: BlobId) -> bytes:
        """The whole payload. Raises MissingBlob."""
        return b"".join(self.chunks(db, blob_id))

    def chunks(self, db: Session, blob_id: BlobId) -> Iterator[bytes]:
        """The payload piece by piece, its hash compared at the end. Raises MissingBlob."""
        row = db.execute(select(BlobRow).where(BlobRow.id == blob_id)).scalar_one_or_none()
        if row is None:
            raise MissingBlob(blob_id)
        digest = hashlib.sha256()
        for chunk in [row.inline] if row.inline is not None else self._file_chunks(blob_id):
            digest.update(chunk)
            yield chunk
        if digest.digest() != row.sha256:
            raise MissingBlob(blob_id)

    def erase(self, db: Session, blob_id: BlobId) -> None:
        """Remove the row now and the file at once: ciphertext without a row is of use to nobody."""
        db.execute(delete(BlobRow).where(BlobRow.id == blob_id))
        self.path(blob_id).unlink(missing_ok=True)

    def sweep_orphans(self, db: Session, *, before: date) -> int:
        """Remove files of days before `before` that no row names. Returns how many."""
        removed = 0
        for path in sorted(self.folder.glob("??/*")):
            day = datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone(_SHANGHAI).date()
            if day < before and db.get(BlobRow, path.name.removesuffix(".part")) is None:
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def path(self, blob_id: BlobId) -> Path:
        """Where the file of this blob lies. Raises MissingBlob for what is no name of ours: it may lead elsewhere."""
        if _NAME.fullmatch(blob_id) is None:
            raise MissingBlob(blob_id)
        return self.folder / blob_id[:2] / blob_id

    def _room(self, blob_id: BlobId) -> Path:
        room = self.folder / blob_id[:2]
        if not room.is_dir():
            room.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            _sync(self.folder)
        return room

    def _settle(self, blob_id: BlobId, day: date) -> None:
        place = self.path(blob_id)
        at_midnight(place, day)
        _sync(place.parent)
        at_midnight(place.parent, day)

    def _file_chunks(self, blob_id: BlobId) -> Iterator[bytes]:
        try:
            with self.path(blob_id).open("rb") as file:
                while chunk := file.read(CHUNK):
                    yield chunk
        except FileNotFoundError:
            raise MissingBlob(blob_id) from None


def at_midnight(path: Path, day: date) -> None:
    """Set a file's times to the beginning of the day in Shanghai."""
    instant = datetime(day.year, day.month, day.day, tzinfo=_SHANGHAI).timestamp()
    os.utime(path, (instant, instant))


def _insert(db: Session, blob_id: BlobId, size: int, sha256: bytes, inline: bytes | None) -> None:
    db.execute(insert(BlobRow).values(id=blob_id, size=size, sha256=sha256, inline=inline))


def _write_synced(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _copy_synced(source: Path, place: Path) -> None:
    part = place.with_name(f"{place.name}.{new_id()}.part")
    with (
        source.open("rb") as read,
        os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE), "wb") as out,
    ):
        shutil.copyfileobj(read, out, CHUNK)
        out.flush()
        os.fsync(out.fileno())
    part.replace(place)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
