"""Public-key recipients: hybrid post-quantum (the default) and X25519 (understood).

A *recipient* wraps a file key, an *identity* unwraps it. Both kinds keep these rules (C2SP age):
- a stanza of another type is ignored; one of ours with a wrong shape is a HeaderFailure, never skipped;
- the body is checked to be 32 bytes before anything is decrypted (partitioning oracles);
- a share that makes the X25519 secret zero (the identity or a low-order point) is a HeaderFailure;
- a stanza that does not authenticate is simply not addressed to us.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sealing import base64s, bech32
from sealing.errors import HeaderFailure
from sealing.filekey import FILE_KEY_SIZE, FileKey
from sealing.header import Stanza

WRAPPED_SIZE = FILE_KEY_SIZE + 16
_HYBRID = b"mlkem768x25519"
_HYBRID_INFO = b"age-encryption.org/mlkem768x25519"
_HYBRID_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_MLKEM_PUBLIC_SIZE = 1184
_ENC_SIZE = 1120
_X25519 = b"X25519"
_X25519_INFO = b"age-encryption.org/v1/X25519"
_X25519_SIZE = 32
_SEED_SIZE = 32
_ZERO_NONCE = bytes(12)
"""Safe in both uses below: each wrap key is derived from a fresh ephemeral share and encrypts one file key."""

_FIELD = 2**255 - 19
_LOW_ORDER_U = frozenset(
    {
        0,
        1,
        _FIELD - 1,
        0x00B8495F16056286FDB1329CEB8D09DA6AC49FF1FAE35616AEB8413B7C7AEBE0,
        0x57119FD0DD4E22D8868E1C58C45C44045BEF839C55B1D0B1248C50A3BC959C5F,
    }
)
"""The u of every point, of the curve and its twist, that makes any X25519 secret zero (RFC 7748, section 6.1)."""


@dataclass(frozen=True, slots=True)
class HybridRecipient:
    """`age1pq1…`: ML-KEM-768 and X25519 together; broken only if both are."""

    public: bytes = field(repr=False)
    _key: MLKEM768X25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.public) != _MLKEM_PUBLIC_SIZE + _X25519_SIZE:
            raise ValueError("a hybrid recipient has 1216 bytes")
        mlkem, x25519 = self.public[:_MLKEM_PUBLIC_SIZE], self.public[_MLKEM_PUBLIC_SIZE:]
        key = MLKEM768X25519PublicKey(MLKEM768PublicKey.from_public_bytes(mlkem), _sound_point(x25519))
        object.__setattr__(self, "_key", key)

    @classmethod
    def from_string(cls, text: str) -> "HybridRecipient":
        """The recipient written `age1pq1…`; ValueError otherwise."""
        return cls(_bech32_data(text, "age1pq"))

    def __str__(self) -> str:
        return bech32.encode("age1pq", self.public)

    def wrap(self, file_key: FileKey) -> Stanza:
        """The file key under HPKE (RFC 9180, base mode)."""
        sealed = _HYBRID_SUITE.encrypt(file_key.secret, self._key, _HYBRID_INFO)
        return Stanza((_HYBRID, base64s.encode(sealed[:_ENC_SIZE])), sealed[_ENC_SIZE:])


@dataclass(frozen=True, slots=True)
class HybridIdentity:
    """`AGE-SECRET-KEY-PQ-1…`: a 32-byte seed, expanded by SHAKE-256 to both private keys."""

    seed: bytes = field(repr=False)
    _key: MLKEM768X25519PrivateKey = field(init=False, repr=False, compare=False)
    _x25519: X25519PrivateKey = field(init=False, repr=False, compare=False)
    _mlkem: MLKEM768PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.seed) != _SEED_SIZE:
            raise ValueError("a hybrid identity has 32 bytes")
        expanded = hashlib.shake_256(self.seed).digest(96)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
        x25519 = X25519PrivateKey.from_private_bytes(expanded[64:])
        object.__setattr__(self, "_mlkem", mlkem)
        object.__setattr__(self, "_x25519", x25519)
        object.__setattr__(self, "_key", MLKEM768X25519PrivateKey(mlkem, x25519))

    @classmethod
    def generate(cls) -> "HybridIdentity":
        """A fresh identity."""
        return cls(secrets.token_bytes(_SEED_SIZE))

    @classmethod
    def from_seed(cls, seed: bytes) -> "HybridIdentity":
        """The identity of a 32-byte seed (for example one derived from a receipt)."""
        return cls(seed)

    @classmethod
    def from_string(cls, text: str) -> "HybridIdentity":
        """The identity written `AGE-SECRET-KEY-PQ-1…`; ValueError otherwise."""
        return cls(_bech32_data(text, "age-secret-key-pq-", upper=True))

    @property
    def recipient(self) -> HybridRecipient:
        """The public half."""
        mlkem = self._mlkem.public_key().public_bytes_raw()
        return HybridRecipient(mlkem + self._x25519.public_key().public_bytes_raw())

    def __str__(self) -> str:
        return bech32.encode("age-secret-key-pq-", self.seed).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> FileKey | None:
        """The file key, or None when no stanza is for us; HeaderFailure for a malformed hybrid stanza."""
        for enc, body in _own(stanzas, _HYBRID, _ENC_SIZE):
            # HPKE itself would only say that the stanza does not authenticate.
            if is_low_order(enc[-_X25519_SIZE:]):
                raise HeaderFailure("an X25519 share of low order")
            try:
                return FileKey(_HYBRID_SUITE.decrypt(enc + body, self._key, _HYBRID_INFO))
            except InvalidTag:
                continue
        return None


@dataclass(frozen=True, slots=True)
class X25519Recipient:
    """`age1…`: not safe against a future quantum computer; for recovery with older tools."""

    public: bytes = field(repr=False)
    _key: X25519PublicKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", _sound_point(self.public))

    @classmethod
    def from_string(cls, text: str) -> "X25519Recipient":
        """The recipient written `age1…`; ValueError otherwise."""
        return cls(_bech32_data(text, "age"))

    def __str__(self) -> str:
        return bech32.encode("age", self.public)

    def wrap(self, file_key: FileKey) -> Stanza:
        """The file key under a fresh ephemeral share."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        key = _wrap_key(ephemeral.exchange(self._key), share + self.public)
        body = ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, file_key.secret, None)
        return Stanza((_X25519, base64s.encode(share)), body)


