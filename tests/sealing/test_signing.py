"""Signing keys: written, read, and strict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing import HybridIdentity
from sealing.signing import BadSignature, SigningKey, VerifyKey

KEY = SigningKey.from_seed(bytes(range(32)))


def test_the_value_of_rfc_8032() -> None:
    """RFC 8032, 7.1, test 2."""
    key = SigningKey.from_seed(
        bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
    )
    assert key.verify_key.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert key.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


def test_keys_survive_being_written() -> None:
    key = SigningKey.generate()
    assert SigningKey.from_string(str(key)) == key
    assert VerifyKey.from_string(str(key.verify_key)) == key.verify_key
    assert str(key).startswith("SC-SIGNING-KEY-1")
    assert str(key.verify_key).startswith("scverify1")


@given(st.binary(max_size=200))
def test_a_signature_verifies(message: bytes) -> None:
    KEY.verify_key.verify(KEY.sign(message), message)


@given(st.integers(0, 511))
def test_a_flipped_bit_in_a_signature_is_bad(bit: int) -> None:
    changed = bytearray(KEY.sign(b"message"))
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadSignature):
        KEY.verify_key.verify(bytes(changed), b"message")


def test_another_key_another_message_and_another_length_are_bad() -> None:
    signature = KEY.sign(b"message")
    for key, given_signature, message in (
        (SigningKey.generate().verify_key, signature, b"message"),
        (KEY.verify_key, signature, b"massage"),
        (KEY.verify_key, signature[:-1], b"message"),
        (KEY.verify_key, signature + b"\0", b"message"),
        (KEY.verify_key, b"", b"message"),
    ):
        with pytest.raises(BadSignature):
            key.verify(given_signature, message)


def test_a_signature_has_one_spelling() -> None:
    """S plus the group order would verify if nobody looked (RFC 8032, 5.1.7)."""
    signature = KEY.sign(b"message")
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(signature[32:], "little") + order
    with pytest.raises(BadSignature):
        KEY.verify_key.verify(signature[:32] + s.to_bytes(32, "little"), b"message")


@pytest.mark.parametrize(
    "text", ["", "scverify1", str(KEY), str(KEY.verify_key).upper(), str(HybridIdentity.from_seed(bytes(32)))]
)
def test_what_is_no_verify_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        VerifyKey.from_string(text)


@pytest.mark.parametrize(
    "text", ["", str(KEY.verify_key), str(KEY).lower(), str(HybridIdentity.from_seed(bytes(32)))]
)
def test_what_is_no_signing_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        SigningKey.from_string(text)


def test_a_signing_key_is_not_printed() -> None:
    assert repr(KEY) == "SigningKey()"
