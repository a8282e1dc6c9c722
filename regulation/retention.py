"""建档备案: how long a file is kept, and when it may be destroyed.

Rules kept here: one case, one file, made up by its handler when the case ends; nothing may be destroyed before its
term by anybody, administrators included; after it only from a destruction list with two approvals, and not while a
hold stands; paper and electronic records have equal force if source, procedure and elements are in order.

Clause: 三(五); V-01, V-02, V-03; 档案法 第三十七条.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regulation.chapters import Chapters
from regulation.clocks import months_after
from regulation.decisions import Reason, Refused
from regulation.facts import PersonId


class Material(StrEnum):
    """What is kept, by how long it is kept."""

    CASE_VOLUME = "case-volume"
    CAMPAIGN = "campaign"
    PETITION_IMPORTANT = "petition-important"
    PETITION = "petition"
    IMPACT_ASSESSMENT = "impact-assessment"
    SECURITY_LOG = "security-log"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept: to `until`, or for ever where that is None. Destruction is thinkable from the
    day after."""

    material: Material
    until: date | None
    clause: str


def retention(material: Material, closed_on: date, chapters: Chapters) -> Retention:
    """The term of a file closed on a day: an archived file is counted from the next first of January, a log or an
    assessment from the day itself.

    Clause: 三(五).
    """
    value = chapters.value(f"retention.{material}")
    term = chapters.table(value.name, closed_on)
    if term.get("permanent"):
        return Retention(material, None, value.clause)
    months = term["months"] if "months" in term else term["years"] * 12
    if term.get("from_the_day"):
        return Retention(material, months_after(closed_on, months), value.clause)
    return Retention(material, date(closed_on.year + months // 12, 12, 31), value.clause)


@dataclass(frozen=True, slots=True)
class DestructionApproval:
    """One approval of one destruction list."""

    by: PersonId
    on: date
    destruction_list: str


def may_destroy(
    material: Material,
    closed_on: date | None,
    day: date,
    approvals: Iterable[DestructionApproval],
    chapters: Chapters,
    *,
    destruction_list: str,
    on_hold: bool = False,
) -> Refused | None:
    """Whether a file may be destroyed on `day`; None is yes.

    `closed_on` None is a file still open. Two different persons approve the same list, after the term has ended.
    Clause: 三(五); V-02.
    """
    if closed_on is None or on_hold:
        return Refused(Reason.RETENTION_RUNNING, "三(五)", "尚未结案" if closed_on is None else "依法封存")
    kept = retention(material, closed_on, chapters)
    if kept.until is None:
        return Refused(Reason.RETENTION_RUNNING, kept.clause, "永久保管")
    if day <= kept.until:
        until = kept.until
        return Refused(
            Reason.RETENTION_RUNNING, kept.clause, f"保管至{until.year}年{until.month}月{until.day}日"
        )
    approving = {
        each.by
        for each in approvals
        if destruction_list and each.destruction_list == destruction_list and kept.until < each.on <= day
    }
    if len(approving) < 2:
        return Refused(Reason.TWO_PERSONS_REQUIRED, kept.clause, "销毁清册须经两人批准")
    return None


def has_force_of_an_original(
    *, source_is_reliable: bool, procedure_is_regular: bool, elements_are_complete: bool
) -> bool:
    """Whether an electronic record equals paper: 来源可靠、程序规范、要素合规. Clause: 档案法 第三十七条; V-01."""
    return source_is_reliable and procedure_is_regular and elements_are_complete
