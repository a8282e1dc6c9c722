"""The padding law: never smaller, at most 12 % larger, few sizes, exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing.padding import MIN_DOCUMENT, document_size, pad, padme, unpad


@pytest.mark.parametrize(
    ("size", "padded"),
    [
        (0, 0),
        (1, 1),
        (2, 2),
        (8, 8),
        (9, 10),
        (100, 104),
        (1000, 1024),
        (10_000, 10_240),
        (1_000_000, 1_015_808),
    ],
)
def test_known_sizes(size: int, padded: int) -> None:
    assert padme(size) == padded


@given(st.integers(0, 1 << 50))
def test_the_padded_size_is_never_smaller_and_at_most_12_percent_larger(size: int) -> None:
    assert size <= padme(size) <= size * 1.12


@given(st.integers(0, 1 << 50), st.integers(0, 1 << 50))
def test_padding_keeps_the_order_of_sizes_and_is_done_once(size: int, other: int) -> None:
    assert padme(padme(size)) == padme(size)
    assert (padme(size) <= padme(other)) or size > other


def test_a_size_tells_few_bits() -> None:
    # E + log2(E) bits of a size of E bits stay: between 1 MiB and 2 MiB there are 32 sizes.
    assert len({padme(size) for size in range(1 << 20, 1 << 21, 997)}) <= 33


def test_a_size_below_zero_is_none() -> None:
    with pytest.raises(ValueError, match="negative"):
        padme(-1)


def test_every_short_document_has_one_size() -> None:
    assert {len(pad(b"x" * size)) for size in range(0, MIN_DOCUMENT + 1, 64)} == {MIN_DOCUMENT}


@given(st.binary(max_size=20_000).filter(lambda data: not data.endswith(b" ")))
def test_a_document_comes_out_of_its_padding(document: bytes) -> None:
    assert unpad(pad(document)) == document
    assert len(pad(document)) == document_size(len(document))


@pytest.mark.parametrize("padded", [b"", b"{}", pad(b"{}") + b" ", pad(b"{}")[:-1], b"x" * 9000, b" " * 9000])
def test_padding_that_is_not_exact_is_refused(padded: bytes) -> None:
    with pytest.raises(ValueError, match="padding"):
        unpad(padded)


def test_a_document_that_ends_in_a_space_cannot_be_padded() -> None:
    with pytest.raises(ValueError, match="space"):
        pad(b"{} ")
