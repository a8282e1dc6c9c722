"""Signing in and out, locking, the own account.

An ended or locked session answers a form with the sign-in page: what was typed rides along in hidden fields
of that page and is offered again after signing in. It is never stored.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from typing import Final

from flask import Blueprint, current_app, g, make_response, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow, open_to_all, rule_of
from casework.offices import sessions, signing_in
from casework.offices.forms import SignIn, Unlock
from casework.offices.sessions import Live, Locked
from casework.workplace import Workplace
from web.i18n import gettext as _

COOKIE: Final = "__Host-staff"
KNOWN: Final = "__Host-known"
"""The cookie of a browser its member has signed in from: it opens nothing (`known`)."""
AT_UNLOCK: Final = "casework.at_unlock"
"""The app's extension that lists what is done with freshly unlocked keys: functions of workplace and officer."""
HELD: Final = "held."
HELD_FIELDS: Final = 300
HELD_SIZE: Final = 1024 * 1024
LOCAL: Final = re.compile(r"/(?:[^/\\\s\x00-\x1f\x7f][^\\\s\x00-\x1f\x7f]{0,2000})?")
NOT_HELD: Final = frozenset({"csrf_token", "password", "old_password", "again", "code"})
HOME: Final = (
    "reports.inbox",
    "cases.index",
    "declarations.index",
    "notices.index",
    "leadership.page",
    "campaigns.index",
)

blueprint = Blueprint("sessions", __name__)


def session_key() -> bytes:
    """The key in this request's cookie; empty when there is none or it is malformed."""
    try:
        return base64.urlsafe_b64decode(request.cookies.get(COOKIE, "") + "=")
    except (binascii.Error, ValueError):
        return b""


class MemberLanguage:
    """The language of a signed-in member is kept with the account; before that links carry it."""

    def recall(self, name: str) -> str | None:
        """The language kept for the member of this session."""
        found = g.get("session")
        return found.language if name == "lang" and isinstance(found, Live | Locked) else None

    def keep(self, name: str, value: str) -> bool:
        """Keep the language a signed-in member asks for."""
        found = g.get("session")
        if name != "lang" or not isinstance(found, Live):
            return False
        if found.language != value:
            work: Workplace = current_app.extensions["workplace"]
            sessions.set_language(work.store, found.officer, value)
        return True


@blueprint.get("/")
@allow(Action.USE_OWN_ACCOUNT)
def home(officer: Officer) -> Response:
    """The first page this officer may see."""
    for endpoint in HOME:
        view = current_app.view_functions.get(endpoint)
        rule = rule_of(view) if view is not None else None
        if rule is not None and rule.action is not None and officer.may(rule.action):
            return redirect(url_for(endpoint), 303)
    return redirect(url_for("sessions.account"), 303)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in(work: Workplace) -> Response:
    """User name, password, code; one answer for whatever was wrong."""
    form = SignIn()
    if not form.is_submitted():
        form.next.data = local_path(request.args.get("next", ""))
        return _page("sign_in", form, [])
    held = held_fields(request.form)
    if not form.validate():
        return _page("sign_in", form, held, status=422)
    key = signing_in.sign_in(
        work.store,
        work.clock,
        work.config,
        user_name=str(form.user_name.data),
        password=str(form.password.data),
        code=str(form.code.data),
        mark=request.cookies.get(KNOWN, ""),
    )
    found = g.session
    if key is not None and isinstance(found, Live | Locked):
        sessions.discard(work.store, session_id=found.session_id)
    return _signed_in(work, form, held, key, "sign_in")


@blueprint.route("/unlock", methods=["GET", "POST"])
@open_to_all
def unlock(work: Workplace) -> Response:
    """Password and code of the member whose session is locked."""
    found = g.session
    if isinstance(found, Live):
        return redirect(url_for("sessions.home"), 303)
    form = Unlock()
    held = held_fields(request.form)
    if not isinstance(found, Locked):
        if not form.is_submitted():
            return redirect(url_for("sessions.sign_in"), 303)
        # The session ended while its member was typing: the sign-in page takes over what was held.
        return _page("sign_in", SignIn(formdata=request.form), held, fault=_ended())
    if not form.is_submitted():
        form.next.data = local_path(request.args.get("next", ""))
        return _page("unlock", form, [])
    if not form.validate():
        return _page("unlock", form, held, status=422)
    key = signing_in.unlock(
        work.store,
        work.clock,
        work.config,
        session_id=found.session_id,
        password=str(form.password.data),
        code=str(form.code.data),
    )
    return _signed_in(work, form, held, key, "unlock")


@blueprint.post("/lock")
@allow(Action.USE_OWN_ACCOUNT)
def lock(work: Workplace) -> Response:
    """Take the keys out of this session now."""
    sessions.lock(work.store, session_id=g.session.session_id)
    return redirect(url_for("sessions.unlock"), 303)


