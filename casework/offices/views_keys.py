"""The members of an office or unit: accounts, fingerprints, founding the key, granting it."""

from flask import Blueprint, abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.access import (
    ADMINISTRATORS,
    OFFICE_ROLES,
    UNIT_ROLES,
    Action,
    Officer,
    Role,
    allow,
)
from casework.labels import ROLE_LABELS
from casework.offices import enrolment, organ_keys, service
from casework.offices.answers import Fault, NotDone
from casework.offices.forms import Fingerprint, NewMember, StartFounding
from casework.offices.labels import FAULT_WORDS
from casework.offices.rows import MemberRow
from casework.workplace import Workplace
from web.i18n import gettext as _

blueprint = Blueprint("offices", __name__)


@blueprint.get("/office")
@allow(Action.SEE_OFFICE_MEMBERS)
def members(officer: Officer, work: Workplace) -> str:
    """Who belongs to the officer's office or unit, who holds its key, and the own fingerprint to read out."""
    entries = service.members(work.store, officer)
    own = next(entry.member for entry in entries if entry.member.id == officer.member_id)
    organ_id = own.organ_id
    return render_template(
        "casework/offices/members.html",
        officer=officer,
        entries=entries,
        own=own,
        own_fingerprint=organ_keys.fingerprint_of(own),
        organ=service.organ_of(work.store, organ_id),
        founding=organ_keys.founding_of(work.store, organ_id),
        may_hold_key=organ_keys.may_hold_key,
        makes_accounts=Role.SECURITY_ADMINISTRATOR in officer.roles,
        actions=Action,
    )


@blueprint.route("/office/key/<organ_id>", methods=["GET", "POST"])
@allow(Action.FOUND_OFFICE_KEY)
def found(officer: Officer, work: Workplace, organ_id: str) -> Response:
    """The two halves of founding an organ's key: the first member starts, the second confirms."""
    organ = service.organ_of(work.store, organ_id)
    if organ is None or not organ_keys.concerns(work.store, officer, organ_id):
        abort(404)
    under_way = organ_keys.founding_of(work.store, organ_id)
    if organ.recipient is None and under_way is not None and under_way.second_id == officer.member_id:
        return _confirm(officer, work, organ_id, under_way)
    return _start(officer, work, organ_id, under_way, founded=organ.recipient is not None)


@blueprint.route("/office/members/<member_id>/grant", methods=["GET", "POST"])
@allow(Action.GRANT_OFFICE_KEY)
def grant(officer: Officer, work: Workplace, member_id: str) -> Response:
    """Give the key to a colleague whose fingerprint the officer has heard."""
    member = _member(officer, work, member_id)
    form = Fingerprint()
    if form.is_submitted() and form.validate():
        answer = organ_keys.grant(
            work.store, officer, work.clock, member_id=member_id, typed=str(form.typed.data)
        )
        if answer is None:
            return redirect(url_for("offices.members"), 303)
        form.typed.errors = [_(FAULT_WORDS[answer.fault])]
    body = render_template("casework/offices/grant.html", form=form, member=member)
    return make_response(body, 422 if form.errors else 200)


@blueprint.route("/office/members/new", methods=["GET", "POST"])
@allow(Action.ENROL_MEMBERS)
def new_member(officer: Officer, work: Workplace) -> Response:
    """A new account of the office."""
    return _new_member(officer, work, None, offered=_roles_offered(officer, None))


@blueprint.route("/units/<unit_id>/members/new", methods=["GET", "POST"])
@allow(Action.ENROL_MEMBERS)
def new_unit_member(officer: Officer, work: Workplace, unit_id: str) -> Response:
    """A new account of a unit this office reviews."""
    unit = service.unit_of(work.store, unit_id)
    if unit is None or unit.office_id != officer.office_id:
        abort(404)
    return _new_member(officer, work, unit_id, offered=_roles_offered(officer, unit_id))


@blueprint.get("/office/members/<member_id>")
@allow(Action.DISABLE_MEMBERS)
def account(officer: Officer, work: Workplace, member_id: str) -> str:
    """One account, for whoever made it: a new link, or closing it."""
    member = _member(officer, work, member_id)
    if not enrolment.may_keep(officer, member):
        abort(404)
    return render_template("casework/offices/member.html", member=member)


@blueprint.post("/office/members/<member_id>/link")
@allow(Action.ENROL_MEMBERS)
def renew_link(officer: Officer, work: Workplace, member_id: str) -> Response:
    """A new link for a lost password: the old keys, grants and sessions end."""
    member = _member(officer, work, member_id)
    answer = enrolment.renew_link(work.store, officer, work.clock, work.config, member_id=member_id)
    return _link_page(work, member.name, answer)


