"""A PDF becomes PNG pages; scripts, forms, links and attachments do not survive being a picture."""

import pypdfium2

from .images import WIDEST, as_png
from .limits import Fault

MOST_PAGES = 30


def pictures(data: bytes) -> tuple[list[bytes], int]:
    """The first pages as PNG, and how many there are in all."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Fault("encrypted" if "password" in str(error).lower() else "damaged") from error
    total = len(document)
    if total == 0:
        raise Fault("damaged")
    try:
        return [_page(document[number]) for number in range(min(total, MOST_PAGES))], total
    except pypdfium2.PdfiumError as error:
        raise Fault("damaged") from error


def _page(page: pypdfium2.PdfPage) -> bytes:
    width, height = page.get_size()
    longest = max(width, height, 1.0)
    scale = min(2.0, WIDEST / longest)
    return as_png(page.render(scale=scale, may_draw_forms=False).to_pil())
