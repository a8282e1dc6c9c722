"""The one stylesheet, under an address that names its content.

Rules kept here: the address changes when the content does, so a copy may be kept for a
year; no ETag and no Last-Modified, since either can mark a visitor; the compressed form is
made once. Any other name, and the right name with another content's mark, is not found.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from flask import Blueprint, Flask, Response, abort, request, url_for

FOLDER = Path(__file__).parent
STYLESHEET = "shuangcha.css"
KEEP = "public, max-age=31536000, immutable"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

blueprint = Blueprint("assets", __name__)


class Asset(NamedTuple):
    """A file as it is sent: plain and compressed, with the mark of its content."""

    mark: str
    kind: str
    plain: bytes
    packed: bytes


def _squeeze(css: str) -> str:
    """The stylesheet without comments and line breaks; rules stand as written."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", css)


@cache
def load(name: str) -> Asset:
    """One file of this folder, ready to be sent. Raises ``FileNotFoundError``."""
    path = FOLDER / name
    if path.parent != FOLDER or path.suffix not in TYPES:
        raise FileNotFoundError(name)
    text = path.read_text("utf-8")
    plain = (_squeeze(text) if path.suffix == ".css" else text).encode()
    mark = hashlib.sha256(plain).hexdigest()[:16]
    return Asset(mark, TYPES[path.suffix], plain, gzip.compress(plain, 9, mtime=0))


def address(name: str = STYLESHEET) -> str:
    """The address of an asset, with the mark of its content."""
    return url_for("assets.send", mark=load(name).mark, name=name)


@blueprint.get("/assets/<mark>/<name>")
def send(mark: str, name: str) -> Response:
    """One asset, compressed where the reader takes it."""
    try:
        asset = load(name)
    except FileNotFoundError:
        abort(404)
    if mark != asset.mark:
        abort(404)
    packed = request.accept_encodings.quality("gzip") > 0
    response = Response(asset.packed if packed else asset.plain, content_type=asset.kind)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = KEEP
    return response


def init_app(app: Flask) -> None:
    """Serve the assets and let templates ask for their addresses as ``asset()``."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals["asset"] = address
