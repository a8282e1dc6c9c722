"""What the check page shows: every answer in words, where to change it, and what still stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mailbox.directory import Directory
from portal.answers import Answers, Reporter, Subject
from portal.reminders import seems_reachable, seen_in
from portal.steps import region_name
from portal.words import AT_COMMISSION, DOUBTFUL_CONTACT, LEVELS, RELATIVES, REMINDERS
from web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: its name, its words, the page that changes it; `muted` for 不清楚 and 未填."""

    term: str
    words: Any
    page: str
    n: int = 1
    muted: bool = False
    reminder: Any = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must be mended before sending, and the page where it is."""

    words: str
    page: str
    n: int = 1


def subject_rows(subject: Subject, n: int, directory: Directory) -> list[Row]:
    """The rows of one person."""
    place = region_name(directory, subject.region)
    return [
        _row(_("姓名"), subject.name, "who", n),
        _row(_("单位"), subject.unit, "who", n),
        _row(_("职务"), subject.post, "who", n),
        _row(_("级别"), LEVELS[subject.level], "who", n),
        _row(_("所在地区"), place or (_("不清楚") if subject.region_unknown else ""), "province", n),
        _row(_("在纪委监委工作"), AT_COMMISSION.get(subject.at_commission, ""), "commission", n),
    ]


def fact_rows(answers: Answers) -> list[Row]:
    """What happened."""
    own = answers.reporter.name
    business = answers.business or (_("不清楚") if answers.business_unknown else "")
    return [
        _row(_("哪位亲属"), RELATIVES.get(answers.relative, ""), "business"),
        _row(_("企业或店铺"), business, "business", own=own),
        _row(_("在哪里经营"), answers.place, "business", own=own),
        _row(_("做了什么"), answers.acts, "business", own=own),
        _row(_("什么时候"), answers.when, "details", own=own),
        _row(_("谁得了好处"), answers.beneficiary, "details", own=own),
        _row(_("还想说的"), answers.text, "details", own=own),
    ]


def reporter_rows(reporter: Reporter) -> list[Row]:
    """Who a named reporter is; nothing for an anonymous one."""
    if not reporter.named:
        return []
    doubt = bool(reporter.contact) and not seems_reachable(reporter.contact)
    return [
        _row(_("您的姓名"), reporter.name, "identity"),
        Row(
            _("联系方式"),
            reporter.contact or _("未填"),
            "identity",
            muted=not reporter.contact,
            reminder=DOUBTFUL_CONTACT if doubt else "",
        ),
    ]


def _row(term: str, words: Any, page: str, n: int = 1, *, own: str = "") -> Row:
    """What was left empty is said to be so; 不清楚 stands only where it was chosen."""
    if not words:
        return Row(term, _("未填"), page, n, muted=True)
    seen = seen_in(str(words), own)
    return Row(
        term, words, page, n, muted=str(words) == _("不清楚"), reminder=REMINDERS[seen] if seen else ""
    )


def faults(answers: Answers) -> list[Fault]:
    """What must be mended before this can be sent."""
    return list(_faults(answers))


def _faults(answers: Answers) -> Iterator[Fault]:
    for n, subject in enumerate(answers.subjects, start=1):
        if not (subject.name or subject.unit):
            yield Fault(_("请写姓名或者单位，有一样就可以"), "who", n)
        elif not subject.at_commission:
            yield Fault(_("请回答这个人是不是在纪委监委工作；拿不准就选“不清楚”"), "commission", n)
    if not answers.says_something:
        yield Fault(_("请写一点发生了什么，或者添加一份材料"), "business")
    if answers.reporter.named is None:
        yield Fault(_("请选“匿名举报”或者“实名举报”"), "naming")
    elif answers.reporter.named and not (answers.reporter.name and answers.reporter.contact):
        yield Fault(_("实名举报请写姓名和一种联系方式"), "identity")
