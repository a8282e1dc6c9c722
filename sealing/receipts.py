"""Receipts: 25 digits that are all a reporter needs, and all that opens the reply.

24 digits are random (79.7 bits), the last is an ISO 7064 MOD 11,10 check digit: every single wrong digit is told
apart before any key is derived. Argon2id over the digits, with the installation's salt, gives two
outputs under separate labels: the *lookup id* finds the mailbox, the *identity* opens what lies in it. The server
stores the first and never the second.
"""

import secrets
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from sealing.derivation import RECEIPT_MEMORY_KIB, RECEIPT_PASSES, argon2id, hkdf
from sealing.recipients import HybridIdentity

Receipt = NewType("Receipt", str)
"""25 ASCII digits, the last of them the check digit; made by `draw` or `parse` only."""

DIGITS = 25
GROUP = 5
MAX_INPUT = 200
"""Characters looked at; a longer input is no receipt."""

_LOOKUP_ID_SIZE = 16
_HYPHENS = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u30fc"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class ReceiptFault(StrEnum):
    """Why an input is no receipt; each has its own words on the page."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"


class ReceiptError(ValueError):
    """The input is no receipt; never quotes it."""

    def __init__(self, fault: ReceiptFault) -> None:
        super().__init__(f"not a receipt: {fault}")
        self.fault = fault


@dataclass(frozen=True, slots=True)
class MailboxKeys:
    """What a receipt opens."""

    lookup_id: str
    identity: HybridIdentity


def draw() -> Receipt:
    """A fresh receipt."""
    digits = f"{secrets.randbelow(10 ** (DIGITS - 1)):0{DIGITS - 1}d}"
    return Receipt(digits + check_digit(digits))


def check_digit(digits: str) -> str:
    """The ISO 7064 MOD 11,10 check digit of a string of ASCII digits."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def parse(text: str) -> Receipt:
    """The receipt somebody typed: spaces, hyphens and full-width digits are accepted. Raises ReceiptError."""
    if len(text) > MAX_INPUT:
        raise ReceiptError(ReceiptFault.LENGTH)
    digits = "".join(c for c in text if not c.isspace() and c not in _HYPHENS).translate(_FULL_WIDTH)
    if not digits:
        raise ReceiptError(ReceiptFault.EMPTY)
    if not (digits.isascii() and digits.isdigit()):
        raise ReceiptError(ReceiptFault.CHARACTER)
    if len(digits) != DIGITS:
        raise ReceiptError(ReceiptFault.LENGTH)
    if digits[-1] != check_digit(digits[:-1]):
        raise ReceiptError(ReceiptFault.CHECK)
    return Receipt(digits)


def grouped(receipt: Receipt) -> tuple[str, ...]:
    """Five groups of five, as it is shown and read aloud."""
    return tuple(receipt[at : at + GROUP] for at in range(0, DIGITS, GROUP))


def derive(receipt: Receipt, salt: bytes) -> MailboxKeys:
    """The mailbox of a receipt: about 30 ms and 19 MiB, outside every transaction. ValueError for a short salt."""
    root = argon2id(receipt.encode("ascii"), salt, memory_kib=RECEIPT_MEMORY_KIB, passes=RECEIPT_PASSES)
    lookup_id = hkdf(root, b"shuangcha/v1/receipt/lookup-id", _LOOKUP_ID_SIZE).hex()
    return MailboxKeys(
        lookup_id, HybridIdentity.from_seed(hkdf(root, b"shuangcha/v1/receipt/mailbox-identity"))
    )
