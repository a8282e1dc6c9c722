"""Reading the test vectors in `vectors/` (C2SP CCTV, age; licence beside them)."""

import zlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "vectors"
NOT_VECTORS = {"LICENSE", "README.md"}


@dataclass(frozen=True, slots=True)
class Vector:
    """One vector: what to open, with what, and what must come of it."""

    name: str
    expect: str
    payload_sha256: str | None
    file_key: bytes | None
    identities: tuple[str, ...]
    passphrases: tuple[str, ...]
    armored: bool
    data: bytes


def names() -> list[str]:
    return sorted(path.name for path in FOLDER.iterdir() if path.name not in NOT_VECTORS)


def read(name: str) -> Vector:
    head, _, data = (FOLDER / name).read_bytes().partition(b"\n\n")
    fields: dict[str, list[str]] = {}
    for line in head.decode().splitlines():
        key, _, value = line.partition(": ")
        fields.setdefault(key, []).append(value)
    assert not fields.keys() - {
        "expect",
        "payload",
        "file key",
        "identity",
        "passphrase",
        "armored",
        "compressed",
        "comment",
    }, f"{name}: an unknown field"
    if fields.pop("compressed", None) == ["zlib"]:
        data = zlib.decompress(data)
    return Vector(
        name=name,
        expect=fields["expect"][0],
        payload_sha256=fields.get("payload", [None])[0],
        file_key=bytes.fromhex(fields["file key"][0]) if "file key" in fields else None,
        identities=tuple(fields.get("identity", ())),
        passphrases=tuple(fields.get("passphrase", ())),
        armored=fields.get("armored") == ["yes"],
        data=data,
    )
