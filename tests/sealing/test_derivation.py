"""Keys from what people remember."""

import threading
import time

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from sealing.derivation import argon2id, hkdf, password_key

SALT, PEPPER = b"s" * 16, b"p" * 32


def test_argon2id_gives_the_value_of_its_rfc() -> None:
    """RFC 9106, 5.3, of the primitive we stand on; our own parameters are pinned below."""
    tag = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        ad=b"\x04" * 12,
        secret=b"\x03" * 8,
    ).derive(b"\x01" * 32)
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_hkdf_gives_the_value_of_its_rfc() -> None:
    """RFC 5869, test case 3: no salt; the label is the info."""
    assert hkdf(b"\x0b" * 22, b"", 42).hex() == (
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    )


def test_a_password_gives_one_key_under_one_salt_and_pepper() -> None:
    key = password_key("correct horse", SALT, PEPPER)
    assert key == password_key("correct horse", SALT, PEPPER)
    others = [
        password_key("correct horsf", SALT, PEPPER),
        password_key("correct horse", b"t" * 16, PEPPER),
        password_key("correct horse", SALT, b"q" * 32),
    ]
    assert len({key, *others}) == 4
    assert len(key) == 32


def test_a_password_typed_on_another_keyboard_is_the_same() -> None:
    assert password_key("e\u0301te\u0301 青澜", SALT, PEPPER) == password_key("été\u3000青澜", SALT, PEPPER)


def test_the_password_key_never_changes() -> None:
    assert password_key("青澜 horse", SALT, PEPPER).hex() == (
        "affe8a0cb448080a0d39c69919958c6727cbc800d2a553cfe90b510ec4da1cb0"
    )


@pytest.mark.parametrize(
    ("password", "salt", "pepper"),
    [
        ("", SALT, PEPPER),
        ("x" * 1025, SALT, PEPPER),
        ("青" * 342, SALT, PEPPER),
        ("\ud800", SALT, PEPPER),
        ("horse", b"s" * 15, PEPPER),
        ("horse", SALT, b"p" * 31),
    ],
)
def test_what_would_be_weak_or_endless_is_refused_before_any_work(
    password: str, salt: bytes, pepper: bytes
) -> None:
    quickest = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        with pytest.raises(ValueError, match=r"."):
            password_key(password, salt, pepper)
        quickest = min(quickest, time.perf_counter() - began)
    assert quickest < 0.02


def test_a_derivation_does_not_hold_up_the_other_threads() -> None:
    """The interpreter's lock is released: this thread goes on counting while another derives."""
    done = threading.Event()

    def work() -> None:
        argon2id(b"secret", SALT, memory_kib=128 * 1024, passes=3)
        done.set()

    thread = threading.Thread(target=work)
    thread.start()
    longest, last = 0.0, time.perf_counter()
    while not done.is_set():
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    thread.join()
    began = time.perf_counter()
    argon2id(b"secret", SALT, memory_kib=128 * 1024, passes=3)
    assert longest < (time.perf_counter() - began) / 2
