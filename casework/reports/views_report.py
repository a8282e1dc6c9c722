"""One report: its page, and the acts on it. A report that does not exist for the officer is 404."""

from collections.abc import Callable
from typing import NamedTuple

from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.database import day_of
from casework.linkage import STANDINGS
from casework.offices import service as offices
from casework.reports import deciding, dialogue, queries, reading
from casework.reports.answers import NotDone, Problem
from casework.reports.deciding import Shown
from casework.reports.forms import Accept, AskForMore, Close, Decline, Reply, Transfer, Versioned
from casework.reports.labels import (
    CHANNEL_LABELS,
    JUDGEMENT_LABELS,
    REQUEST_LABELS,
    STAGE_LABELS,
    STATUS_LABELS,
    VERDICT_LABELS,
)
from casework.reports.reading import OpenReport
from casework.reports.showing import (
    TONES,
    clock_words,
    problem_words,
    reason_words,
    route_words,
    steps,
    told_rows,
)
from casework.reports.views import blueprint
from casework.workplace import Workplace
from regulation.case_terms import DeclineGround
from web.i18n import gettext as _


class Unjudged(NamedTuple):
    """A judgement that was not taken: about whom, and what is missing."""

    target: str
    words: str


def _opened(work: Workplace, officer: Officer, ref: str, beside: str = "") -> OpenReport:
    found = reading.open_report(work.store, officer, work.clock, reference=ref, beside=beside)
    if found is None:
        abort(404)
    return found


@blueprint.get("/<ref>")
@allow(Action.READ_REPORTS)
def show(officer: Officer, work: Workplace, ref: str) -> Response:
    """The report, opened: content, files, dialogue, and what it may be about."""
    return report_page(work, officer, ref, Reply(formdata=None))


def report_page(
    work: Workplace,
    officer: Officer,
    ref: str,
    reply: Reply,
    *,
    status: int = 200,
    unjudged: Unjudged | None = None,
) -> Response:
    """The report's page, also where a reply or a judgement was refused."""
    report = _opened(work, officer, ref, unjudged.target if unjudged is not None else "")
    if reply.version.data is None:
        reply.version.data = str(report.version)
    with work.store.read() as db:
        staff = deciding.handlers(db, officer)
        correspondents = deciding.correspondents(db, officer)
    body = render_template(
        "casework/reports/show.html",
        report=report,
        told=told_rows(report.told, day_of(work.clock)),
        why_here=route_words(report.told),
        reply=reply,
        unjudged=unjudged,
        staff=staff,
        correspondents=correspondents,
        steps=steps(report) if officer.may(Action.TRIAGE_REPORTS) else [],
        channels=CHANNEL_LABELS,
        stages=STAGE_LABELS,
        requests=REQUEST_LABELS,
        judgements=JUDGEMENT_LABELS,
        statuses=STATUS_LABELS,
        standings=STANDINGS,
        tones=TONES,
        verdicts=VERDICT_LABELS,
        clock_words=clock_words,
        reason_words=reason_words,
        today=day_of(work.clock),
        may_triage=officer.may(Action.TRIAGE_REPORTS),
        may_link=officer.may(Action.LINK_REPORTS),
        may_open=officer.may(Action.OPEN_ORIGINALS),
        done=request.args.get("done", ""),
    )
    return make_response(body, status)


def _act(
    work: Workplace,
    officer: Officer,
    ref: str,
    form: Versioned,
    do: Callable[[Shown], NotDone | None],
    *,
    page: str,
    heading: str,
    **more: object,
) -> Response:
    """A form page of its own for one act: shown, refused with its reason, held up by another's change, or done."""
    with work.store.read() as db:
        row = queries.find(db, officer, ref)
    if row is None or not row.sealed_header:
        abort(404)
    status = 200
    if not form.is_submitted():
        form.version.data = str(row.version)
    elif form.validate():
        answer = do(Shown(ref, form.seen))
        if answer is None:
            return _after(page, ref)
        if answer.problem is Problem.UNKNOWN:
            abort(404)
        if answer.problem is Problem.STALE:
            return _stale(work, officer, ref, form, page=page, heading=heading, now=answer.now)
        field = form.to_office if isinstance(form, Transfer) and _about_office(answer) else form["text"]
        field.errors = [*field.errors, problem_words(answer)]
        status = 422
    else:
        status = 422
    body = render_template(
        "casework/reports/act.html", ref=ref, form=form, page=page, heading=heading, stage=row.stage, **more
    )
    return make_response(body, status)


def _about_office(answer: NotDone) -> bool:
    return answer.problem in {Problem.NO_RECIPIENT, Problem.GUARDED_OFFICE, Problem.SAME_OFFICE}


def _after(page: str, ref: str) -> Response:
    if page == "transfer":
        return redirect(url_for("reports.inbox", done="sent"), 303)
    return redirect(url_for("reports.show", ref=ref, done=page), 303)


