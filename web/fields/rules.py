"""What a field may ask for. Every message is an instruction: it says what to do, not what is wrong."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wtforms import Field, ValidationError
from wtforms.validators import Optional as WTFormsOptional
from wtforms.validators import StopValidation

from web.i18n import gettext as _


class Optional(WTFormsOptional):
    """The field may stay empty; nothing else is asked of it then."""

    def __init__(self) -> None:
        super().__init__(strip_whitespace=True)
        # The page says （可不选） in words; nothing is put on the control.
        self.field_flags = {}


def _is_empty(field: Field) -> bool:
    """Whether nothing was written, chosen or added."""
    data: Any = field.data
    if isinstance(data, str):
        return not data.strip()
    return data is None or data is False or (isinstance(data, Collection) and not data)


class Needed:
    """The field must not stay empty. The message says what to write, and what to do if one cannot."""

    def __init__(self, message: Any = None) -> None:
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ``StopValidation`` with the instruction when the field is empty."""
        del form
        if field.errors and not self.message:
            raise StopValidation
        if _is_empty(field):
            field.errors = []
            raise StopValidation(
                str(self.message) if self.message else _("请填写“%(label)s”", label=field.label.text)
            )


class NeededIf(Needed):
    """Needed only while another field has one of the given values; else it may stay empty."""

    def __init__(self, other: str, values: Collection[Any], message: Any = None) -> None:
        super().__init__(message)
        self.other = other
        self.values = values

    def __call__(self, form: Any, field: Field) -> None:
        """Ask as ``Needed`` where the other field calls for it."""
        if form[self.other].data in self.values:
            super().__call__(form, field)
        elif _is_empty(field):
            field.errors = []
            raise StopValidation


class AtMost:
    """At most so many characters; the message says how many to take away."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ``ValidationError`` with the numbers."""
        del form
        over = len(field.data or "") - self.characters
        if over > 0:
            raise ValidationError(
                _("最多%(most)s字，请删去%(over)s字", most=f"{self.characters:,}", over=f"{over:,}")
            )


class OneOf:
    """One of several fields must be filled in: the error stands at this one."""

    def __init__(self, others: Collection[str], message: Any) -> None:
        self.others = others
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        """Raise ``StopValidation`` when this field and all others are empty."""
        if _is_empty(field):
            field.errors = []
            if all(_is_empty(form[name]) for name in self.others):
                raise StopValidation(str(self.message))
            raise StopValidation
