"""Every official vector gives the outcome it names, and releases exactly the plaintext it names."""

import hashlib
from collections.abc import Iterable, Iterator

import pytest

from sealing import (
    Identity,
    ScryptIdentity,
    SealingError,
    dearmor_stream,
    open_stream,
    parse_identity,
    split_stream,
    unwrap_header,
)
from tests.sealing import vectorfiles
from tests.sealing.vectorfiles import Vector


def identities_of(vector: Vector) -> list[Identity]:
    return [parse_identity(text) for text in vector.identities] + [
        ScryptIdentity(text) for text in vector.passphrases
    ]


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def outcome_of(vector: Vector, piece_size: int) -> tuple[str, bytes]:
    """The outcome and what was released before it."""
    released = b""
    try:
        chunks: Iterable[bytes] = pieces(vector.data, piece_size)
        header, payload = split_stream(dearmor_stream(chunks) if vector.armored else chunks)
        for plaintext in open_stream(unwrap_header(header, identities_of(vector)), payload):
            released += plaintext
    except SealingError as error:
        return error.outcome, released
    return "success", released


def accepted(expect: str, *, armored: bool) -> set[str]:
    """In an armored file a reader may meet the broken header before the broken armor."""
    if armored and expect in {"armor failure", "header failure"}:
        return {"armor failure", "header failure"}
    return {expect}


def test_all_143_vectors_are_here() -> None:
    assert len(vectorfiles.names()) == 143


@pytest.mark.parametrize("piece_size", [1 << 20, 64 * 1024, 97])
@pytest.mark.parametrize("name", vectorfiles.names())
def test_a_vector_gives_the_outcome_it_names(name: str, piece_size: int) -> None:
    vector = vectorfiles.read(name)
    outcome, released = outcome_of(vector, piece_size)
    assert outcome in accepted(vector.expect, armored=vector.armored)
    if vector.payload_sha256 is not None:
        assert hashlib.sha256(released).hexdigest() == vector.payload_sha256
    else:
        assert released == b""
