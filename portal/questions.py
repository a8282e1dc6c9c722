"""Filling and reading one question page: from the draft into its form, from its form into the draft.

What was sent and not accepted lies in the draft as it came, so that its page can be asked for again.
"""

from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict

from mailbox.directory import Directory
from portal.answers import Answers, Typed
from portal.reminders import seems_reachable, seen_in
from portal.steps import Step, region_choices
from portal.words import DOUBTFUL_CONTACT, REMINDERS
from web.fields import Form

_FREE_TEXTS = ("business", "place", "acts", "when", "beneficiary", "text", "unit", "post")


def fill(
    step: Step, answers: Answers, n: int, directory: Directory, sent: MultiDict[str, Any] | None
) -> Form:
    """The form of a page: from what was sent, else from the draft; with its lists and reminders."""
    known = dict(step.load(answers, n))
    if "region" in known and step.mark(n) not in answers.done:
        known["region"] = None  # a province chosen a page ago is no answer to the question about the city
    form = step.form(formdata=sent, data=known)
    if "region" in form:
        region = answers.subjects[n - 1].region if n <= len(answers.subjects) else ""
        form["region"].choices = region_choices(directory, step.name, region)
    remind(form, answers.reporter.name)
    return form


def remind(form: Form, own_name: str) -> None:
    """Put a reminder beside every free text that seems to hold what an anonymous reporter would not want to send."""
    for name in _FREE_TEXTS:
        if name in form and form[name].data:
            seen = seen_in(form[name].data, own_name)
            form[name].reminder = REMINDERS[seen] if seen else ""
    if "contact" in form and form["contact"].data and not seems_reachable(form["contact"].data):
        form["contact"].reminder = DOUBTFUL_CONTACT


def accepts(form: Form, *, skipping: bool) -> bool:
    """Whether the form may be kept; when the page is skipped, only what is too long stands in the way."""
    if form.validate():
        return True
    if not skipping:
        return False
    for field in form:
        if field.errors and not field.data:
            field.errors = []
    return not any(field.errors for field in form)


def as_sent(form: MultiDict[str, str]) -> Typed:
    """The fields of a form as they came, without its token."""
    return tuple((name, text) for name, text in form.items(multi=True) if name != "csrf_token")


def sent_before(answers: Answers | None, step: Step, n: int, *, again: bool) -> MultiDict[str, str] | None:
    """What was last sent from this page, where it was not accepted and still waits to be mended.

    `again` says that the reader was led here by a refusal; only then is a form without a word shown as refused.
    """
    typed = () if answers is None and again else (answers or Answers()).rejected.get(step.mark(n))
    if typed is None or not (again or any(text for _, text in typed)):
        return None
    return MultiDict(typed)


def says_nothing(form: Form) -> bool:
    """Whether a form holds nothing but what it was shown with."""
    return all(not field.data or field.data == field.default for field in form)


def keep(step: Step, answers: Answers, n: int, form: Form) -> Answers:
    """The answers with this page in them, marked as done."""
    return step.save(answers, n, form.data).marked(step.mark(n))


def drop_subject(answers: Answers, n: int) -> Answers:
    """The answers without the n-th person; the last one stays."""
    if len(answers.subjects) < 2 or not 1 <= n <= len(answers.subjects):
        return answers
    subjects = tuple(each for k, each in enumerate(answers.subjects, start=1) if k != n)
    marks = {_moved(mark, n) for mark in answers.done}
    rejected = {moved: typed for mark, typed in answers.rejected.items() if (moved := _moved(mark, n))}
    done = frozenset(mark for mark in marks if mark)
    return replace(answers, subjects=subjects, done=done, rejected=rejected)


def _moved(mark: str, n: int) -> str:
    """A page's mark after the n-th person was taken out."""
    name, colon, number = mark.partition(":")
    if not colon or int(number) < n:
        return mark
    return "" if int(number) == n else f"{name}:{int(number) - 1}"
