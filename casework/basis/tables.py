"""放假安排 as its pages show it, and the acts on it: which years are known and from where, what one table says.

Rules kept here: only the highest office of this house loads and confirms, because a table moves the clocks of all;
one person loads, another confirms; with the confirmation, in the same transaction, every clock that hangs on the
year is computed anew.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from casework.access import Officer
from casework.calendar import service as calendars
from casework.calendar.answers import CalendarFault, Edition, NotDone
from casework.database import Clock, Store
from casework.offices import service as offices
from casework.offices.facts import office_facts
from casework.reports import service as reports
from regulation.calendar import Calendar, calendar_with
from regulation.holiday_notices import LineFault
from regulation.working_tables import YearTable, differing_days, last_official_year, official_tables

SATURDAY = 5


class Origin(StrEnum):
    """Where a year's working days come from."""

    BUILT_IN = "built_in"
    LOADED = "loaded"
    UNPUBLISHED = "unpublished"


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year of the list. `differs`: days on which a table loaded earlier differs from the chapters that now hold
    its year."""

    year: int
    origin: Origin
    notice: str = ""
    sources: tuple[str, ...] = ()
    edition: Edition | None = None
    differs: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day of a month: off = a weekday that is a holiday, worked = a weekend day that is worked."""

    day: date
    off: bool
    worked: bool
    weekend: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks from Monday, None before its first and after its last day."""

    first: date
    weeks: tuple[tuple[DayMark | None, ...], ...]
    working_days: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a table would say: its months, the days of other years it names, what it changes in the one in force."""

    table: YearTable
    months: tuple[Month, ...]
    elsewhere: tuple[DayMark, ...]
    changes: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One edition with the names of those who acted on it."""

    edition: Edition
    preview: Preview
    names: dict[str, str]


def in_force(store: Store) -> tuple[YearTable, ...]:
    """The confirmed tables of the years after the chapters'."""
    with store.read() as db:
        return calendars.tables_in_force(db)


def years(store: Store) -> tuple[tuple[YearLine, ...], tuple[Edition, ...], dict[str, str]]:
    """Every year known and the next one that is not, the newest first; what waits; the names of who acted."""
    with store.read() as db:
        every = calendars.editions(db)
        force = calendars.editions_in_force(db)
        ids = {member for each in every for member in each.members}
        names = offices.names_of(db, sorted(ids))
    newest: dict[int, Edition] = {}
    for each in every:
        if each.confirmed_on is not None:
            newest.setdefault(each.year, each)
    lines = [_built_in(table, newest.get(table.year)) for table in official_tables()]
    lines += [
        YearLine(each.year, Origin.LOADED, each.table.notice, each.table.source, each) for each in force
    ]
    lines.append(YearLine(lines[-1].year + 1, Origin.UNPUBLISHED))
    waiting = tuple(each for each in every if each.waits)
    return tuple(reversed(lines)), waiting, names


def _built_in(table: YearTable, loaded: Edition | None) -> YearLine:
    differs = differing_days(table, loaded.table) if loaded is not None else ()
    return YearLine(table.year, Origin.BUILT_IN, table.notice, table.source, loaded, differs)


def year_in_force(store: Store, year: int) -> tuple[YearLine, tuple[Month, ...]] | None:
    """One year as it counts now; None where it is not known."""
    lines, _, _ = years(store)
    line = next((each for each in lines if each.year == year and each.origin is not Origin.UNPUBLISHED), None)
    if line is None:
        return None
    return line, months_of(calendar_with(in_force(store)), year)


def shown(store: Store, table_id: str) -> Shown | None:
    """One edition for its page."""
    with store.read() as db:
        edition = calendars.edition(db, table_id)
        if edition is None:
            return None
        names = offices.names_of(db, edition.members)
        return Shown(edition, _preview(db, edition.table), names)