@dataclass(frozen=True, slots=True)
class X25519Identity:
    """`AGE-SECRET-KEY-1…`."""

    secret: bytes = field(repr=False)
    _key: X25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_key", X25519PrivateKey.from_private_bytes(self.secret))

    @classmethod
    def generate(cls) -> "X25519Identity":
        """A fresh identity."""
        return cls(secrets.token_bytes(_X25519_SIZE))

    @classmethod
    def from_string(cls, text: str) -> "X25519Identity":
        """The identity written `AGE-SECRET-KEY-1…`; ValueError otherwise."""
        return cls(_bech32_data(text, "age-secret-key-", upper=True))

    @property
    def recipient(self) -> X25519Recipient:
        """The public half."""
        return X25519Recipient(self._key.public_key().public_bytes_raw())

    def __str__(self) -> str:
        return bech32.encode("age-secret-key-", self.secret).upper()

    def unwrap(self, stanzas: Sequence[Stanza]) -> FileKey | None:
        """The file key, or None when no stanza is for us; HeaderFailure for a malformed X25519 stanza."""
        public = self._key.public_key().public_bytes_raw()
        for share, body in _own(stanzas, _X25519, _X25519_SIZE):
            if is_low_order(share):
                raise HeaderFailure("an X25519 share of low order")
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(share))
            key = _wrap_key(shared, share + public)
            try:
                return FileKey(ChaCha20Poly1305(key).decrypt(_ZERO_NONCE, body, None))
            except InvalidTag:
                continue
        return None


def _own(stanzas: Sequence[Stanza], kind: bytes, share_size: int) -> list[tuple[bytes, bytes]]:
    """Share and body of every stanza of our type, all of them checked before any is tried."""
    return [own_stanza(s, arguments=2, first_size=share_size) for s in stanzas if s.arguments[0] == kind]


def own_stanza(stanza: Stanza, *, arguments: int, first_size: int) -> tuple[bytes, bytes]:
    """The decoded first argument and the body of a stanza of a known type; HeaderFailure for a wrong shape."""
    if len(stanza.arguments) != arguments or len(stanza.body) != WRAPPED_SIZE:
        raise HeaderFailure("a stanza has the wrong shape")
    try:
        first = base64s.decode(stanza.arguments[1])
    except ValueError as error:
        raise HeaderFailure("base64 in a stanza is not canonical") from error
    if len(first) != first_size:
        raise HeaderFailure("a share or salt has the wrong length")
    return first, stanza.body


def _wrap_key(shared: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, _X25519_INFO).derive(shared)


def is_low_order(public: bytes) -> bool:
    """Whether 32 bytes are an X25519 point whose secrets are all zero, in any of its spellings."""
    return (int.from_bytes(public, "little") & (1 << 255) - 1) % _FIELD in _LOW_ORDER_U


def _sound_point(public: bytes) -> X25519PublicKey:
    """The public key; ValueError for a wrong length or a low-order point: what is sealed to it would be open."""
    key = X25519PublicKey.from_public_bytes(public)
    if is_low_order(public):
        raise ValueError("a point of low order is no recipient")
    return key


def _bech32_data(text: str, prefix: str, *, upper: bool = False) -> bytes:
    if text != (text.upper() if upper else text.lower()):
        raise ValueError("recipients are written in lower case, identities in upper case")
    found, data = bech32.decode(text)
    if found != prefix:
        raise ValueError(f"not a key of the kind {prefix}1")
    return data
