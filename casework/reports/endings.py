"""The ending of an original's file name, told from its bytes and never from what its sender called it.

A closed list of kinds that open in a viewer. Whatever could run, whatever carries macros, and whatever is not known
ends in `bin`. Bytes are compared, nothing is parsed.
"""

from collections.abc import Iterable
from typing import Final

UNKNOWN: Final = "bin"
_FIRST: Final = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"%PDF-", "pdf"),
    (b"#!AMR", "amr"),
    (b"ID3", "mp3"),
    (b"\xff\xfb", "mp3"),
    (b"\xff\xf3", "mp3"),
    (b"\xff\xf2", "mp3"),
    (b"\xff\xf1", "aac"),
    (b"\xff\xf9", "aac"),
)
_RIFF: Final = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_BRANDS: Final = ((b"hei", "heic"), (b"mif1", "heic"), (b"M4A", "m4a"), (b"qt", "mov"), (b"3g", "3gp"))
_PACKED: Final = (
    (b"word/document.xml", "docx"),
    (b"xl/workbook.xml", "xlsx"),
    (b"ppt/presentation.xml", "pptx"),
)
_COMPOUND: Final = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
_MACROS: Final = (b"vbaProject", "_VBA_PROJECT".encode("utf-16-le"), "VBA".encode("utf-16-le"))
_CONTROL: Final = frozenset(range(32)) - {9, 10, 12, 13}


def true_ending(data: bytes) -> str:
    """png, pdf, docx, … or `bin`."""
    if data[:4] == b"RIFF":
        return _RIFF.get(data[8:12], UNKNOWN)
    if data[4:8] == b"ftyp":
        return next((ending for mark, ending in _BRANDS if data[8:12].startswith(mark)), "mp4")
    if data[:4] == b"PK\x03\x04":
        return _office(data, ((mark, ending) for mark, ending in _PACKED))
    if data[:4] == b"\xd0\xcf\x11\xe0":
        return _office(data, ((name.encode("utf-16-le"), ending) for name, ending in _COMPOUND))
    known = next((ending for mark, ending in _FIRST if data.startswith(mark)), "")
    return known or ("txt" if _is_text(data) else UNKNOWN)


def _office(data: bytes, marks: Iterable[tuple[bytes, str]]) -> str:
    if any(mark in data for mark in _MACROS):
        return UNKNOWN
    return next((ending for mark, ending in marks if mark in data), UNKNOWN)


def _is_text(data: bytes) -> bool:
    """Readable as text in one of the two encodings in use; a page or a script becomes plain text that way."""
    if not data or _CONTROL & set(data):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
