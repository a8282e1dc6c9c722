"""Typed documents: one spelling, the right kind and id, and a signature that covers all of it."""

import base64
import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sealing import padding
from sealing.documents import Document, DocumentError, canonical, decode, decode_signed, encode, encode_signed
from sealing.signing import SigningKey

EXAMPLES = Path(__file__).parent / "examples"
OFFICE = SigningKey.from_seed(bytes(range(32)))
OTHER = SigningKey.from_seed(bytes(32))
BODY: dict[str, object] = {
    "text": "东屿区 某某",
    "files": [{"n": 1, "size": 5}],
    "request": None,
    "named": False,
}
SIGNED = encode_signed("reply", "r1", 1, BODY, signer=OFFICE)
KEYS = [OTHER.verify_key, OFFICE.verify_key]

plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
bodies = st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), plain, max_size=5)


@given(bodies)
def test_a_document_is_read_as_it_was_written(body: dict[str, object]) -> None:
    assert decode(encode("report", "x", 1, body), kind="report", id="x") == Document("report", "x", 1, body)
    signed = encode_signed("reply", "x", 1, body, signer=OFFICE)
    assert decode_signed(signed, kind="reply", id="x", verify_keys=KEYS) == Document(
        "reply", "x", 1, body, OFFICE.verify_key
    )


@given(bodies)
def test_a_document_has_one_spelling(body: dict[str, object]) -> None:
    reversed_body = dict(reversed(list(body.items())))
    assert encode("report", "x", 1, body) == encode("report", "x", 1, reversed_body)


def test_a_document_is_json_that_any_tool_reads() -> None:
    data = encode("report", "x", 1, BODY)
    assert json.loads(data) == {"kind": "report", "id": "x", "version": 1, "body": BODY}
    assert len(data) == padding.MIN_DOCUMENT
    assert data.startswith(
        '{"body":{"files":[{"n":1,"size":5}],"named":false,"request":null,"text":"东屿区'.encode()
    )


@pytest.mark.parametrize(
    ("kind", "id_", "versions"),
    [
        ("message", "x", (1,)),
        ("report", "y", (1,)),
        ("report", "x", (2, 3)),
        ("report", "x", ()),
        ("", "", (1,)),
    ],
)
def test_another_kind_id_or_version_does_not_open(kind: str, id_: str, versions: tuple[int, ...]) -> None:
    with pytest.raises(DocumentError):
        decode(encode("report", "x", 1, BODY), kind=kind, id=id_, versions=versions)


def test_a_later_version_opens_only_for_a_reader_that_knows_it() -> None:
    data = encode("report", "x", 2, BODY)
    with pytest.raises(DocumentError):
        decode(data, kind="report", id="x")
    assert decode(data, kind="report", id="x", versions=(1, 2)).version == 2


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        "\ud800",
        b"bytes",
        {1: "a number as a key"},
        {"\ud800": 1},
        {1, 2},
        object(),
        [[["\udfff"]]],
        10**5000,
    ],
    ids=[
        "NaN",
        "infinity",
        "surrogate",
        "bytes",
        "number key",
        "surrogate key",
        "set",
        "object",
        "deep",
        "huge",
    ],
)
def test_what_json_cannot_say_exactly_is_refused(value: object) -> None:
    with pytest.raises(DocumentError):
        encode("report", "x", 1, {"field": value})


def test_nesting_without_end_is_refused_on_both_sides() -> None:
    nested: object = "leaf"
    for _ in range(100):
        nested = [nested]
    with pytest.raises(DocumentError):
        encode("report", "x", 1, {"field": nested})
    with pytest.raises(DocumentError):
        decode(padding.pad(b"[" * 200_000), kind="report", id="x")


