"""What a reporter may ask for from the mailbox, and the words of those pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from web.i18n import lazy_gettext as _l


class Ask(StrEnum):
    """What a reporter may ask for from the mailbox."""

    PROTECTION = "protection"
    RECUSAL = "recusal"
    COMPLAINT = "complaint"
    RETALIATION = "retaliation"


@dataclass(frozen=True, slots=True)
class AskPage:
    """The words of one such page."""

    heading: Any
    label: Any
    hint: Any
    button: Any


ASKS: Final[Mapping[Ask, AskPage]] = {
    Ask.PROTECTION: AskPage(
        _l("请求保护"),
        _l("担心什么"),
        _l("谁可能对您或者家人不利，怎样不利。不必写自己的姓名；需要当面保护的，可以写一种安全的联系办法。"),
        _l("发送保护请求"),
    ),
    Ask.RECUSAL: AskPage(
        _l("申请办案人回避"),
        _l("请谁回避，为什么"),
        _l("比如他是被反映人的亲属、同事，或者与这件事有利害关系。"),
        _l("发送回避申请"),
    ),
    Ask.COMPLAINT: AskPage(
        _l("投诉办理人员"),
        _l("谁做了什么"),
        _l("比如拖着不办、泄露消息、态度恶劣。"),
        _l("发送投诉"),
    ),
    Ask.RETALIATION: AskPage(
        _l("报告打击报复"),
        _l("发生了什么"),
        _l("什么时候、谁、怎样做的，有没有证据。正在发生危险，请先拨打110。"),
        _l("发送打击报复报告"),
    ),
}
