"""What is done to a declaration from its page: each act is one POST, and goes back to the page."""

from datetime import date, datetime, time
from typing import Any

from flask import abort, make_response, render_template, request
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.database import CHINA
from casework.declarations import register, service
from casework.declarations.answers import Answer, Moved
from casework.declarations.faults import ActFault, NotDone
from casework.declarations.forms import (
    UPLOAD,
    AttestCountersignature,
    AttestPaper,
    ConfirmPaper,
    DecideObjection,
    PostPublicity,
    RecordObjection,
    Review,
    open_sink,
)
from casework.declarations.labels import ACT_FAULTS
from casework.declarations.showing import clause_words
from casework.declarations.views import blueprint, done
from casework.declarations.views_show import opened, page
from casework.workplace import Workplace
from regulation.decisions import Reason, Refused
from regulation.labels import label
from regulation.publicity import PostingPlace
from regulation.terms import Verdict
from web.fields import Form
from web.i18n import gettext as _
from web.uploads import accepts, received_files


def answered(officer: Officer, work: Workplace, declaration_id: str, answer: Answer, what: str) -> Response:
    """Back to the page; a refusal is shown with its clause, and 404 where the declaration does not exist."""
    if isinstance(answer, Moved):
        return done(declaration_id, what)
    if answer == NotDone(ActFault.UNKNOWN):
        abort(404)
    words, clause = refusal_words(answer)
    shown = opened(officer, work, declaration_id)
    return make_response(page(officer, work, shown, refused=words, clause=clause), 409)


def refusal_words(answer: Refused | NotDone) -> tuple[str, str]:
    """What was refused and by which clause."""
    if isinstance(answer, NotDone):
        return str(_(ACT_FAULTS[answer.fault])), ""
    words = str(_(label(answer.reason)))
    is_said = answer.reason is Reason.PUBLICITY_NOT_ENDED  # the page says until when, in its language
    return (f"{words}：{_(answer.detail)}" if answer.detail and not is_said else words), clause_words(
        answer.clause
    )


def refilled(officer: Officer, work: Workplace, declaration_id: str, form: Form) -> Response:
    """The page again, with what is missing in a form of it."""
    shown = opened(officer, work, declaration_id)
    return make_response(page(officer, work, shown, errors=form.error_list()), 422)


@blueprint.post("/<declaration_id>/sign")
@allow(Action.SIGN_COMMITMENT)
def sign(officer: Officer, work: Workplace, declaration_id: str) -> Response:
    """The declarant signs the version he was shown."""
    shown_hash = request.form.get("form_hash", "")
    answer = service.sign_commitment(
        work.store, officer, work.clock, declaration_id=declaration_id, form_hash=shown_hash
    )
    return answered(officer, work, declaration_id, answer, "signed")


@blueprint.route("/<declaration_id>/paper/<role>", methods=["GET", "POST"])
@allow(Action.ATTEST_PAPER)
@accepts(UPLOAD, open_sink)
def paper(officer: Officer, work: Workplace, declaration_id: str, role: str) -> Response:
    """The clerk has the signed sheet before him and types its code, day and, for the countersigner, hour."""
    if role not in ("declarant", "countersigner"):
        abort(404)
    form: Any = AttestPaper() if role == "declarant" else AttestCountersignature()
    if not form.is_submitted() or not form.validate():
        return _paper_page(officer, work, declaration_id, role, form, "")
    files = received_files("scan")
    scan = service.Scan(files[0].content_type[:80], files[0].stored) if files else None
    signed_on: date = form.signed_on.data
    if role == "declarant":
        answer = service.attest_paper(
            work.store, officer, work.clock,
            declaration_id=declaration_id, code=str(form.code.data), signed_on=signed_on, scan=scan,
        )  # fmt: skip
    else:
        moment = _moment(form)
        if moment is None:
            return _paper_page(officer, work, declaration_id, role, form, str(_("请把时间写成17:30这样")))
        answer = service.attest_countersignature(
            work.store, officer, work.clock,
            declaration_id=declaration_id, code=str(form.code.data), signed_at=moment, scan=scan,
        )  # fmt: skip
    if isinstance(answer, Moved):
        return done(declaration_id, "attested")
    words, clause = refusal_words(answer)
    return _paper_page(officer, work, declaration_id, role, form, words, clause)


@blueprint.route("/<declaration_id>/confirm/<role>", methods=["GET", "POST"])
@allow(Action.ATTEST_PAPER)
def confirm(officer: Officer, work: Workplace, declaration_id: str, role: str) -> Response:
    """The second member types the code from the same sheet."""
    steps = {"declarant": service.confirm_paper, "countersigner": service.confirm_countersignature}
    if role not in steps:
        abort(404)
    form = ConfirmPaper()
    if not form.is_submitted() or not form.validate():
        return _paper_page(officer, work, declaration_id, role, form, "")
    code = str(form.code.data)
    answer = steps[role](work.store, officer, work.clock, declaration_id=declaration_id, code=code)
    if isinstance(answer, Moved):
        return done(declaration_id, "confirmed")
    words, clause = refusal_words(answer)
    return _paper_page(officer, work, declaration_id, role, form, words, clause)


