"""Counting working days over an unbroken run of days, by look-up.

`regulation.calendar` builds the runs: the exact one of the published years, and the two that bound a year which is
not published yet.

Clause: 民法典 第二百零一条; H-33.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


class UnpublishedYear(LookupError):
    """An exact answer was asked about a day whose year has no table of working days."""

    def __init__(self, year: int) -> None:
        super().__init__(f"No official table of working days is loaded for {year}.")
        self.year = year


@dataclass(frozen=True, slots=True)
class Due:
    """A date that is known, or the bounds between which it will fall once the year's table is loaded (H-33)."""

    earliest: date
    latest: date
    provisional: bool

    @classmethod
    def on(cls, day: date) -> "Due":
        """A date that is known."""
        return cls(day, day, provisional=False)

    @property
    def day(self) -> date:
        """The date itself; raises UnpublishedYear while it is provisional."""
        if self.provisional:
            raise UnpublishedYear(self.latest.year)
        return self.earliest


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of an unbroken run of days: `before[i]` working days lie before the i-th day of the run.

    Every question raises UnpublishedYear outside the run.
    """

    first: int
    before: tuple[int, ...]
    working: tuple[int, ...]

    @classmethod
    def of(cls, first: date, last: date, is_working: Callable[[date], bool]) -> "Reading":
        start = first.toordinal()
        before, working = [0], list[int]()
        for ordinal in range(start, last.toordinal() + 1):
            if is_working(date.fromordinal(ordinal)):
                working.append(ordinal)
            before.append(len(working))
        return cls(start, tuple(before), tuple(working))

    @property
    def last(self) -> int:
        """The ordinal of the last day of the run."""
        return self.first + len(self.before) - 2

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the run."""
        return self.first <= day.toordinal() <= self.last

    def counted(self, day: date) -> int:
        """Working days of the run up to and including `day`."""
        if not self.holds(day):
            raise UnpublishedYear(day.year)
        return self.before[day.toordinal() - self.first + 1]

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day in this reading."""
        counted = self.counted(day)
        return self.before[day.toordinal() - self.first] < counted

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which itself is not counted."""
        return self._at(self.counted(day) + count)

    def on_or_after(self, day: date) -> date:
        """`day` if it is a working day, else the next one."""
        return day if self.is_working(day) else self.after(day, 1)

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` lies first."""
        return self.counted(end) - self.counted(start)

    def _at(self, position: int) -> date:
        if not 1 <= position <= len(self.working):
            edge = self.last + 1 if position > 0 else self.first - 1
            raise UnpublishedYear(date.fromordinal(edge).year)
        return date.fromordinal(self.working[position - 1])
