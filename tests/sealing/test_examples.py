"""Files sealed by an earlier build: they open for ever. The private keys here protect nothing but these examples."""

from pathlib import Path

import pytest

from sealing import Identity, ScryptIdentity, dearmor, is_armored, parse_identity, unseal

EXAMPLES = Path(__file__).parent / "examples"
KEYS = (EXAMPLES / "identities.txt").read_text(encoding="ascii").split()
TEXT = "青澜市的一行字\n".encode()


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("hybrid-v1.age", parse_identity(KEYS[0])),
        ("x25519-v1.age", parse_identity(KEYS[1])),
        ("scrypt-v1.age", ScryptIdentity("青澜 horse")),
        ("armored-v1.age", parse_identity(KEYS[0])),
    ],
)
def test_a_stored_file_opens(name: str, identity: Identity) -> None:
    data = (EXAMPLES / name).read_bytes()
    assert unseal(dearmor(data) if is_armored(data) else data, [identity]) == TEXT
