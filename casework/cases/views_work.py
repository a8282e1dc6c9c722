"""The pages where a case is worked on: strands, ladder, facts for publication. Each is one question."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.cases import forms_told, service
from casework.cases.forms import (
    Decide,
    GiveOpinion,
    MarkFact,
    Receipt,
    RecordHearing,
    Refer,
    SettleStep,
    TakeStep,
)
from casework.cases.records import NoSuchCase
from casework.cases.states import HearingKind
from casework.cases.views import no_such_case, opened_page
from casework.cases.views_asking import ask
from casework.workplace import Workplace
from regulation.case_terms import NoticePart, Outcome
from regulation.decisions import Refused
from regulation.labels import label
from regulation.terms import Step
from regulation.terms import Strand as StrandKind
from web.fields import Form
from web.i18n import gettext as _

blueprint = Blueprint("casework_steps", __name__, url_prefix="/cases")
blueprint.register_error_handler(NoSuchCase, no_such_case)


@blueprint.route("/<reference>/strands/<strand_id>/hearing", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def hearing(officer: Officer, work: Workplace, reference: str, strand_id: str) -> Response | str:
    """What the person said."""

    def act(told: Form) -> Any:
        return service.hear(
            work.store,
            officer,
            work.clock,
            reference=reference,
            strand_id=strand_id,
            kind=HearingKind(told.kind.data),
            heard_on=told.heard_on.data,
            words=told.words.data,
        )

    return ask(
        officer,
        work,
        reference,
        RecordHearing(),
        act,
        heading=_("听取本人说明"),
        button=_("记入案卷"),
        strand_id=strand_id,
    )


@blueprint.route("/<reference>/strands/<strand_id>/proposal", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def proposal(officer: Officer, work: Workplace, reference: str, strand_id: str) -> Response | str:
    """The handler's proposal."""
    return _opinion(officer, work, reference, strand_id, service.propose_outcome, _("提出处理意见"))


@blueprint.route("/<reference>/strands/<strand_id>/review", methods=["GET", "POST"])
@allow(Action.REVIEW_STRAND)
def review(officer: Officer, work: Workplace, reference: str, strand_id: str) -> Response | str:
    """A trial reviewer's opinion."""
    return _opinion(officer, work, reference, strand_id, service.review_strand, _("提出审理意见"))


def _opinion(
    officer: Officer, work: Workplace, reference: str, strand_id: str, verb: Callable[..., Any], heading: str
) -> Response | str:
    def act(told: Form) -> Any:
        return verb(
            work.store,
            officer,
            work.clock,
            reference=reference,
            strand_id=strand_id,
            outcome=Outcome(told.outcome.data),
            words=told.words.data,
        )

    return ask(
        officer,
        work,
        reference,
        GiveOpinion(),
        act,
        heading=heading,
        button=_("签名提交"),
        strand_id=strand_id,
    )


@blueprint.route("/<reference>/strands/<strand_id>/decision", methods=["GET", "POST"])
@allow(Action.DECIDE_STRAND)
def decision(officer: Officer, work: Workplace, reference: str, strand_id: str) -> Response | str:
    """The reasoned decision of one strand."""

    def act(told: Form) -> Any:
        return service.decide_strand(
            work.store,
            officer,
            work.clock,
            reference=reference,
            strand_id=strand_id,
            told=forms_told.decision_told(told),
        )

    return ask(
        officer,
        work,
        reference,
        Decide(),
        act,
        heading=_("作出决定"),
        button=_("签名决定"),
        hint=_("可以决定“不予追究”，须写明理由。决定由您签名，不能再改。"),
        strand_id=strand_id,
    )