@blueprint.post("/office/members/<member_id>/disable")
@allow(Action.DISABLE_MEMBERS)
def disable(officer: Officer, work: Workplace, member_id: str) -> Response:
    """Close an account."""
    unit_id = _member(officer, work, member_id).unit_id
    answer = enrolment.disable(work.store, officer, work.clock, member_id=member_id)
    if answer is not None and answer.fault is Fault.UNKNOWN:
        abort(404)
    if unit_id is not None:
        return redirect(url_for("units.show", unit_id=unit_id), 303)
    return redirect(url_for("offices.members"), 303)


def _start(
    officer: Officer,
    work: Workplace,
    organ_id: str,
    under_way: organ_keys.Founding | None,
    *,
    founded: bool,
) -> Response:
    form = StartFounding()
    candidates = organ_keys.candidates(work.store, organ_id, besides=officer.member_id)
    form.second.choices = [(member.id, member.name) for member in candidates]
    if form.is_submitted() and form.validate():
        answer = organ_keys.start_founding(
            work.store,
            officer,
            work.clock,
            organ_id=organ_id,
            second_id=str(form.second.data),
            typed=str(form.typed.data),
        )
        if answer is None:
            return redirect(url_for("offices.found", organ_id=organ_id), 303)
        form.typed.errors = [_(FAULT_WORDS[answer.fault])]
    body = render_template(
        "casework/offices/found_start.html",
        form=form,
        organ_id=organ_id,
        candidates=candidates,
        under_way=under_way,
        founded=founded,
        own_fingerprint=organ_keys.own_fingerprint(work.store, officer),
    )
    return make_response(body, 422 if form.errors else 200)


def _confirm(officer: Officer, work: Workplace, organ_id: str, under_way: organ_keys.Founding) -> Response:
    form = Fingerprint()
    if form.is_submitted() and form.validate():
        answer = organ_keys.confirm_founding(
            work.store, officer, work.clock, organ_id=organ_id, typed=str(form.typed.data)
        )
        if answer is None:
            return redirect(url_for("offices.members"), 303)
        form.typed.errors = [_(FAULT_WORDS[answer.fault])]
    body = render_template(
        "casework/offices/found_confirm.html",
        form=form,
        organ_id=organ_id,
        starter=service.name_of(work.store, under_way.started_by),
        own_fingerprint=organ_keys.own_fingerprint(work.store, officer),
    )
    return make_response(body, 422 if form.errors else 200)


def _new_member(
    officer: Officer, work: Workplace, unit_id: str | None, *, offered: frozenset[Role]
) -> Response:
    form = NewMember()
    form.roles.choices = [(role.value, _(words)) for role, words in ROLE_LABELS.items() if role in offered]
    if form.is_submitted() and form.validate():
        answer = enrolment.add_member(
            work.store,
            officer,
            work.clock,
            work.config,
            user_name=str(form.user_name.data),
            name=str(form.name.data),
            office_id=officer.office_id,
            unit_id=unit_id,
            roles=frozenset(Role(role) for role in form.roles.data or []),
        )
        if isinstance(answer, str):
            return _link_page(work, str(form.name.data), answer)
        field = form.user_name if answer.fault is Fault.NAME_TAKEN else form.roles
        field.errors = [_(FAULT_WORDS[answer.fault])]
    body = render_template("casework/offices/new_member.html", form=form, unit_id=unit_id)
    return make_response(body, 422 if form.errors else 200)


def _roles_offered(officer: Officer, unit_id: str | None) -> frozenset[Role]:
    """Security administrators make the office's accounts, registrars those of the units."""
    if unit_id is not None:
        return UNIT_ROLES
    if Role.SECURITY_ADMINISTRATOR not in officer.roles:
        abort(403)
    return OFFICE_ROLES | ADMINISTRATORS | {Role.CUSTODIAN}


def _link_page(work: Workplace, name: str, answer: str | NotDone) -> Response:
    """The link, shown once: it is stored nowhere."""
    if isinstance(answer, NotDone):
        abort(404)
    address = work.config.address + url_for("accounts.enrol", link=answer)
    return make_response(
        render_template(
            "casework/offices/link.html", name=name, address=address, days=work.config.enrolment_days
        )
    )


def _member(officer: Officer, work: Workplace, member_id: str) -> MemberRow:
    member = service.member_of(work.store, officer, member_id)
    if member is None:
        abort(404)
    return member
