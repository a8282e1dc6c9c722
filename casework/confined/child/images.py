"""An image becomes a plain PNG: decoded, turned upright, re-encoded; nothing of its metadata survives."""

import copy
import io
from collections.abc import Callable
from typing import TypeVar

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageColor,
    ImageFilter,
    ImageOps,
    ImagePalette,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    TiffTags,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from .limits import Fault

LOADED = (
    copy,
    ImageColor,
    ImageFilter,
    ImagePalette,
    TiffTags,
    BmpImagePlugin,
    GifImagePlugin,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
"""What Pillow would load as it goes: nothing can be loaded once no file may be opened."""
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
MOST_PIXELS = 60_000_000
WIDEST = 1600

Image.MAX_IMAGE_PIXELS = MOST_PIXELS

Made = TypeVar("Made")


def picture(data: bytes) -> bytes:
    """A PNG of the first frame, at most 1600 pixels wide or high."""
    return _decoded(data, _shown)


def cleaned(data: bytes) -> tuple[str, bytes]:
    """The whole picture drawn anew without any metadata: a photograph stays JPEG, everything else becomes PNG."""
    return _decoded(data, _drawn_anew)


def _shown(image: Image.Image) -> bytes:
    image.draft("RGB", (WIDEST, WIDEST))
    return as_png(ImageOps.exif_transpose(image))


def _drawn_anew(image: Image.Image) -> tuple[str, bytes]:
    photograph = image.format == "JPEG"
    upright = ImageOps.exif_transpose(image)
    plain = Image.new("RGB" if photograph else "RGBA", upright.size)
    plain.paste(upright.convert(plain.mode))
    out = io.BytesIO()
    if photograph:
        plain.save(out, "JPEG", quality=92)
        return "image/jpeg", out.getvalue()
    plain.save(out, "PNG", optimize=False, compress_level=6)
    return "image/png", out.getvalue()


def _decoded(data: bytes, use: Callable[[Image.Image], Made]) -> Made:
    """What `use` makes of the opened picture; every way a picture can be broken is a fault."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Fault("bomb")
            return use(image)
    except Image.DecompressionBombError as bomb:
        raise Fault("bomb") from bomb
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        IndexError,
        KeyError,
    ) as damaged:
        raise Fault("damaged") from damaged


def as_png(image: Image.Image) -> bytes:
    """Re-encode without any metadata."""
    image.thumbnail((WIDEST, WIDEST))
    plain = Image.new("RGB", image.size, "white")
    solid = image.convert("RGBA")
    plain.paste(solid, mask=solid.getchannel("A"))
    out = io.BytesIO()
    plain.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
