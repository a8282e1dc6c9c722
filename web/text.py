"""Text as it comes in at the door, and as staff are shown it.

Rules kept here:
- what is stored is NFC, without NUL and other control characters that no keyboard types;
- lone surrogates (JSON lets them through, every later step dies of them) become U+FFFD;
- direction marks and invisible characters are kept, because the original is evidence, and
  are shown visibly to staff, because they are how a text pretends to be another.
"""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

REPLACEMENT = "\ufffd"

_SURROGATES = re.compile("[\ud800-\udfff]")
_UNTYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029\u0085]")
_SPACES = re.compile(r"[ \t\n]+")
_BLANK = " \t\n\u3000\xa0"
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\x80-\x9f\U000e0000-\U000e0fff]"
)


def clean_text(text: str) -> str:
    """Several lines as they may be stored: NFC, line ends ``\\n``, no control characters."""
    text = _SURROGATES.sub(REPLACEMENT, text)
    text = _LINE_ENDS.sub("\n", text)
    text = _UNTYPED.sub("", text)
    return unicodedata.normalize("NFC", text).strip(_BLANK)


def clean_line(text: str) -> str:
    """One line as it may be stored: as ``clean_text``, with every run of space as one."""
    return _SPACES.sub(" ", clean_text(text))


def clean_form(text: str) -> str:
    """What a form field holds before its field decides what it is: typed spaces are kept."""
    text = _SURROGATES.sub(REPLACEMENT, text)
    return unicodedata.normalize("NFC", _UNTYPED.sub("", text))


def visible(text: str) -> Markup:
    """The text for staff: every direction mark and invisible character as a marked code point."""
    shown = []
    start = 0
    for found in _INVISIBLE.finditer(text):
        shown.append(escape(text[start : found.start()]))
        code = f"U+{ord(found[0]):04X}"
        shown.append(Markup('<span class="tag red">{}</span>').format(code))
        start = found.end()
    shown.append(escape(text[start:]))
    return Markup().join(shown)


def has_invisible(text: str) -> bool:
    """Whether the text holds a character that ``visible`` would mark."""
    return _INVISIBLE.search(text) is not None
