"""The kinds of field: each is a WTForms field that draws itself as a question.

Typed text is cleaned as it comes in (``web.text``): lines and blocks to NFC without control
characters; passwords are left exactly as they are.
"""

from __future__ import annotations

from datetime import date
from typing import Any, assert_never

import wtforms
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # the stubs are older
from wtforms.utils import unset_value
from wtforms.widgets import FileInput, PasswordInput, Select, TextArea, TextInput

from web.fields.base import Component
from web.fields.dates import parse_day
from web.fields.widgets import Question, Rows, ThreeBoxes, TickRow
from web.i18n import gettext as _
from web.i18n import language
from web.receiving import ReceivedFile, Refusal, RefusedFile
from web.rendering import size
from web.text import clean_line, clean_text


class TextLine(Component, wtforms.StringField):
    """One line of text."""

    widget = Question(TextInput())

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the sent value as one clean line."""
        if valuelist:
            self.data = clean_line(str(valuelist[0]))


class Digits(TextLine):
    """Digits a person copies: a receipt, a code; wide letters, the number keyboard."""

    widget = Question(TextInput(), "in digits", inputmode="numeric", spellcheck="false")


class Hidden(wtforms.HiddenField):
    """A value the page carries and nobody sees."""


class Secret(Component, wtforms.PasswordField):
    """A password: never shown again, never cleaned."""

    widget = Question(PasswordInput(hide_value=True))


class TextBlock(Component, wtforms.TextAreaField):
    """Several lines of text."""

    widget = Question(TextArea(), rows=6)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the sent value as clean text."""
        if valuelist:
            self.data = clean_text(str(valuelist[0]))


def declared(options: dict[str, Any]) -> dict[str, Any]:
    """A field's options with its choices, pairs of value and words, as WTForms wants them declared."""
    choices = options.get("choices")
    if choices is None or callable(choices):
        return options
    pairs = [SelectChoice(*choice) if isinstance(choice, tuple) else choice for choice in choices]
    return {**options, "choices": pairs}


class Selection(Component, wtforms.SelectField):
    """One of many, in a list that unfolds. ``choices`` are pairs of value and words."""

    widget = Question(Select())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **declared(options))


def refusal_words(part: RefusedFile) -> str:
    """Why a file was not kept and what to do."""
    match part.refusal:
        case Refusal.TOO_LARGE:
            words = _(
                "“%(name)s”超过%(limit)s，没有收下；请压缩或者分段后再添加",
                name=part.filename,
                limit=size(part.limit),
            )
        case Refusal.TOO_MANY:
            words = _("一次最多%(n)s个文件，“%(name)s”没有收下；请另外添加", n=part.limit, name=part.filename)
        case _ as never:
            assert_never(never)
    return str(words)


class Files(Component, wtforms.MultipleFileField):
    """Files of the reporter's choice; ``data`` holds what ``web.uploads`` received."""

    widget = Question(FileInput(multiple=True))

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the whole files; a refused one becomes this field's error, with the limit it broke."""
        self.data = [part for part in valuelist if isinstance(part, ReceivedFile)]
        if refused := [part for part in valuelist if isinstance(part, RefusedFile)]:
            raise ValueError(refusal_words(refused[0]))


class DayText(Component, wtforms.Field):
    """A day in one line: 2026年12月4日, 2026-12-04 or 2026.12.4; ``data`` is a date."""

    widget = Question(TextInput(), "in")
    data: date | None
    typed = ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day; what cannot be read stays in the field with an instruction."""
        if not valuelist:
            return
        self.typed = clean_line(str(valuelist[0]))
        self.data = parse_day(self.typed)
        if self.typed and self.data is None:
            raise ValueError(_("请写成2026年12月4日这样的日期"))

    def _value(self) -> str:
        if self.typed or not isinstance(self.data, date):
            return self.typed
        if language() == "en":
            return self.data.isoformat()
        return f"{self.data.year}年{self.data.month}月{self.data.day}日"


class DayBoxes(Component, wtforms.Field):
    """A day in three boxes, year, month and day; ``data`` is a date."""

    widget = ThreeBoxes()
    data: date | None
    typed: list[str]

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the three boxes; nothing in all of them is no date."""
        super().process(None, data, extra_filters)
        self.typed = ["", "", ""]
        if isinstance(self.data, date):
            self.typed = [str(self.data.year), str(self.data.month), str(self.data.day)]
        names = [f"{self.name}-{part}" for part in ("year", "month", "day")]
        if formdata is None or not any(name in formdata for name in names):
            return
        self.typed = [clean_line(formdata.get(name, "")) for name in names]
        self.raw_data = [part for part in self.typed if part]
        self.data = parse_day("-".join(self.typed)) if all(self.typed) else None
        if any(self.typed) and self.data is None:
            self.process_errors = [_("请把年、月、日都写上，比如2026、12、4")]

    @property
    def focus_id(self) -> str:
        """The box of the year."""
        return f"{self.id}-year"


class Radios(Component, wtforms.RadioField):
    """One of a few. ``hints`` gives a choice a second line."""

    widget = Rows("radio")

    def __init__(self, *args: Any, hints: dict[Any, Any] | None = None, **options: Any) -> None:
        super().__init__(*args, **declared(options))
        self.hints = hints or {}

    @property
    def focus_id(self) -> str:
        """The first row."""
        return f"{self.id}-0"

    def pre_validate(self, form: Any) -> None:
        """A choice that was not offered is refused; none at all is the business of ``Needed``."""
        if self.data not in {None, "", "None"}:
            super().pre_validate(form)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the chosen row; a form sent without one chose none."""
        if valuelist:
            super().process_formdata(valuelist)
        else:
            self.data = None


class Boxes(Component, wtforms.SelectMultipleField):
    """Any number of a few. ``hints`` gives a choice a second line."""

    widget = Rows("checkbox")

    def __init__(self, *args: Any, hints: dict[Any, Any] | None = None, **options: Any) -> None:
        super().__init__(*args, **declared(options))
        self.hints = hints or {}

    @property
    def focus_id(self) -> str:
        """The first row."""
        return f"{self.id}-0"


class Tick(Component, wtforms.BooleanField):
    """One box to tick; its label is the sentence one agrees to."""

    widget = TickRow()
