"""The acts on a notice: handing in, the signing packet, sending back, correcting, withdrawing.

After each act that changes what the public sees, what is due is carried over at once; the timer would do the same.
"""

from flask import abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.database import day_of
from casework.notices import service
from casework.notices.forms import Approve, Withdraw
from casework.notices.views import blueprint, is_exposure
from casework.notices.words import Problem, ReasonClass
from casework.workplace import Workplace
from regulation.decisions import Refused


def _back(reference: str, said: str) -> Response:
    return redirect(url_for("notices.show", reference=reference, said=said), 303)


def _answered(reference: str, answer: Problem | Refused | None, said: str) -> ResponseReturnValue:
    """Back to the notice, or a page that says why not."""
    if answer is None:
        return _back(reference, said)
    page = render_template("casework/notices/refused.html", reference=reference, answer=answer)
    return make_response(page, 422)


@blueprint.post("/<reference>/hand-in")
@allow(Action.DRAFT_NOTICES)
def hand_in(officer: Officer, work: Workplace, reference: str) -> ResponseReturnValue:
    """送批, once nothing stands against it but a repeated run that the principal may let pass."""
    drafted = service.packet(work.store, officer, work.clock, reference=reference)
    if drafted is None:
        abort(404)
    if not drafted.is_ready:
        return _answered(reference, Problem.NOT_READY, "")
    answer = service.hand_in(
        work.store, officer, work.clock, reference=reference, edition=drafted.notice.edition
    )
    return _answered(reference, answer, "submitted")


@blueprint.route("/<reference>/packet", methods=["GET", "POST"])
@allow(Action.APPROVE_NOTICES)
def packet(officer: Officer, work: Workplace, reference: str) -> ResponseReturnValue:
    """The signing packet on one page, and the approval."""
    drafted = service.packet(work.store, officer, work.clock, reference=reference)
    if drafted is None or drafted.submitted_on is None:
        abort(404)
    form = Approve(data={"digest": drafted.digest, "publish_on": day_of(work.clock)})
    if not is_exposure(drafted.notice.kind):
        del form.typical
    if not drafted.runs:
        del form.override_reason
    if drafted.notice.current:
        del form.publish_on
    answer: Problem | Refused | None = None
    if form.validate_on_submit():
        answer = service.approve(
            work.store, officer, work.clock, reference=reference, told=_told(form, work, drafted)
        )
        if answer is None:
            service.deliver(work.store, work.mailbox, work.clock)
            return _back(reference, "approved")
        form.digest.data = drafted.digest
    page = render_template("casework/notices/packet.html", drafted=drafted, form=form, answer=answer)
    return make_response(page, 422 if form.errors or answer else 200)


def _told(form: Approve, work: Workplace, drafted: service.Packet) -> service.Approving:
    publish_on = form.publish_on.data if "publish_on" in form else drafted.notice.publish_on
    return service.Approving(
        digest=str(form.digest.data or ""),
        publish_on=publish_on or day_of(work.clock),
        typical=bool(form.typical.data) if "typical" in form else False,
        override_reason=str(form.override_reason.data or "") if "override_reason" in form else "",
    )


@blueprint.post("/<reference>/send-back")
@allow(Action.APPROVE_NOTICES)
def send_back(officer: Officer, work: Workplace, reference: str) -> ResponseReturnValue:
    """退回起草人."""
    answer = service.send_back(work.store, officer, work.clock, reference=reference)
    return _answered(reference, answer, "returned")


@blueprint.post("/<reference>/undo-approval")
@allow(Action.APPROVE_NOTICES)
def undo_approval(officer: Officer, work: Workplace, reference: str) -> ResponseReturnValue:
    """撤回批准, before the day of publication."""
    answer = service.undo_approval(work.store, officer, work.clock, reference=reference)
    return _answered(reference, answer, "undone")


@blueprint.post("/<reference>/correct")
@allow(Action.DRAFT_NOTICES)
def correct(officer: Officer, work: Workplace, reference: str) -> ResponseReturnValue:
    """起草更正."""
    answer = service.start_correction(work.store, officer, work.clock, reference=reference)
    if answer is None:
        return redirect(url_for("notices.edit", reference=reference), 303)
    return _answered(reference, answer, "")


@blueprint.post("/<reference>/drop-correction")
@allow(Action.DRAFT_NOTICES)
def drop_correction(officer: Officer, work: Workplace, reference: str) -> ResponseReturnValue:
    """不再更正."""
    answer = service.drop_correction(work.store, officer, work.clock, reference=reference)
    return _answered(reference, answer, "dropped")


@blueprint.route("/<reference>/withdraw", methods=["GET", "POST"])
@allow(Action.APPROVE_NOTICES)
def withdraw(officer: Officer, work: Workplace, reference: str) -> ResponseReturnValue:
    """撤回: the class of the reason, and nothing else, is made public."""
    page = service.notice_page(work.store, officer, work.clock, reference=reference)
    form = Withdraw()
    answer: Problem | Refused | None = None
    if form.validate_on_submit():
        reason = ReasonClass(form.reason.data)
        answer = service.withdraw(work.store, officer, work.clock, reference=reference, reason=reason)
        if answer is None:
            service.deliver(work.store, work.mailbox, work.clock)
            return _back(reference, "withdrawn")
    shown = render_template("casework/notices/withdraw.html", page=page, form=form, answer=answer)
    return make_response(shown, 422 if form.errors or answer else 200)
