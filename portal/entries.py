"""A receipt as it was typed and did not open a mailbox: what is kept of it, and what is said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sealing.receipts import ReceiptError, ReceiptFault, parse
from web.i18n import lazy_gettext as _l


class Trouble(StrEnum):
    """What no look at the digits tells."""

    NONE = ""
    OPENS_NOTHING = "opens_nothing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed, and the letter that waits for the mailbox to open."""

    receipt: str = ""
    unsent: str = ""
    trouble: Trouble = Trouble.NONE


FAULTS: Final[Mapping[ReceiptFault, Any]] = {
    ReceiptFault.EMPTY: _l("请输入25位回执"),
    ReceiptFault.LENGTH: _l("回执是25位数字，请数一数再输入"),
    ReceiptFault.CHARACTER: _l("回执只有数字，请核对有没有把0写成O、把1写成l"),
    ReceiptFault.CHECK: _l("有数字抄错了，请对照回执核对"),
}
TROUBLES: Final[Mapping[Trouble, Any]] = {
    Trouble.OPENS_NOTHING: _l(
        "这个回执没有打开任何信箱。请核对数字；超过一年没有回音的，请改用电话、来信或者来访。"
    ),
    Trouble.ENDED: _l("信箱因为时间长已经关上。请再输入回执，刚才写的还在。"),
}


def wrong_words(entry: Entry) -> Any:
    """Why the mailbox did not open; nothing where another try might."""
    if entry.trouble:
        return TROUBLES[entry.trouble]
    try:
        parse(entry.receipt)
    except ReceiptError as error:
        return FAULTS[error.fault]
    return ""
