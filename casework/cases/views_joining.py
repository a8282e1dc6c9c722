"""A further report joins an open case, and is taken out again."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.cases import service
from casework.cases.forms import JoinReport, TakeOutReport
from casework.cases.views import blueprint
from casework.cases.views_asking import ask
from casework.offices import service as offices
from casework.reports import service as reports
from casework.workplace import Workplace
from web.fields import Form
from web.i18n import gettext as _


@blueprint.route("/join/<report_ref>/<person_id>", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def join_report(officer: Officer, work: Workplace, report_ref: str, person_id: str) -> Response | str:
    """Put a report into the open case about the same official. Where there is none for this officer, there is no page."""
    told = reports.summary(work.store, officer, work.clock, report_ref)
    joinable = service.joinable_cases(work.store, officer, report_ref, person_id) if told is not None else ()
    if told is None or not joinable:
        abort(404)
    form = JoinReport(data={"case": joinable[0]})
    form.case.choices = [(each, each) for each in joinable]
    refused = None
    if form.validate_on_submit():
        reference = str(form.case.data)
        refused = service.join_report(
            work.store,
            officer,
            work.clock,
            reference=reference,
            report_ref=report_ref,
            reason=str(form.words.data),
            no_conflict_declared=bool(form.no_conflict.data),
        )
        if refused is None:
            return redirect(url_for("cases.show", reference=reference), 303)
    return render_template(
        "casework/cases/join_report.html",
        form=form,
        refused=refused,
        report=told,
        person=offices.person_of(work.store, person_id),
    )


@blueprint.route("/<reference>/reports/<joined_id>/taking-out", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def take_out_report(officer: Officer, work: Workplace, reference: str, joined_id: str) -> Response | str:
    """Take a joined report out again; it is a clue of its own as before."""

    def act(_told: Form) -> object:
        return service.take_out_report(
            work.store, officer, work.clock, reference=reference, joined_id=joined_id
        )

    return ask(
        officer,
        work,
        reference,
        TakeOutReport(),
        act,
        heading=_("把并入的举报移出本案"),
        button=_("移出"),
        hint=_("移出后，这件举报仍是已受理的线索，由承办人另行处置；已经引用它的查明事实留在本案。"),
    )
