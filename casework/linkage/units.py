"""Units and places: 南桥区市场监管局 and 南桥市监局 are one office, 东屿区市场监管局 is another.

Abbreviations come from lexicon.toml and from one general rule: a short form keeps the order of the
characters, and begins and ends as the long one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rapidfuzz.fuzz import ratio

from casework.linkage.normalise import lexicon, plain

_TIERS = ("省", "市", "区", "县")
_SUFFIXES = ("自治区", "自治州", "自治县", "地区", "新区", "省", "市", "区", "县", "州", "盟", "旗")


class Gazetteer:
    """Names of regions and their codes, long and short (南桥区, 南桥)."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = dict(names)
        self._codes: dict[str, str] = {}
        for code, name in names.items():
            self._codes[plain(name)] = code
        for code, name in names.items():
            for suffix in _SUFFIXES:
                stem = plain(name).removesuffix(suffix)
                if stem != plain(name) and len(stem) >= 2:
                    self._codes.setdefault(stem, code)
                    break
        self._longest = max((len(n) for n in self._codes), default=0)

    def strip(self, text: str) -> tuple[str, str]:
        """(code of the last region named in front, the rest): 青澜市南桥区财政局 → (南桥区, 财政局)."""
        code = ""
        while True:
            for length in range(min(self._longest, len(text)), 1, -1):
                found = self._codes.get(text[:length])
                if found and len(text) > length:
                    code, text = found, text[length:]
                    break
            else:
                return code, text

    def code(self, name: str) -> str:
        """The code of a region by its long or short name, or the code itself; empty if unknown."""
        wanted = plain(name)
        return wanted if wanted in self.names else self._codes.get(wanted, "")


def contains(outer: str, inner: str) -> bool:
    """Whether one GB/T 2260 code lies within another (990100 holds 990103)."""
    if outer.endswith("0000"):
        return inner.startswith(outer[:2])
    return inner.startswith(outer[:4]) if outer.endswith("00") else inner == outer


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's name: region in front (code or ""), a bare tier word (市, 区, 县) or "", and the office."""

    written: str
    region: str
    tier: str
    office: str


@cache
def _organs() -> tuple[tuple[str, str], ...]:
    pairs = [(long, line[0]) for line in lexicon()["organs"] for long in line]
    return tuple(sorted(pairs, key=lambda pair: len(pair[0]), reverse=True))


@cache
def _organ_forms() -> tuple[str, ...]:
    return tuple(long for long, _ in _organs())


def canonical_office(office: str) -> str:
    """The office under the first name of its line; what is not in the lexicon stays as written."""
    for long, short in _organs():
        at = office.find(long)
        if at >= 0:
            return office[:at] + short + office[at + len(long) :]
    return office


@cache
def office_forms(office: str) -> tuple[str, ...]:
    """Every way the lexicon knows to write a canonical office name."""
    for line in lexicon()["organs"]:
        if line[0] and line[0] in office:
            return tuple(office.replace(line[0], form, 1) for form in line)
    return (office,)


def unit_name(text: str, gazetteer: Gazetteer) -> UnitName:
    """Take a unit's name apart; 区市监局 keeps its tier, 市场监管局 has none."""
    written = plain(text).removeprefix("中共").removeprefix("中国共产党")
    region, office = gazetteer.strip(written)
    tier = ""
    if not region and office[:1] in _TIERS and not office.startswith(_organ_forms()):
        rest = canonical_office(office[1:])
        if rest.startswith(_organ_forms()):
            tier, office = office[0], office[1:]
    return UnitName(written, region, tier, canonical_office(office))


def is_short_form(short: str, long: str) -> bool:
    """自规局 of 自然资源和规划局: same first and last character, order kept, at least two of them."""
    if not 2 <= len(short) < len(long) or short[0] != long[0] or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def likeness(left: str, right: str) -> float:
    """0 to 1, by characters."""
    return ratio(left, right) / 100


def place_agrees(unit: UnitName, region: str) -> bool | None:
    """Whether the place told with a unit agrees with a region code; None if nothing was told."""
    if unit.region and region:
        return unit.region == region
    if unit.tier and region:
        tier = "省" if region.endswith("0000") else "市" if region.endswith("00") else "区县"
        return unit.tier in tier
    return None
