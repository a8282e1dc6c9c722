"""The one check that every document passes before it leaves the office.

No run of eight or more Chinese characters shared with a linked report outside identity fields, and no fact that
stands only in the report, unless an approver overrides with a reason. It keeps a reporter from being recognised by
his own words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from regulation.case_terms import ForbiddenPart
from regulation.decisions import Reason, Refused

CLAUSE = "检举控告工作规则 第四十七条"
LONGEST_SHARED_RUN = 7
_CHINESE = re.compile("[〇㐀-䶿一-鿿𠀀-𳎯]+")
_ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)")


@dataclass(frozen=True, slots=True)
class Override:
    """The decision of an approver to let a document go all the same."""

    approver: str
    reason: str


def shared_runs(text: str, report: str, identity_fields: Iterable[str] = ()) -> tuple[str, ...]:
    """Runs of eight or more Chinese characters that stand in both; identity fields (names, posts, units) do not count.

    Other characters are left out before comparing, so that punctuation does not hide a quotation.
    Clause: 检举控告工作规则 第四十七条
    """
    window = LONGEST_SHARED_RUN + 1
    told = _characters(report, identity_fields)
    known = {part[at : at + window] for part in told for at in range(len(part) - window + 1)}
    found: list[str] = []
    for part in _characters(text, identity_fields):
        found.extend(_runs(part, known, window))
    return tuple(dict.fromkeys(found))


def may_leave(
    *,
    runs: Iterable[str],
    facts_only_in_report: int = 0,
    override: Override | None = None,
) -> Refused | None:
    """A document leaves when it shares no run and no fact with the report alone, or an approver gave his reason.

    Clause: 检举控告工作规则 第四十七条 (P-06)
    """
    clean = not tuple(runs) and facts_only_in_report == 0
    if clean or (override and override.approver and override.reason.strip()):
        return None
    return Refused(Reason.REPEATS_REPORT, CLAUSE)


def personal_data_in(text: str) -> frozenset[ForbiddenPart]:
    """Identity and phone numbers that stand in a text of a notice.

    Clause: 个人信息保护法 第六条
    """
    patterns = {ForbiddenPart.ID_NUMBER: _ID_NUMBER, ForbiddenPart.PHONE: _PHONE}
    return frozenset(part for part, pattern in patterns.items() if pattern.search(text))


def _characters(text: str, identity_fields: Iterable[str]) -> tuple[str, ...]:
    """The Chinese characters of a text between its identity fields, punctuation left out."""
    fields = sorted((each for each in identity_fields if each), key=len, reverse=True)
    between = re.split("|".join(map(re.escape, fields)), text) if fields else [text]
    return tuple("".join(_CHINESE.findall(part)) for part in between)


def _runs(part: str, known: set[str], window: int) -> Iterator[str]:
    """The longest stretches of `part` whose every window is known."""
    start: int | None = None
    for at in range(len(part) - window + 2):
        if part[at : at + window] in known and at + window <= len(part):
            start = at if start is None else start
        elif start is not None:
            yield part[start : at + window - 1]
            start = None
