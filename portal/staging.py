"""Files as they stream in: sealed to the visitor's draft while they are read, never in the clear on disk.

A sink takes the bytes of one file, seals them, writes ciphertext to the staging folder, and counts and hashes on
the way. Zeros up to the Padmé size follow the file; its true size stands in the sealed list. Type is judged by
name, declared type and first bytes together; nothing more is looked at here.
"""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import puremagic

from mailbox.ids import new_id
from portal.answers import StagedFile
from portal.scanning import Scan, Verdict
from sealing import PayloadSealer, Recipient, new_header
from sealing.padding import padme

HEAD: Final = 8192
_ZEROS: Final = bytes(1024 * 1024)

# The ending of a name -> the endings puremagic may find in the first bytes; none: plain text, without a mark.
ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    ending: frozenset(found.split())
    for endings, found in (
        ("jpg jpeg", ".jpg .jpeg .jfif"),
        ("png", ".png"),
        ("gif", ".gif"),
        ("webp", ".webp"),
        ("bmp", ".bmp"),
        ("tif tiff", ".tif .tiff"),
        ("heic heif", ".heic .heif"),
        ("pdf", ".pdf"),
        ("doc xls ppt wps", ".doc"),
        ("docx xlsx pptx", ".docx"),
        ("txt csv", ""),
        ("mp3", ".mp3 .mpga"),
        ("m4a", ".m4a .mp4 .f4a"),
        ("amr", ".amr"),
        ("wav", ".wav"),
        ("aac", ".aac"),
        ("mp4 mov 3gp", ".mp4 .mov .3gp .3g2 .m4a .m4v"),
        ("avi", ".avi"),
    )
    for ending in endings.split()
}
_DECLARED_FORBIDDEN: Final = frozenset(
    {
        "text/html",
        "image/svg+xml",
        "application/xhtml+xml",
        "text/javascript",
        "application/javascript",
        "application/x-msdownload",
    }
)
_MARKS_OF_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class Objection(StrEnum):
    """What speaks against a file: nothing in it, an ending that is not taken, a content of another type."""

    EMPTY = "empty"
    ENDING = "ending"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class NotKept:
    """A file that was not kept because of what it is."""

    name: str
    objection: Objection


@dataclass(frozen=True, slots=True)
class Unsafe:
    """A file that was not kept because the scanner found something in it, or could not judge it."""

    name: str
    verdict: Verdict


class StagingSink:
    """One file on its way into the staging folder. `finish` gives a StagedFile, or why there is none."""

    def __init__(
        self, folder: Path, recipient: Recipient, *, name: str, declared: str, scan: Scan | None = None
    ) -> None:
        self._scan = scan
        self._folder = folder
        self._name = name
        self._declared = declared.partition(";")[0].strip().lower()
        self.blob_id = new_id()
        self._size = 0
        self._payload_size = 0
        self._head = b""
        self._hash = hashlib.sha256()
        self._payload_hash = hashlib.sha256()
        file_key, self._header = new_header([recipient])
        self._sealer = PayloadSealer(file_key)
        self._path = folder / self.blob_id
        self._file = os.fdopen(
            os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o640), "wb", buffering=0
        )

    def write(self, data: bytes, /) -> None:
        """Seal the next bytes."""
        if len(self._head) < HEAD:
            self._head += data[: HEAD - len(self._head)]
        self._size += len(data)
        self._hash.update(data)
        if self._scan is not None:
            self._scan.write(data)
        self._put(self._sealer.update(data))

    def finish(self) -> StagedFile | NotKept | Unsafe:
        """Pad, close, and tell what lies where; a forbidden type is not kept, nor what the scanner did not pass."""
        if (objection := objection_to(self._name, self._declared, self._head)) is not None:
            self.abort()
            return NotKept(self._name, objection)
        if self._scan is not None and (verdict := self._scan.verdict()) is not Verdict.CLEAN:
            self.abort()
            return Unsafe(self._name, verdict)
        padded = padme(self._size)
        missing = padded - self._size
        while missing > 0:
            self._put(self._sealer.update(_ZEROS[:missing]))
            missing -= len(_ZEROS)
        self._put(self._sealer.finish())
        self._file.close()
        return StagedFile(
            blob_id=self.blob_id,
            name=self._name,
            type=self._declared,
            size=self._size,
            sha256=self._hash.hexdigest(),
            header=self._header.decode("latin-1"),
            padded_size=padded,
            payload_size=self._payload_size,
            payload_sha256=self._payload_hash.hexdigest(),
        )

    def abort(self) -> None:
        """Keep nothing of this file; may be called at any time."""
        if self._scan is not None:
            self._scan.close()
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _put(self, sealed: bytes) -> None:
        if sealed:
            self._payload_hash.update(sealed)
            self._payload_size += len(sealed)
            self._file.write(sealed)


def objection_to(name: str, declared: str, head: bytes) -> Objection | None:
    """What speaks against a file; None where name, declared type and first bytes agree on a type that is taken."""
    expected = ALLOWED.get(name.rpartition(".")[2].lower())
    if expected is None:
        return Objection.ENDING
    if not head:
        return Objection.EMPTY
    agrees = declared not in _DECLARED_FORBIDDEN and _is_of_type(expected, head)
    return None if agrees else Objection.CONTENT


def _is_of_type(expected: frozenset[str], head: bytes) -> bool:
    found = _endings(head)
    if expected:
        return not expected.isdisjoint(found)
    return not found & {".html", ".exe", ".svg", ".pdf", ".zip", ".docx"} and (
        b"\0" not in head or head.startswith(_MARKS_OF_UTF16)
    )


def _endings(head: bytes) -> frozenset[str]:
    try:
        return frozenset(match.extension for match in puremagic.magic_string(head))
    except (puremagic.PureError, ValueError):
        return frozenset()
