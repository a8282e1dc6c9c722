"""From an exception of this door to a page: the rows casework adds to the table of `web.errors`."""

from flask import Response, current_app, g, make_response, render_template, request
from werkzeug.exceptions import HTTPException, NotFound

from casework import acts
from casework.access import Officer
from casework.confined import Busy
from casework.keyring import KeyNotHeld
from casework.offices.signing_in import TooManySignIns
from casework.workplace import Workplace
from sealing import NoMatch
from web import errors
from web.i18n import gettext as _


def not_found(error: NotFound) -> Response | HTTPException:
    """Record who asked for a record that is not there, or not there for him; then answer as ever."""
    officer: Officer | None = g.get("officer")
    if officer is not None and request.view_args:
        work: Workplace = current_app.extensions["workplace"]
        asked = str(next(iter(request.view_args.values())))
        acts.record_refusal(work.store, officer, work.clock, "record", asked)
    return errors.error_page(404)


def altered(error: acts.RecordAltered) -> Response:
    """What lies in the table is not what the ledger says: nothing is done with it, and who met it is recorded."""
    officer: Officer | None = g.get("officer")
    if officer is not None:
        work: Workplace = current_app.extensions["workplace"]
        acts.record_altered(work.store, officer, work.clock, [error])
    asked = str(next(iter((request.view_args or {}).values()), ""))
    return make_response(render_template("casework/altered.html", ref=asked), 409)


def busy(_error: Busy) -> Response:
    """Too many files are being looked into. What was typed stands on the page; a file must be chosen again."""
    words = _("正在查看的文件太多，这次没有处理，也没有收下文件。请过半分钟再试；选好的文件要重新选。")
    response = errors.error_page(503, words=str(words))
    response.headers["Retry-After"] = "30"
    return response


def crowded(_error: TooManySignIns) -> Response:
    """Too many sign in at once; whoever is at work goes on undisturbed."""
    response = errors.error_page(503, words=str(_("同时登录的人太多，这次没有核对。请过几秒再试。")))
    response.headers["Retry-After"] = "5"
    return response


def key_not_held(_error: KeyNotHeld) -> Response:
    """Sealed to an organ whose key this member was not granted: whom to ask."""
    words = _("您还没有本机关或者本单位的密钥，打不开这里的内容。请持有密钥的同事核对指纹后授予。")
    return errors.error_page(403, words=str(words), kept=[])


def not_sealed_to(error: NoMatch) -> Response:
    """A member without the organ's keys met what is sealed to it; for anybody else it is a failure."""
    officer: Officer | None = g.get("officer")
    if officer is not None and officer.keys is not None and not officer.keys.holds_office_keys:
        return key_not_held(KeyNotHeld())
    return errors.unforeseen(error)
