"""Passphrases: capped before anything is computed, exact in form, alone in a header."""

import time

import pytest

from sealing import (
    FileKey,
    HeaderFailure,
    NoMatch,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    seal,
    unseal,
)
from sealing.header import Stanza

STANZA = ScryptRecipient("horse", work_factor=10).wrap(FileKey.generate())


def test_what_is_sealed_to_a_passphrase_opens_with_it() -> None:
    sealed = seal(b"export", [ScryptRecipient("青澜 horse", work_factor=10)])
    assert unseal(sealed, [X25519Identity.generate(), ScryptIdentity("青澜 horse")]) == b"export"
    with pytest.raises(NoMatch):
        unseal(sealed, [ScryptIdentity("horse")])


def test_the_default_work_factor_is_that_of_age() -> None:
    assert ScryptRecipient("horse").work_factor == 18


@pytest.mark.parametrize(
    "factor",
    [b"0", b"01", b"+1", b"-1", b"0x10", b"1e1", b"10 ", b"21", b"63", b"64", b"9" * 400, b"\xd9\xa1"],
)
def test_a_work_factor_that_is_malformed_or_too_high_costs_nothing(factor: bytes) -> None:
    began = time.perf_counter()
    kind, salt, _ = STANZA.arguments
    with pytest.raises(HeaderFailure):
        ScryptIdentity("horse").unwrap([Stanza((kind, salt, factor), STANZA.body)])
    assert time.perf_counter() - began < 0.5


def test_the_cap_is_the_readers() -> None:
    with pytest.raises(HeaderFailure):
        ScryptIdentity("horse", max_work_factor=9).unwrap([STANZA])


@pytest.mark.parametrize(
    "arguments",
    [
        (b"scrypt",),
        STANZA.arguments[:2],
        (*STANZA.arguments, b"more"),
        (b"scrypt", STANZA.arguments[1] + b"A", b"10"),
        (b"scrypt", STANZA.arguments[1][:-2], b"10"),
    ],
)
def test_a_malformed_scrypt_stanza_is_refused(arguments: tuple[bytes, ...]) -> None:
    with pytest.raises(HeaderFailure):
        ScryptIdentity("horse").unwrap([Stanza(arguments, STANZA.body)])
    with pytest.raises(HeaderFailure):
        ScryptIdentity("horse").unwrap([Stanza(STANZA.arguments, STANZA.body + b"x")])


@pytest.mark.parametrize(("passphrase", "factor"), [("", 10), ("horse", 0), ("horse", 21)])
def test_a_recipient_nobody_should_use_is_refused(passphrase: str, factor: int) -> None:
    with pytest.raises(ValueError, match=r"empty|between"):
        ScryptRecipient(passphrase, factor)
