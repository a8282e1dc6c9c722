"""Which working days hold in this house, and loading one more year: one person loads, another confirms.

Rules kept here:
- What counts is the chapters' calendar, then the confirmed editions of later years in an unbroken row (H-33). A
  table that waits for its second person counts nothing.
- A year that the chapters hold is never changed here; the refusal names the days that would differ.
- A replaced table keeps its row: the next edition says why.
- Confirming takes the caller's transaction, so that the clocks that hang on it move in the same one.
"""

import functools
import json
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.calendar.answers import CalendarFault, Edition, NotDone
from casework.calendar.rows import WorkingDaysRow
from casework.database import Clock, Store, day_of, new_id
from regulation.calendar import Calendar, calendar_of, calendar_with
from regulation.chapters import Chapters
from regulation.working_tables import YearTable, differing_days, last_official_year, official_tables

KIND = "working_days"
CLAUSE = "全国年节及纪念日放假办法"


def calendar_in(db: Session, chapters: Chapters | None = None) -> Calendar:
    """The calendar in force, with the local days of a profile where its chapters are given."""
    loaded = tables_in_force(db)
    return calendar_with(loaded) if chapters is None else calendar_of(chapters, loaded)


def tables_in_force(db: Session) -> tuple[YearTable, ...]:
    """The confirmed table of every year after the chapters' last, by year."""
    return tuple(each.table for each in editions_in_force(db))


def editions_in_force(db: Session) -> tuple[Edition, ...]:
    """The newest confirmed edition of every year that the chapters do not hold, by year."""
    return tuple(_edition(row) for row in db.scalars(_newest_confirmed()))


@functools.cache
def _newest_confirmed() -> Select[WorkingDaysRow]:
    """The question, put together once: every clock asks it."""
    newest = (
        select(WorkingDaysRow.year, func.max(WorkingDaysRow.edition).label("edition"))
        .where(WorkingDaysRow.confirmed_on.is_not(None), WorkingDaysRow.year > last_official_year())
        .group_by(WorkingDaysRow.year)
        .subquery()
    )
    statement = select(WorkingDaysRow).join(
        newest, (newest.c.year == WorkingDaysRow.year) & (newest.c.edition == WorkingDaysRow.edition)
    )
    return statement.order_by(WorkingDaysRow.year)


def editions(db: Session, year: int | None = None) -> tuple[Edition, ...]:
    """Every edition ever loaded, of one year or of all, the newest first."""
    statement = select(WorkingDaysRow).order_by(WorkingDaysRow.year.desc(), WorkingDaysRow.edition.desc())
    wanted = statement if year is None else statement.where(WorkingDaysRow.year == year)
    return tuple(_edition(row) for row in db.scalars(wanted))


def edition(db: Session, table_id: str) -> Edition | None:
    """One edition, or None."""
    row = db.get(WorkingDaysRow, table_id)
    return _edition(row) if row is not None else None


def _edition(row: WorkingDaysRow) -> Edition:
    return Edition(
        id=row.id,
        edition=row.edition,
        table=YearTable(
            row.year,
            row.notice,
            (row.source,),
            frozenset(date.fromisoformat(day) for day in row.off),
            frozenset(date.fromisoformat(day) for day in row.worked),
        ),
        reason=row.reason,
        loaded_by=row.loaded_by,
        loaded_on=row.loaded_on,
        confirmed_by=row.confirmed_by,
        confirmed_on=row.confirmed_on,
        withdrawn_by=row.withdrawn_by,
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
    )


def may_load(db: Session, table: YearTable, reason: str) -> NotDone | None:
    """Whether a table may wait for its second person; the refusal names the days that differ."""
    built_in = next((each for each in official_tables() if each.year == table.year), None)
    if built_in is not None:
        return NotDone(CalendarFault.BUILT_IN, differing_days(built_in, table))
    if table.year <= last_official_year():
        return NotDone(CalendarFault.BUILT_IN)
    in_force = {each.year: each for each in tables_in_force(db)}
    if table.year > last_official_year() + 1 and table.year - 1 not in in_force:
        return NotDone(CalendarFault.NOT_NEXT)
    if any(each.waits for each in editions(db, table.year)):
        return NotDone(CalendarFault.WAITING)
    replaced = in_force.get(table.year)
    if replaced is None:
        return None
    if (replaced.off, replaced.worked) == (table.off, table.worked):
        return NotDone(CalendarFault.SAME_DAYS)
    if not reason.strip():
        return NotDone(CalendarFault.REASON_MISSING, differing_days(replaced, table))
    return None


def load_table(
    store: Store, officer: Officer, clock: Clock, *, table: YearTable, reason: str = ""
) -> str | NotDone:
    """Put a table before the second person. Nothing counts by it yet. Returns its id."""
    with store.write() as db:
        refused = may_load(db, table, reason)
        if refused is not None:
            return refused
        row = WorkingDaysRow(
            id=new_id(),
            year=table.year,
            edition=len(editions(db, table.year)) + 1,
            notice=table.notice,
            source="\n".join(table.source),
            off=[day.isoformat() for day in sorted(table.off)],
            worked=[day.isoformat() for day in sorted(table.worked)],
            reason=reason.strip(),
            loaded_by=officer.member_id,
            loaded_on=day_of(clock),
        )
        db.add(row)
        acts.record(db, officer, clock, "load_working_days", KIND, row.id, clause=CLAUSE, new=told(row))
        return row.id


def confirm_table(db: Session, officer: Officer, clock: Clock, table_id: str) -> int | NotDone:
    """The second person has held it against the notice: from here on it counts. Returns the year."""
    row = db.get(WorkingDaysRow, table_id, with_for_update=True)
    if row is None:
        return NotDone(CalendarFault.UNKNOWN)
    if not _edition(row).waits:
        return NotDone(CalendarFault.ALREADY_DONE)
    if row.loaded_by == officer.member_id:
        return NotDone(CalendarFault.SAME_PERSON)
    if row.year <= last_official_year():
        return NotDone(CalendarFault.BUILT_IN)
    before = _in_force(db, row.year)
    row.confirmed_by, row.confirmed_on = officer.member_id, day_of(clock)
    acts.record(
        db, officer, clock, "confirm_working_days", KIND, row.id, clause=CLAUSE,
        old=told(before) if before is not None else None, new=told(row),
    )  # fmt: skip
    return row.year


def withdraw_table(
    store: Store, officer: Officer, clock: Clock, *, table_id: str, reason: str
) -> NotDone | None:
    """Take a table back before anybody confirmed it, by whoever may load or confirm; the reason is kept."""
    if not reason.strip():
        return NotDone(CalendarFault.REASON_MISSING)
    with store.write() as db:
        row = db.get(WorkingDaysRow, table_id, with_for_update=True)
        if row is None:
            return NotDone(CalendarFault.UNKNOWN)
        if not _edition(row).waits:
            return NotDone(CalendarFault.ALREADY_DONE)
        row.withdrawn_by, row.withdrawn_on = officer.member_id, day_of(clock)
        row.withdrawn_reason = reason.strip()
        acts.record(db, officer, clock, "withdraw_working_days", KIND, row.id, clause=CLAUSE)
    return None


def _in_force(db: Session, year: int) -> WorkingDaysRow | None:
    found = next((each for each in editions_in_force(db) if each.year == year), None)
    return db.get(WorkingDaysRow, found.id) if found is not None else None


def told(row: WorkingDaysRow) -> bytes:
    """What the ledger commits to: the days and where they come from."""
    fields = [row.year, row.edition, row.notice, row.source, row.off, row.worked, row.reason]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
