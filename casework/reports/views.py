"""收件: the inbox and its views, collecting, assigning, the register of numbers, and what came by hand."""

from enum import StrEnum
from typing import TypeVar

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.database import day_of
from casework.reports import collecting, deciding, queries, recording, set_aside
from casework.reports.answers import NotDone
from casework.reports.forms import Record
from casework.reports.labels import CHANNEL_LABELS, SET_ASIDE_LABELS, STAGE_LABELS, VIEW_LABELS
from casework.reports.queries import PAGE, Filters
from casework.reports.showing import clock_words
from casework.reports.words import Channel, Stage, View
from casework.workplace import Workplace
from web.i18n import gettext as _
from web.text import clean_line

Word = TypeVar("Word", bound=StrEnum)

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

LATE_VIEWS = frozenset({View.OVERDUE, View.NAMED_OVERDUE})


@blueprint.get("")
@allow(Action.READ_REPORTS)
def inbox(officer: Officer, work: Workplace) -> str:
    """The reports that exist for this officer, by urgency."""
    view = _chosen(View, request.args.get("view")) or View.MINE
    filters = _filters()
    first = _number(request.args.get("first"))
    page = queries.inbox(work.store, officer, work.clock, view=view, filters=filters, first=first)
    with work.store.read() as db:
        handlers = deciding.handlers(db, officer)
    return render_template(
        "casework/reports/inbox.html",
        page=page,
        view=view,
        filters=filters,
        handlers=handlers,
        tabs=_tabs(page.counts, view),
        channels=CHANNEL_LABELS,
        stages=STAGE_LABELS,
        clock_words=clock_words,
        today=day_of(work.clock),
        may_triage=officer.may(Action.TRIAGE_REPORTS),
        asked=request.args,
        page_size=PAGE,
        troubles=set_aside.troubles(work.store, officer).total if officer.may(Action.TRIAGE_REPORTS) else 0,
        done=_done(),
    )


def _tabs(counts: dict[View, int], view: View) -> list[dict[str, object]]:
    return [
        {
            "words": _(VIEW_LABELS[each]),
            "href": url_for("reports.inbox", view=each.value),
            "count": counts[each],
            "current": each is view,
            "late": each in LATE_VIEWS,
        }
        for each in View
    ]


def _done() -> str:
    said = {
        "collected": _("新件已经收取。"),
        "more": _("还有新件没有收取完，请再点一次。"),
        "alarm": _("新件已经收取；其中有本机关打不开或者与登记不一致的，已经报警，请告诉登记人员。"),
        "assigned": _("已经分办。"),
        "refused": _("没有分办。请选本机关持有密钥的承办人，并且只选还在本机关的件。"),
        "sent": _("已经转送。对方登记后会有回执。"),
    }
    return str(said.get(request.args.get("done", ""), ""))


def _filters() -> Filters:
    named = request.args.get("named", "")
    return Filters(
        channel=_chosen(Channel, request.args.get("channel")),
        stage=_chosen(Stage, request.args.get("stage")),
        named=None if named not in {"yes", "no"} else named == "yes",
        handler=request.args.get("handler", "")[:26],
        words=clean_line(request.args.get("words", ""))[:60],
    )


def _chosen(words: type[Word], value: str | None) -> Word | None:
    try:
        return words(value or "")
    except ValueError:
        return None


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0


@blueprint.post("/collect")
@allow(Action.TRIAGE_REPORTS)
def collect(officer: Officer, work: Workplace) -> Response:
    """收取: one slice of opening what was swept, so that walls stand before anybody reads."""
    got = collecting.collect(work.store, officer, work.clock)
    done = "alarm" if got.alarm else "collected" if got.finished else "more"
    return redirect(url_for("reports.inbox", view=View.NEW.value, done=done), 303)


@blueprint.post("/assign")
@allow(Action.TRIAGE_REPORTS)
def assign(officer: Officer, work: Workplace) -> Response:
    """分办, one or many."""
    answer = deciding.assign(
        work.store,
        officer,
        work.clock,
        references=request.form.getlist("pick")[:PAGE],
        handler_id=request.form.get("handler_id", ""),
    )
    return redirect(url_for("reports.inbox", done="assigned" if answer is None else "refused"), 303)


@blueprint.get("/register")
@allow(Action.SEE_REGISTER)
def register(officer: Officer, work: Workplace) -> str:
    """The gapless register of one year: numbers, days, stages. No content and no reference."""
    this_year = day_of(work.clock).year
    year = _number(request.args.get("year")) or this_year
    return render_template(
        "casework/reports/register.html",
        rows=queries.register(work.store, officer, work.clock, year=year),
        troubles=set_aside.troubles(work.store, officer),
        grounds=SET_ASIDE_LABELS,
        year=year,
        this_year=this_year,
        channels=CHANNEL_LABELS,
        stages=STAGE_LABELS,
        clock_words=clock_words,
    )


@blueprint.route("/record", methods=["GET", "POST"])
@allow(Action.TRIAGE_REPORTS)
def record(officer: Officer, work: Workplace) -> Response:
    """登记来电、来信、来访."""
    form = Record()
    status = 200
    if form.validate_on_submit():
        told = recording.Told(
            channel=Channel(str(form.channel.data)),
            received_on=form.received_on.data or day_of(work.clock),
            region="",
            named=bool(form.named.data),
            **{
                name: str(form[name].data or "")
                for name in ("name", "unit", "post", "relative", "business", "text")
            },
        )
        answer = recording.record_report(work.store, officer, work.clock, told=told)
        if not isinstance(answer, NotDone):
            return redirect(url_for("reports.show", ref=answer), 303)
        form.name.errors = [*form.name.errors, _("请写姓名或者单位；收到的日期不能晚于今天")]
    if form.is_submitted():
        status = 422
    return make_response(render_template("casework/reports/record.html", form=form), status)
