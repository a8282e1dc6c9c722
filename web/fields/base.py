"""The form, and what every field that is a component has beside WTForms' own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_wtf import FlaskForm

from web.i18n import gettext as _


class Translated:
    """Hands the library's own messages through our catalogue of instructions."""

    def gettext(self, text: str) -> str:
        """An instruction in place of the library's statement."""
        if text.startswith(("Not a valid choice", "Invalid Choice", "'%(value)s'")):
            return str(_("请从列出的选项中选一项"))
        if text.startswith("Not a valid integer"):
            return str(_("请填写数字"))
        return str(_("请重新填写这一项"))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """As ``gettext``; the library's plurals never reach a reader."""
        del plural, number
        return self.gettext(singular)


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf is untyped
    """A form of this project: tokens are the hardening's business, errors are one list."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # flask-wtf is untyped
        """No token of its own; built-in messages in the page's language."""

        csrf = False

        def get_translations(self, form: Any) -> Translated:
            """Built-in messages of the library never reach a reader in its own words."""
            del form
            return Translated()

    def error_list(self) -> list[tuple[str, str]]:
        """Every error with the id of the control that its link focuses, in the form's order."""
        return list(self._first_errors())

    def _first_errors(self) -> Iterator[tuple[str, str]]:
        for field in self:
            for error in field.errors[:1]:
                yield str(error), getattr(field, "focus_id", field.id)


class Component:
    """What makes a WTForms field a question: a reminder, and the control an error leads to."""

    id: str
    errors: Any
    reminder: Any = ""

    @property
    def focus_id(self) -> str:
        """The control that the error summary's link focuses."""
        return self.id

    def error(self) -> str:
        """The first error, in words."""
        return str(self.errors[0]) if self.errors else ""

    def described_by(self, hint: Any) -> str:
        """The ids of what describes this field, in reading order."""
        parts = (("hint", hint), ("error", self.errors), ("reminder", self.reminder))
        return " ".join(f"{self.id}-{name}" for name, present in parts if present)

    def ties(self, hint: Any) -> dict[str, Any]:
        """The attributes that tie a control to its hint, error and reminder."""
        described = self.described_by(hint)
        ties: dict[str, Any] = {"aria-describedby": described} if described else {}
        return {**ties, "aria-invalid": "true"} if self.errors else ties
