"""What the auditor sees of the ledger: metadata, never contents, page by page from the newest."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from casework.acts import ActRow, ActsHeadRow
from casework.database import Store
from casework.offices.rows import MemberRow
from casework.offices.service import names_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """A slice of the ledger, the newest first. `older` is where the next slice begins, None at the end."""

    size: int
    entries: list[ActRow]
    names: dict[str, str]
    older: int | None


def ledger_page(
    store: Store,
    *,
    before: int | None = None,
    act: str | None = None,
    user_name: str | None = None,
    day: date | None = None,
) -> LedgerPage:
    """Entries older than `before`, of one act, one member or one day where asked."""
    statement = select(ActRow).order_by(ActRow.seq.desc()).limit(PAGE + 1)
    if before is not None:
        statement = statement.where(ActRow.seq < before)
    if act:
        statement = statement.where(ActRow.act == act)
    if user_name:
        of_member = select(MemberRow.id).where(MemberRow.user_name == user_name)
        statement = statement.where(ActRow.member_id.in_(of_member))
    if day is not None:
        statement = statement.where(ActRow.day == day)
    with store.read() as db:
        found = list(db.scalars(statement))
        head = db.scalars(select(ActsHeadRow)).one()
        shown = found[:PAGE]
        names = names_of(db, sorted({row.member_id for row in shown if row.member_id is not None}))
    return LedgerPage(head.size, shown, names, shown[-1].seq if len(found) > PAGE else None)
