"""The file key: 16 random bytes from which the header's MAC key and the payload's key are derived."""

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FILE_KEY_SIZE = 16


@dataclass(frozen=True, slots=True)
class FileKey:
    """The key of exactly one file; never printed."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) != FILE_KEY_SIZE:
            raise ValueError("a file key has 16 bytes")

    @classmethod
    def generate(cls) -> "FileKey":
        """A fresh key; one file, one key."""
        return cls(secrets.token_bytes(FILE_KEY_SIZE))

    def subkey(self, label: bytes, salt: bytes = b"") -> bytes:
        """HKDF-SHA-256 of the file key: 32 bytes under `label` ("header" or "payload")."""
        return HKDF(SHA256(), 32, salt, label).derive(self.secret)
