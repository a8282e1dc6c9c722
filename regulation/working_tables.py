"""The yearly tables of working days and the festivals: reading them, nothing else.

A table is what one notice of the State Council's General Office says about one year. Those of 2007 to 2026 are
kept in `chapters/calendar/working_days.toml`. A later one is handed to `python -m regulation --calendar` as a file of
the same shape; an office types the notice's own lines on a page (`regulation.holiday_notices`):

    year = 2027
    notice = "国务院办公厅关于2027年部分节假日安排的通知"
    source = ["https://www.gov.cn/…"]
    off = [2027-01-01, …]       # weekdays that are holidays
    worked = [2027-02-20, …]    # weekend days worked in exchange

Rules kept here: every table cites its notice; no day is both off and worked; a table names days of its own
year, of the December before or of the January after; a table from 2014 on leaves out no statutory festival day.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

_FOLDER = files("regulation") / "chapters" / "calendar"
SATURDAY = 5


class TableFault(StrEnum):
    """Why a table of working days cannot be loaded."""

    NOT_TOML = "not_toml"
    NO_YEAR = "no_year"
    NO_NOTICE = "no_notice"
    NOT_DATES = "not_dates"
    OUTSIDE_YEAR = "outside_year"
    OFF_AND_WORKED = "off_and_worked"
    FESTIVAL_MISSING = "festival_missing"
    NOT_NEXT_YEAR = "not_next_year"
    NO_DAYS = "no_days"
    TOO_LONG = "too_long"
    WORD_UNKNOWN = "word_unknown"
    DAY_IMPOSSIBLE = "day_impossible"
    DAY_WITHOUT_WORD = "day_without_word"
    WORD_WITHOUT_DAY = "word_without_day"
    RANGE_REVERSED = "range_reversed"
    WEEKDAY_DIFFERS = "weekday_differs"
    COUNT_DIFFERS = "count_differs"
    WORKED_WEEKDAY = "worked_weekday"


class TableError(ValueError):
    """A table of working days that cannot be loaded; the message is one sentence that says what to mend.

    `fault` is the kind for translation, `place` the field, line or day it concerns.
    """

    def __init__(self, fault: TableFault, place: str, sentence: str) -> None:
        super().__init__(sentence)
        self.fault = fault
        self.place = place


@dataclass(frozen=True, slots=True)
class YearTable:
    """One notice: the days on which its year differs from Monday to Friday."""

    year: int
    notice: str
    source: tuple[str, ...]
    off: frozenset[date]
    worked: frozenset[date]


@dataclass(frozen=True, slots=True)
class LocalDays:
    """Days a profile adds for one place (a prolonged holiday, a flood), with the document that says so (H-33)."""

    document: str
    off: frozenset[date]
    worked: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Festival:
    """One festival of one year: its statutory days and how far, in days, breaks around it have reached."""

    name: str
    first: date
    last: date
    worked_before: int
    worked_after: int
    off_before: int
    off_after: int

    def may_take_a_weekend(self, day: date) -> bool:
        """Whether a weekend `day` lies where one has been worked in exchange for this festival."""
        return self.first - timedelta(self.worked_before) <= day <= self.last + timedelta(self.worked_after)

    def may_cover(self, day: date) -> bool:
        """Whether `day` lies inside the longest break seen around this festival."""
        return self.first - timedelta(self.off_before) <= day <= self.last + timedelta(self.off_after)


def _dates(entry: Mapping[str, object], field: str) -> frozenset[date]:
    values = entry.get(field, [])
    if not isinstance(values, list) or not all(type(value) is date for value in values):
        raise TableError(
            TableFault.NOT_DATES,
            field,
            f"Write `{field}` as a list of dates such as [2027-01-01, 2027-02-08].",
        )
    return frozenset(values)


def _table(entry: Mapping[str, object]) -> YearTable:
    year, notice, source = entry.get("year"), entry.get("notice"), entry.get("source", [])
    if not isinstance(year, int) or isinstance(year, bool):
        raise TableError(TableFault.NO_YEAR, "year", "Write the year of the notice, such as year = 2027.")
    if not isinstance(notice, str) or not notice.strip():
        raise TableError(
            TableFault.NO_NOTICE, "notice", "Name the notice the days are taken from in `notice`."
        )
    if isinstance(source, str):
        source = [source]
    if (
        not isinstance(source, list)
        or not source
        or not all(isinstance(line, str) and line for line in source)
    ):
        raise TableError(TableFault.NO_NOTICE, "source", "Cite where the notice can be read in `source`.")
    off, worked = _dates(entry, "off"), _dates(entry, "worked")
    for day in sorted(off | worked):
        if not date(year - 1, 12, 1) <= day <= date(year + 1, 1, 31):
            raise TableError(
                TableFault.OUTSIDE_YEAR,
                str(day),
                f"{day} does not belong to a notice for {year}; check the year.",
            )
    for day in sorted(off & worked):
        raise TableError(
            TableFault.OFF_AND_WORKED, str(day), f"{day} stands both in `off` and in `worked`; keep one."
        )
    return YearTable(year, notice.strip(), tuple(source), off, worked)


def parse_table(text: str) -> YearTable:
    """Read the table of one year from TOML text of the chapter's own shape.

    Raises TableError, one sentence each, for text that is no table or a table that is not whole.
    Clause: 全国年节及纪念日放假办法 (statutory days); H-33.
    """
    try:
        entry = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TableError(
            TableFault.NOT_TOML, str(error), f"The table cannot be read as TOML: {error}."
        ) from error
    return whole(_table(entry))


def whole(table: YearTable) -> YearTable:
    """The table itself, if it leaves out no statutory holiday of its year. Raises TableError.

    Clause: 全国年节及纪念日放假办法 第二条.
    """
    for festival in festivals(table.year):
        for day in _each_day(festival.first, festival.last):
            if day.weekday() < SATURDAY and day not in table.off:
                raise TableError(
                    TableFault.FESTIVAL_MISSING,
                    f"{day} {festival.name}",
                    f"{day} ({festival.name}) is a statutory holiday but is not in `off`; the table is not whole.",
                )
    return table


def differing_days(one: YearTable, other: YearTable) -> tuple[date, ...]:
    """The days that two tables of a year say different things of."""
    return tuple(sorted((one.off ^ other.off) | (one.worked ^ other.worked)))


@cache
def official_tables() -> tuple[YearTable, ...]:
    """The tables kept in the chapters, by year."""
    chapter = tomllib.loads((_FOLDER / "working_days.toml").read_text(encoding="utf-8"))
    return tuple(_table(entry) for entry in chapter["table"])


def last_official_year() -> int:
    """The last year the chapters hold; an office loads those after it."""
    return official_tables()[-1].year


@cache
def _festival_chapter() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "festivals.toml").read_text(encoding="utf-8"))


@cache
def festivals(year: int) -> tuple[Festival, ...]:
    """The festivals of `year` by 放假办法, or none where the chapter holds no lunar dates for it.

    Clause: 全国年节及纪念日放假办法 第二条 (as in force that year).
    """
    chapter = _festival_chapter()
    moving, statutory, reach = chapter["moving"], chapter["statutory"], chapter["festival"]
    if str(year) not in moving:
        return ()
    law = max((row for row in statutory if row["from_year"] <= year), key=lambda row: int(row["from_year"]))
    spring, qingming, dragon_boat, mid_autumn = moving[str(year)]
    eve = timedelta(1 if law["eve_of_spring_festival"] else 0)
    days: dict[str, tuple[date, date]] = {
        name: (date.fromisoformat(f"{year}-{marks[0]}"), date.fromisoformat(f"{year}-{marks[-1]}"))
        for name, marks in law["days"].items()
    }
    days["春节"] = (spring - eve, spring + timedelta(2))
    days |= {"清明节": (qingming,) * 2, "端午节": (dragon_boat,) * 2, "中秋节": (mid_autumn,) * 2}
    return tuple(Festival(first=days[row["name"]][0], last=days[row["name"]][1], **row) for row in reach)


def last_year_with_festivals() -> int:
    """The last year whose festivals the chapter knows: provisional clocks reach no further."""
    moving = _festival_chapter()["moving"]
    return max(int(year) for year in moving)


def _each_day(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(offset)
