"""Ed25519 keys for what staff write: age does not say who sealed a file, a signature inside does.

Public keys are written `scverify1…`, private ones `SC-SIGNING-KEY-1…` (Bech32, like age's).
Whoever signs puts a line of its own before the signed bytes (`sealing.documents`, `ledger.checkpoints`), so that
no signature can serve a second purpose.
"""

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sealing import bech32

SEED_SIZE = 32
_PUBLIC_PREFIX = "scverify"
_PRIVATE_PREFIX = "sc-signing-key-"
_FIELD = 2**255 - 19
_SMALL_ORDER_Y = frozenset(
    {
        0,
        1,
        _FIELD - 1,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    }
)
"""The y of the eight points of small order: signatures anyone can make verify under them."""


class BadSignature(Exception):
    """The signature is not this key's over this message."""


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """A public signing key."""

    public: bytes = field(repr=False)
    _key: Ed25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        y = int.from_bytes(self.public, "little") & (1 << 255) - 1
        if y >= _FIELD or y in _SMALL_ORDER_Y:
            raise ValueError("a point of small order or a second spelling of a point")
        object.__setattr__(self, "_key", Ed25519PublicKey.from_public_bytes(self.public))

    @classmethod
    def from_string(cls, text: str) -> "VerifyKey":
        """The key written `scverify1…`; ValueError otherwise."""
        return cls(_bech32_data(text, _PUBLIC_PREFIX, lower=True))

    def __str__(self) -> str:
        return bech32.encode(_PUBLIC_PREFIX, self.public)

    def verify(self, signature: bytes, message: bytes) -> None:
        """Raise BadSignature unless `signature` is this key's over `message`."""
        try:
            self._key.verify(signature, message)
        except InvalidSignature as error:
            raise BadSignature("the signature does not match") from error


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private signing key; `seed` is what is kept, sealed."""

    seed: bytes = field(repr=False)
    _key: Ed25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", Ed25519PrivateKey.from_private_bytes(self.seed))

    @classmethod
    def generate(cls) -> "SigningKey":
        """A fresh key."""
        return cls(secrets.token_bytes(SEED_SIZE))

    @classmethod
    def from_seed(cls, seed: bytes) -> "SigningKey":
        """The key of a 32-byte seed; ValueError for another length."""
        return cls(seed)

    @classmethod
    def from_string(cls, text: str) -> "SigningKey":
        """The key written `SC-SIGNING-KEY-1…`; ValueError otherwise."""
        return cls(_bech32_data(text, _PRIVATE_PREFIX, lower=False))

    def __str__(self) -> str:
        return bech32.encode(_PRIVATE_PREFIX, self.seed).upper()

    @property
    def verify_key(self) -> VerifyKey:
        """The public half."""
        return VerifyKey(self._key.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """64 bytes."""
        return self._key.sign(message)


def _bech32_data(text: str, prefix: str, *, lower: bool) -> bytes:
    if text != (text.lower() if lower else text.upper()):
        raise ValueError("public keys are written in lower case, private ones in upper case")
    found, data = bech32.decode(text)
    if found != prefix:
        raise ValueError(f"not a key of the kind {prefix}1")
    return data
