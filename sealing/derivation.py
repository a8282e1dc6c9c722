"""Keys from what people remember: Argon2id (RFC 9106), then HKDF-SHA-256 under one label for each use.

Argon2id releases the interpreter's lock: two threads use two cores. Lengths are capped before any work.
"""

import contextlib
import ctypes
import functools
import unicodedata

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_SIZE = 32
MIN_SALT = 16
MIN_PEPPER = 32
MAX_SECRET = 1024
"""Bytes of a password in UTF-8; longer ones are refused before any work."""

_MMAP_THRESHOLD = -3
"""M_MMAP_THRESHOLD of glibc's malloc.h."""

RECEIPT_MEMORY_KIB, RECEIPT_PASSES = 19 * 1024, 2
PASSWORD_MEMORY_KIB, PASSWORD_PASSES = 64 * 1024, 3


def argon2id(secret: bytes, salt: bytes, *, memory_kib: int, passes: int, lanes: int = 1) -> bytes:
    """32 bytes; ValueError for a salt under 16 bytes or a secret over MAX_SECRET."""
    if len(salt) < MIN_SALT:
        raise ValueError("a salt has at least 16 bytes")
    if len(secret) > MAX_SECRET:
        raise ValueError("the secret is too long")
    _return_large_blocks()
    return Argon2id(
        salt=salt, length=KEY_SIZE, iterations=passes, lanes=lanes, memory_cost=memory_kib
    ).derive(secret)


@functools.cache
def _return_large_blocks() -> None:
    """Let glibc give blocks of a megabyte and more back to the system when they are freed.

    Its threshold otherwise grows with the first such block, and from then on every thread's arena keeps the 19 or
    64 MiB of its last derivation: 600 MB for 32 senders, measured. Elsewhere than on glibc there is nothing to set.
    """
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 1024 * 1024)


def hkdf(key: bytes, label: bytes, length: int = KEY_SIZE) -> bytes:
    """`length` bytes of `key` under `label`; one label, one use. The key must be uniform: no password."""
    return HKDF(SHA256(), length, None, label).derive(key)


def password_key(
    password: str,
    salt: bytes,
    pepper: bytes,
    *,
    memory_kib: int = PASSWORD_MEMORY_KIB,
    passes: int = PASSWORD_PASSES,
) -> bytes:
    """The 32-byte key that seals a member's identity: HKDF(Argon2id(password, 64 MiB, three passes) ‖ pepper).

    The pepper lies outside the database and its backups, so a stolen database alone allows no guessing. The same
    password typed on another keyboard is the same: NFC, and every kind of space is a space (RFC 8265).
    """
    if len(pepper) < MIN_PEPPER:
        raise ValueError("a pepper has at least 32 bytes")
    stretched = argon2id(_as_typed(password), salt, memory_kib=memory_kib, passes=passes)
    return hkdf(stretched + pepper, b"shuangcha/v1/password")


def _as_typed(password: str) -> bytes:
    if not password or len(password) > MAX_SECRET:
        raise ValueError("the password is empty or too long")
    spaced = "".join(" " if unicodedata.category(c) == "Zs" else c for c in password)
    return unicodedata.normalize("NFC", spaced).encode("utf-8")
