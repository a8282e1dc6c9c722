"""Checkpoints: a tree's size and root, signed, as C2SP tlog-checkpoint notes (Ed25519).

    acts.beize.shuangcha                                 the origin: which ledger
    20852163                                             the size
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=         the root, base64

    — acts.beize.shuangcha Az3grlgt…                     base64 of 4 bytes of key id and the signature

Any tool that reads signed notes reads these. Signatures of keys we do not know are passed over (a superior office may
add its own); one of ours that does not verify refuses the whole note.
"""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from ledger.hashing import HASH_SIZE
from sealing.signing import BadSignature, SigningKey, VerifyKey

MAX_NOTE = 64 * 1024
_ED25519 = b"\x01"
_KEY_ID_SIZE = 4
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_SIGNATURE_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+={0,2})")


class CheckpointError(Exception):
    """The note is no checkpoint of this ledger signed by this key."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a ledger claims of itself at one size."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        """The note's text, as it is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode('ascii')}\n"


def key_id(name: str, key: VerifyKey) -> bytes:
    """The four bytes that say which key of this name signed."""
    return hashlib.sha256(name.encode("utf-8") + b"\n" + _ED25519 + key.public).digest()[:_KEY_ID_SIZE]


def sign_checkpoint(origin: str, size: int, root: bytes, key: SigningKey) -> str:
    """The signed note, the key named like the ledger. ValueError for an origin with spaces or "+"."""
    if not re.fullmatch(r"[^\s+\x00-\x1f]+", origin):
        raise ValueError("an origin has no spaces, no plus and no control characters")
    if size < 0 or len(root) != HASH_SIZE:
        raise ValueError("a size is not negative and a root has 32 bytes")
    text = str(Checkpoint(origin, size, root))
    return f"{text}\n{signature_line(origin, text, key)}"


def signature_line(name: str, text: str, key: SigningKey) -> str:
    """One signature over a note's text, with its line end."""
    signature = key_id(name, key.verify_key) + key.sign(text.encode("utf-8"))
    return f"— {name} {base64.b64encode(signature).decode('ascii')}\n"


def verify_checkpoint(note: str, origin: str, key: VerifyKey) -> Checkpoint:
    """The checkpoint of ledger `origin` signed by `key` under that name; CheckpointError otherwise."""
    text = open_note(note, origin, key)
    lines = text.split("\n")
    # Extension lines are allowed by the format and never written here: a fourth line is refused.
    if len(lines) != 4 or lines[0] != origin or not _SIZE.fullmatch(lines[1]):
        raise CheckpointError("not a checkpoint of this ledger")
    root = _base64(lines[2])
    if len(root) != HASH_SIZE:
        raise CheckpointError("a root has 32 bytes")
    return Checkpoint(origin, int(lines[1]), root)


def open_note(note: str, name: str, key: VerifyKey) -> str:
    """The text of a signed note (C2SP signed-note) that `key` signed under `name`; CheckpointError otherwise."""
    if len(note) > MAX_NOTE or any(ord(c) < 32 and c != "\n" for c in note):
        raise CheckpointError("too large, or control characters")
    if not note.isascii() and any("\ud800" <= c <= "\udfff" for c in note):
        raise CheckpointError("not valid UTF-8")
    text, separator, signatures = note.rpartition("\n\n")
    if not separator or not signatures.endswith("\n"):
        raise CheckpointError("no signatures")
    text += "\n"
    ours = [
        signature[_KEY_ID_SIZE:]
        for found, signature in map(_signature, signatures[:-1].split("\n"))
        if (found, signature[:_KEY_ID_SIZE]) == (name, key_id(name, key))
    ]
    if not ours:
        raise CheckpointError("not signed by the key we know")
    for signature in ours:
        try:
            key.verify(signature, text.encode("utf-8"))
        except BadSignature as error:
            raise CheckpointError("the signature does not match") from error
    return text


def _signature(line: str) -> tuple[str, bytes]:
    match = _SIGNATURE_LINE.fullmatch(line)
    if match is None:
        raise CheckpointError("a malformed signature line")
    return match["name"], _base64(match["signature"])


def _base64(text: str) -> bytes:
    """Canonical padded base64 only: one note, one spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise CheckpointError("malformed base64") from error
    if base64.b64encode(data).decode("ascii") != text:
        raise CheckpointError("base64 is not canonical")
    return data
