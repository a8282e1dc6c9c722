"""The units an office reviews, and recorded kinship."""

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.offices import organ_keys, service, walls
from casework.offices.answers import Fault, NotDone
from casework.offices.forms import NewKin, NewUnit
from casework.offices.labels import FAULT_WORDS, KINSHIP_LABELS
from casework.offices.walls import Kinship
from casework.workplace import Workplace
from regulation.labels import label
from regulation.terms import Level, UnitKind
from web.i18n import gettext as _

blueprint = Blueprint("units", __name__)


@blueprint.get("/units")
@allow(Action.SEE_UNITS)
def index(officer: Officer, work: Workplace) -> str:
    """The units this office reviews, and which of them have keys."""
    return render_template(
        "casework/offices/units.html",
        units=service.units(work.store, office_id=officer.office_id),
        label=lambda member: _(label(member)),
        may_add=officer.may(Action.KEEP_UNITS),
        may_record_kin=officer.may(Action.RECORD_KIN),
    )


@blueprint.get("/units/<unit_id>")
@allow(Action.SEE_UNITS)
def show(officer: Officer, work: Workplace, unit_id: str) -> str:
    """One unit: its facts, its accounts, its key."""
    unit = service.unit_of(work.store, unit_id)
    if unit is None or unit.office_id != officer.office_id:
        abort(404)
    entries = service.unit_members(work.store, officer, unit_id)
    return render_template(
        "casework/offices/unit.html",
        unit=unit,
        entries=entries,
        label=lambda member: _(label(member)),
        may_enrol=officer.may(Action.ENROL_MEMBERS),
        may_found=organ_keys.concerns(work.store, officer, unit_id),
    )


@blueprint.route("/units/new", methods=["GET", "POST"])
@allow(Action.KEEP_UNITS)
def new(officer: Officer, work: Workplace) -> Response:
    """A new unit of this office."""
    form = NewUnit()
    form.kind.choices = [(kind.value, _(label(kind))) for kind in UnitKind]
    levels = [(level.value, _(label(level))) for level in Level]
    form.level.choices = form.belongs_to.choices = levels
    if form.is_submitted() and form.validate():
        answer = service.add_unit(
            work.store,
            officer,
            work.clock,
            office_id=officer.office_id,
            name=str(form.name.data),
            kind=UnitKind(form.kind.data),
            level=Level(form.level.data),
            belongs_to=Level(form.belongs_to.data),
            region_code=str(form.region_code.data),
            aliases=str(form.aliases.data or "").split(),
        )
        if isinstance(answer, str):
            return redirect(url_for("units.show", unit_id=answer), 303)
        form.name.errors = [_(FAULT_WORDS[answer.fault])]
    body = render_template("casework/offices/new_unit.html", form=form)
    return make_response(body, 422 if form.errors else 200)


@blueprint.route("/units/kin", methods=["GET", "POST"])
@allow(Action.RECORD_KIN)
def record_kin(officer: Officer, work: Workplace) -> Response:
    """Record that two persons of the rosters are near kin, so that walls know it."""
    form = NewKin()
    form.kinship.choices = [(kinship.value, _(words)) for kinship, words in KINSHIP_LABELS.items()]
    done = False
    if form.is_submitted() and form.validate():
        answer = _recorded(officer, work, form)
        done = answer is None
        if answer is not None:
            form.kin.errors = [_(FAULT_WORDS[answer.fault])]
    if done:
        form = NewKin(formdata=None)
        form.kinship.choices = [(kinship.value, _(words)) for kinship, words in KINSHIP_LABELS.items()]
    body = render_template("casework/offices/kin.html", form=form, done=done)
    return make_response(body, 422 if form.errors else 200)


def _recorded(officer: Officer, work: Workplace, form: NewKin) -> NotDone | None:
    person = _one_person(work, str(form.person.data), str(form.person_unit.data or ""))
    kin = _one_person(work, str(form.kin.data), str(form.kin_unit.data or ""))
    if person is None or kin is None:
        return NotDone(Fault.UNKNOWN)
    return walls.record_kin(
        work.store,
        officer,
        work.clock,
        person_id=person,
        kin_id=kin,
        kinship=Kinship(form.kinship.data),
    )


def _one_person(work: Workplace, name: str, unit_name: str) -> str | None:
    """The one person of this name, in this unit when it is given; None when there is none or several."""
    found = service.persons_named(work.store, name)
    if unit_name:
        units = {unit.id for unit in service.units(work.store) if unit_name in (unit.name, *unit.aliases)}
        found = [person for person in found if person.unit_id in units]
    return found[0].id if len(found) == 1 else None
