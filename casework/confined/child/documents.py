"""A PDF becomes PNG pages; scripts, forms, links and attachments do not survive being a picture."""

import encodings.utf_16_be
import io

import pypdfium2
from PIL import Image, PdfImagePlugin

from .images import WIDEST, as_png
from .limits import Fault

LOADED = (PdfImagePlugin, encodings.utf_16_be)
"""What would be loaded as it goes: nothing can be once no file may be opened."""
MOST_PAGES = 30
MOST_PAGES_CLEANED = 60


def pictures(data: bytes) -> tuple[list[bytes], int]:
    """The first pages as PNG, and how many there are in all."""
    document = _opened(data)
    total = len(document)
    try:
        return [_page(document[number]) for number in range(min(total, MOST_PAGES))], total
    except pypdfium2.PdfiumError as error:
        raise Fault("damaged") from error


def cleaned(data: bytes) -> tuple[str, bytes]:
    """A PDF of pictures of the pages: it looks the same, and nothing in it can run."""
    document = _opened(data)
    if len(document) > MOST_PAGES_CLEANED:
        raise Fault("too_large")
    try:
        drawn = [_drawn(document[number]).convert("RGB") for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise Fault("damaged") from error
    out = io.BytesIO()
    drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:], resolution=150)
    return "application/pdf", out.getvalue()


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Fault("encrypted" if "password" in str(error).lower() else "damaged") from error
    if len(document) == 0:
        raise Fault("damaged")
    return document


def _page(page: pypdfium2.PdfPage) -> bytes:
    return as_png(_drawn(page))


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    width, height = page.get_size()
    longest = max(width, height, 1.0)
    scale = min(2.0, WIDEST / longest)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return picture
