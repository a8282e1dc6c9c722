"""The pages of what was found: recording it, screening it anew, taking it back."""

from typing import Any

from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.cases import forms_told, service
from casework.cases.belonging import reports_in
from casework.cases.forms import Reasoned, RecordFinding, ScreenFinding
from casework.cases.records import case_of
from casework.cases.views import blueprint
from casework.cases.views_asking import ask
from casework.offices import roster
from casework.workplace import Workplace
from regulation.terms import Verdict
from web.fields import Form
from web.i18n import gettext as _


@blueprint.route("/<reference>/findings/new", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def record_finding(officer: Officer, work: Workplace, reference: str) -> Response | str:
    """Record one fact as found."""
    with work.store.read() as db:
        regions = roster.regions(db)
        belonging = [each.reference for each in reports_in(db, officer, case_of(db, officer, reference))]
    form = RecordFinding()
    form.report.choices = [("", _("不是从举报得知")), *((each, each) for each in belonging)]
    if not belonging:
        del form.report

    def act(told: Form) -> Any:
        body = forms_told.finding_body(told, work.clock, regions)
        if isinstance(body, forms_told.Mistyped):
            return body
        return service.record_finding(work.store, officer, work.clock, reference=reference, body=body)

    return ask(
        officer,
        work,
        reference,
        form,
        act,
        heading=_("记一项查明的事实"),
        button=_("记下"),
        hint=_("一次记一家企业或者一个职务。只写查明的，不写推测。"),
    )


@blueprint.route("/<reference>/findings/<finding_id>/screening", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def screen_finding(officer: Officer, work: Workplace, reference: str, finding_id: str) -> Response | str:
    """甄别 anew."""

    def act(told: Form) -> Any:
        return service.screen_finding(
            work.store,
            officer,
            work.clock,
            reference=reference,
            finding_id=finding_id,
            verdict=Verdict(told.verdict.data),
            reason=told.words.data,
        )

    return ask(
        officer,
        work,
        reference,
        ScreenFinding(),
        act,
        heading=_("重新甄别"),
        button=_("记下"),
        finding_id=finding_id,
    )


@blueprint.route("/<reference>/findings/<finding_id>/withdrawal", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def withdraw_finding(officer: Officer, work: Workplace, reference: str, finding_id: str) -> Response | str:
    """Take a finding back, with a reason; it stays in the file."""

    def act(told: Form) -> Any:
        return service.withdraw_finding(
            work.store,
            officer,
            work.clock,
            reference=reference,
            finding_id=finding_id,
            reason=told.words.data,
        )

    return ask(
        officer,
        work,
        reference,
        Reasoned(),
        act,
        heading=_("撤回一项查明的事实"),
        button=_("撤回"),
        hint=_("撤回的留在案卷里，不再参加对照。要改正的，撤回后重新记一项。"),
        finding_id=finding_id,
    )