@blueprint.route("/<reference>/strands/<strand_id>/referral", methods=["GET", "POST"])
@allow(Action.DECIDE_STRAND)
def referral(officer: Officer, work: Workplace, reference: str, strand_id: str) -> Response | str:
    """Refer the strand to the competent commission."""

    def act(told: Form) -> Any:
        return service.refer_strand(
            work.store, officer, work.clock, reference=reference, strand_id=strand_id, to=told.to.data
        )

    return ask(
        officer,
        work,
        reference,
        Refer(),
        act,
        heading=_("移交这一线"),
        button=_("移交"),
        strand_id=strand_id,
    )


@blueprint.route("/<reference>/strands/<strand_id>/receipt", methods=["GET", "POST"])
@allow(Action.CONFIRM_DISCREPANCY)
def receipt(officer: Officer, work: Workplace, reference: str, strand_id: str) -> Response | str:
    """The return receipt of a referral."""

    def act(told: Form) -> Any:
        received_on: date = told.received_on.data
        return service.record_receipt(
            work.store,
            officer,
            work.clock,
            reference=reference,
            strand_id=strand_id,
            received_on=received_on,
        )

    return ask(
        officer,
        work,
        reference,
        Receipt(),
        act,
        heading=_("记移交回执"),
        button=_("记下"),
        strand_id=strand_id,
    )


@blueprint.route("/<reference>/steps/new", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def step(officer: Officer, work: Workplace, reference: str) -> Response | str:
    """A step of the ladder."""

    def act(told: Form) -> Any:
        chosen = Step(told.step.data)
        return service.take_step(
            work.store,
            officer,
            work.clock,
            reference=reference,
            told=service.StepTold(
                chosen,
                told.ordered_on.data,
                told.number.data or "",
                told.content.data,
                told.due_on.data,
                by_committee=chosen in (Step.L3_ORDER_RESIGN, Step.L3_ADJUST_POST, Step.L4_REMOVE_PARTY_POST),
            ),
        )

    return ask(
        officer,
        work,
        reference,
        TakeStep(),
        act,
        heading=_("记一步处置"),
        button=_("记下"),
        hint=_("教育提醒、责令纠正、责令辞职或者调整职务、撤销党内职务，一步接一步，不能跳过。"),
    )


@blueprint.route("/<reference>/steps/<step_id>", methods=["GET", "POST"])
@allow(Action.CONFIRM_DISCREPANCY)
def step_result(officer: Officer, work: Workplace, reference: str, step_id: str) -> Response | str:
    """What became of an order; a refusal is found by two."""

    def act(told: Form) -> Any:
        return service.settle_step(
            work.store,
            officer,
            work.clock,
            reference=reference,
            step_id=step_id,
            obeyed=told.obeyed.data == "yes",
            on=told.on.data,
        )

    return ask(officer, work, reference, SettleStep(), act, heading=_("记这一步的结果"), button=_("记下"))


@blueprint.route("/<reference>/disclosure", methods=["GET", "POST"])
@allow(Action.MARK_DISCLOSABLE)
def disclosure(officer: Officer, work: Workplace, reference: str) -> Response | str:
    """Mark facts as fit for publication, one by one."""
    form = MarkFact()
    refused = None
    if form.validate_on_submit():
        answer = service.mark_disclosable(
            work.store,
            officer,
            work.clock,
            reference=reference,
            part=NoticePart(form.part.data),
            strand=StrandKind(form.strand.data) if form.strand.data else None,
            text=str(form.text.data),
        )
        if not isinstance(answer, Refused):
            return redirect(url_for("casework_steps.disclosure", reference=reference), 303)
        refused = answer
    page = opened_page(officer, work, reference)
    return render_template(
        "casework/cases/disclosure.html", form=form, page=page, refused=refused, label_of=label
    )


@blueprint.post("/<reference>/disclosure/<fact_id>")
@allow(Action.MARK_DISCLOSABLE)
def unmark(officer: Officer, work: Workplace, reference: str, fact_id: str) -> Response:
    """Take a marked fact back."""
    service.unmark_disclosable(work.store, officer, work.clock, reference=reference, fact_id=fact_id)
    return redirect(url_for("casework_steps.disclosure", reference=reference), 303)
