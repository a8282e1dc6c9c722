"""How fields are drawn: through the macros of ``shared/forms.html``, one place for the markup."""

from __future__ import annotations

from typing import Any

from flask import current_app
from markupsafe import Markup

from web.i18n import gettext as _


def draw(component: str, *arguments: Any, **options: Any) -> Markup:
    """One of the macros of ``shared/forms.html``; templates escape what they are handed."""
    module: Any = current_app.jinja_env.get_template("shared/forms.html").module
    drawn: Markup = getattr(module, component)(*arguments, **options)
    return drawn


def _frame(component: str, field: Any, control: Markup, hint: Any, options: dict[str, Any]) -> Markup:
    """A question around its control or controls."""
    return draw(
        component,
        field,
        control,
        hint=str(hint or ""),
        error=field.error(),
        reminder=str(field.reminder or ""),
        also=options.get("also"),
        heading=options.get("heading", False),
    )


class Question:
    """A label, hint and error around one control. ``width`` is w4, w10 or w20."""

    def __init__(self, control: Any, classes: str = "in", **attributes: Any) -> None:
        self.control = control
        self.classes = classes
        self.attributes = attributes

    def __call__(
        self,
        field: Any,
        *,
        hint: Any = None,
        also: Any = None,
        heading: bool = False,
        width: str = "",
        **attributes: Any,
    ) -> Markup:
        """The whole question."""
        hint = field.description if hint is None else hint
        attributes.pop("required", None)
        control = self.control(
            field,
            class_=f"{self.classes} {width}".strip(),
            **{**self.attributes, **field.ties(hint), **attributes},
        )
        return _frame("question", field, control, hint, {"also": also, "heading": heading})


class Rows:
    """A legend, hint and error around option rows, each row a label around its native control."""

    def __init__(self, native: str) -> None:
        self.native = native

    def __call__(self, field: Any, *, hint: Any = None, columns: bool = False, **options: Any) -> Markup:
        """The whole question; its texts are tied to the fieldset."""
        hint = field.description if hint is None else hint
        rows = [
            draw(
                "option",
                self.native,
                f"{field.id}-{index}",
                field.name,
                choice[0],
                choice[1],
                checked=choice[2],
                hint=str(field.hints.get(choice[0], "")),
                invalid=bool(field.errors),
            )
            for index, choice in enumerate(field.iter_choices())
        ]
        classes = "opts cols3" if columns else "opts"
        control = Markup('<div class="{}">{}</div>').format(classes, Markup().join(rows))
        return _frame("group", field, control, hint, options)


class ThreeBoxes:
    """A legend around the boxes for year, month and day."""

    def __call__(self, field: Any, *, hint: Any = None, **options: Any) -> Markup:
        """The whole question."""
        hint = field.description if hint is None else hint
        labels = ((_("年"), "year", "w10"), (_("月"), "month", "w4"), (_("日"), "day", "w4"))
        boxes = [
            draw(
                "date_box",
                f"{field.id}-{part}",
                f"{field.name}-{part}",
                label,
                typed,
                width,
                invalid=bool(field.errors),
            )
            for (label, part, width), typed in zip(labels, field.typed, strict=True)
        ]
        control = Markup('<div class="dates">{}</div>').format(Markup().join(boxes))
        return _frame("group", field, control, hint, options)


class TickRow:
    """One box with its sentence; ``bare`` inside another question, without a frame of its own."""

    def __call__(self, field: Any, *, hint: Any = None, bare: bool = False, **options: Any) -> Markup:
        """The row, under its error when there is one."""
        del options
        row = draw(
            "option",
            "checkbox",
            field.id,
            field.name,
            "y",
            field.label.text,
            checked=bool(field.data),
            hint=str((field.description if hint is None else hint) or ""),
            bare=bare,
            describedby=f"{field.id}-error" if field.errors else "",
            invalid=bool(field.errors),
        )
        if not field.errors:
            return row
        return draw("tick_error", field.id, field.error(), row)
