"""Coming in by an enrolment link, and changing the password."""

import re
from typing import Final

from flask import Blueprint, abort, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow, open_to_all
from casework.offices import enrolment, signing_in
from casework.offices.answers import Fault, NotDone
from casework.offices.codes import provisioning_link
from casework.offices.forms import ChangePassword, Enrol
from casework.offices.labels import FAULT_WORDS
from casework.offices.views_sessions import HELD, fields_to_hold, held_fields, local_path, sign_in_anew
from casework.workplace import Workplace
from web.i18n import gettext as _

WITH_AN_OLD_PASSWORD: Final = frozenset(
    {
        "accounts.change_password",
        "sessions.account",
        "sessions.end_session",
        "sessions.lock",
        "sessions.sign_out",
    }
)
"""Where a member may still go while the password is too old."""

_FIELD_OF: Final = {
    Fault.PASSWORD_SHORT: "password",
    Fault.PASSWORD_PLAIN: "password",
    Fault.PASSWORD_SAME: "password",
    Fault.CODE_WRONG: "code",
}

blueprint = Blueprint("accounts", __name__)


@blueprint.route("/enrol/<link>", methods=["GET", "POST"])
@open_to_all
def enrol(work: Workplace, link: str) -> Response:
    """Set password and second factor; the member's keys are born in this request."""
    member = enrolment.member_of_link(work.store, work.clock, link=link)
    if member is None:
        abort(404)
    form = Enrol()
    if not re.fullmatch(r"[A-Z2-7]{32}", str(form.totp_secret.data or "")):
        form.totp_secret.data = enrolment.draw_totp_secret()
    if form.is_submitted() and form.validate() and _typed_twice(form):
        answer = enrolment.enrol(
            work.store,
            work.clock,
            work.config,
            link=link,
            password=str(form.password.data),
            totp_secret=str(form.totp_secret.data),
            code=str(form.code.data),
        )
        if isinstance(answer, str):
            return redirect(url_for("sessions.sign_in"), 303)
        _show_at_its_field(form, answer)
    secret = str(form.totp_secret.data)
    body = render_template(
        "casework/offices/enrol.html",
        form=form,
        member=member,
        link=link,
        secret=" ".join(re.findall("....", secret)),
        otpauth=provisioning_link(secret, member.user_name),
    )
    return make_response(body, 422 if form.errors else 200)


@blueprint.route("/account/password", methods=["GET", "POST"])
@allow(Action.USE_OWN_ACCOUNT)
def change_password(officer: Officer, work: Workplace) -> Response:
    """A new password; every session of the account ends with it, this one too. A form held here goes on to signing in."""
    form = ChangePassword()
    held = held_fields(request.form)
    if form.is_submitted() and form.validate() and _typed_twice(form):
        answer = _changed(officer, work, form)
        if answer is None and form.held_to.data:
            return sign_in_anew(form.held_to.data, held)
        if answer is None:
            return redirect(url_for("sessions.sign_in"), 303)
        _show_at_its_field(form, answer)
    return _password_page(form, held, status=422 if form.errors else 200)


def ask_for_new_password() -> Response:
    """The answer to a member with a password too old: a GET is led to change it, a form is held meanwhile."""
    if request.method in {"GET", "HEAD"}:
        return redirect(url_for("accounts.change_password"), 303)
    form = ChangePassword(formdata=None)
    form.held_to.data = local_path(request.path)
    return _password_page(form, fields_to_hold(), status=403)


def _password_page(form: ChangePassword, held: list[tuple[str, str]], *, status: int) -> Response:
    body = render_template(
        "casework/offices/change_password.html",
        form=form,
        is_old=g.session.password_is_old,
        held=held,
        prefix=HELD,
    )
    return make_response(body, status)


def _changed(officer: Officer, work: Workplace, form: ChangePassword) -> NotDone | None:
    old_password, new_password = str(form.old_password.data), str(form.password.data)
    keys = signing_in.confirm_self(
        work.store,
        work.clock,
        work.config,
        member_id=officer.member_id,
        password=old_password,
        code=str(form.code.data),
    )
    if keys is None:
        return NotDone(Fault.CODE_WRONG)
    return enrolment.change_password(
        work.store,
        officer,
        work.clock,
        work.config,
        keys=keys,
        old_password=old_password,
        new_password=new_password,
    )


def _typed_twice(form: Enrol | ChangePassword) -> bool:
    if form.password.data == form.again.data:
        return True
    form.again.errors = [_("两次写的新密码不一样，请重新写")]
    return False


def _show_at_its_field(form: Enrol | ChangePassword, answer: NotDone) -> None:
    words = _(FAULT_WORDS[answer.fault])
    form[_FIELD_OF.get(answer.fault, "code")].errors = [words]
