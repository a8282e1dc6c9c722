"""The pages that only say something: home, protection, contact, forms, figures, and the way out."""

from pathlib import Path
from typing import Final

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)

from mailbox.directory import Directory, OfficeEntry
from portal.answers import AtCommission, Subject
from portal.cookies import farewell, here
from portal.forms import LookUp, Which
from portal.notices import all_notices
from portal.order import unfinished
from portal.published import statistics as published_statistics
from portal.reasons import reasons
from portal.receiving import receiving_office
from portal.reception import desk, directory, draft, in_force
from portal.reports import address
from portal.sealed_rows import StoreRefused
from regulation.decisions import Refused
from regulation.terms import Level
from web.i18n import gettext as _

blueprint = Blueprint("pages", __name__)
BLANK_FORMS: Final = Path(__file__).parent / "forms"
NEWEST: Final = 3


@blueprint.get("/")
def home() -> Response:
    """What may be reported here, how one is protected, and every other way."""
    return _page(
        "home",
        _("举报领导干部｜家属违规经商办企业"),
        look_up=LookUp(formdata=None),
        **_begun(),
        notices=all_notices()[:NEWEST],
        office=_nearest_first(directory())[0],
        forms=_blank_forms(),
    )


@blueprint.get("/protection")
def protection() -> Response:
    """How a reporter is protected, and what no site can protect from."""
    return _page("protection", _("怎样保护您"))


@blueprint.get("/accessibility")
def accessibility() -> Response:
    """The accessibility statement."""
    return _page("accessibility", _("无障碍说明"), offices=directory().offices)


@blueprint.get("/contact")
def contact() -> Response:
    """Telephone, post and visiting hours of every commission, from the directory."""
    found = in_force()
    return _page("contact", _("来信、来访、来电"), offices=_nearest_first(found.directory), directory=found)


def _nearest_first(found: Directory) -> list[OfficeEntry]:
    """The site's own office, then the city's, those of districts and counties by region, those above at the end."""
    order = {Level.CITY: 1, Level.DISTRICT: 2, Level.COUNTY: 2, Level.PROVINCE: 3, Level.CENTRE: 4}

    def place(office: OfficeEntry) -> tuple[int, str, str]:
        own = office.name == found.site_name
        return (0 if own else order[Level(office.level)], office.region_code, office.unit_id)

    return sorted(found.offices, key=place)


@blueprint.route("/which-office", methods=["GET", "POST"])
def which() -> Response:
    """哪个机关受理: the rule that a report is routed by, told post, level and place alone; nothing is kept.

    The answer stands in the answer to the POST itself, so that no address and no history holds what was asked.
    """
    found = directory()
    asked = request.method == "POST"
    form = Which(request.form if asked else None)
    form.region.choices = [("", _("不清楚")), *((each.code, each.name) for each in found.regions)]
    valid = asked and form.validate()
    return _page(
        "which",
        _("哪个机关受理？"),
        form=form,
        failed=bool(form.errors),
        **(_receiver(form) if valid else {}),
    )


def _receiver(form: Which) -> dict[str, object]:
    """The office that would receive and why, or the competent one that has no mailbox here."""
    found, day = directory(), desk().today()
    subject = Subject(
        name=_("某人"),
        post=form.post.data or "",
        level=form.level.data or "unknown",
        region=form.region.data,
        at_commission=AtCommission.NO,
    )
    answer = receiving_office([subject], found, day)
    if isinstance(answer, Refused):
        return {
            "refused": True,
            "competent": next((each for each in found.offices if each.name == answer.detail), None),
        }
    receiving, office = answer
    why = reasons(receiving, office, [subject], found, day)
    return {"office": office, "why": why, "clause": receiving.clause}


@blueprint.get("/statistics")
def statistics() -> Response:
    """The monthly figures."""
    return _page("statistics", _("统计"), months=published_statistics(desk(), in_force()))


@blueprint.get("/forms")
def forms() -> Response:
    """Blank forms to download."""
    titles = {
        "shenbaobiao-geren": _("申报表（一人一份）"),
        "shenbaobiao-danwei": _("申报表（单位汇总，一单位一份）"),
    }
    return _page("forms", _("空白表格下载"), forms=_blank_forms(), titles=titles)


@blueprint.get("/forms/<name>")
def form(name: str) -> Response:
    """One blank form."""
    known = {path.name: path for path in _blank_forms()}
    if name not in known:
        abort(404)
    response = send_file(known[name], as_attachment=True, download_name=name, etag=False, last_modified=None)
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@blueprint.get("/leave")
def leave() -> Response:
    """立即离开: forget draft and mailbox on the server, take the cookie, go to an ordinary page.

    A plain link, because it must work without scripts; another site's link cannot do harm with it, since the
    cookie is never sent along from there.
    """
    visitor = here()
    if visitor is not None:
        for forget in (desk().sessions.forget, desk().drafts.forget):
            try:
                forget(visitor)
            except StoreRefused:
                continue  # what lies there cannot be opened without the cookie, and ends by itself
        farewell()
    response: Response = redirect(desk().config.leave_url, 303)  # type: ignore[assignment]  # werkzeug's own class
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _blank_forms() -> list[Path]:
    """The forms that lie in portal/forms, by name; the folder may be empty."""
    if not BLANK_FORMS.is_dir():
        return []
    return sorted(path for path in BLANK_FORMS.iterdir() if path.suffix in {".xlsx", ".docx", ".pdf"})


def _page(name: str, heading: str, **more: object) -> Response:
    return make_response(render_template(f"portal/pages/{name}.html", heading=heading, **more))


def _begun() -> dict[str, str]:
    """What this visitor has begun, and where it goes on: a draft, a sending that broke off, an unconfirmed receipt."""
    try:
        found = draft()
    except StoreRefused:
        found = None
    if found is None:
        return {"begun": "", "go_on": ""}
    if found.sent is None:
        return {"begun": "draft", "go_on": address(*unfinished(found))}
    if not found.sent.delivered:
        return {"begun": "sending", "go_on": url_for("sending.check")}
    return {"begun": "receipt", "go_on": url_for("sending.receipt")}
