"""The official calendar of working days: which days count, and counting them.

A working day is Monday to Friday, but for what the yearly notice names: weekdays off and weekend days worked.
Rules kept here: a year whose notice is not loaded is never guessed at: exact questions about it raise
UnpublishedYear, and `due_after` answers with the earliest and the latest date the law allows (H-33). Of two
notices that name the same day the later governs. Local days of a profile come last. Counting is a look-up in a
prefix index built once for a calendar; nothing here walks over days.

Clause: 民法典 第二百零一条 (the day it starts is not counted), 全国年节及纪念日放假办法; H-21, H-33.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache

from regulation.chapters import Chapters
from regulation.working_days import Due, Reading, UnpublishedYear
from regulation.working_tables import (
    SATURDAY,
    Festival,
    LocalDays,
    TableError,
    TableFault,
    YearTable,
    festivals,
    last_year_with_festivals,
    official_tables,
)

__all__ = [
    "SHANGHAI",
    "Calendar",
    "Due",
    "Reading",
    "UnpublishedYear",
    "calendar_of",
    "calendar_with",
    "day_of",
    "official_calendar",
]

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def day_of(instant: datetime) -> date:
    """The day in Shanghai on which an aware `instant` lies. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return instant.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The tables of working days that are loaded. Build it with `official_calendar()` and `with_year`."""

    tables: tuple[YearTable, ...] = field(repr=False)
    local: tuple[LocalDays, ...] = field(default=(), repr=False)
    _exact: Reading = field(init=False, repr=False, compare=False)
    _soonest: Reading = field(init=False, repr=False, compare=False)
    _longest: Reading = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first, last = date(self.tables[0].year, 1, 1), self.published_until
        horizon = date(max(last.year, last_year_with_festivals()), 12, 31)
        named = _named_days(self.tables, self.local)

        def regular(day: date) -> bool:
            return named.get(day, day.weekday() < SATURDAY)

        def soonest(day: date) -> bool:
            return regular(day) if day in named or day <= last else _may_be_working(day)

        def longest(day: date) -> bool:
            return regular(day) if day in named or day <= last else _must_be_working(day)

        object.__setattr__(self, "_exact", Reading.of(first, last, regular))
        object.__setattr__(self, "_soonest", Reading.of(first, horizon, soonest))
        object.__setattr__(self, "_longest", Reading.of(first, horizon, longest))

    def with_year(self, table: YearTable) -> "Calendar":
        """This calendar with one more year, or with a corrected table for the last year it has.

        Raises TableError when a year would be left out between.
        """
        last = self.tables[-1].year
        if table.year == last:
            return Calendar((*self.tables[:-1], table), self.local)
        if table.year != last + 1:
            raise TableError(
                TableFault.NOT_NEXT_YEAR,
                str(table.year),
                f"Load the table of {last + 1} next: the calendar ends with {last}.",
            )
        return Calendar((*self.tables, table), self.local)

    def with_local_days(self, local: LocalDays) -> "Calendar":
        """This calendar with days that only one place has off or works, as a profile cites them (H-33)."""
        return Calendar(self.tables, (*self.local, local))

    @property
    def published_from(self) -> date:
        """The first day an exact answer can be given for."""
        return date(self.tables[0].year, 1, 1)

    @property
    def published_until(self) -> date:
        """The last day an exact answer can be given for."""
        return date(self.tables[-1].year, 12, 31)

    def is_published(self, day: date) -> bool:
        """Whether the year of `day` has its table."""
        return self._exact.holds(day)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on `day`. Raises UnpublishedYear."""
        return self._exact.is_working(day)

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself is not counted. Raises UnpublishedYear.

        Clause: 民法典 第二百零一条.
        """
        return self._exact.after(day, count)

    def on_or_after(self, day: date) -> date:
        """`day` if it is a working day, else the next one. Raises UnpublishedYear. Clause: 民法典 第二百零三条."""
        return self._exact.on_or_after(day)

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies first.

        Raises UnpublishedYear.
        """
        return self._exact.between(start, end)

    def due(self, ask: Callable[[Reading], date]) -> Due:
        """The answer to `ask`, provisional where the exact reading does not reach: asked soonest and longest."""
        try:
            return Due.on(ask(self._exact))
        except UnpublishedYear:
            return Due(ask(self._soonest), ask(self._longest), provisional=True)

    def due_after(self, day: date, count: int) -> Due:
        """The `count`-th working day after `day`, provisional where a year's table is missing (H-33).

        Raises UnpublishedYear only beyond the years whose festivals are known.
        """
        return self.due(lambda index: index.after(day, count))

    def due_on_or_after(self, day: date) -> Due:
        """`day`, or the next working day if it is none; provisional where the year's table is missing."""
        return self.due(lambda index: index.on_or_after(day))

    def count_bounds(self, start: date, end: date) -> tuple[int, int]:
        """The least and the greatest number of working days after `start` up to and including `end`."""
        fewest, most = self._longest.between(start, end), self._soonest.between(start, end)
        return (fewest, most) if end >= start else (most, fewest)


