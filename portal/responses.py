"""What a response's size may tell: pages of a visitor are padded, pages of nobody are compressed.

A page that goes to somebody with the cookie may hold a form token, a receipt or what was typed, so it is never
compressed (compression beside a secret leaks the secret) and is padded by Padmé from 16 KiB up, so that an
observer of the line learns little from its length. Everything else holds no secret and is compressed.
docs/decisions/0011-compression.md
"""

import gzip
from typing import Final

from flask import Response, request

from portal.cookies import here
from sealing.padding import padme

LEAST: Final = 16 * 1024
_TYPES: Final = ("text/html", "application/atom+xml")
_COMMENT: Final = b"\n<!--%s-->\n"


def hide_size(response: Response) -> Response:
    """Pad or compress a page."""
    if response.is_streamed or response.mimetype not in _TYPES or "Content-Encoding" in response.headers:
        return response
    somebody = here() is not None or "Set-Cookie" in response.headers
    if somebody:
        if response.mimetype == "text/html":
            response.set_data(padded(response.get_data()))
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0 and request.method == "GET":
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def padded(page: bytes) -> bytes:
    """The page with a comment of spaces behind it, up to its padded size."""
    frame = len(_COMMENT) - 2
    size = padme(max(len(page) + frame, LEAST))
    return page + _COMMENT % (b" " * (size - len(page) - frame))
