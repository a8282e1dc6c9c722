"""Bech32 without a length limit: one spelling for each key, every slip found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing import HybridIdentity, parse_identity, parse_recipient
from sealing.bech32 import decode, encode

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


@pytest.mark.parametrize(
    ("prefix", "hexadecimal", "text"),
    [  # the valid strings of BIP 173 whose data are whole bytes, and the keys of the age specification
        ("a", "", "a12uel5l"),
        (
            "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio",
            "",
            "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
        ),
        (
            "abcdef",
            "00443214c74254b635cf84653a56d7c675be77df",
            "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
        ),
        (
            "age-secret-key-",
            "4" + "24" * 31 + "2",
            "age-secret-key-1gfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpyysjzgfpq4egaex",
        ),
    ],
)
def test_known_strings_are_written_and_read(prefix: str, hexadecimal: str, text: str) -> None:
    assert encode(prefix, bytes.fromhex(hexadecimal)) == text
    assert decode(text) == decode(text.upper()) == (prefix, bytes.fromhex(hexadecimal))


@given(st.binary(max_size=100))
def test_any_bytes_survive(data: bytes) -> None:
    assert decode(encode("age", data)) == ("age", data)


@given(st.binary(min_size=32, max_size=32), st.data())
def test_one_other_character_is_found(data: bytes, draw: st.DataObject) -> None:
    text = encode("age", data)
    at = draw.draw(st.integers(4, len(text) - 1))
    other = draw.draw(st.sampled_from(ALPHABET).filter(lambda symbol: symbol != text[at]))
    with pytest.raises(ValueError, match="checksum"):
        decode(text[:at] + other + text[at + 1 :])


@pytest.mark.parametrize(
    "text",
    ["", "1", "age", "age1", "age1qqqqq", "1qqqqqqqq", "age1bqqqqqq", "age1é", "Age1qqqqqqqq", "a\x7f1qqqqqqqq", "年1qqqqqqq"],
)  # fmt: skip
def test_what_is_no_bech32_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(text)


def test_leftover_bits_that_are_not_zero_are_refused() -> None:
    from sealing.bech32 import _TO_SYMBOL, _TO_VALUE, _checksum_state

    for symbols in (b"qqqqqqqp", b"qp", b"qqp", b"q"):
        state = _checksum_state(b"age", symbols[-3:].translate(_TO_VALUE) + bytes(6)) ^ 1
        check = bytes(state >> 5 * (5 - i) & 31 for i in range(6)).translate(_TO_SYMBOL)
        text = f"age1{(symbols[-3:] + check).decode()}"
        with pytest.raises(ValueError, match="leftover"):
            decode(text)


def test_the_case_of_a_key_says_which_half_it_is() -> None:
    identity = HybridIdentity.generate()
    for wrong in (str(identity).lower(), str(identity.recipient), f" {identity}", f"{identity}\n", ""):
        with pytest.raises(ValueError, match=r"."):
            parse_identity(wrong)
    for wrong in (str(identity.recipient).upper(), str(identity), f" {identity.recipient}", "", "age1"):
        with pytest.raises(ValueError, match=r"."):
            parse_recipient(wrong)
