"""An image becomes a plain PNG: decoded, turned upright, re-encoded; nothing of its metadata survives."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from .limits import Fault

FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
MOST_PIXELS = 60_000_000
WIDEST = 1600

Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def picture(data: bytes) -> bytes:
    """A PNG of the first frame, at most 1600 pixels wide or high."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Fault("bomb")
            image.draft("RGB", (WIDEST, WIDEST))
            upright = ImageOps.exif_transpose(image)
            return as_png(upright)
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
