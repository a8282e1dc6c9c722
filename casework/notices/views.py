"""The pages of notices: the list, starting a draft, one notice, choosing its contents."""

from flask import Blueprint, abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from casework.access import Action, Officer, allow
from casework.cases import service as cases
from casework.database import day_of
from casework.notices import labels, service
from casework.notices.drafts import Draft
from casework.notices.forms import EditDraft, cases_chosen
from casework.notices.words import Addressee, Copy, Kin, Problem, Requirement, Wrong
from casework.workplace import Workplace
from regulation.case_terms import NoticeKind, NoticeState
from regulation.decisions import Refused
from regulation.labels import label
from web.i18n import gettext as _

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

DRAFTING = (NoticeState.DRAFT,)
OUT = (NoticeState.PUBLISHED, NoticeState.CORRECTED)


@blueprint.errorhandler(service.NoSuchNotice)
@blueprint.errorhandler(cases.NoSuchCase)
def no_such_notice(_error: LookupError) -> ResponseReturnValue:
    """Another office's notice, a walled one and none at all are the same answer: the door's own 404."""
    return current_app.handle_user_exception(NotFound())


@blueprint.context_processor
def words() -> dict[str, object]:
    """The label maps and the regulation's names, for the templates of notices."""
    return {"words": labels, "label_of": label, "actions": Action}


@blueprint.get("")
@allow(Action.SEE_NOTICES)
def index(officer: Officer, work: Workplace) -> str:
    """The notices that exist for this officer: what is being drafted, what is out, what was taken down."""
    lines = service.notice_lines(work.store, officer)
    drafting = [each for each in lines if each.notice.state in DRAFTING or each.is_being_corrected]
    approved = [each for each in lines if each.notice.state is NoticeState.APPROVED]
    out = [each for each in lines if each.notice.state in OUT]
    gone = [each for each in lines if each not in drafting and each not in approved and each not in out]
    return render_template(
        "casework/notices/index.html",
        groups=[
            (_("起草和待批"), drafting),
            (_("已批准，等发布日期"), approved),
            (_("已发布"), out),
            (_("已撤下"), gone),
        ],
        officer=officer,
        today=day_of(work.clock),
    )


@blueprint.route("/new", methods=["GET", "POST"])
@allow(Action.DRAFT_NOTICES)
def new(officer: Officer, work: Workplace) -> ResponseReturnValue:
    """Choose closed cases for a notice of exposure."""
    problem: Problem | None = None
    if request.method == "POST":
        answer = service.draft_exposure(
            work.store, officer, work.clock, references=request.form.getlist("pick")[:20]
        )
        if not isinstance(answer, Problem):
            return redirect(url_for("notices.edit", reference=answer), 303)
        problem = answer
    page = render_template(
        "casework/notices/new.html",
        ready=cases.choice_for_notice(work.store, officer, work.clock),
        problem=problem,
    )
    return make_response(page, 422 if problem else 200)


@blueprint.route("/new-criticism", methods=["GET", "POST"])
@allow(Action.DRAFT_NOTICES)
def new_criticism(officer: Officer, work: Workplace) -> ResponseReturnValue:
    """Choose late units for a notice of criticism, from the list as it stands today."""
    late = service.late_units(work.store, work.clock)
    answer: Problem | Refused | None = None
    if request.method == "POST":
        picked = set(request.form.getlist("pick"))
        units = [unit for unit in late.units if unit.unit_id in picked]
        drafted = service.draft_criticism(work.store, officer, work.clock, units=units)
        if isinstance(drafted, str) and not isinstance(drafted, Problem):
            return redirect(url_for("notices.edit", reference=drafted), 303)
        answer = drafted if isinstance(drafted, Problem | Refused) else None
    page = render_template("casework/notices/new_criticism.html", late=late, answer=answer)
    return make_response(page, 422 if answer else 200)


@blueprint.get("/<reference>")
@allow(Action.SEE_NOTICES)
def show(officer: Officer, work: Workplace, reference: str) -> str:
    """One notice: as it is public, or as the draft stands with what is still against it."""
    page = service.notice_page(work.store, officer, work.clock, reference=reference)
    drafted = None
    if page.drafting is not None:
        drafted = service.packet(work.store, officer, work.clock, reference=reference)
    return render_template(
        "casework/notices/show.html",
        page=page,
        drafted=drafted,
        officer=officer,
        said=_said(request.args.get("said", "")),
        published_at=f"/notices/{page.notice.id}",
    )


def _said(word: str) -> str:
    said = {
        "saved": _("已保存。"),
        "submitted": _("已送批。"),
        "returned": _("已退回起草人。"),
        "approved": _("已签发。到发布日期自动发布。"),
        "undone": _("批准已撤回，文号保留。"),
        "withdrawn": _("已撤回。公开页面只留文号、日期和原因类别。"),
        "dropped": _("不再更正。"),
    }
    return str(said.get(word, ""))


@blueprint.route("/<reference>/edit", methods=["GET", "POST"])
@allow(Action.DRAFT_NOTICES)
def edit(officer: Officer, work: Workplace, reference: str) -> ResponseReturnValue:
    """Choose and order facts, patterns and dates. There is no field for words of the notice."""
    found = service.draft_of(work.store, officer, reference=reference)
    if found is None:
        abort(404)
    notice, draft = found
    offered = service.cases_to_choose_from(work.store, officer, work.clock, draft)
    form = EditDraft(data=_as_it_stands(notice.edition, draft))
    _only_what_applies(form, is_criticism=bool(draft.units), is_correction=notice.current > 0)
    problem: Problem | None = None
    if form.validate_on_submit():
        problem = service.change_draft(
            work.store,
            officer,
            work.clock,
            reference=reference,
            edition=form.seen,
            choices=_choices(form, cases_chosen(request.form, offered)),
        )
        if problem is None:
            return redirect(url_for("notices.show", reference=reference, said="saved"), 303)
    page = render_template(
        "casework/notices/edit.html",
        form=form,
        notice=notice,
        draft=draft,
        offered=offered,
        sent=request.form,
        problem=problem,
        wrongs=Wrong,
        kins=Kin,
    )
    return make_response(page, 422 if form.errors or problem else 200)


def _as_it_stands(edition: int, draft: Draft) -> dict[str, object]:
    """What the form shows before anything is changed."""
    return {
        "edition": edition,
        "addressee": draft.addressee.value,
        "copies": [each.value for each in draft.copies],
        "take_down_on": draft.take_down_on,
        "assessment": draft.assessment,
        "requirement": draft.requirement.value,
        "new_date": draft.new_date,
    }


def _only_what_applies(form: EditDraft, *, is_criticism: bool, is_correction: bool) -> None:
    """Take away the fields that this kind of notice, or a correction, does not have."""
    if not is_criticism:
        del form.requirement
        del form.new_date
    if is_correction:
        del form.take_down_on


def _choices(form: EditDraft, chosen: tuple[service.CaseChosen, ...]) -> service.Choices:
    requirement = form.requirement.data if "requirement" in form else None
    return service.Choices(
        addressee=Addressee(form.addressee.data),
        copies=tuple(Copy(each) for each in form.copies.data or ()),
        take_down_on=form.take_down_on.data if "take_down_on" in form else None,
        assessment=str(form.assessment.data or ""),
        cases=chosen,
        requirement=Requirement(requirement or Requirement.DELIVER_AND_EXPLAIN.value),
        new_date=form.new_date.data if "new_date" in form else None,
    )


def is_exposure(kind: NoticeKind) -> bool:
    """Whether a notice names persons; then the principal also finds that the cases are typical."""
    return kind is NoticeKind.EXPOSURE
