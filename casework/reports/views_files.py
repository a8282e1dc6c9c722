"""Files of a report: pictures made in the confined child, and the original against a reason."""

from urllib.parse import quote

from flask import Response as Answer
from flask import abort, make_response, render_template, request
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.acts import RecordAltered
from casework.confined import FAULT_WORDS, Refusal
from casework.reports import evidence
from casework.reports.answers import NotDone, Problem
from casework.reports.forms import Original
from casework.reports.showing import problem_words
from casework.reports.views import blueprint
from casework.workplace import Workplace
from web.i18n import gettext as _


@blueprint.get("/<ref>/files/<document_id>/<int:n>")
@allow(Action.READ_REPORTS)
def file(officer: Officer, work: Workplace, ref: str, document_id: str, n: int) -> Response:
    """The safe view of a file, one page at a time."""
    fault, shown = "", None
    try:
        shown = evidence.view(work, officer, reference=ref, document_id=document_id, n=n)
    except Refusal as refusal:
        fault = str(_(FAULT_WORDS[refusal.fault]))
    if shown is None and not fault:
        abort(404)
    page = min(max(request.args.get("page", 1, type=int), 1), len(shown[1].pages) if shown else 1)
    return make_response(
        render_template(
            "casework/reports/file.html",
            ref=ref,
            document_id=document_id,
            n=n,
            entry=shown[0] if shown else None,
            pages=len(shown[1].pages) if shown else 0,
            total=shown[1].total_pages if shown else 0,
            page=page,
            fault=fault,
            form=Original(formdata=None),
            may_open=officer.may(Action.OPEN_ORIGINALS),
        )
    )


@blueprint.get("/<ref>/files/<document_id>/<int:n>/<int:page>.png")
@allow(Action.READ_REPORTS)
def picture(officer: Officer, work: Workplace, ref: str, document_id: str, n: int, page: int) -> Response:
    """One page of the safe view."""
    try:
        shown = evidence.view(work, officer, reference=ref, document_id=document_id, n=n)
    except (Refusal, RecordAltered):
        abort(404)
    if shown is None or not 1 <= page <= len(shown[1].pages):
        abort(404)
    return Answer(shown[1].pages[page - 1], mimetype="image/png")


@blueprint.post("/<ref>/files/<document_id>/<int:n>/original")
@allow(Action.OPEN_ORIGINALS)
def original(officer: Officer, work: Workplace, ref: str, document_id: str, n: int) -> Response:
    """The original as an attachment; its reason was recorded first."""
    form = Original()
    if form.validate():
        given = evidence.original(
            work, officer, reference=ref, document_id=document_id, n=n, reason=str(form.reason.data)
        )
        if not isinstance(given, NotDone):
            return _attachment(given.data, given.name(ref))
        if given.problem is Problem.UNKNOWN:
            abort(404)
        form.reason.errors = [*form.reason.errors, problem_words(given)]
    body = render_template("casework/reports/original.html", ref=ref, document_id=document_id, n=n, form=form)
    return make_response(body, 422)


def _attachment(data: bytes, name: str) -> Response:
    answer = Answer(data, mimetype="application/octet-stream")
    plain = name.encode("ascii", "ignore").decode().lstrip("-")
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
