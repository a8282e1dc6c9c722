"""The lines of a holiday notice, as an office types or pastes them, read into the table of a year.

Either the notice's own sentences (`1月1日（周五）至3日（周日）放假，共3天。1月31日（周日）上班。`) or one day a line
(`2027-01-01 休`, `2027-01-31 班`). Rules kept here: nothing is skipped in silence, a word that is not understood is
a fault of its line; a weekday in brackets and a number of days must be true; the first fault of every faulty
line is told. A day without a year is of the notice's year. Weekend days off and days that the notice leaves as they are
do not stand in the table.

Clause: 全国年节及纪念日放假办法; H-33.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from regulation.working_tables import SATURDAY, TableError, TableFault, YearTable, whole

LONGEST_RUN: Final = 31
MOST_CHARACTERS: Final = 20_000
YEARS: Final = range(2007, 2100)
WEEKDAYS: Final = "一二三四五六日天"

_NUMBERED = r"[一二三四五六七八九十]+、"
_NAMES = r"元旦|新年|春节|清明节|清明|劳动节|端午节|中秋节|国庆节"
TOKENS: Final = re.compile(
    r"(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
    r"|(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
    r"|(?P<only>\d{1,2})日"
    r"|(?P<bracket>\([^()]*\))"
    r"|(?P<to>至|到|—+|–+|~+|-+)"
    r"|(?P<off>放假调休|放假公休|放假|休息|休|off)"
    r"|(?P<worked>上班|班|work(?:ed)?)"
    r"|(?P<count>共?\d{1,2}天)"
    rf"|(?P<filler>{_NUMBERED}|{_NAMES}|不调休|调休|与周末连休|[\s,、:.和])"
    r"|(?P<end>[。;])",
    re.IGNORECASE,
)
_BRACKET: Final = re.compile(
    rf"(?:农历[\u4e00-\u9fff]{{1,6}}|(?:周|星期|礼拜)(?P<weekday>[{WEEKDAYS}])|{_NAMES}|除夕|[、,\s])+"
)


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with one line, or with the whole where `line` is 0; `place` is the day or the words meant."""

    fault: TableFault
    line: int
    place: str


@dataclass(slots=True)
class _Reading:
    """What has been read so far: days off and worked with the line that says so, and the faults."""

    year: int
    off: dict[date, int] = field(default_factory=dict)
    worked: dict[date, int] = field(default_factory=dict)
    faults: list[LineFault] = field(default_factory=list)
    line: int = 0
    days: list[date] = field(default_factory=list)
    last: date | None = None
    open_range: bool = False
    told: int = 0

    def fault(self, fault: TableFault, place: str) -> None:
        """Tell it, unless this line has a fault already: what follows from the first is no help."""
        if not self.faults or self.faults[-1].line != self.line:
            self.faults.append(LineFault(fault, self.line, place))

    def take_day(self, day: date) -> None:
        """One more day, or the last day of a range."""
        first, self.last = self.last, day
        if not date(self.year - 1, 12, 1) <= day <= date(self.year + 1, 1, 31):
            self.fault(TableFault.OUTSIDE_YEAR, day.isoformat())
        if not self.open_range or first is None:
            self.days.append(day)
            return
        self.open_range = False
        length = (day - first).days
        if not 0 < length <= LONGEST_RUN:
            self.fault(TableFault.RANGE_REVERSED, f"{first.isoformat()}–{day.isoformat()}")
            return
        self.days += [first + timedelta(n) for n in range(1, length + 1)]

    def say(self, said: dict[date, int], other: dict[date, int]) -> None:
        """The days before this word are off, or worked."""
        if not self.days or self.open_range:
            self.fault(TableFault.WORD_WITHOUT_DAY, "")
        for day in self.days:
            if day in other:
                self.fault(TableFault.OFF_AND_WORKED, day.isoformat())
            if said is self.worked and day.weekday() < SATURDAY:
                self.fault(TableFault.WORKED_WEEKDAY, day.isoformat())
            said.setdefault(day, self.line)
        self.told = len(self.days)
        self.days, self.last, self.open_range = [], None, False

    def end(self) -> None:
        """A sentence or a line ends: every day in it must have been said something of."""
        if self.days or self.open_range:
            self.fault(TableFault.DAY_WITHOUT_WORD, self.days[-1].isoformat() if self.days else "")
        self.days, self.last, self.open_range = [], None, False


