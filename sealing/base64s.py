"""The two base64 spellings of the age format, canonical only.

Header fields are unpadded, armor is padded; both refuse every second spelling of the same bytes
(RFC 4648 section 3.5), because a file that can be rewritten without its key is malleable.
"""

import binascii


def encode(data: bytes) -> bytes:
    """Canonical unpadded base64."""
    return binascii.b2a_base64(data, newline=False).rstrip(b"=")


def decode(text: bytes) -> bytes:
    """The bytes of canonical unpadded base64; ValueError for any other spelling."""
    data = binascii.a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
    if encode(data) != text:
        raise ValueError("base64 is not canonical")
    return data


def decode_padded(text: bytes) -> bytes:
    """The bytes of canonical padded base64; ValueError for any other spelling."""
    data = binascii.a2b_base64(text, strict_mode=True)
    if binascii.b2a_base64(data, newline=False) != text:
        raise ValueError("base64 is not canonical")
    return data
