"""One question about a case: the page that every act on it is asked on, with what it is about above the form."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.access import Officer
from casework.cases import forms_told, reading
from casework.cases.facts import FoundFact
from casework.cases.records import NoSuchCase
from casework.cases.views import opened_page
from casework.workplace import Workplace
from regulation.decisions import Refused
from web.fields import Form

Shown = TypeVar("Shown", reading.StrandShown, FoundFact)


def ask(
    officer: Officer,
    work: Workplace,
    reference: str,
    form: Form,
    act: Callable[[Form], Any],
    *,
    heading: str,
    button: str,
    hint: str = "",
    strand_id: str = "",
    finding_id: str = "",
) -> Response | str:
    """One question about a case: shown with what it is about, validated, done, or refused with the text kept."""
    page = opened_page(officer, work, reference)
    strand = _one(page.strands, strand_id)
    found = _one(page.findings, finding_id)
    refusals: tuple[Refused, ...] = ()
    if form.validate_on_submit():
        answer = act(form)
        if isinstance(answer, Refused):
            refusals = (answer,)
        elif isinstance(answer, forms_told.Mistyped):
            form[answer.field].errors = [answer.words]
        else:
            return redirect(url_for("cases.show", reference=reference), 303)
    return render_template(
        "casework/cases/question.html",
        form=form,
        page=page,
        reference=reference,
        heading=heading,
        button=button,
        refusals=refusals,
        hint=hint,
        strand=strand,
        found=found,
    )


def _one(shown: Sequence[Shown], wanted: str) -> Shown | None:
    """The one of this id; none was asked for by an empty id. Anything else is not there."""
    if not wanted:
        return None
    found = next((each for each in shown if each.id == wanted), None)
    if found is None:
        raise NoSuchCase(wanted)
    return found
