"""Receipts: typed as people type, slips told apart before any key is derived, two outputs that say nothing of each other."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_10

from sealing import NoMatch, seal, unseal
from sealing.derivation import argon2id, hkdf
from sealing.receipts import (
    DIGITS,
    Receipt,
    ReceiptError,
    ReceiptFault,
    check_digit,
    derive,
    draw,
    grouped,
    parse,
)

SALT = b"installation salt"
receipts = (
    st.integers(0, 10**24 - 1).map(lambda number: f"{number:024d}").map(lambda d: Receipt(d + check_digit(d)))
)


def fault_of(text: str) -> ReceiptFault:
    with pytest.raises(ReceiptError) as raised:
        parse(text)
    return raised.value.fault


def test_a_drawn_receipt_is_a_receipt() -> None:
    for receipt in (draw() for _ in range(100)):
        assert parse(receipt) == parse("-".join(grouped(receipt))) == receipt
        assert len(receipt) == DIGITS


def test_no_two_receipts_are_alike() -> None:
    assert len({draw() for _ in range(1000)}) == 1000


@given(receipts)
def test_the_check_digit_is_that_of_iso_7064(receipt: Receipt) -> None:
    assert mod_11_10.is_valid(receipt)


@given(receipts, st.integers(0, DIGITS - 1), st.integers(1, 9))
def test_every_single_wrong_digit_is_told(receipt: Receipt, at: int, shift: int) -> None:
    wrong = receipt[:at] + str((int(receipt[at]) + shift) % 10) + receipt[at + 1 :]
    assert fault_of(wrong) is ReceiptFault.CHECK


def test_nearly_every_transposition_of_neighbours_is_told() -> None:
    told = tried = 0
    for _ in range(400):
        receipt = draw()
        for at in range(DIGITS - 1):
            if receipt[at] == receipt[at + 1]:
                continue
            swapped = receipt[:at] + receipt[at + 1] + receipt[at] + receipt[at + 2 :]
            tried += 1
            told += swapped[-1] != check_digit(swapped[:-1])
    assert told / tried > 0.97


@given(
    receipts,
    st.lists(
        st.sampled_from(["", " ", "-", "　", "－", "–", " - ", "\t", "\n", "\u00a0"]),
        min_size=26,
        max_size=26,
    ),
)
def test_spaces_and_hyphens_anywhere_are_read_over(receipt: Receipt, between: list[str]) -> None:
    typed = between[0] + "".join(digit + gap for digit, gap in zip(receipt, between[1:], strict=True))
    assert parse(typed) == receipt


@given(receipts, st.sets(st.integers(0, DIGITS - 1)))
def test_full_width_digits_are_digits(receipt: Receipt, wide: set[int]) -> None:
    typed = "".join(chr(ord(d) - ord("0") + ord("０")) if at in wide else d for at, d in enumerate(receipt))
    assert parse(typed) == receipt


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ReceiptFault.EMPTY),
        ("  - \u3000", ReceiptFault.EMPTY),
        ("12345", ReceiptFault.LENGTH),
        ("1" * 26, ReceiptFault.LENGTH),
        ("1" * 201, ReceiptFault.LENGTH),
        (" " * 201, ReceiptFault.LENGTH),
        ("1" * 24 + "x", ReceiptFault.CHARACTER),
        ("1" * 24 + "l", ReceiptFault.CHARACTER),
        ("1" * 24 + "١", ReceiptFault.CHARACTER),
        ("1" * 24 + "²", ReceiptFault.CHARACTER),
        ("1" * 24 + "一", ReceiptFault.CHARACTER),
        ("1" * 24 + "\x00", ReceiptFault.CHARACTER),
        ("1" * 24 + "\ud800", ReceiptFault.CHARACTER),
    ],
)  # fmt: skip
def test_what_is_no_receipt_is_told_by_its_fault(text: str, fault: ReceiptFault) -> None:
    assert fault_of(text) is fault


@given(st.text(alphabet=st.characters(), min_size=1, max_size=60))
def test_no_input_breaks_the_reading_or_is_quoted(text: str) -> None:
    with contextlib.suppress(ReceiptError):
        assert len(parse(text)) == DIGITS
    secret = f"{text}x"
    with pytest.raises(ReceiptError) as raised:
        parse(secret)
    assert str(raised.value) == f"not a receipt: {raised.value.fault}"


def test_a_receipt_is_shown_in_five_groups_of_five() -> None:
    receipt = draw()
    assert "".join(grouped(receipt)) == receipt
    assert [len(group) for group in grouped(receipt)] == [5, 5, 5, 5, 5]


def test_a_receipt_opens_what_is_sealed_to_its_mailbox() -> None:
    receipt = draw()
    sealed = seal(b"status", [derive(receipt, SALT).identity.recipient])
    assert unseal(sealed, [derive(receipt, SALT).identity]) == b"status"
    with pytest.raises(NoMatch):
        unseal(sealed, [derive(draw(), SALT).identity])


def test_the_derivation_never_changes() -> None:
    """The stored example: a receipt on paper opens its mailbox for ever."""
    keys = derive(Receipt("0123456789012345678901232"), SALT)
    assert keys.lookup_id == "0b155074c40f084e394ec011afdabdae"
    assert str(keys.identity) == (
        "AGE-SECRET-KEY-PQ-17PNMHN3CL9TCT6VDJWX466CS4GARFNKW7L0ZYKXSNG7KQ7P4A4EQUUZ009"
    )
    root = argon2id(b"0123456789012345678901232", SALT, memory_kib=19 * 1024, passes=2)
    assert bytes.fromhex(keys.lookup_id) == hkdf(root, b"shuangcha/v1/receipt/lookup-id", 16)
    assert keys.identity.seed == hkdf(root, b"shuangcha/v1/receipt/mailbox-identity", 32)


def test_another_installation_derives_another_mailbox() -> None:
    receipt = draw()
    ours, theirs = derive(receipt, SALT), derive(receipt, b"another salt here")
    assert ours.lookup_id != theirs.lookup_id
    assert ours.identity != theirs.identity


def test_a_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="salt"):
        derive(draw(), b"short")
