"""Forms whose fields are components: a field knows its hint, its error and how it is drawn.

In a template ``{{ form.name() }}`` draws the whole question: label or legend, hint, error,
control, reminder, in this order, tied together by ``aria-describedby``. Options of the call:
``hint``, ``also`` (another field inside the same question), ``heading`` (the label is the
page's h1), and attributes of the control such as ``rows`` or ``inputmode``.

The token against forged requests is written by the ``form`` component and checked by
``web.hardening`` for every changing request; forms carry none of their own.
"""

from web.fields.base import Form
from web.fields.kinds import (
    Boxes,
    DayBoxes,
    DayText,
    Digits,
    Files,
    Hidden,
    Radios,
    Secret,
    Selection,
    TextBlock,
    TextLine,
    Tick,
)
from web.fields.rules import AtMost, Needed, NeededIf, OneOf, Optional

__all__ = [
    "AtMost",
    "Boxes",
    "DayBoxes",
    "DayText",
    "Digits",
    "Files",
    "Form",
    "Hidden",
    "Needed",
    "NeededIf",
    "OneOf",
    "Optional",
    "Radios",
    "Secret",
    "Selection",
    "TextBlock",
    "TextLine",
    "Tick",
]
