"""The passphrase recipient (scrypt): for exports that leave the house on paper or on a stick.

Rules kept here (C2SP age, "scrypt"): the stanza is alone in its header (checked in `sealing.header`), the work
factor is a plain decimal number and capped before anything is computed, the salt has 16 bytes.
A factor of 18 costs 256 MiB and about a second; every step doubles both.
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from sealing import base64s
from sealing.errors import HeaderFailure
from sealing.filekey import FileKey
from sealing.header import Stanza
from sealing.recipients import own_stanza

DEFAULT_WORK_FACTOR = 18
MAX_WORK_FACTOR = 20
_KIND = b"scrypt"
_INFO = b"age-encryption.org/v1/scrypt"
_SALT_SIZE = 16
_ZERO_NONCE = bytes(12)
"""Safe: each wrap key is derived with a fresh salt and encrypts one file key."""
_DECIMAL = re.compile(rb"[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class ScryptRecipient:
    """Seals to whoever knows the passphrase; stands alone in a header."""

    passphrase: str = field(repr=False)
    work_factor: int = DEFAULT_WORK_FACTOR

    def __post_init__(self) -> None:
        if not self.passphrase:
            raise ValueError("the passphrase is empty")
        if not 1 <= self.work_factor <= MAX_WORK_FACTOR:
            raise ValueError(f"the work factor is between 1 and {MAX_WORK_FACTOR}")

    def wrap(self, file_key: FileKey) -> Stanza:
        """The file key under scrypt with a fresh salt."""
        salt = secrets.token_bytes(_SALT_SIZE)
        key = _wrap_key(self.passphrase, salt, self.work_factor)
        body = ChaCha20Poly1305(key).encrypt(_ZERO_NONCE, file_key.secret, None)
        return Stanza((_KIND, base64s.encode(salt), str(self.work_factor).encode("ascii")), body)


@dataclass(frozen=True, slots=True)
class ScryptIdentity:
    """Opens what was sealed to a passphrase, up to a work factor."""

    passphrase: str = field(repr=False)
    max_work_factor: int = MAX_WORK_FACTOR

    def unwrap(self, stanzas: Sequence[Stanza]) -> FileKey | None:
        """The file key, or None when the passphrase is not the one; HeaderFailure for a malformed stanza."""
        for stanza in stanzas:
            if stanza.arguments[0] != _KIND:
                continue
            salt, body = own_stanza(stanza, arguments=3, first_size=_SALT_SIZE)
            key = _wrap_key(self.passphrase, salt, self._work_factor(stanza.arguments[2]))
            try:
                return FileKey(ChaCha20Poly1305(key).decrypt(_ZERO_NONCE, body, None))
            except InvalidTag:
                continue
        return None

    def _work_factor(self, text: bytes) -> int:
        # Length first: int() of a long decimal is work too.
        if not _DECIMAL.fullmatch(text) or len(text) > 2 or int(text) > self.max_work_factor:
            raise HeaderFailure("the work factor is malformed or too high")
        return int(text)


def _wrap_key(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    return Scrypt(salt=_INFO + salt, length=32, n=1 << work_factor, r=8, p=1).derive(
        passphrase.encode("utf-8")
    )
