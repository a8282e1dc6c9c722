"""待我审签: the countersigner's queue, the form before him, and his opinion."""

from collections.abc import Sequence

from flask import abort, make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.declarations import register, service, showing
from casework.declarations.answers import Answer, Moved
from casework.declarations.faults import ActFault, NotDone
from casework.declarations.forms import Opinion
from casework.declarations.labels import FILED
from casework.declarations.rows import DeclarationRow
from casework.declarations.showing import Waiting
from casework.declarations.views import blueprint
from casework.declarations.views_acts import refusal_words
from casework.declarations.views_show import opened
from casework.workplace import Workplace
from regulation.case_terms import DeclarationState
from regulation.decisions import Reason, Refused
from regulation.labels import label
from web.i18n import gettext as _
from web.i18n import ngettext
from web.rendering import short_day


@blueprint.get("/countersign")
@allow(Action.COUNTERSIGN)
def queue(officer: Officer, work: Workplace) -> Response:
    """The first form that waits, or the empty queue."""
    with work.store.read() as db:
        rows = register.waiting_for(db, officer)
        waits = _posted(db, work, rows)
    if waits:
        first, told = waits[0].row.id, request.args.get("done")
        return redirect(url_for("declarations.countersign", declaration_id=first, done=told), 303)
    said = request.args.get("done", "")
    body = render_template(
        "casework/declarations/queue.html",
        rows=rows,
        label=label,
        done=_(FILED[said]) if said in FILED else "",
    )
    return make_response(body)


@blueprint.route("/countersign/<declaration_id>", methods=["GET", "POST"])
@allow(Action.COUNTERSIGN)
def countersign(officer: Officer, work: Workplace, declaration_id: str) -> Response:
    """The form, the commitment, publicity and objections, then the opinion with its consequence said first."""
    form = Opinion()
    if form.is_submitted() and form.validate():
        answer = _act(officer, work, declaration_id, form)
        if isinstance(answer, Moved):
            what = "countersigned" if answer.state is DeclarationState.COUNTERSIGNED else "returned"
            return redirect(url_for("declarations.queue", done=what), 303)
        if answer == NotDone(ActFault.UNKNOWN):
            abort(404)
        words, clause = refusal_words(answer)
        return _page(officer, work, declaration_id, form, words, clause, status=409)
    return _page(officer, work, declaration_id, form, "", "", status=422 if form.errors else 200)


def _act(officer: Officer, work: Workplace, declaration_id: str, form: Opinion) -> Answer:
    if form.opinion.data == "sign":
        shown_hash = request.form.get("form_hash", "")
        return service.countersign(
            work.store, officer, work.clock, declaration_id=declaration_id, form_hash=shown_hash
        )
    reason = str(form.reason.data)
    if form.opinion.data == "other":
        reason = f"应由他人审签：{reason}"
    return service.return_to_declarant(
        work.store, officer, work.clock, declaration_id=declaration_id, reason=reason
    )


def _page(
    officer: Officer,
    work: Workplace,
    declaration_id: str,
    form: Opinion,
    words: str,
    clause: str,
    *,
    status: int,
) -> Response:
    shown = opened(officer, work, declaration_id)
    with work.store.read() as db:
        rows = register.waiting_for(db, officer)
        lines = [_line(each, declaration_id) for each in _posted(db, work, rows)]
        judged = service.judge(db, shown.row, officer.person_id or "", work.clock(), officer.open_keys)
    why = refusal_words(judged) if isinstance(judged, Refused) else ()
    hangs = isinstance(judged, Refused) and judged.reason is Reason.PUBLICITY_NOT_ENDED
    said = request.args.get("done", "")
    body = render_template(
        "casework/declarations/countersign.html",
        it=shown,
        form=form,
        lines=lines,
        signed=sum(row.state is DeclarationState.COUNTERSIGNED for row in rows),
        returned=sum(row.state is DeclarationState.RETURNED for row in rows),
        total=len(rows),
        family=showing.family(shown.form),
        masked=showing.masked(shown.form.own["id_number"]),
        why=why,
        until=shown.standing.ends_at if hangs else None,
        refused=words,
        clause=clause,
        failed=bool(words or form.errors),
        done=_(FILED[said]) if said in FILED else "",
        now=work.clock(),
        label=label,
    )
    return make_response(body, status)


def _posted(db: Session, work: Workplace, rows: Sequence[DeclarationRow]) -> list[Waiting]:
    """What hangs or hung and is not signed yet: what can be signed now before what must wait."""
    waits = [showing.waiting(db, work, row) for row in rows if row.state is DeclarationState.POSTED]
    return sorted(waits, key=lambda each: each.clock == "held")


def _line(each: Waiting, chosen: str) -> dict[str, object]:
    """One line of the queue."""
    held = _("等核实") if each.over and each.pending else _("等公示")
    words = {"held": held, "late": _("超期%(n)s日", n=each.days)}.get(each.clock) or _(
        "剩%(n)s日", n=each.days
    )
    about = (
        _("公示已满")
        if each.over
        else _("%(day)s满", day=short_day(each.ends_at))
        if each.ends_at
        else _(
            "暂定%(first)s至%(last)s满",
            first=short_day(each.last_day.earliest),
            last=short_day(each.last_day.latest),
        )
        if each.last_day
        else _("公示未齐")
    )
    if each.raised:
        raised = ngettext("异议%(num)s条", "异议%(num)s条", each.raised)
        about = f"{about}，{raised}"
    return {
        "words": each.row.name,
        "href": url_for("declarations.countersign", declaration_id=each.row.id),
        "current": each.row.id == chosen,
        "about": f"{each.row.post}　{about}",
        "clock": (each.clock, words),
    }
