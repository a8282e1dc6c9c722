"""Typed documents: what lies inside a small sealed payload.

    {"body":{…},"id":"…","kind":"report","version":1}                       and spaces up to the padded size
    {"body":{…},"id":"…","kind":"reply","signature":"…","signer":"scverify1…","version":1}

Rules kept here:
- canonical JSON: keys sorted by code point, no white space, UTF-8, no NaN, no lone surrogate, string keys only; one
  document has one spelling, and reading checks it;
- kind and id are compared with what the reader expects, so a sealed document moved to another row does not open as
  that row's;
- the version is one the reader says it knows;
- a signature covers kind, id, version, signer and body, under a line of its own;
- sizes are padded: at least 8 KiB, then Padmé.

A new shape is a new version; readers for old versions stay (stored examples: tests/sealing/examples).
"""

import base64
import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sealing import base64s, padding
from sealing.signing import BadSignature, SigningKey, VerifyKey

_DOMAIN = b"shuangcha/v1/document\n"
_PLAIN_KEYS = {"body", "id", "kind", "version"}
_SIGNED_KEYS = _PLAIN_KEYS | {"signature", "signer"}
_MAX_DEPTH = 64


class DocumentError(Exception):
    """The bytes are not the document the reader asked for."""


@dataclass(frozen=True, slots=True)
class Document:
    """An opened document; `signer` is set when it was signed, and then verified."""

    kind: str
    id: str
    version: int
    body: dict[str, object]
    signer: VerifyKey | None = None


def encode(kind: str, id: str, version: int, body: Mapping[str, object]) -> bytes:  # noqa: A002 (the field's name)
    """The padded bytes of an unsigned document; DocumentError when the body is not plain JSON."""
    return padding.pad(canonical(_fields(kind, id, version, body)))


def encode_signed(
    kind: str,
    id: str,  # noqa: A002 (the field's name)
    version: int,
    body: Mapping[str, object],
    *,
    signer: SigningKey,
) -> bytes:
    """The padded bytes of a document signed by `signer`."""
    fields = _fields(kind, id, version, body) | {"signer": str(signer.verify_key)}
    signature = signer.sign(_DOMAIN + canonical(fields))
    return padding.pad(canonical(fields | {"signature": base64.b64encode(signature).decode("ascii")}))


def decode(
    data: bytes,
    *,
    kind: str,
    id: str,  # noqa: A002 (the field's name)
    versions: Collection[int] = (1,),
) -> Document:
    """The unsigned document of this kind and id; DocumentError otherwise (also for a signed one)."""
    return _document(_read(data, _PLAIN_KEYS), kind, id, versions, signer=None)


def decode_signed(
    data: bytes,
    *,
    kind: str,
    id: str,  # noqa: A002 (the field's name)
    verify_keys: Collection[VerifyKey],
    versions: Collection[int] = (1,),
) -> Document:
    """The document of this kind and id signed by one of `verify_keys`; DocumentError otherwise."""
    fields = _read(data, _SIGNED_KEYS)
    signer = next((key for key in verify_keys if str(key) == fields["signer"]), None)
    if signer is None:
        raise DocumentError("signed by a key that is not expected here")
    signature = fields.pop("signature")
    try:
        signer.verify(base64s.decode_padded(str(signature).encode("utf-8")), _DOMAIN + canonical(fields))
    except (BadSignature, ValueError) as error:
        raise DocumentError("the signature does not match") from error
    return _document(fields, kind, id, versions, signer=signer)


def canonical(value: object) -> bytes:
    """The one spelling of a plain JSON value; DocumentError for anything JSON cannot say exactly."""
    _require_plain(value, depth=0)
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return text.encode("utf-8")
    except ValueError as error:  # NaN, infinity, a lone surrogate, an integer too long to write
        raise DocumentError("a value that JSON cannot say") from error


def _require_plain(value: object, *, depth: int) -> None:
    if depth > _MAX_DEPTH:
        raise DocumentError("nested too deeply")
    match value:
        case None | bool() | int() | str():
            return
        case float() if math.isfinite(value):
            return
        case list() | tuple():
            for item in value:
                _require_plain(item, depth=depth + 1)
        case Mapping() if all(isinstance(key, str) for key in value):
            for item in value.values():
                _require_plain(item, depth=depth + 1)
        case _:
            raise DocumentError(f"a value of type {type(value).__name__} is not plain JSON")


def _fields(kind: str, id: str, version: int, body: Mapping[str, object]) -> dict[str, object]:  # noqa: A002
    if not kind or not id or version < 1:
        raise DocumentError("a document has a kind, an id and a version from 1")
    return {"body": dict(body), "id": id, "kind": kind, "version": version}


def _read(data: bytes, keys: set[str]) -> dict[str, object]:
    """The fields of a padded document, its spelling checked."""
    try:
        document = padding.unpad(data)
        fields = json.loads(document)
    except (ValueError, RecursionError) as error:
        raise DocumentError("not a padded JSON document") from error
    if not isinstance(fields, dict) or set(fields) != keys or canonical(fields) != document:
        raise DocumentError("not a document of this form")
    return fields


def _document(
    fields: dict[str, object],
    kind: str,
    id: str,  # noqa: A002 (the field's name)
    versions: Collection[int],
    *,
    signer: VerifyKey | None,
) -> Document:
    version, body = fields["version"], fields["body"]
    if (fields["kind"], fields["id"]) != (kind, id):
        raise DocumentError("another kind or another id than expected")
    if type(version) is not int or version not in versions:
        raise DocumentError("a version this reader does not know")
    if not isinstance(body, dict):
        raise DocumentError("the body is not an object")
    return Document(kind, id, version, body, signer)
