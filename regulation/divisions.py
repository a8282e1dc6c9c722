"""Administrative divisions, each from a day to a day: names, levels, and which territory contains which.

Rules kept here: the level of a place is read on a day, so that a county that became a district is each in its
time; a division that was renumbered is the same territory under both numbers; a code contains those that stand
below it in the standard's own steps (province, city, county, township, village), never those that merely look
alike. A code the tables do not hold is still placed by its digits.

Clause: 二 ("区", "县(市)"); A16, H-42; GB/T 2260, GB/T 10114.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from regulation.facts import NO_REGION, RegionCode
from regulation.terms import Level

STEPS = (2, 4, 6, 9, 12)


class Containment(StrEnum):
    """How a place lies to an area: `BROADER` is a place so wide that it holds the area, told too coarsely."""

    INSIDE = "inside"
    BROADER = "broader"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Division:
    """One division under one number; both ends count. `successor` is its number afterwards."""

    code: RegionCode
    name: str
    level: Level
    from_on: date
    to_on: date | None = None
    successor: RegionCode = NO_REGION
    source: str = ""

    def exists(self, day: date) -> bool:
        """Whether the division exists on `day` under this number."""
        return self.from_on <= day and (self.to_on is None or day <= self.to_on)


@dataclass(frozen=True, slots=True)
class Divisions:
    """The tables of divisions that are loaded."""

    by_code: Mapping[RegionCode, Division] = field(repr=False)

    @classmethod
    def of(cls, divisions: Iterable[Division]) -> "Divisions":
        """Index divisions by their numbers."""
        return cls({division.code: division for division in divisions})

    def find(self, code: str, day: date) -> Division | None:
        """The division that `code` names on `day`: itself, or what it became by then. None if it is unknown
        or did not exist yet."""
        found = self.by_code.get(RegionCode(code))
        while found is not None and not found.exists(day):
            if not found.successor or day < found.from_on:
                return None
            found = self.by_code.get(found.successor)
        return found

    def level(self, code: str, day: date) -> Level | None:
        """The level of a place on a day (A16): 双城 is a county to 2014-05-01 and a district after it."""
        found = self.find(code, day)
        return found.level if found else None

    def name(self, code: str, day: date) -> str:
        """The name of a place on a day, or its code where the tables do not hold it."""
        found = self.find(code, day)
        return found.name if found else code

    def children(self, code: str, day: date) -> tuple[Division, ...]:
        """The divisions directly below `code` that exist on `day`, by number; of "" the provinces."""
        stem = significant(code)
        width = next((step for step in STEPS if step > len(stem)), 0)
        return tuple(
            self.by_code[each]
            for each in sorted(self.by_code)
            if self.by_code[each].exists(day)
            and len(significant(each)) == width
            and significant(each).startswith(stem)
        )

    def latest(self, code: str) -> str:
        """The number under which the territory of `code` is known last."""
        found = self.by_code.get(RegionCode(code))
        while found is not None and found.successor:
            code, found = found.successor, self.by_code.get(found.successor)
        return code

    def place(self, place: str, area: str) -> Containment:
        """How `place` lies to `area`; a renumbered territory counts as one. Clause: A16."""
        inner, outer = significant(self.latest(place)), significant(self.latest(area))
        if inner.startswith(outer) and outer:
            return Containment.INSIDE
        return Containment.BROADER if outer.startswith(inner) else Containment.OUTSIDE


def significant(code: str) -> str:
    """The digits of a code without the empty steps at its end: 230100 is 2301, and 230110 stays whole."""
    code = code.strip()
    for step in STEPS:
        if len(code) > step and not code[step:].strip("0"):
            return code[:step]
    return code


def parse_divisions(text: str) -> tuple[Division, ...]:
    """Read a table of divisions from TOML. Raises KeyError, ValueError or TOMLDecodeError for a broken table."""
    table = tomllib.loads(text)
    return tuple(
        Division(
            code=RegionCode(row["code"]),
            name=row["name"],
            level=Level(row["level"]),
            from_on=row.get("from_on", table["begins_on"]),
            to_on=row.get("to_on"),
            successor=RegionCode(row.get("successor", "")),
            source=row.get("source", ""),
        )
        for row in table["division"]
    )


@cache
def official_divisions() -> Divisions:
    """The tables kept in the chapters."""
    folder = files("regulation") / "chapters" / "divisions"
    tables = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    return Divisions.of(row for each in tables for row in parse_divisions(each.read_text(encoding="utf-8")))