@blueprint.post("/sign-out")
@allow(Action.USE_OWN_ACCOUNT)
def sign_out(officer: Officer, work: Workplace) -> Response:
    """End this session and let the browser forget it."""
    sessions.end(work.store, officer, work.clock, session_id=g.session.session_id)
    response = redirect(url_for("sessions.sign_in"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    for name in (COOKIE, current_app.config["SESSION_COOKIE_NAME"]):
        response.delete_cookie(name, secure=True, httponly=True, samesite="Strict", path="/")
    return response


@blueprint.get("/account")
@allow(Action.USE_OWN_ACCOUNT)
def account(officer: Officer, work: Workplace) -> str:
    """The own account: roles, keys, sessions, language, signing out."""
    return render_template(
        "casework/offices/account.html",
        officer=officer,
        live=g.session,
        standing=sessions.of_member(work.store, officer, work.clock, work.config),
    )


@blueprint.post("/account/sessions/<session_id>/end")
@allow(Action.USE_OWN_ACCOUNT)
def end_session(officer: Officer, work: Workplace, session_id: str) -> Response:
    """End another session of the own account."""
    sessions.end(work.store, officer, work.clock, session_id=session_id)
    return redirect(url_for("sessions.account"), 303)


def ask_to_sign_in(found: Locked | None) -> Response:
    """The answer to a request without a live session: a GET is led to sign in and back, a form is held."""
    page = "unlock" if found is not None else "sign_in"
    if request.method not in {"POST", "PUT", "PATCH", "DELETE"}:
        here = request.full_path.rstrip("?")
        return redirect(url_for(f"sessions.{page}", next=here if here != "/" else None), 303)
    form: SignIn | Unlock = Unlock(formdata=None) if found is not None else SignIn(formdata=None)
    form.held_to.data = local_path(request.path)
    return _page(page, form, fields_to_hold(), status=401, fault=_ended())


def fields_to_hold() -> list[tuple[str, str]]:
    """What was typed into the form of this request, for a page that answers in its stead. Files are read past."""
    request.takes_files = False  # type: ignore[attr-defined]  # the request of web.uploads
    return _capped((name, text) for name, text in request.form.items(multi=True) if name not in NOT_HELD)


def sign_in_anew(held_to: str, held: list[tuple[str, str]]) -> Response:
    """The sign-in page after the member's sessions were ended by an act of his own, a held form in it."""
    g.session = None
    form = SignIn(formdata=None)
    form.held_to.data = local_path(held_to)
    return _page("sign_in", form, held, done=_("密码换好了。请用新密码登录，然后接着提交。"))


def local_path(path: str) -> str:
    """The path when it stays on this site, else nothing. Browsers drop tabs and line breaks from addresses
    and read a backslash as a slash, so neither is let through."""
    return path if LOCAL.fullmatch(path) else ""


def held_fields(posted: "MultiDict[str, str]") -> list[tuple[str, str]]:
    """The fields a sign-in page carried for a form whose session had ended."""
    pairs = [(name, text) for name, text in posted.items(multi=True) if name.startswith(HELD)]
    return _capped((name.removeprefix(HELD), text) for name, text in pairs)


def _capped(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    kept = list(pairs)[:HELD_FIELDS]
    return kept if sum(len(name) + len(text) for name, text in kept) <= HELD_SIZE else []


def _ended() -> str:
    return str(_("登录已经结束或者锁定。写的内容还在这一页里，登录后可以接着提交；选好的文件要重新选。"))


def _signed_in(
    work: Workplace, form: SignIn | Unlock, held: list[tuple[str, str]], key: bytes | None, page: str
) -> Response:
    if key is None:
        form.code.data = ""
        words = _("没有登录成功。请核对后等下一个动态码再试；多次不成功，账号会停用一段时间。")
        return _page(page, form, held, status=403, fault=str(words))
    mark = _unlocked(work, key)
    target = local_path(str(form.held_to.data or ""))
    if target:
        body = render_template("casework/offices/resume.html", target=target, held=held)
        response = make_response(body)
    else:
        onward = local_path(str(form.next.data or "")) or url_for("sessions.home")
        response = make_response(redirect(onward, 303))
    value = base64.urlsafe_b64encode(key).decode("ascii").rstrip("=")
    response.set_cookie(COOKIE, value, secure=True, httponly=True, samesite="Strict", path="/")
    age = work.config.password_days * 86400
    response.set_cookie(KNOWN, mark, max_age=age, secure=True, httponly=True, samesite="Strict", path="/")
    return response


def _unlocked(work: Workplace, key: bytes) -> str:
    """Keys are open now: the work that waited for them is done by those who put themselves down for it. Answers by
    what this browser will be known."""
    live = sessions.find(work.store, work.clock, work.config, key)
    if not isinstance(live, Live):
        return ""
    for do in current_app.extensions.get(AT_UNLOCK, ()):
        do(work, live.officer)
    return signing_in.mark_of(work.store, live.officer, work.clock, work.config)


def _page(
    page: str,
    form: SignIn | Unlock,
    held: list[tuple[str, str]],
    *,
    status: int = 200,
    fault: str = "",
    done: str = "",
) -> Response:
    found = g.get("session")
    body = render_template(
        f"casework/offices/{page}.html",
        form=form,
        held=held,
        prefix=HELD,
        fault=fault,
        done=done,
        who=found.name if isinstance(found, Locked) else "",
    )
    return make_response(body, status)
