"""Bech32 (BIP 173) without its length limit, as age writes keys; errors are found, not corrected.

A string is all upper or all lower case; the checksum is over the lower-case form.
"""

import base64
import binascii

_ALPHABET = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_RFC4648 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_FROM_RFC4648 = bytes.maketrans(_RFC4648, _ALPHABET)
_TO_RFC4648 = bytes.maketrans(_ALPHABET, _RFC4648)
_TO_VALUE = bytes.maketrans(_ALPHABET, bytes(range(32)))
_TO_SYMBOL = bytes.maketrans(bytes(range(32)), _ALPHABET)
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH = 6


def _reduction(top: int) -> int:
    remainder = 0
    for bit, generator in enumerate(_GENERATORS):
        if top >> bit & 1:
            remainder ^= generator
    return remainder


_REDUCTIONS = tuple(_reduction(top) for top in range(32))


def _checksum_state(prefix: bytes, values: bytes) -> int:
    """The BCH remainder over prefix and 5-bit values; one table look-up a symbol."""
    state = 1
    for value in bytes(c >> 5 for c in prefix) + b"\0" + bytes(c & 31 for c in prefix) + values:
        state = (state & 0x1FFFFFF) << 5 ^ value ^ _REDUCTIONS[state >> 25]
    return state


def encode(prefix: str, data: bytes) -> str:
    """`prefix` in lower case, `1`, the data and six check symbols, all in lower case."""
    symbols = base64.b32encode(data).rstrip(b"=").translate(_FROM_RFC4648)
    state = (
        _checksum_state(prefix.encode("ascii"), symbols.translate(_TO_VALUE) + bytes(_CHECKSUM_LENGTH)) ^ 1
    )
    check = bytes(state >> 5 * (_CHECKSUM_LENGTH - 1 - i) & 31 for i in range(_CHECKSUM_LENGTH))
    return f"{prefix}1{(symbols + check.translate(_TO_SYMBOL)).decode('ascii')}"


def decode(text: str) -> tuple[str, bytes]:
    """The lower-case prefix and the data; ValueError for a wrong checksum, mixed case or leftover bits."""
    if text not in {text.lower(), text.upper()} or not text.isascii():
        raise ValueError("mixed case or a character outside ASCII")
    prefix, _, rest = text.lower().encode("ascii").rpartition(b"1")
    if not prefix or any(not 33 <= c <= 126 for c in prefix) or len(rest) < _CHECKSUM_LENGTH:
        raise ValueError("no prefix or no checksum")
    if rest.strip(_ALPHABET):
        raise ValueError("a character outside the alphabet")
    if _checksum_state(prefix, rest.translate(_TO_VALUE)) != 1:
        raise ValueError("the checksum does not match")
    symbols = rest[:-_CHECKSUM_LENGTH]
    padded = symbols.translate(_TO_RFC4648) + b"=" * (-len(symbols) % 8)
    try:
        data = base64.b32decode(padded)
    except binascii.Error as error:
        raise ValueError("leftover bits") from error
    if base64.b32encode(data).rstrip(b"=").translate(_FROM_RFC4648) != symbols:
        raise ValueError("leftover bits")
    return prefix.decode("ascii"), data
