"""Whole files: round trips at every edge, and nothing that was changed opens."""

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sealing import (
    FileKey,
    HeaderFailure,
    HmacFailure,
    HybridIdentity,
    Identity,
    NoMatch,
    PayloadFailure,
    PayloadOpener,
    PayloadSealer,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    Sealed,
    SealingError,
    X25519Identity,
    new_header,
    open_stream,
    parse_identity,
    parse_recipient,
    rewrap,
    seal,
    seal_parts,
    seal_stream,
    sealed_size,
    split_stream,
    unseal,
    unseal_parts,
    unwrap_header,
)
from sealing.header import MAX_HEADER

CHUNK = 65536
OFFICE = HybridIdentity.generate()
SUPERIOR = HybridIdentity.generate()
STRANGER = HybridIdentity.generate()
OLD = X25519Identity.generate()
EDGES = [0, 1, 15, 16, 17, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 1, 3 * CHUNK, 3 * CHUNK + 1]


def text_of(size: int) -> bytes:
    return (b"0123456789abcdef" * (size // 16 + 1))[:size]


def cut(data: bytes, *, into: int) -> Iterator[bytes]:
    for at in range(0, len(data), into):
        yield data[at : at + into]


@pytest.mark.parametrize("size", EDGES)
@pytest.mark.parametrize("identity", [OFFICE, OLD], ids=["hybrid", "x25519"])
def test_what_is_sealed_opens(size: int, identity: HybridIdentity | X25519Identity) -> None:
    sealed = seal(text_of(size), [identity.recipient])
    assert unseal(sealed, [identity]) == text_of(size)
    assert len(sealed) == len(Sealed.from_bytes(sealed).header) + sealed_size(size)


@given(size=st.sampled_from(EDGES), written=st.integers(1, 200_000), read=st.integers(1, 200_000))
@settings(deadline=None, max_examples=60)
def test_pieces_of_any_size_make_the_same_file(size: int, written: int, read: int) -> None:
    sealed = b"".join(seal_stream(cut(text_of(size), into=written), [OFFICE.recipient]))
    header, payload = split_stream(cut(sealed, into=read))
    assert b"".join(open_stream(unwrap_header(header, [OFFICE]), payload)) == text_of(size)
    assert unseal(sealed, [OFFICE]) == text_of(size)


@given(st.lists(st.binary(max_size=300), max_size=8), st.sampled_from([bytes, bytearray, memoryview]))
def test_a_sealer_takes_any_bytes_and_keeps_no_reference_to_what_may_change(
    pieces: list[bytes], form: type[bytes] | type[bytearray] | type[memoryview]
) -> None:
    file_key = FileKey.generate()
    sealer, opener = PayloadSealer(file_key), PayloadOpener(file_key)
    sealed = b""
    for piece in pieces:
        given_away = bytearray(piece)
        sealed += sealer.update(given_away if form is bytearray else form(given_away))
        given_away[:] = bytes(len(piece))
    sealed += sealer.finish()
    assert opener.update(sealed) + opener.finish() == b"".join(pieces)


def test_a_sealer_holds_back_one_chunk_and_copies_nothing_twice() -> None:
    sealer = PayloadSealer(FileKey.generate())
    assert len(sealer.update(text_of(CHUNK))) == 16
    assert len(sealer.update(text_of(CHUNK))) == CHUNK + 16
    assert len(sealer.finish()) == CHUNK + 16
    with pytest.raises(ValueError, match="finished"):
        sealer.update(b"more")
    with pytest.raises(ValueError, match="finished"):
        sealer.finish()


def test_several_recipients_each_open_it_and_a_stranger_does_not() -> None:
    sealed = seal(b"text", [OFFICE.recipient, SUPERIOR.recipient])
    for identity in (OFFICE, SUPERIOR):
        assert unseal(sealed, [STRANGER, OLD, identity]) == b"text"
    with pytest.raises(NoMatch):
        unseal(sealed, [STRANGER, OLD])
    with pytest.raises(NoMatch):
        unseal(sealed, [])


def test_a_recipient_named_twice_gets_one_stanza() -> None:
    header = seal_parts(b"text", [OFFICE.recipient, SUPERIOR.recipient, OFFICE.recipient]).header
    assert header.count(b"-> mlkem768x25519 ") == 2


@pytest.mark.parametrize(
    "recipients",
    [
        [],
        [OFFICE.recipient, OLD.recipient],
        [ScryptRecipient("one", 10), ScryptRecipient("two", 10)],
        [ScryptRecipient("one", 10), OFFICE.recipient],
    ],
    ids=["nobody", "post-quantum and classical", "two passphrases", "a passphrase and a key"],
)
def test_a_choice_of_recipients_that_would_be_weaker_than_it_looks_is_refused(
    recipients: list[Recipient],
) -> None:
    with pytest.raises(ValueError, match=r"nobody|one kind"):
        seal(b"text", recipients)


def test_too_many_recipients_for_a_header_are_refused() -> None:
    with pytest.raises(ValueError, match="too many"):
        new_header([X25519Identity.generate().recipient for _ in range(MAX_HEADER // 80)])


def test_rewrapping_gives_the_same_payload_to_others() -> None:
    sealed = seal_parts(text_of(100_000), [OFFICE.recipient])
    moved = Sealed(rewrap(sealed.header, [OFFICE], [SUPERIOR.recipient]), sealed.payload)
    assert unseal_parts(moved, [SUPERIOR]) == text_of(100_000)
    assert unseal(bytes(moved), [SUPERIOR]) == text_of(100_000)
    with pytest.raises(NoMatch):
        unseal_parts(moved, [OFFICE])
    with pytest.raises(NoMatch):
        rewrap(moved.header, [OFFICE], [STRANGER.recipient])


@given(st.binary(max_size=2000))
@settings(deadline=None, max_examples=30)
def test_rewrapping_any_number_of_times_keeps_the_payload(text: bytes) -> None:
    sealed = seal_parts(text, [OFFICE.recipient])
    there = rewrap(sealed.header, [OFFICE], [SUPERIOR.recipient, STRANGER.recipient])
    back = rewrap(there, [STRANGER], [OFFICE.recipient])
    assert unseal_parts(Sealed(back, sealed.payload), [OFFICE]) == text


def test_the_payload_of_another_file_does_not_open_under_this_header() -> None:
    first, second = (seal_parts(b"same text", [OFFICE.recipient]) for _ in range(2))
    with pytest.raises(PayloadFailure):
        unseal_parts(Sealed(first.header, second.payload), [OFFICE])


SAMPLE = seal(text_of(300), [OFFICE.recipient])
LONG = seal_parts(text_of(2 * CHUNK + 100), [OFFICE.recipient])


@given(st.integers(0, len(SAMPLE) * 8 - 1))
@settings(deadline=None, max_examples=400)
def test_no_flipped_bit_goes_unnoticed(bit: int) -> None:
    changed = bytearray(SAMPLE)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealingError):
        unseal(bytes(changed), [OFFICE])


@given(st.integers(0, len(LONG.payload) * 8 - 1))
@settings(deadline=None, max_examples=100)
def test_no_flipped_bit_in_a_long_payload_goes_unnoticed(bit: int) -> None:
    changed = bytearray(LONG.payload)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(PayloadFailure):
        unseal_parts(Sealed(LONG.header, bytes(changed)), [OFFICE])


@given(st.integers(0, len(SAMPLE) - 1))
@settings(deadline=None, max_examples=200)
def test_no_truncation_goes_unnoticed(length: int) -> None:
    with pytest.raises(SealingError):
        unseal(SAMPLE[:length], [OFFICE])


@pytest.mark.parametrize("length", [0, 15, 16, 31, CHUNK + 32, 2 * CHUNK + 48, 2 * CHUNK + 49])
def test_a_payload_cut_at_a_chunk_is_truncated_all_the_same(length: int) -> None:
    with pytest.raises((PayloadFailure, HeaderFailure)):
        unseal_parts(Sealed(LONG.header, LONG.payload[:length]), [OFFICE])


@pytest.mark.parametrize("size", [0, 5, CHUNK, 2 * CHUNK])
@pytest.mark.parametrize("tail", [b"\0", b"x" * 16, b"x" * (CHUNK + 16)], ids=len)
@pytest.mark.parametrize("piece", [1000, CHUNK, 1 << 20])
def test_data_after_the_last_chunk_is_refused(size: int, tail: bytes, piece: int) -> None:
    sealed = seal_parts(text_of(size), [OFFICE.recipient])
    file_key = unwrap_header(sealed.header, [OFFICE])
    with pytest.raises(PayloadFailure):
        list(open_stream(file_key, cut(sealed.payload + tail, into=piece)))


def test_chunks_in_another_order_or_repeated_are_refused() -> None:
    nonce, body = LONG.payload[:16], LONG.payload[16:]
    first, second, last = body[: CHUNK + 16], body[CHUNK + 16 : 2 * CHUNK + 32], body[2 * CHUNK + 32 :]
    for order in (
        (second, first, last),
        (first, first, last),
        (first, last),
        (last,),
        (first, second, last, last),
    ):
        with pytest.raises(PayloadFailure):
            unseal_parts(Sealed(LONG.header, nonce + b"".join(order)), [OFFICE])


def test_a_stream_releases_authentic_plaintext_only_and_never_ends_quietly() -> None:
    file_key = unwrap_header(LONG.header, [OFFICE])
    released = []
    with pytest.raises(PayloadFailure):
        released.extend(open_stream(file_key, cut(LONG.payload[:-1], into=10_000)))
    stream = open_stream(file_key, [LONG.payload[:-1]])
    assert next(stream) + next(stream) == text_of(2 * CHUNK)
    with pytest.raises(PayloadFailure):
        next(stream)


@pytest.mark.parametrize("change", [(b"\n--- ", b"\n-> grease\n\n--- ")], ids=["a stanza added"])
def test_a_header_with_other_stanzas_fails_its_mac(change: tuple[bytes, bytes]) -> None:
    sealed = seal_parts(b"text", [OFFICE.recipient])
    with pytest.raises(HmacFailure):
        unwrap_header(sealed.header.replace(*change), [OFFICE])


def test_a_repeated_stanza_or_one_taken_away_fails_the_mac() -> None:
    header = seal_parts(b"text", [OFFICE.recipient, SUPERIOR.recipient]).header
    version, first, rest = header.split(b"-> ")
    second, end = rest.split(b"--- ")
    for stanzas in ((first, first, second), (second, first), (first,)):
        forged = version + b"".join(b"-> " + stanza for stanza in stanzas) + b"--- " + end
        with pytest.raises(HmacFailure):
            unwrap_header(forged, [OFFICE])


@given(st.integers(0, len(SAMPLE)), st.integers(0, 40), st.binary(max_size=40))
@settings(deadline=None, max_examples=300)
def test_whatever_is_done_to_a_file_the_answer_is_one_of_ours(at: int, removed: int, added: bytes) -> None:
    changed = SAMPLE[:at] + added + SAMPLE[at + removed :]
    if changed == SAMPLE:
        return
    with pytest.raises(SealingError):
        unseal(changed, [OFFICE, OLD, ScryptIdentity("horse", max_work_factor=10)])


def test_a_stream_takes_the_same_memory_whatever_its_length() -> None:
    piece = bytes(CHUNK)

    def copy(pieces: int) -> int:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        sealed = seal_stream((piece for _ in range(pieces)), [OFFICE.recipient])
        header, payload = split_stream(sealed)
        assert sum(map(len, open_stream(unwrap_header(header, [OFFICE]), payload))) == pieces * CHUNK
        return tracemalloc.get_traced_memory()[1] - before

    tracemalloc.start()
    try:
        copy(4)
        short, long = copy(16), copy(1024)
    finally:
        tracemalloc.stop()
    assert long < short + 64 * 1024
    assert long < 8 * CHUNK


def test_two_halves_make_a_file_and_come_apart_again() -> None:
    assert Sealed.from_bytes(bytes(LONG)) == LONG


@pytest.mark.parametrize("identity", [HybridIdentity.generate(), X25519Identity.generate()])
def test_keys_survive_being_written(identity: HybridIdentity | X25519Identity) -> None:
    assert parse_identity(str(identity)) == identity
    assert parse_recipient(str(identity.recipient)) == identity.recipient


def test_a_seed_gives_one_identity() -> None:
    seed = bytes(range(32))
    assert HybridIdentity.from_seed(seed) == HybridIdentity.from_seed(seed)
    assert HybridIdentity.from_seed(seed).recipient == HybridIdentity.from_seed(seed).recipient


def test_the_identity_of_the_specification_has_its_recipient() -> None:
    identity = parse_identity("AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR")
    assert isinstance(identity, HybridIdentity)
    assert str(identity.recipient).startswith(
        "age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5z"
    )
    assert str(identity.recipient).endswith(
        "tlhl53k2ykx3qheyty7saeq0d3fzv49zc0k"
    )  # the checksum is over all of it


@pytest.mark.parametrize(
    "secret", [OFFICE, OLD, ScryptIdentity("horse"), ScryptRecipient("horse", 10), FileKey.generate()]
)
def test_no_secret_is_printed(secret: Identity | ScryptRecipient | FileKey) -> None:
    shown = repr(secret)
    assert "horse" not in shown
    assert "b'" not in shown
    assert "SECRET" not in shown
