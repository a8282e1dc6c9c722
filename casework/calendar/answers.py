"""An edition of a year's table as others see it, and the ways an act on it can be refused."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regulation.working_tables import YearTable


class CalendarFault(StrEnum):
    """Why it was not done."""

    UNKNOWN = "unknown"
    BUILT_IN = "built_in"
    NOT_NEXT = "not_next"
    WAITING = "waiting"
    SAME_DAYS = "same_days"
    REASON_MISSING = "reason_missing"
    SAME_PERSON = "same_person"
    ALREADY_DONE = "already_done"
    NOT_HIGHEST = "not_highest"


@dataclass(frozen=True, slots=True)
class NotDone:
    """The act was not done, and why; `days` are those on which the table differs from what is in force."""

    fault: CalendarFault
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a year's table: what it says, who loaded it, who confirmed it or took it back, and when."""

    id: str
    edition: int
    table: YearTable
    reason: str
    loaded_by: str
    loaded_on: date
    confirmed_by: str | None = None
    confirmed_on: date | None = None
    withdrawn_by: str | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def year(self) -> int:
        return self.table.year

    @property
    def waits(self) -> bool:
        """Whether it still waits for its second person."""
        return self.confirmed_on is None and self.withdrawn_on is None

    @property
    def members(self) -> tuple[str, ...]:
        """The accounts that acted on it."""
        return tuple(each for each in (self.loaded_by, self.confirmed_by, self.withdrawn_by) if each)
