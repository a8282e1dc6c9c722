"""The header's grammar is matched byte for byte: one file, one spelling, and no work for hostile sizes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing import FileKey, HeaderFailure, HybridIdentity, Sealed, X25519Identity, base64s, split_stream
from sealing.header import MAX_HEADER, VERSION_LINE, Stanza, length, parse, write
from tests.sealing import vectorfiles

KEY = FileKey(bytes(16))
GOOD = write([Stanza((b"grease", b"x"), b"body"), Stanza((b"X25519", b"share"), bytes(48))], KEY)
READABLE = [
    name
    for name in vectorfiles.names()
    if (vector := vectorfiles.read(name)).expect != "header failure" and not vector.armored
]


def test_a_header_is_read_as_it_was_written() -> None:
    header = parse(GOOD)
    assert header.stanzas == (Stanza((b"grease", b"x"), b"body"), Stanza((b"X25519", b"share"), bytes(48)))
    header.authenticate(KEY)


@given(
    st.lists(
        st.builds(
            Stanza,
            st.lists(st.binary(min_size=1, max_size=80), min_size=1, max_size=4).map(
                lambda raw: tuple(bytes(33 + byte % 94 for byte in argument) for argument in raw)
            ),
            st.binary(max_size=150),
        ).filter(lambda stanza: stanza.arguments[0] != b"scrypt"),
        min_size=1,
        max_size=4,
    )
)
def test_any_stanzas_survive_writing_and_reading(stanzas: list[Stanza]) -> None:
    assert list(parse(write(stanzas, KEY)).stanzas) == stanzas


@pytest.mark.parametrize("name", READABLE)
def test_a_vectors_header_is_written_as_it_was_read(name: str) -> None:
    data = vectorfiles.read(name).data
    header = Sealed.from_bytes(data).header
    parsed = parse(header)
    assert VERSION_LINE + b"".join(map(bytes, parsed.stanzas)) + b"---" == parsed.covered
    assert header == parsed.covered + b" " + base64s.encode(parsed.mac) + b"\n"


@pytest.mark.parametrize("size", [0, 1, 47, 48, 49, 95, 96, 97])
def test_a_body_ends_with_a_short_line_which_may_be_empty(size: int) -> None:
    lines = bytes(Stanza((b"kind",), bytes(size))).split(b"\n")
    assert lines.pop() == b""
    assert all(len(line) == 64 for line in lines[1:-1])
    assert len(lines[-1]) < 64


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"v1\n", b"v2\n"),
        (b"v1\n", b"v1\r\n"),
        (b"v1\n", b"v1 \n"),
        (b"v1\n", b"v1\n\n"),
        (b"-> grease x\n", b"->  grease x\n"),
        (b"-> grease x\n", b"-> grease  x\n"),
        (b"-> grease x\n", b"-> grease x \n"),
        (b"-> grease x\n", b"-> grease\tx\n"),
        (b"-> grease x\n", b"-> grease x\r\n"),
        (b"-> grease x\n", b"-> \n"),
        (b"-> grease x\n", b"->\n"),
        (b"-> grease x\n", b"-> gr\xc3\xa9ase x\n"),
        (b"-> grease x\n", b"-> grease \x00\n"),
        (b"-> grease x\n", b"-> grease \x7f\n"),
        (b"-> grease x\n", b"grease x\n"),
        (b"Ym9keQ\n", b"Ym9keQ==\n"),
        (b"Ym9keQ\n", b"Ym9keR\n"),
        (b"Ym9keQ\n", b"Ym9keQ\r\n"),
        (b"Ym9keQ\n", b"Ym9k\neQ\n"),
        (b"Ym9keQ\n", b"Ym9ke Q\n"),
        (b"Ym9keQ\n", b"Ym9ke\n"),
        (b"Ym9keQ\n", b"_m9keQ\n"),
        (b"A" * 64 + b"\n\n", b"A" * 64 + b"\n"),
        (b"A" * 64 + b"\n\n", b"A" * 65 + b"\n"),
        (b"A" * 64 + b"\n\n", b"A" * 32 + b"\n" + b"A" * 32 + b"\n"),
        (b"--- ", b"---"),
        (b"--- ", b"---  "),
        (b"--- ", b"--- \n"),
        (b"--- ", b"---- "),
        (b"--- ", b"\n--- "),
    ],
)
def test_every_second_spelling_is_refused(before: bytes, after: bytes) -> None:
    assert before in GOOD
    with pytest.raises(HeaderFailure):
        parse(GOOD.replace(before, after, 1))


@pytest.mark.parametrize("tail", [b"\n", b" ", b"x", b"--- \n", GOOD])
def test_nothing_follows_a_header(tail: bytes) -> None:
    with pytest.raises(HeaderFailure):
        parse(GOOD + tail)


@pytest.mark.parametrize("ending", [b"=\n", b"\r\n", b"A\n", b" \n"])
def test_the_mac_has_one_spelling(ending: bytes) -> None:
    with pytest.raises(HeaderFailure):
        parse(GOOD[:-1] + ending)


def test_every_other_last_character_of_the_mac_is_refused() -> None:
    # 43 characters carry 258 bits: of the 64 last characters 16 end in zeros, and only one of those is right.
    last = GOOD[-2:-1]
    for character in b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/":
        header = GOOD[:-2] + bytes([character]) + b"\n"
        if bytes([character]) == last:
            continue
        try:
            parsed = parse(header)
        except HeaderFailure:
            continue
        assert parsed.mac != parse(GOOD).mac


@pytest.mark.parametrize("cut", range(0, len(GOOD), 7))
def test_a_header_that_breaks_off_has_no_end(cut: int) -> None:
    with pytest.raises(HeaderFailure):
        parse(GOOD[:cut])
    with pytest.raises(HeaderFailure):
        Sealed.from_bytes(GOOD[:cut])
    with pytest.raises(HeaderFailure):
        split_stream([GOOD[:cut]])


def test_an_scrypt_stanza_stands_alone_whoever_reads() -> None:
    scrypt = Stanza((b"scrypt", b"salt", b"10"), bytes(32))
    with pytest.raises(HeaderFailure):
        parse(write([scrypt, scrypt], KEY))
    with pytest.raises(HeaderFailure):
        parse(write([Stanza((b"grease",), b""), scrypt], KEY))


def test_a_header_without_stanzas_is_refused() -> None:
    with pytest.raises(HeaderFailure):
        parse(write([], KEY))


@pytest.mark.parametrize(
    "endless",
    [
        VERSION_LINE + b"-> " + b"A" * MAX_HEADER,
        VERSION_LINE + b"-> a\n" + (b"A" * 64 + b"\n") * (MAX_HEADER // 65 + 1),
        VERSION_LINE + b"-> a\n\n" * (MAX_HEADER // 6 + 1),
        VERSION_LINE + b"-> " + b"a " * (MAX_HEADER // 2 + 1),
        VERSION_LINE + b"\n" * MAX_HEADER,
        VERSION_LINE + b"-> a\n\n--- " + b"A" * MAX_HEADER,
    ],
    ids=[
        "a long argument",
        "a long body",
        "many stanzas",
        "many arguments",
        "empty lines",
        "a long last line",
    ],
)
def test_a_header_without_an_end_stops_at_the_cap(endless: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(HeaderFailure):
        Sealed.from_bytes(endless)
    with pytest.raises(HeaderFailure):
        split_stream(endless[at : at + 4096] for at in range(0, len(endless), 4096))
    with pytest.raises(HeaderFailure):
        split_stream(endless[at : at + 1] for at in range(len(endless)))
    with pytest.raises(HeaderFailure):
        parse(endless)
    with pytest.raises(HeaderFailure):
        parse(endless[: MAX_HEADER - 1])
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("size", range(1, 60))
def test_the_end_of_a_header_is_found_wherever_the_pieces_break(size: int) -> None:
    data = GOOD + b"\n--- payload \n"
    header, rest = split_stream(data[at : at + size] for at in range(0, len(data), size))
    assert (header, b"".join(rest)) == (GOOD, b"\n--- payload \n")


def test_a_stream_is_read_no_further_than_its_header_needs() -> None:
    taken = 0

    def pieces() -> object:
        nonlocal taken
        for at in range(0, len(GOOD) * 2, 10):
            taken += 1
            yield (GOOD + b"p" * len(GOOD))[at : at + 10]

    header, _rest = split_stream(pieces())  # type: ignore[arg-type]  # a generator of bytes
    assert header == GOOD
    assert taken == -(-len(GOOD) // 10)


@given(st.binary(max_size=300))
def test_what_is_no_age_file_is_refused_at_its_first_bytes(data: bytes) -> None:
    if data[: len(VERSION_LINE)] == VERSION_LINE[: len(data)]:
        return
    with pytest.raises(HeaderFailure):
        length(data)


@pytest.mark.parametrize(
    "identity", [HybridIdentity.generate(), X25519Identity.generate()], ids=["hybrid", "x25519"]
)
def test_a_stanza_of_ours_with_a_wrong_shape_is_never_passed_over(
    identity: HybridIdentity | X25519Identity,
) -> None:
    stanza = identity.recipient.wrap(FileKey.generate())
    kind, share = stanza.arguments
    wrong = [
        Stanza((kind,), stanza.body),
        Stanza((kind, share, b"more"), stanza.body),
        Stanza((kind, share[:-4]), stanza.body),
        Stanza((kind, share + b"AAAA"), stanza.body),
        Stanza((kind, share + b"="), stanza.body),
        Stanza((kind, b"-" + share[1:]), stanza.body),
        Stanza((kind, share), stanza.body + b"x"),
        Stanza((kind, share), stanza.body[:-1]),
        Stanza((kind, share), b""),
    ]
    for malformed in wrong:
        with pytest.raises(HeaderFailure):
            identity.unwrap([malformed])
        with pytest.raises(HeaderFailure):
            identity.unwrap([stanza, malformed])
    assert identity.unwrap([Stanza((kind.lower() + b"s", share), b"")]) is None
