"""Armor is strict PEM: white space around the block and CRLF, and nothing else, is tolerated."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing import ArmorFailure, armor, armor_stream, dearmor, dearmor_stream, is_armored

SAMPLE = armor(bytes(range(120)))


@given(st.binary(max_size=500), st.integers(1, 600), st.integers(1, 600))
def test_what_is_armored_comes_out_whatever_the_pieces(data: bytes, written: int, read: int) -> None:
    text = b"".join(armor_stream(data[at : at + written] for at in range(0, len(data), written)))
    assert text == armor(data)
    assert b"".join(dearmor_stream(text[at : at + read] for at in range(0, len(text), read))) == data


def test_armor_looks_like_pem() -> None:
    assert armor(b"x" * 49).decode() == textwrap.dedent("""\
        -----BEGIN AGE ENCRYPTED FILE-----
        eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4
        eA==
        -----END AGE ENCRYPTED FILE-----
        """)


@pytest.mark.parametrize("around", [b"", b"\n", b" \t\r\n\n", b"\r\n\r\n"])
def test_white_space_around_and_crlf_are_tolerated(around: bytes) -> None:
    assert dearmor(around + SAMPLE + around) == bytes(range(120))
    assert dearmor(around + SAMPLE.replace(b"\n", b"\r\n") + around) == bytes(range(120))
    assert dearmor(around + SAMPLE.rstrip(b"\n")) == bytes(range(120))
    assert is_armored(around + SAMPLE)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n \n",
        b"x\n" + SAMPLE,
        SAMPLE + b"x",
        SAMPLE + SAMPLE,
        b" " + SAMPLE,
        SAMPLE.replace(b"BEGIN AGE", b"BEGIN  AGE"),
        SAMPLE.replace(b"END AGE", b"END age"),
        SAMPLE.replace(b"FILE-----\n", b"FILE-----\n\n", 1),
        SAMPLE.replace(b"FILE-----\n", b"FILE-----\nVersion: 1\n\n", 1),
        SAMPLE.replace(b"\n-----END", b"\n\n-----END"),
        SAMPLE.replace(b"\n-----END", b" \n-----END"),
        SAMPLE.replace(b"\n-----END", b"\n=AAAA\n-----END"),
        SAMPLE.replace(b"\n-----END", b"\r\r\n-----END"),
        SAMPLE.rpartition(b"-----END")[0],
        SAMPLE[: len(SAMPLE) // 2],
        b"-----BEGIN AGE ENCRYPTED FILE-----\n" + b"A" * 2_000_000,
        b"A" * 2_000_000,
        b"-----BEGIN AGE ENCRYPTED FILE-----\nQUI\n-----END AGE ENCRYPTED FILE-----\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nQUJ=\n-----END AGE ENCRYPTED FILE-----\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nQUI=QUI=\n-----END AGE ENCRYPTED FILE-----\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nQQ==\nQQ==\n-----END AGE ENCRYPTED FILE-----\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\nQUJD" + b"QUJD" * 16 + b"\n-----END AGE ENCRYPTED FILE-----\n",
    ],
)
def test_every_other_spelling_is_refused(text: bytes) -> None:
    with pytest.raises(ArmorFailure):
        dearmor(text)
    with pytest.raises(ArmorFailure):
        list(dearmor_stream(text[at : at + 100] for at in range(0, len(text), 100)))


def test_an_age_file_is_not_taken_for_armor() -> None:
    assert not is_armored(b"age-encryption.org/v1\n")
