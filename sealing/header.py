"""The textual header of an age file: version line, recipient stanzas, MAC.

    age-encryption.org/v1
    -> mlkem768x25519 <enc>
    <file key, wrapped: base64 in lines of 64 columns, the last one shorter>
    --- <MAC over everything above, up to and with the dashes>

Rules kept here (C2SP age, "Header"):
- one version line, every other version is refused;
- the grammar is matched whole, byte for byte: no CR, no trailing space, no empty argument, no long line;
- base64 is canonical and unpadded;
- a header is at most MAX_HEADER bytes, so a stream without an end costs nothing;
- an scrypt stanza stands alone, whoever reads the header.
What a stanza means is the business of the recipient type (`sealing.recipients`, `sealing.passphrases`).
"""

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sealing import base64s
from sealing.errors import HeaderFailure, HmacFailure
from sealing.filekey import FileKey

VERSION_LINE = b"age-encryption.org/v1\n"
MAX_HEADER = 256 * 1024
"""About 160 hybrid recipients; reading stops here with a HeaderFailure."""

_COLUMNS = 64
_END_SIZE = len("\n--- ") + 43
_STANZA = re.compile(
    rb"-> (?P<arguments>[!-~]+(?: [!-~]+)*)\n"
    rb"(?P<body>(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)"
)
_END = re.compile(rb"--- (?P<mac>[A-Za-z0-9+/]{43})\n")


@dataclass(frozen=True, slots=True)
class Stanza:
    """One wrapping of the file key: arguments (the first names the recipient type) and a body."""

    arguments: tuple[bytes, ...]
    body: bytes

    def __bytes__(self) -> bytes:
        body = base64s.encode(self.body)
        # A body that fills its last line is followed by an empty one: the short line ends the stanza.
        lines = [body[at : at + _COLUMNS] for at in range(0, len(body) + 1, _COLUMNS)]
        return b"-> " + b" ".join(self.arguments) + b"\n" + b"\n".join(lines) + b"\n"


@dataclass(frozen=True, slots=True)
class Header:
    """A parsed header; `covered` are the bytes under the MAC."""

    stanzas: tuple[Stanza, ...]
    mac: bytes
    covered: bytes

    def authenticate(self, file_key: FileKey) -> None:
        """Raise HmacFailure unless this header was written by someone who held the file key."""
        if not hmac.compare_digest(_mac(file_key, self.covered), self.mac):
            raise HmacFailure("the header's MAC does not match")


def _mac(file_key: FileKey, covered: bytes) -> bytes:
    return hmac.digest(file_key.subkey(b"header"), covered, "sha256")


def write(stanzas: Sequence[Stanza], file_key: FileKey) -> bytes:
    """The header's bytes with its MAC; ValueError when it would be too large to be read again."""
    covered = VERSION_LINE + b"".join(bytes(stanza) for stanza in stanzas) + b"---"
    written = covered + b" " + base64s.encode(_mac(file_key, covered)) + b"\n"
    if len(written) > MAX_HEADER:
        raise ValueError("too many recipients for one header")
    return written


def length(data: bytes | bytearray, *, searched: int = 0) -> int | None:
    """How many leading bytes are header; None when its end is not there yet; HeaderFailure past the cap.

    The first line that begins with dashes ends the header: no stanza line can begin so ("-> " has one dash,
    and a dash is not in the base64 alphabet). `searched` bytes gave None before: they are not searched again.
    """
    if not data[: len(VERSION_LINE)] == VERSION_LINE[: len(data)]:
        raise HeaderFailure("not an age v1 file")
    dashes = data.find(b"\n---", max(0, searched - _END_SIZE), MAX_HEADER)
    end = data.find(b"\n", dashes + 1, MAX_HEADER) if dashes >= 0 else -1
    if end >= 0:
        return end + 1
    if len(data) >= MAX_HEADER:
        raise HeaderFailure("the header is too large")
    if 0 <= dashes < len(data) - _END_SIZE:
        raise HeaderFailure("the last line is too long")
    return None


def parse(data: bytes) -> Header:
    """The header that `data` is, whole and without anything behind it; HeaderFailure otherwise."""
    if len(data) > MAX_HEADER:
        raise HeaderFailure("the header is too large")
    if not data.startswith(VERSION_LINE):
        raise HeaderFailure("not an age v1 file")
    at = len(VERSION_LINE)
    stanzas: list[Stanza] = []
    while match := _STANZA.match(data, at):
        stanzas.append(
            Stanza(tuple(match["arguments"].split(b" ")), _decoded(match["body"].replace(b"\n", b"")))
        )
        at = match.end()
    end = _END.fullmatch(data, at)
    if end is None or not stanzas:
        raise HeaderFailure("the header does not follow the grammar")
    if len(stanzas) > 1 and any(stanza.arguments[0] == b"scrypt" for stanza in stanzas):
        raise HeaderFailure("an scrypt stanza must stand alone")
    return Header(tuple(stanzas), _decoded(end["mac"]), data[: at + 3])


def _decoded(text: bytes) -> bytes:
    try:
        return base64s.decode(text)
    except ValueError as error:
        raise HeaderFailure("base64 in the header is not canonical") from error
