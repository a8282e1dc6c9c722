"""Public documents, each signed by an office: notices, the month's figures, checkpoints of the public register."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from mailbox.ids import NoticeId, OfficeId
from mailbox.rows import NoticeRow


class PublicKind(StrEnum):
    """What a public document is; also the kind its signed document carries."""

    NOTICE = "notice"
    STATISTICS = "statistics"
    CHECKPOINT = "checkpoint"


@dataclass(frozen=True, slots=True)
class PublicDocument:
    """A signed document as it lies in the mailbox. The id is its stable public address."""

    id: NoticeId
    kind: PublicKind
    office_id: OfficeId
    published_on: date
    document: bytes


def publish(db: Session, entry: PublicDocument) -> None:
    """Put a document out, or put its corrected, withdrawn or expired form in its place under the same address."""
    values = {
        "kind": entry.kind.value,
        "office_id": entry.office_id,
        "published_on": entry.published_on,
        "document": entry.document,
    }
    if db.get(NoticeRow, entry.id) is None:
        db.execute(insert(NoticeRow).values(id=entry.id, **values))
    else:
        db.execute(update(NoticeRow).where(NoticeRow.id == entry.id).values(**values))


def erase(db: Session, notice_id: NoticeId) -> None:
    """Remove a public document; a withdrawn notice is replaced by `publish`, not removed."""
    db.execute(delete(NoticeRow).where(NoticeRow.id == notice_id))


def published(db: Session, kind: PublicKind, *, limit: int = 500) -> tuple[PublicDocument, ...]:
    """Documents of a kind, newest first."""
    rows = db.scalars(
        select(NoticeRow)
        .where(NoticeRow.kind == kind.value)
        .order_by(NoticeRow.published_on.desc(), NoticeRow.id)
        .limit(limit)
    )
    return tuple(_from_row(row) for row in rows)


def find(db: Session, notice_id: NoticeId) -> PublicDocument | None:
    """One document, or None."""
    row = db.get(NoticeRow, notice_id)
    return None if row is None else _from_row(row)


def _from_row(row: NoticeRow) -> PublicDocument:
    return PublicDocument(
        NoticeId(row.id), PublicKind(row.kind), OfficeId(row.office_id), row.published_on, row.document
    )
