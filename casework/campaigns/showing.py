"""What the pages of campaigns have in common: the page of one act, refusals in words, names made into ids."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import abort, make_response, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from casework.campaigns.answers import NotDone
from casework.campaigns.labels import PROBLEM_WORDS
from casework.campaigns.planning import Campaign, campaign_of
from casework.offices import lookups
from casework.workplace import Workplace
from regulation.decisions import Refused
from regulation.labels import label
from web.fields import DayText, Form, Selection
from web.i18n import gettext as _
from web.rendering import cited

Crumbs = Sequence[tuple[str, str | None]]


def refusal_words(answer: NotDone | Refused) -> str:
    """Why an act was not done and what to do; a "no" of the regulation with its clause."""
    if isinstance(answer, NotDone):
        return str(_(PROBLEM_WORDS[answer.problem]))
    parts = [str(_(label(answer.reason))), str(_(answer.detail)) if answer.detail else ""]
    words = "：".join(part for part in parts if part)
    return str(_("%(words)s（工作方案%(clause)s）", words=words, clause=cited(answer.clause)))


def refuse(form: Form, field: str, answer: NotDone | Refused) -> None:
    """Put a refusal at the field it is about."""
    form[field].errors = [refusal_words(answer)]


def offer(field: Selection, reasons: Mapping[str, str], *, none: bool = False) -> None:
    """The reasons of a closed list to choose from; with `none` also to leave it open."""
    nothing = [("", "")] if none else []
    field.choices = [*nothing, *((value, _(words)) for value, words in reasons.items())]


def day_in(field: DayText) -> date:
    """The day of a field that was validated as needed."""
    if field.data is None:
        raise ValueError(f"{field.id} was not validated")
    return field.data


def act_page(
    form: Form, *, heading: str, address: str, crumbs: Crumbs, notes: Sequence[str] = (), back: str = ""
) -> Response:
    """The page of one act: its form, and what to know before it."""
    body = render_template(
        "casework/campaigns/act.html",
        form=form,
        heading=heading,
        address=address,
        crumbs=[*crumbs, (heading, None)],
        notes=notes,
        back=back,
    )
    return make_response(body, 422 if form.errors else 200)


def the_campaign(work: Workplace, campaign_id: str) -> Campaign:
    """The campaign of an address, or 404."""
    with work.store.read() as db:
        found = campaign_of(db, campaign_id)
    if found is None:
        abort(404)
    return found


def one_person(db: Session, name: str, unit_name: str) -> str:
    """The one person of this name, in this unit when it is given; empty when there is none or several."""
    found = [person for person in lookups.persons_like(db, name) if person.name == name]
    if unit_name:
        names = lookups.names(db, {person.unit_id for person in found})
        found = [person for person in found if names.get(person.unit_id) == unit_name]
    return found[0].id if len(found) == 1 else ""
