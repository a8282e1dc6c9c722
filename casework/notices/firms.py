"""Firms in a notice: 某餐饮公司 in place of the name, unless a recorded reason requires the name."""

from collections.abc import Iterable

from casework.linkage import Gazetteer, plain
from casework.linkage.firms import firm_name

TAILS = ("事务所", "合作社", "工作室", "经营部", "服务部", "商行", "厂", "店", "中心", "超市")
LONGEST_TRADE = 4


def generic(name: str, gazetteer: Gazetteer) -> str:
    """What stands for a firm: 某, its trade, the short form of what it is."""
    parts = firm_name(name, gazetteer)
    tail = next((tail for tail in TAILS if parts.form.endswith(tail)), "公司")
    return f"某{parts.trade[:LONGEST_TRADE]}{tail}"


def without_names(text: str, names: Iterable[str], gazetteer: Gazetteer) -> str:
    """The text with each of these firms by its kind; the longest names first."""
    for name in sorted({each for each in names if each}, key=len, reverse=True):
        text = text.replace(name, generic(name, gazetteer))
    return text


def named_in(text: str, names: Iterable[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """Which of these firms can still be known from the text: the whole name, or its core (字号) alone."""
    folded = plain(text)
    found = []
    for name in names:
        parts = firm_name(name, gazetteer)
        core = parts.core if len(parts.core) >= 2 else parts.written
        if core and core in folded:
            found.append(name)
    return tuple(dict.fromkeys(found))
