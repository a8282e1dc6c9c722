"""The dated values of the regulation, read from one TOML file for each chapter.

A chapter is a table of values. Every value says what it is (`description`), where it stands (`clause`, `source`),
how sure it is (`mark`: F stated in a source, K general knowledge still to be checked, P proposed by this product),
when a person last checked it (`reviewed_on`) and what it is from which day on (`values`, keyed by effective date).
A profile is a folder of such files; what it does not say, the built-in chapters say. Old law stays readable: a
value is always asked for a day.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).with_name("chapters")
PROFILES = ("HRB-2014", "CURRENT")
DEFAULT_PROFILE = "HRB-2014"


class ChapterError(ValueError):
    """A profile, a chapter or a value is not as it must be; the message names the parameter and the date."""


class Mark(StrEnum):
    """How sure a value is."""

    SOURCE = "F"
    KNOWLEDGE = "K"
    PROPOSED = "P"
    COMPUTED = "C"


@dataclass(frozen=True, slots=True)
class Value:
    """One dated value with its source. `days` and `values` run in parallel, the earliest first."""

    name: str
    description: str
    clause: str
    mark: Mark
    source: str
    reviewed_on: date
    days: tuple[date, ...]
    values: tuple[Any, ...]
    requirements: tuple[str, ...] = ()

    def on(self, day: date) -> Any:
        """The value in force on `day`. Raises ChapterError before the first effective date."""
        at = bisect_right(self.days, day)
        if at == 0:
            first = self.days[0].isoformat()
            raise ChapterError(f"{self.name} has no value on {day.isoformat()}; the first is of {first}")
        return self.values[at - 1]


@dataclass(frozen=True, slots=True, eq=False)
class Chapters:
    """All values of one profile. The typed getters raise ChapterError, naming the parameter and the day.

    Two are the same only if they are one object, so that what follows from a profile can be kept beside it.
    """

    profile: str
    values: Mapping[str, Value]

    def value(self, name: str) -> Value:
        """The value called `chapter.name`."""
        try:
            return self.values[name]
        except KeyError:
            raise ChapterError(f"{name} is in no chapter of profile {self.profile}") from None

    def integer(self, name: str, day: date) -> int:
        """A whole number."""
        found = self.value(name).on(day)
        if not isinstance(found, int) or isinstance(found, bool):
            raise self._wrong(name, day, "a whole number")
        return found

    def truth(self, name: str, day: date) -> bool:
        """Yes or no."""
        found = self.value(name).on(day)
        if not isinstance(found, bool):
            raise self._wrong(name, day, "true or false")
        return found

    def text(self, name: str, day: date) -> str:
        """A text."""
        found = self.value(name).on(day)
        if not isinstance(found, str):
            raise self._wrong(name, day, "a text")
        return found

    def texts(self, name: str, day: date) -> tuple[str, ...]:
        """A list of texts."""
        found = self.value(name).on(day)
        if not isinstance(found, tuple) or not all(isinstance(each, str) for each in found):
            raise self._wrong(name, day, "a list of texts")
        return found

    def day(self, name: str, day: date) -> date:
        """A calendar day."""
        found = self.value(name).on(day)
        if type(found) is not date:
            raise self._wrong(name, day, "a date")
        return found

    def table(self, name: str, day: date) -> Mapping[str, Any]:
        """A table of a chapter's own shape."""
        found = self.value(name).on(day)
        if not isinstance(found, Mapping):
            raise self._wrong(name, day, "a table")
        return found

    def clause(self, name: str) -> str:
        """The clause a value stands in."""
        return self.value(name).clause

    def _wrong(self, name: str, day: date, wanted: str) -> ChapterError:
        return ChapterError(f"{name} on {day.isoformat()} must be {wanted} (profile {self.profile})")


@lru_cache(maxsize=32)
def load(profile: str | Path = DEFAULT_PROFILE) -> Chapters:
    """The chapters of a built-in profile by name, or of another city's folder by path; each is read once."""
    name = str(profile)
    folder = HOME / name if name in PROFILES else Path(name)
    if not folder.is_dir():
        known = ", ".join(PROFILES)
        raise ChapterError(f"unknown profile {name}: use {known} or the path of a folder of chapters")
    layers = [HOME, folder] if name in PROFILES else [HOME, *_extended(folder), folder]
    values: dict[str, Value] = {}
    for layer in layers:
        for path in sorted(layer.glob("*.toml")):
            if path.name != "profile.toml":
                values.update(_read(path))
    return Chapters(folder.name, values)


def _extended(folder: Path) -> list[Path]:
    """A city's own profile may say `extends = "CURRENT"` in profile.toml; without it HRB-2014 is meant."""
    path = folder / "profile.toml"
    base = _parse(path).get("extends", DEFAULT_PROFILE) if path.exists() else DEFAULT_PROFILE
    if base not in PROFILES:
        raise ChapterError(f"{path.name}: extends must be one of {', '.join(PROFILES)}")
    return [HOME / str(base)]


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ChapterError(f"{path.name} is no valid TOML: {error}") from None


def _read(path: Path) -> dict[str, Value]:
    return {f"{path.stem}.{key}": _value(f"{path.stem}.{key}", table) for key, table in _parse(path).items()}


def _value(name: str, table: Any) -> Value:
    if not isinstance(table, dict):
        raise ChapterError(
            f"{name} must be a table with description, clause, mark, source, reviewed_on, values"
        )
    missing = [key for key in ("description", "clause", "mark", "source", "values") if not table.get(key)]
    if missing:
        raise ChapterError(f"{name} lacks {', '.join(missing)}")
    if type(table.get("reviewed_on")) is not date:
        raise ChapterError(f"{name}: reviewed_on must be a date")
    if table["mark"] not in list(Mark):
        raise ChapterError(f"{name}: mark must be one of {', '.join(Mark)}")
    dated = sorted(
        ((_effective(name, key), _frozen(value)) for key, value in table["values"].items()),
        key=lambda pair: pair[0],
    )
    return Value(
        name=name,
        description=table["description"],
        clause=table["clause"],
        mark=Mark(table["mark"]),
        source=table["source"],
        reviewed_on=table["reviewed_on"],
        days=tuple(day for day, _ in dated),
        values=tuple(value for _, value in dated),
        requirements=tuple(table.get("requirements", ())),
    )


def _effective(name: str, key: str) -> date:
    try:
        return date.fromisoformat(key)
    except ValueError:
        raise ChapterError(f"{name}: {key} is no effective date; write it as 2014-12-01") from None


def _frozen(value: Any) -> Any:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value