def preview(store: Store, table: YearTable) -> Preview:
    """What a table would say, before anybody keeps it."""
    with store.read() as db:
        return _preview(db, table)


def _preview(db: Session, table: YearTable) -> Preview:
    force = calendars.tables_in_force(db)
    now = next((each for each in force if each.year == table.year), None)
    before = tuple(each for each in force if each.year < table.year)
    # A year the chapters hold, or one that others are missing before, is shown by its own days alone.
    calendar = calendar_with((*before, table))
    if calendar.tables[-1] is not table:
        calendar = Calendar((table,))
    elsewhere = sorted(day for day in table.off | table.worked if day.year != table.year)
    return Preview(
        table,
        months_of(calendar, table.year),
        tuple(_mark(day, working=day in table.worked) for day in elsewhere),
        differing_days(now, table) if now is not None else (),
    )


def months_of(calendar: Calendar, year: int) -> tuple[Month, ...]:
    """The twelve months of a published year."""
    return tuple(_month(calendar, date(year, month, 1)) for month in range(1, 13))


def _month(calendar: Calendar, first: date) -> Month:
    after = (first + timedelta(31)).replace(day=1)
    days = [first + timedelta(n) for n in range((after - first).days)]
    marks = [_mark(day, working=calendar.is_working_day(day)) for day in days]
    padded: list[DayMark | None] = [*[None] * first.weekday(), *marks]
    padded += [None] * (-len(padded) % 7)
    weeks = tuple(tuple(padded[at : at + 7]) for at in range(0, len(padded), 7))
    return Month(first, weeks, sum(calendar.is_working_day(day) for day in days))


def _mark(day: date, *, working: bool) -> DayMark:
    weekend = day.weekday() >= SATURDAY
    return DayMark(day, off=not working and not weekend, worked=working and weekend, weekend=weekend)


def may_keep(store: Store, officer: Officer) -> NotDone | None:
    """Only the highest office of this house that has its keys: a table moves the clocks of all offices."""
    with store.read() as db:
        above = office_facts(db, officer.office_id).parent
        seen: set[str] = set()
        while above and above not in seen:
            seen.add(str(above))
            office = office_facts(db, str(above))
            if office.has_recipient:
                return NotDone(CalendarFault.NOT_HIGHEST)
            above = office.parent
    return None


def load(store: Store, officer: Officer, clock: Clock, *, table: YearTable, reason: str) -> str | NotDone:
    """Put a table before the second person. Returns its id. Clause: 全国年节及纪念日放假办法."""
    refused = may_keep(store, officer)
    if refused is not None:
        return refused
    return calendars.load_table(store, officer, clock, table=table, reason=reason)


def confirm(store: Store, officer: Officer, clock: Clock, *, table_id: str) -> int | NotDone:
    """The second person's confirmation, and every clock that hangs on the year. Returns the year."""
    refused = may_keep(store, officer)
    if refused is not None:
        return refused
    with store.write() as db:
        year = calendars.confirm_table(db, officer, clock, table_id)
        if isinstance(year, int):
            reports.recompute_clocks(db, officer, clock, since=date(year - 1, 12, 1))
    return year


def withdraw(store: Store, officer: Officer, clock: Clock, *, table_id: str, reason: str) -> NotDone | None:
    """Take back a table that still waits."""
    refused = may_keep(store, officer)
    if refused is not None:
        return refused
    return calendars.withdraw_table(store, officer, clock, table_id=table_id, reason=reason)


def first_year_to_load(store: Store) -> int:
    """The year after the last one known."""
    loaded = in_force(store)
    return (loaded[-1].year if loaded else last_official_year()) + 1


def lines_with_faults(text: str, faults: tuple[LineFault, ...]) -> list[tuple[LineFault, str]]:
    """Each fault with the words of its line."""
    lines = text.splitlines()
    return [(fault, lines[fault.line - 1][:80] if 0 < fault.line <= len(lines) else "") for fault in faults]
