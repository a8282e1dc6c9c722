"""Gentle warnings: a text that seems to hold the reporter's own name, a number, or the receipt itself.

A reminder never blocks. It says which kind of thing was seen, and quotes nothing.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

from stdnum.cn import ric

from sealing.receipts import ReceiptError, parse

_MOBILE: Final = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_LANDLINE: Final = re.compile(r"(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)")
_IDENTITY: Final = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_RECEIPT: Final = re.compile(r"(?<!\d)(?:\d[ -]?){24}\d(?!\d)")
_MAIL: Final = re.compile(r"[A-Za-z0-9._%+-]@[A-Za-z0-9-]{1,63}\.[A-Za-z]")
_DIGITS: Final = re.compile(r"\d(?:[ -]?\d){5}")
_WAYS: Final = re.compile(
    r"[@＠]|微信|手机|电话|电邮|邮箱|信箱|地址|转交|联系|省|市|区|县|乡|镇|村|街|路|号|楼|室|院"
    r"|wechat|weixin|whats|signal|telegram|phone|tel|mail|box|road|street|room|qq|via|http",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 20_000
"""Characters; no pattern here takes more than linear time over them."""
_OWN_NAME: Final = re.compile(
    r"(?:我(?:叫|名叫|的名字是|是)|本人(?:叫|姓名|名叫|是)|举报人[:是])\s*[\u4e00-\u9fff·]{2,4}"
)


class Seen(StrEnum):
    """What a text seems to hold."""

    RECEIPT = "receipt"
    PHONE = "phone"
    IDENTITY = "identity"
    MAIL = "mail"
    NAME = "name"


def seen_in(text: str, own_name: str = "") -> Seen | None:
    """The gravest thing a text seems to hold, or None. `own_name` is a named reporter's."""
    return next(_all_seen(unicodedata.normalize("NFKC", text[:_LOOKED_AT]), own_name), None)


def seems_reachable(contact: str) -> bool:
    """Whether a contact reads like a number, an address, or a way that is described; a doubt is no refusal."""
    text = unicodedata.normalize("NFKC", contact)
    return bool(_DIGITS.search(text) or _WAYS.search(text) or len(text) > 20)


def _all_seen(text: str, own_name: str) -> Iterator[Seen]:
    if any(_is_receipt(found.group()) for found in _RECEIPT.finditer(text)):
        yield Seen.RECEIPT
    if any(ric.is_valid(found.group()) for found in _IDENTITY.finditer(text)):
        yield Seen.IDENTITY
    if _MOBILE.search(text) or _LANDLINE.search(text):
        yield Seen.PHONE
    if _MAIL.search(text):
        yield Seen.MAIL
    if _OWN_NAME.search(text) or (len(own_name) > 1 and own_name in text):
        yield Seen.NAME


def _is_receipt(digits: str) -> bool:
    try:
        parse(digits)
    except ReceiptError:
        return False
    return True
