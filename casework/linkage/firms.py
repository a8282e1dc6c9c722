"""Firm names: region + core + trade + legal form + branch.

About one firm in nine shares its core with another, so a core alone never decides: region or code
must agree. What the reporter leaves out (region, trade, legal form) is missing, not different.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from casework.linkage.codes import firm_code
from casework.linkage.normalise import lexicon, near_keys, plain, syllable
from casework.linkage.units import Gazetteer


@dataclass(frozen=True, slots=True)
class FirmName:
    """The parts of a firm's name; what is not there is an empty string."""

    written: str
    region: str
    core: str
    trade: str
    form: str
    branch: str


@dataclass(frozen=True, slots=True)
class KnownFirm:
    """A firm some declaration or register names: who it belongs to is the caller's matter."""

    id: str
    name: str
    code: str = ""
    region: str = ""


@cache
def _by_length(key: str) -> tuple[str, ...]:
    return tuple(sorted((plain(word) for word in lexicon()[key]), key=len, reverse=True))


def _cut_branch(text: str) -> tuple[str, str]:
    for mark in ("有限公司", "有限责任公司", "集团", "公司", "厂", "中心"):
        at = text.find(mark)
        tail = text[at + len(mark) :] if at > 0 else ""
        if tail.endswith(("分公司", "分店", "分厂", "办事处", "营业部", "分部", "支公司")):
            return text[: at + len(mark)], tail
    if text.endswith("分公司"):
        return text.removesuffix("分公司"), "分公司"
    return text, ""


def _cut_tail(text: str, words: tuple[str, ...], *, keep: int) -> tuple[str, str]:
    for word in words:
        if text.endswith(word) and len(text) - len(word) >= keep:
            return text.removesuffix(word), word
    return text, ""


def firm_name(text: str, gazetteer: Gazetteer) -> FirmName:
    """Take a firm's name apart; a region in brackets counts as a region in front."""
    written = plain(text)
    region, rest = gazetteer.strip(written)
    opened, closed = rest.find("("), rest.find(")")
    if 0 < opened < closed:
        inner = gazetteer.code(rest[opened + 1 : closed])
        if inner:
            region, rest = region or inner, rest[:opened] + rest[closed + 1 :]
    rest, branch = _cut_branch(rest)
    rest, form = _cut_tail(rest, _by_length("legal_forms"), keep=2)
    trade = ""
    while True:
        rest, word = _cut_tail(rest, _by_length("trades"), keep=2)
        if not word:
            break
        trade = word + trade
    return FirmName(written, region, rest, trade, form, branch)


class FirmIndex:
    """Known firms by code, by whole name, by core, by near core and by the core's sound."""

    def __init__(self, firms: Iterable[KnownFirm], gazetteer: Gazetteer) -> None:
        self.firms = tuple(firms)
        self.gazetteer = gazetteer
        self.names = tuple(firm_name(firm.name, gazetteer) for firm in self.firms)
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[str, list[int]] = defaultdict(list)
        self._cores: dict[str, list[int]] = defaultdict(list)
        for n, (firm, name) in enumerate(zip(self.firms, self.names, strict=True)):
            code = firm_code(firm.code) if firm.code else None
            if code:
                self._by_code[code].append(n)
            for key in self._keys(name):
                self._by_key[key].append(n)
            self._cores[name.core].append(n)
        self._lengths = sorted({len(core) for core in self._cores if 2 <= len(core) <= 24})

    @staticmethod
    def _keys(name: FirmName) -> set[str]:
        keys = {f"={name.written}", f"~{name.core}", "'" + " ".join(syllable(c) for c in name.core)}
        return keys | set(near_keys(name.core))

    def __len__(self) -> int:
        return len(self.firms)

    def core_frequency(self, core: str) -> int:
        """How many known firms share this core."""
        return len(self._cores.get(core, ()))

    def with_code(self, code: str) -> list[int]:
        """Firms under a code whose check digit holds."""
        return self._by_code.get(code, [])

    def near(self, name: FirmName, cap: int = 200) -> list[int]:
        """Firms that share a key with the name, at most `cap`."""
        found: dict[int, None] = {}
        for key in self._keys(name):
            found.update(dict.fromkeys(self._by_key.get(key, ())[:cap]))
        return list(found)[:cap]

    def scan(self, text: str) -> dict[str, list[int]]:
        """Cores that stand in the (plain) text; a core of two characters needs its trade behind it."""
        hits: dict[str, list[int]] = {}
        for length in self._lengths:
            for at in range(len(text) - length + 1):
                core = text[at : at + length]
                numbers = self._cores.get(core)
                if not numbers:
                    continue
                kept = [n for n in numbers if length > 2 or self._followed(text, at + length, n)]
                if kept:
                    hits.setdefault(core, []).extend(k for k in kept if k not in hits.get(core, []))
        return hits

    def _followed(self, text: str, end: int, n: int) -> bool:
        trade = self.names[n].trade
        return bool(trade) and text.startswith(trade[:2], end)