@pytest.mark.parametrize(("kind", "id_", "version"), [("", "x", 1), ("report", "", 1), ("report", "x", 0)])
def test_a_document_without_kind_id_or_version_is_not_written(kind: str, id_: str, version: int) -> None:
    with pytest.raises(DocumentError):
        encode(kind, id_, version, BODY)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"not json",
        b"\xff\xfe",
        b'{"body":{},"id":"x","kind":"report"}',
        b'{"body":{},"id":"x","kind":"report","version":1,"more":0}',
        b'{"body":[],"id":"x","kind":"report","version":1}',
        b'{"body":{},"id":"x","kind":"report","version":true}',
        b'{"body":{},"id":"x","kind":"report","version":1.0}',
        b'{"body":{},"id":"x","kind":"report","version":"1"}',
        b'{"body": {},"id":"x","kind":"report","version":1}',
        b'{"id":"x","body":{},"kind":"report","version":1}',
        b'{"body":{"a":1,"a":2},"id":"x","kind":"report","version":1}',
        b'{"body":{"a":NaN},"id":"x","kind":"report","version":1}',
        b'{"body":{"a":1e999},"id":"x","kind":"report","version":1}',
        b'{"body":{"a":"\\u4e1c"},"id":"x","kind":"report","version":1}',
        b'{"body":{"a":"\\ud800"},"id":"x","kind":"report","version":1}',
        b'{"body":{"a":' + b"9" * 5000 + b'},"id":"x","kind":"report","version":1}',
        b'\n{"body":{},"id":"x","kind":"report","version":1}',
    ],
)
def test_what_is_not_the_one_spelling_is_refused(document: bytes) -> None:
    for data in (document, padding.pad(document)):
        with pytest.raises(DocumentError):
            decode(data, kind="report", id="x")
        with pytest.raises(DocumentError):
            decode_signed(data, kind="report", id="x", verify_keys=KEYS)


def test_padding_is_part_of_the_form() -> None:
    data = encode("report", "x", 1, BODY)
    for wrong in (data.rstrip(), data[:-1], data + b" ", data.rstrip().ljust(len(data), b"\0")):
        with pytest.raises(DocumentError):
            decode(wrong, kind="report", id="x")


def test_an_unsigned_document_is_no_signed_one_and_the_other_way_round() -> None:
    with pytest.raises(DocumentError):
        decode_signed(encode("reply", "r1", 1, BODY), kind="reply", id="r1", verify_keys=KEYS)
    with pytest.raises(DocumentError):
        decode(SIGNED, kind="reply", id="r1")


def test_a_signature_by_an_unexpected_key_is_refused() -> None:
    for verify_keys in ([], [OTHER.verify_key]):
        with pytest.raises(DocumentError):
            decode_signed(SIGNED, kind="reply", id="r1", verify_keys=verify_keys)


@pytest.mark.parametrize("field", ["kind", "id", "version", "body", "signer", "signature"])
def test_no_field_of_a_signed_document_can_be_exchanged(field: str) -> None:
    other = encode_signed("status", "r2", 2, {"text": "another"}, signer=OTHER)
    fields, exchanged = json.loads(SIGNED), json.loads(other)
    fields[field] = exchanged[field]
    forged = padding.pad(canonical(fields))
    with pytest.raises(DocumentError):
        decode_signed(
            forged, kind=fields["kind"], id=fields["id"], verify_keys=KEYS, versions=(fields["version"],)
        )


@pytest.mark.parametrize(
    "signature", ["", "AAAA", "not base64", None, 7, base64.b64encode(bytes(64)).decode()]
)
def test_a_malformed_signature_is_refused(signature: object) -> None:
    forged = padding.pad(canonical(json.loads(SIGNED) | {"signature": signature}))
    with pytest.raises(DocumentError):
        decode_signed(forged, kind="reply", id="r1", verify_keys=KEYS)


def test_a_signature_is_written_in_one_way() -> None:
    fields = json.loads(SIGNED)
    text = fields["signature"]
    # The last of the 86 characters carries two bits only; setting one of the others spells the same bytes.
    twins = [
        f"{text[:85]}{other}==" for other in string.ascii_letters + string.digits + "+/" if other != text[85]
    ]
    (twin, *_) = [twin for twin in twins if base64.b64decode(twin) == base64.b64decode(text)]
    forged = padding.pad(canonical(fields | {"signature": twin}))
    with pytest.raises(DocumentError):
        decode_signed(forged, kind="reply", id="r1", verify_keys=KEYS)


def test_a_signature_serves_no_second_purpose() -> None:
    """What is signed begins with a line of its own, so a signature over bare JSON is none."""
    fields = json.loads(SIGNED)
    del fields["signature"]
    bare = base64.b64encode(OFFICE.sign(canonical(fields))).decode()
    with pytest.raises(DocumentError):
        decode_signed(
            padding.pad(canonical(fields | {"signature": bare})), kind="reply", id="r1", verify_keys=KEYS
        )


def test_the_stored_document_of_version_1_opens() -> None:
    data = (EXAMPLES / "document-v1.json").read_bytes()
    assert decode(data, kind="report", id="x") == Document("report", "x", 1, BODY)
    assert data == encode("report", "x", 1, BODY)


def test_the_stored_signed_document_of_version_1_opens() -> None:
    data = (EXAMPLES / "signed-document-v1.json").read_bytes()
    assert decode_signed(data, kind="reply", id="r1", verify_keys=KEYS).body == BODY
    assert data == SIGNED