def read_notice(year: int, notice: str, source: str, text: str) -> YearTable | tuple[LineFault, ...]:
    """The table of `year` as these lines tell it, or everything that is wrong with them, line by line.

    Clause: 全国年节及纪念日放假办法 (statutory days); H-33.
    """
    if year not in YEARS:
        return (LineFault(TableFault.NO_YEAR, 0, str(year)),)
    if not notice.strip() or not source.strip():
        return (LineFault(TableFault.NO_NOTICE, 0, "notice" if not notice.strip() else "source"),)
    if len(text) > MOST_CHARACTERS:
        return (LineFault(TableFault.TOO_LONG, 0, str(MOST_CHARACTERS)),)
    reading = _Reading(year)
    for number, line in enumerate(text.splitlines(), start=1):
        reading.line = number
        _read_line(reading, unicodedata.normalize("NFKC", line))
        reading.end()
    if not reading.faults and not reading.off:
        return (LineFault(TableFault.NO_DAYS, 0, ""),)
    if reading.faults:
        return tuple(reading.faults)
    table = YearTable(
        year,
        notice.strip(),
        (source.strip(),),
        frozenset(day for day in reading.off if day.weekday() < SATURDAY),
        frozenset(reading.worked),
    )
    try:
        return whole(table)
    except TableError as error:
        return (LineFault(error.fault, 0, error.place),)


def _read_line(reading: _Reading, line: str) -> None:
    at = 0
    while at < len(line):
        found = TOKENS.match(line, at)
        if found is None:
            unknown = _unknown_at(line, at)
            reading.fault(TableFault.WORD_UNKNOWN, unknown)
            at += len(unknown)
            continue
        _take(reading, found)
        at = found.end()


def _unknown_at(line: str, at: int) -> str:
    end = next((n for n in range(at + 1, len(line)) if TOKENS.match(line, n)), len(line))
    return line[at : min(end, at + 20)]


def _take(reading: _Reading, found: re.Match[str]) -> None:
    kind = found.lastgroup
    if kind in {"iso", "day", "only"}:
        _take_date(reading, found)
    elif kind == "bracket":
        _check_bracket(reading, found["bracket"])
    elif kind == "to":
        if reading.last is None or reading.open_range:
            reading.fault(TableFault.WORD_WITHOUT_DAY, found[0])
        reading.open_range = True
    elif kind == "off":
        reading.say(reading.off, reading.worked)
    elif kind == "worked":
        reading.say(reading.worked, reading.off)
    elif kind == "count":
        if int(re.sub(r"\D", "", found["count"])) != reading.told:
            reading.fault(TableFault.COUNT_DIFFERS, f"{found['count']}≠{reading.told}")
    elif kind == "end":
        reading.end()


def _take_date(reading: _Reading, found: re.Match[str]) -> None:
    try:
        reading.take_day(_date_of(reading, found))
    except ValueError:
        reading.fault(TableFault.DAY_IMPOSSIBLE, found[0])


def _date_of(reading: _Reading, found: re.Match[str]) -> date:
    if found["iso"]:
        year, month, day = (int(part) for part in re.split(r"\D", found["iso"]))
        return date(year, month, day)
    if found["only"]:
        if reading.last is None:
            raise ValueError("a day without its month")
        return reading.last.replace(day=int(found["only"]))
    return date(int(found["year"] or reading.year), int(found["month"]), int(found["day"]))


def _check_bracket(reading: _Reading, bracket: str) -> None:
    inside = bracket[1:-1]
    if not _BRACKET.fullmatch(inside):
        reading.fault(TableFault.WORD_UNKNOWN, bracket[:20])
        return
    for weekday in re.findall(rf"(?:周|星期|礼拜)([{WEEKDAYS}])", inside):
        if reading.last is not None and reading.last.weekday() != min(WEEKDAYS.index(weekday), 6):
            reading.fault(TableFault.WEEKDAY_DIFFERS, f"{reading.last.isoformat()} {bracket}")


def lines_of(table: YearTable) -> Iterator[str]:
    """The table as lines that `read_notice` reads, one day each."""
    for day in sorted(table.off | table.worked):
        yield f"{day.isoformat()} {'休' if day in table.off else '班'}"