def _stale(
    work: Workplace, officer: Officer, ref: str, form: Versioned, *, page: str, heading: str, now: int
) -> Response:
    """Both versions side by side: what stands now, and what the officer was about to do."""
    report = _opened(work, officer, ref)
    kept = [(field.name, str(field.data or "")) for field in form if field.name != "version"]
    body = render_template(
        "casework/reports/stale.html",
        report=report,
        heading_of_act=heading,
        page=page,
        kept=kept,
        now=now,
        stages=STAGE_LABELS,
        statuses=STATUS_LABELS,
    )
    return make_response(body, 409)


@blueprint.route("/<ref>/accept", methods=["GET", "POST"])
@allow(Action.TRIAGE_REPORTS)
def accept(officer: Officer, work: Workplace, ref: str) -> Response:
    """受理."""
    form = Accept()

    def do(shown: Shown) -> NotDone | None:
        return deciding.accept(work.store, officer, work.clock, shown=shown, text=str(form.text.data or ""))

    return _act(work, officer, ref, form, do, page="accept", heading=str(_("受理")))


@blueprint.route("/<ref>/decline", methods=["GET", "POST"])
@allow(Action.TRIAGE_REPORTS)
def decline(officer: Officer, work: Workplace, ref: str) -> Response:
    """不予受理, on the three grounds of article 13."""
    form = Decline()

    def do(shown: Shown) -> NotDone | None:
        return deciding.decline(
            work.store,
            officer,
            work.clock,
            shown=shown,
            ground=DeclineGround(str(form.ground.data)),
            advice=str(form.text.data or ""),
        )

    heading = str(_("不予受理"))
    return _act(work, officer, ref, form, do, page="decline", heading=heading)


@blueprint.route("/<ref>/ask-for-more", methods=["GET", "POST"])
@allow(Action.TRIAGE_REPORTS)
def ask_for_more(officer: Officer, work: Workplace, ref: str) -> Response:
    """要求补充."""
    form = AskForMore()

    def do(shown: Shown) -> NotDone | None:
        return deciding.ask_for_more(work.store, officer, work.clock, shown=shown, text=str(form.text.data))

    return _act(work, officer, ref, form, do, page="ask_for_more", heading=str(_("要求补充")))


@blueprint.route("/<ref>/close", methods=["GET", "POST"])
@allow(Action.TRIAGE_REPORTS)
def close(officer: Officer, work: Workplace, ref: str) -> Response:
    """办结, without a case."""
    form = Close()

    def do(shown: Shown) -> NotDone | None:
        return deciding.close(work.store, officer, work.clock, shown=shown, text=str(form.text.data))

    return _act(work, officer, ref, form, do, page="close", heading=str(_("办结")))


@blueprint.route("/<ref>/transfer", methods=["GET", "POST"])
@allow(Action.TRIAGE_REPORTS)
def transfer(officer: Officer, work: Workplace, ref: str) -> Response:
    """转送 to another office of the directory."""
    form = Transfer()
    others = [each for each in offices.offices(work.store) if each.id != officer.office_id]
    form.to_office.choices = [("", _("请选择")), *((each.id, each.name) for each in others)]

    def do(shown: Shown) -> NotDone | None:
        to_office, text = str(form.to_office.data), str(form.text.data or "")
        return deciding.transfer(work.store, officer, work.clock, shown=shown, to_office=to_office, text=text)

    return _act(work, officer, ref, form, do, page="transfer", heading=str(_("转送")))


@blueprint.post("/<ref>/reply")
@allow(Action.TRIAGE_REPORTS)
def reply(officer: Officer, work: Workplace, ref: str) -> Response:
    """Answer the reporter."""
    form = Reply()
    if not form.validate():
        return report_page(work, officer, ref, form, status=422)
    answer = dialogue.send_reply(
        work.store, officer, work.clock, reference=ref, version=form.seen, text=str(form.text.data)
    )
    if answer is None:
        return redirect(url_for("reports.show", ref=ref, done="reply"), 303)
    if answer.problem is Problem.UNKNOWN:
        abort(404)
    if answer.problem is Problem.STALE:
        return _stale(work, officer, ref, form, page="reply", heading=str(_("回信")), now=answer.now)
    form.text.errors = [*form.text.errors, problem_words(answer)]
    return report_page(work, officer, ref, form, status=422)


@blueprint.post("/<ref>/read")
@allow(Action.TRIAGE_REPORTS)
def read(officer: Officer, work: Workplace, ref: str) -> Response:
    """已阅: the reporter's messages need no answer now."""
    dialogue.mark_read(work.store, officer, work.clock, references=[ref])
    return redirect(url_for("reports.show", ref=ref, done="read"), 303)


@blueprint.post("/<ref>/handler")
@allow(Action.TRIAGE_REPORTS)
def handler(officer: Officer, work: Workplace, ref: str) -> Response:
    """分办 of this one report."""
    chosen = request.form.get("handler_id", "")
    answer = deciding.assign(work.store, officer, work.clock, references=[ref], handler_id=chosen)
    if answer is not None and answer.problem is Problem.UNKNOWN:
        abort(404)
    return redirect(url_for("reports.show", ref=ref, done="handler" if answer is None else "refused"), 303)