@blueprint.post("/<declaration_id>/post/<place>")
@allow(Action.POST_PUBLICITY)
def post(officer: Officer, work: Workplace, declaration_id: str, place: str) -> Response:
    """The masked sheet hangs in one of its places."""
    form = PostPublicity()
    if place not in list(PostingPlace) or not form.validate():
        abort(404)
    answer = service.post_publicity(
        work.store, officer, work.clock,
        declaration_id=declaration_id, place=PostingPlace(place), reason=str(form.reason.data or ""),
    )  # fmt: skip
    return answered(officer, work, declaration_id, answer, "posted")


@blueprint.post("/<declaration_id>/object")
@allow(Action.RECORD_OBJECTIONS)
def record_objection(officer: Officer, work: Workplace, declaration_id: str) -> Response:
    """Write down an objection."""
    form = RecordObjection()
    if not form.validate():
        return refilled(officer, work, declaration_id, form)
    answer = service.record_objection(
        work.store, officer, work.clock,
        declaration_id=declaration_id, text=str(form.text.data), objector=str(form.objector.data or ""),
    )  # fmt: skip
    return answered(officer, work, declaration_id, answer, "objected")


@blueprint.post("/<declaration_id>/objections/<objection_id>")
@allow(Action.DECIDE_OBJECTIONS)
def decide_objection(officer: Officer, work: Workplace, declaration_id: str, objection_id: str) -> Response:
    """What the commission found about an objection."""
    form = DecideObjection()
    if not form.validate():
        return refilled(officer, work, declaration_id, form)
    answer = service.decide_objection(
        work.store, officer, work.clock,
        objection_id=objection_id, upheld=form.upheld.data == "yes", finding=str(form.finding.data),
    )  # fmt: skip
    return answered(officer, work, declaration_id, answer, "found")


@blueprint.post("/<declaration_id>/submit")
@allow(Action.SUBMIT_DECLARATIONS)
def submit_up(officer: Officer, work: Workplace, declaration_id: str) -> Response:
    """One hop on."""
    answer = service.submit_up(work.store, officer, work.clock, declaration_id=declaration_id)
    return answered(officer, work, declaration_id, answer, "submitted")


@blueprint.post("/<declaration_id>/review")
@allow(Action.REVIEW_DECLARATIONS)
def review(officer: Officer, work: Workplace, declaration_id: str) -> Response:
    """The reviewing office's opinion with a verdict for each declared row."""
    form = Review()
    if not form.validate():
        return refilled(officer, work, declaration_id, form)
    entities = service.declared_in(opened(officer, work, declaration_id).form)
    judged = tuple(
        service.Judged(each.id, Verdict(said), request.form.get(f"reason-{each.id}", "")[:2000])
        for each in entities
        if (said := request.form.get(f"verdict-{each.id}", "")) in list(Verdict)
    )
    answer = service.review(
        work.store,
        officer,
        work.clock,
        declaration_id=declaration_id,
        opinion=str(form.opinion.data),
        judged=judged,
    )
    return answered(officer, work, declaration_id, answer, "reviewed")


@blueprint.post("/<declaration_id>/archive")
@allow(Action.REVIEW_DECLARATIONS)
def archive(officer: Officer, work: Workplace, declaration_id: str) -> Response:
    """Into the file."""
    answer = service.archive(work.store, officer, work.clock, declaration_id=declaration_id)
    return answered(officer, work, declaration_id, answer, "archived")


def _paper_page(
    officer: Officer,
    work: Workplace,
    declaration_id: str,
    role: str,
    form: Form,
    words: str,
    clause: str = "",
) -> Response:
    with work.store.read() as db:
        row = register.found(db, officer, declaration_id)
        version = register.version_in_force(db, row) if row is not None else None
    if row is None or version is None:
        abort(404)
    body = render_template(
        "casework/declarations/paper.html",
        form=form,
        row=row,
        version=version,
        role=role,
        first=not isinstance(form, ConfirmPaper),
        refused=words,
        clause=clause,
        failed=bool(words or form.errors),
    )
    return make_response(body, 409 if words else 422 if form.errors else 200)


def _moment(form: Form) -> datetime | None:
    """The day and hour beside the ink."""
    try:
        hour = time.fromisoformat(str(form.hour.data).replace("：", ":").zfill(5))
    except ValueError:
        return None
    return datetime.combine(form.signed_on.data, hour, CHINA)
