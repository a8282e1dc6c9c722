"""Drafts: unfinished reports and their staged files, each draft one age file that only its visitor can open.

Rules kept here: every row has an end and is erased then; a receipt is put into the draft before anything is sent;
when the deposit is in the mailbox, only the receipt is left.
"""

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from sqlalchemy import Update, delete, func, insert, select, update
from sqlalchemy.orm import Session

from mailbox.engine import Store
from portal.answers import Answers, Sent, StagedFile, from_body, to_body
from portal.rows import DraftRow, MailboxSessionRow, StagedFileRow, ThreadRow
from portal.sealed_rows import HOUR, TEN_MINUTES, open_row, refusing, rounded_down, rounded_up, seal_row
from portal.threads import put_thread
from portal.visitors import Visitor
from sealing import HybridRecipient

DRAFT_LIFE: Final = 72 * HOUR
RECEIPT_LIFE: Final = HOUR
PURGE_EVERY: Final = 60


class TooManyDrafts(Exception):
    """The store holds as many drafts as it may."""


class TooManyFiles(Exception):
    """The draft holds as many files as it may, or the staging folder is full."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the store takes."""

    drafts: int
    files: int
    staging: int


class Drafts:
    """Unfinished reports and their staged files."""

    def __init__(self, store: Store, staging: Path, limits: Limits) -> None:
        self.store = store
        self.staging = staging
        self.limits = limits
        self._purged_at = 0.0

    def open(self, visitor: Visitor, now: float) -> Answers | None:
        """The draft of a visitor, or None where there is none, or none any more. Raises StoreRefused."""
        with refusing(), self.store.read() as db:
            row = db.get(DraftRow, visitor.draft_id)
        return None if row is None or row.erase_at <= now else _open_draft(row.sealed, visitor)

    def change(self, visitor: Visitor, now: float, change: Callable[[Answers], Answers]) -> Answers:
        """Read, change and write a draft in one transaction; begins one where there is none.

        Raises StoreRefused and TooManyDrafts, and whatever `change` raises.
        """
        with refusing(), self.store.write() as db:
            found = self._locked(db, visitor, now)
            if found is None and self._count(db) >= self.limits.drafts:
                raise TooManyDrafts
            changed = change(found or Answers())
            self._put(db, visitor, changed, erase_at=rounded_up(now + DRAFT_LIFE, HOUR))
        self.purge_sometimes(now)
        return changed

    def draw_receipt(
        self, visitor: Visitor, now: float, draw: Callable[[Answers], Sent], recipient: HybridRecipient
    ) -> Answers | None:
        """Put the receipt into the draft before anything is sent, and its thread beside it; once only.

        A repeated or parallel call finds the same receipt. None where there is no draft. Raises StoreRefused.
        """
        with refusing(), self.store.write() as db:
            answers = self._locked(db, visitor, now)
            if answers is None or answers.sent is not None:
                return answers
            sent = draw(answers)
            answers = replace(answers, sent=sent)
            self._put(db, visitor, answers, erase_at=rounded_down(now + RECEIPT_LIFE, TEN_MINUTES))
            put_thread(db, sent, recipient)
        return answers

    def delivered(self, visitor: Visitor, answers: Answers) -> None:
        """The deposit is in the mailbox: keep the receipt alone, let go of every word and file.

        `answers` are those that were sent; nothing changes them once they hold a receipt. Raises StoreRefused.
        """
        if answers.sent is None:
            return
        erase_at = rounded_down(answers.sent.at + RECEIPT_LIFE, TEN_MINUTES)
        kept = self._sealed(visitor, Answers(sent=replace(answers.sent, delivered=True)))
        with refusing(), self.store.write() as db:
            db.execute(_update_draft(visitor, kept, erase_at))
            files = self._forget_files(db, visitor) if answers.files else []
        self._unlink(files)

    def stage(self, visitor: Visitor, now: float, files: list[StagedFile]) -> Answers:
        """Add files to a draft. Raises StoreRefused, TooManyDrafts, TooManyFiles."""

        def add(answers: Answers) -> Answers:
            if len(answers.files) + len(files) > self.limits.files:
                raise TooManyFiles
            return replace(answers, files=(*answers.files, *files))

        changed = self.change(visitor, now, add)
        erase_at = rounded_up(now + DRAFT_LIFE, HOUR)
        with refusing(), self.store.write() as db:
            for file in files:
                db.execute(
                    insert(StagedFileRow).values(
                        id=file.blob_id, draft_id=visitor.draft_id, size=file.payload_size, erase_at=erase_at
                    )
                )
        return changed

    def has_room(self, size: int) -> bool:
        """Whether the staging folder may take `size` bytes more. Raises StoreRefused."""
        with refusing(), self.store.read() as db:
            staged = db.scalar(select(func.coalesce(func.sum(StagedFileRow.size), 0))) or 0
        return int(staged) + size <= self.limits.staging

    def unstage(self, visitor: Visitor, now: float, blob_id: str) -> Answers:
        """Take a file out of a draft."""

        def remove(answers: Answers) -> Answers:
            return replace(answers, files=tuple(file for file in answers.files if file.blob_id != blob_id))

        changed = self.change(visitor, now, remove)
        with refusing(), self.store.write() as db:
            mine = StagedFileRow.draft_id == visitor.draft_id
            removed = db.execute(delete(StagedFileRow).where(StagedFileRow.id == blob_id, mine)).rowcount  # type: ignore[attr-defined]  # a cursor result
        if removed:
            self._unlink([blob_id])
        return changed

    def forget(self, visitor: Visitor) -> None:
        """Erase a draft with its files. Raises StoreRefused."""
        with refusing(), self.store.write() as db:
            files = self._forget_files(db, visitor)
            db.execute(delete(DraftRow).where(DraftRow.id == visitor.draft_id))
        self._unlink(files)

    def purge_sometimes(self, now: float) -> None:
        """Erase what has come to its end, at most once a minute in this process."""
        if time.monotonic() - self._purged_at >= PURGE_EVERY:
            self._purged_at = time.monotonic()
            self.purge(now)

    def purge(self, now: float) -> int:
        """Erase drafts, files, mailbox sessions and threads whose end has come; returns how many rows."""
        removed = 0
        with refusing(), self.store.write() as db:
            ended = select(DraftRow.id).where(DraftRow.erase_at <= now)
            over = (StagedFileRow.erase_at <= now) | StagedFileRow.draft_id.in_(ended)
            files = list(db.scalars(select(StagedFileRow.id).where(over)))
            for row, condition in (
                (StagedFileRow, over),
                (DraftRow, DraftRow.erase_at <= now),
                (MailboxSessionRow, MailboxSessionRow.erase_at <= now),
                (ThreadRow, ThreadRow.erase_on <= date.fromtimestamp(now)),  # noqa: DTZ012 - a day is enough
            ):
                statement = delete(row).where(condition).execution_options(synchronize_session=False)
                removed += db.execute(statement).rowcount  # type: ignore[attr-defined]  # a cursor result
        self._unlink(files)
        self._unlink_lost(now)
        return removed

    def path(self, blob_id: str) -> Path:
        """Where a staged file lies."""
        return self.staging / blob_id

    def _locked(self, db: Session, visitor: Visitor, now: float) -> Answers | None:
        row = db.execute(
            select(DraftRow).where(DraftRow.id == visitor.draft_id).with_for_update()
        ).scalar_one_or_none()
        if row is None:
            return None
        if row.erase_at <= now:
            db.delete(row)
            db.flush()
            return None
        return _open_draft(row.sealed, visitor)

    def _count(self, db: Session) -> int:
        return db.scalar(select(func.count(DraftRow.id))) or 0

    def _put(self, db: Session, visitor: Visitor, answers: Answers, *, erase_at: int) -> None:
        sealed = self._sealed(visitor, answers)
        if not db.execute(_update_draft(visitor, sealed, erase_at)).rowcount:  # type: ignore[attr-defined]  # a cursor result
            db.execute(insert(DraftRow).values(id=visitor.draft_id, sealed=sealed, erase_at=erase_at))

    def _sealed(self, visitor: Visitor, answers: Answers) -> bytes:
        return seal_row("draft", visitor.draft_id, to_body(answers), visitor.identity.recipient)

    def _forget_files(self, db: Session, visitor: Visitor) -> list[str]:
        mine = StagedFileRow.draft_id == visitor.draft_id
        files = list(db.scalars(select(StagedFileRow.id).where(mine)))
        db.execute(delete(StagedFileRow).where(mine).execution_options(synchronize_session=False))
        return files

    def _unlink(self, blob_ids: list[str]) -> None:
        for blob_id in blob_ids:
            with contextlib.suppress(OSError):  # the sweep of lost files finds it later
                self.path(blob_id).unlink(missing_ok=True)

    def _unlink_lost(self, now: float) -> None:
        with contextlib.suppress(OSError):
            for path in self.staging.iterdir():
                if path.stat().st_mtime < now - DRAFT_LIFE - 2 * HOUR:
                    path.unlink(missing_ok=True)


def _open_draft(sealed: bytes, visitor: Visitor) -> Answers | None:
    body = open_row("draft", visitor.draft_id, sealed, visitor.identity)
    return None if body is None else from_body(body)


def _update_draft(visitor: Visitor, sealed: bytes, erase_at: int) -> Update:
    return (
        update(DraftRow)
        .where(DraftRow.id == visitor.draft_id)
        .values(sealed=sealed, erase_at=erase_at)
        .execution_options(synchronize_session=False)
    )