def _named_days(tables: Iterable[YearTable], local: Iterable[LocalDays]) -> dict[date, bool]:
    """What the notices say of single days; a later notice overrules an earlier one (H-33)."""
    named: dict[date, bool] = {}
    sources: tuple[YearTable | LocalDays, ...] = (*tables, *local)
    for source in sources:
        named |= dict.fromkeys(source.off, False)
        named |= dict.fromkeys(source.worked, True)
    return named


@cache
def _may_be_working(day: date) -> bool:
    """Whether an unpublished `day` can turn out to be a working day: the reading that ends a term soonest.

    Every day, except statutory festival days and weekend days that touch no festival. Clause: H-33.
    """
    near = _festivals_near(day)
    if any(festival.first <= day <= festival.last for festival in near):
        return False
    return day.weekday() < SATURDAY or any(festival.may_take_a_weekend(day) for festival in near)


@cache
def _must_be_working(day: date) -> bool:
    """Whether an unpublished `day` is sure to be a working day: the reading that ends a term last.

    Monday to Friday, without the longest break seen since 2014 around each festival. Clause: H-33.
    """
    return day.weekday() < SATURDAY and not any(festival.may_cover(day) for festival in _festivals_near(day))


def _festivals_near(day: date) -> tuple[Festival, ...]:
    return (*festivals(day.year), *festivals(day.year + 1)[:1])


@cache
def official_calendar() -> Calendar:
    """The calendar of the chapters alone: 2007 to the last year whose notice was published at release."""
    return Calendar(official_tables())


@lru_cache(maxsize=16)
def calendar_with(loaded: tuple[YearTable, ...]) -> Calendar:
    """The calendar of the chapters and, after their last year, the tables an office loaded, in the order of years.

    A year that the chapters hold is never overruled by a loaded table of it; a table that leaves a year out counts
    nothing until that year is loaded too.
    """
    calendar = official_calendar()
    for table in sorted(loaded, key=lambda each: each.year):
        if table.year == calendar.tables[-1].year + 1:
            calendar = calendar.with_year(table)
    return calendar


@lru_cache(maxsize=32)
def calendar_of(chapters: Chapters, loaded: tuple[YearTable, ...] = ()) -> Calendar:
    """The calendar with what an office loaded and the local days its profile cites under `calendar.local_days` (H-33).

    Each dated value is a table with `off` and `worked`; the value's source is the document.
    """
    calendar = calendar_with(loaded)
    if "calendar.local_days" not in chapters.values:
        return calendar
    value = chapters.value("calendar.local_days")
    for days in value.values:
        off, worked = frozenset(days.get("off", ())), frozenset(days.get("worked", ()))
        calendar = calendar.with_local_days(LocalDays(value.source, off, worked))
    return calendar
