"""ASCII armor: an age file as strict PEM (RFC 7468, figure 3), for mail and paper.

Accepted: LF or CRLF, white space before and after the block, a missing end of line at the very end. Everything
else that would be a second spelling of the same file is refused: other labels, headers, blank or long lines,
short lines before the last, non-canonical base64, data around the block.
"""

import binascii
from collections.abc import Iterable, Iterator

from sealing import base64s
from sealing.errors import ArmorFailure

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64
_BYTES_A_LINE = 48
_WHITE_SPACE = b" \t\r\n"
_MAX_LINE = 1024
"""No line that may be accepted is longer; a stream without line ends stops here."""


def armor(data: bytes) -> bytes:
    """The armored form, with LF line ends."""
    return b"".join(armor_stream([data]))


def dearmor(text: bytes) -> bytes:
    """The age file inside; ArmorFailure otherwise."""
    return b"".join(dearmor_stream([text]))


def is_armored(start: bytes) -> bool:
    """Whether a file that begins so is to be read as armored: white space, then the BEGIN line."""
    return start.lstrip(_WHITE_SPACE).startswith(BEGIN[:5])


def armor_stream(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The armored form in pieces, in constant memory."""
    yield BEGIN + b"\n"
    held = b""
    for chunk in chunks:
        held += chunk
        whole = len(held) // _BYTES_A_LINE * _BYTES_A_LINE
        if whole:
            yield b"".join(_line(held[at : at + _BYTES_A_LINE]) for at in range(0, whole, _BYTES_A_LINE))
            held = held[whole:]
    if held:
        yield _line(held)
    yield END + b"\n"


def _line(data: bytes) -> bytes:
    return binascii.b2a_base64(data)


def dearmor_stream(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The age file inside, in pieces; ArmorFailure at the first line that does not belong."""
    lines = _lines(chunks)
    for line in lines:
        if line.strip(_WHITE_SPACE):
            break
    else:
        raise ArmorFailure("no armored block")
    if line != BEGIN:
        raise ArmorFailure("the block does not begin with its label")
    last = False
    for line in lines:
        if line == END:
            break
        if last or not 1 <= len(line) <= _COLUMNS:
            raise ArmorFailure("a line of the wrong length")
        data = _decoded(line)
        last = len(data) < _BYTES_A_LINE
        yield data
    else:
        raise ArmorFailure("the block has no end")
    if any(line.strip(_WHITE_SPACE) for line in lines):
        raise ArmorFailure("data after the block")


def _decoded(line: bytes) -> bytes:
    try:
        return base64s.decode_padded(line)
    except ValueError as error:
        raise ArmorFailure("base64 in the block is not canonical") from error


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their LF or CRLF; a CR anywhere else stays and is refused where it stands."""
    held = b""
    for chunk in chunks:
        *whole, held = (held + chunk).split(b"\n")
        if len(held) > _MAX_LINE:
            raise ArmorFailure("a line is too long")
        yield from (line.removesuffix(b"\r") for line in whole)
    if held:
        yield held.removesuffix(b"\r")
