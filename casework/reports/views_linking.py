"""Whom a report is about: judging suggestions, undoing a judgement, looking somebody up on the roster."""

from flask import abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.database import day_of
from casework.linkage import STANDINGS
from casework.reports import judging, lookup, queries
from casework.reports.answers import NotDone, Problem
from casework.reports.forms import Judge, LookUp, Reply
from casework.reports.judging import Decision
from casework.reports.labels import JUDGEMENT_LABELS
from casework.reports.related import Suggestion
from casework.reports.showing import TONES, problem_words, reason_words
from casework.reports.views import blueprint
from casework.reports.views_report import Unjudged, report_page
from casework.reports.words import Judgement, LinkKind
from casework.workplace import Workplace


@blueprint.post("/<ref>/links")
@allow(Action.LINK_REPORTS)
def link(officer: Officer, work: Workplace, ref: str) -> Response:
    """确认关联, 不是 or 存疑, with the reason; where it is missing the page says what to write, at its field."""
    form = Judge()
    target = str(form.target.data or "")
    try:
        decision = Decision(
            LinkKind(str(form.kind.data)),
            target,
            Judgement(str(form.judgement.data)),
            str(form.reason.data or ""),
        )
    except ValueError:
        abort(400)
    answer = judging.judge(work.store, officer, work.clock, reference=ref, decision=decision)
    if answer is None:
        return redirect(url_for("reports.show", ref=ref, done="link", _anchor="related"), 303)
    if answer.problem is Problem.UNKNOWN:
        abort(404)
    unjudged = Unjudged(target, problem_words(answer))
    return report_page(work, officer, ref, Reply(formdata=None), status=422, unjudged=unjudged)


@blueprint.post("/<ref>/links/<link_id>/undo")
@allow(Action.LINK_REPORTS)
def undo_link(officer: Officer, work: Workplace, ref: str, link_id: str) -> Response:
    """Take a judgement out of force."""
    answer = judging.undo(work.store, officer, work.clock, reference=ref, link_id=link_id)
    if answer is not None and answer.problem is Problem.UNKNOWN:
        abort(404)
    return redirect(url_for("reports.show", ref=ref, done="undone", _anchor="related"), 303)


@blueprint.route("/<ref>/roster", methods=["GET", "POST"])
@allow(Action.LINK_REPORTS)
def roster(officer: Officer, work: Workplace, ref: str) -> Response:
    """在名册里找人. What is asked travels in the body, so that no address and no history holds a name."""
    form = LookUp()
    found: tuple[Suggestion, ...] | None = None
    status = 200
    with work.store.read() as db:
        row = queries.find(db, officer, ref)
    if row is None or not row.sealed_header:
        abort(404)
    if form.is_submitted():
        answer = _looked_up(work, officer, ref, form) if form.validate() else None
        if isinstance(answer, tuple):
            found = answer
        else:
            status = 422
            if answer is not None:
                form.name.errors = [*form.name.errors, problem_words(answer)]
    body = render_template(
        "casework/reports/roster.html",
        ref=ref,
        form=form,
        found=found,
        most=lookup.MOST,
        may_link=True,
        stage=row.stage,
        judgements=JUDGEMENT_LABELS,
        standings=STANDINGS,
        tones=TONES,
        reason_words=reason_words,
        today=day_of(work.clock),
    )
    return make_response(body, status)


def _looked_up(work: Workplace, officer: Officer, ref: str, form: LookUp) -> tuple[Suggestion, ...] | NotDone:
    answer = lookup.look_up(
        work.store,
        officer,
        work.clock,
        reference=ref,
        name=str(form.name.data or ""),
        unit=str(form.unit.data or ""),
    )
    if isinstance(answer, NotDone) and answer.problem is Problem.UNKNOWN:
        abort(404)
    return answer
