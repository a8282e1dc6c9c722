"""The pages of cases: the list, one case with its two strands, the comparison, opening and closing."""

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from casework import acts
from casework.access import Action, Officer, allow
from casework.cases import labels, reading, service, views_lines
from casework.cases.forms import CloseCase, Conduct, OpenCase
from casework.cases.records import CASE, NoSuchCase
from casework.declarations import service as declarations
from casework.offices import service as offices
from casework.reports import service as reports
from casework.workplace import Workplace
from regulation.decisions import Reason, Refused
from regulation.labels import label
from regulation.terms import ConductType, LeaderPost
from regulation.terms import Strand as StrandKind
from web.i18n import gettext as _

blueprint = Blueprint("cases", __name__, url_prefix="/cases")


@blueprint.errorhandler(NoSuchCase)
def no_such_case(_error: NoSuchCase) -> ResponseReturnValue:
    """Another office's case, a walled one and none at all are the same answer: the door's own 404."""
    return current_app.handle_user_exception(NotFound())


@blueprint.app_context_processor
def words() -> dict[str, object]:
    """The label maps and the regulation's names, for the templates of cases."""
    return {
        "case_words": labels,
        "label_of": label,
        "post_words": post_words,
        "field_words": field_words,
        "missing_words": missing_words,
        "cases_to_join": cases_to_join,
    }


def cases_to_join(report_ref: str, person_id: str) -> tuple[str, ...]:
    """The open cases this officer may put a report into, asked by the report's page; a wall answers as if there were
    none."""
    officer: Officer | None = g.get("officer")
    if officer is None or not officer.may(Action.INVESTIGATE):
        return ()
    work: Workplace = current_app.extensions["workplace"]
    return service.joinable_cases(work.store, officer, report_ref, person_id)


def field_words(text: str) -> str:
    """A compared value for its reader: yes, no and kinds in his language, amounts with their unit, names as they are."""
    amount = text.removesuffix("万元")
    if not text or amount == text:
        return str(_(text)) if text else ""
    return str(_("%(n)s万元", n=amount))


def missing_words(refused: Refused) -> str:
    """What a case still misses; an open strand is called by its name."""
    words: str = _(refused.detail if refused.reason is Reason.TWO_PERSONS_REQUIRED else label(refused.reason))
    if refused.detail in set(StrandKind):
        return f"{_(label(StrandKind(refused.detail)))}：{words}"
    return words


def post_words(post: str) -> str:
    """The leader's post by which a version was countersigned, in words."""
    return _(label(LeaderPost(post))) if post else ""


@blueprint.get("")
@allow(Action.SEE_CASES)
def index(officer: Officer, work: Workplace) -> str:
    """The officer's cases: open, or closed."""
    closed = request.args.get("view") == "closed"
    acts.record_opening(work.store, officer, work.clock, "case_list", officer.office_id)
    with work.store.read() as db:
        lines = reading.case_lines(db, officer, closed=closed)
        counts = reading.count_cases(db, officer)
    altered = [line.altered for line in lines if line.altered is not None]
    acts.record_altered(work.store, officer, work.clock, altered)
    return render_template("casework/cases/index.html", lines=lines, closed=closed, counts=counts)


def opened_page(officer: Officer, work: Workplace, reference: str) -> reading.CasePage:
    """The case, opened for this officer; the opening is in the ledger before anything is shown."""
    with work.store.read() as db:
        case_id = reading.case_id_of(db, officer, reference)
    acts.record_opening(work.store, officer, work.clock, CASE, case_id)
    with work.store.read() as db:
        return reading.case_page(db, officer, reference)


@blueprint.get("/<reference>")
@allow(Action.SEE_CASES)
def show(officer: Officer, work: Workplace, reference: str) -> str:
    """One case: the common facts, the fork, the two strands, what is missing."""
    page = opened_page(officer, work, reference)
    return render_template(
        "casework/cases/show.html",
        page=page,
        officer=officer,
        actions=Action,
        facts_line=views_lines.of_facts(page),
        procedure_line=views_lines.of_procedure(page),
        conduct=Conduct(data={"conduct": page.conduct or ""}),
    )


@blueprint.route("/open/<report_ref>/<person_id>", methods=["GET", "POST"], endpoint="open_case")
@allow(Action.OPEN_CASE)
def open_from_report(officer: Officer, work: Workplace, report_ref: str, person_id: str) -> Response | str:
    """Open a case from a report and the declarant somebody confirmed as its subject."""
    told = reports.summary(work.store, officer, work.clock, report_ref)
    if told is None or person_id not in reports.linked_declarants(work.store, officer, report_ref):
        abort(404)
    form = OpenCase()
    colleagues = [
        entry.member
        for entry in offices.members(work.store, officer)
        if entry.holds_key and entry.member.id != officer.member_id and _investigates(entry)
    ]
    form.second_handler.choices = [("", "")] + [(each.id, each.name) for each in colleagues]
    refused = None
    if form.validate_on_submit():
        answer = service.open_case(
            work.store, officer, work.clock, opening=_opening(officer, work, form, told, person_id)
        )
        if isinstance(answer, str):
            return redirect(url_for("cases.show", reference=answer), 303)
        refused = answer
    person = offices.person_of(work.store, person_id)
    return render_template(
        "casework/cases/open_case.html", form=form, refused=refused, report=told, person=person
    )


def _investigates(entry: offices.MemberEntry) -> bool:
    return any(role.value == "investigator" for role in entry.member.roles)


def _opening(
    officer: Officer, work: Workplace, form: OpenCase, told: reports.ReportSummary, person_id: str
) -> service.Opening:
    person = offices.person_of(work.store, person_id)
    unit = offices.unit_of(work.store, person.unit_id) if person is not None and person.unit_id else None
    if person is None or unit is None:
        abort(404)
    with work.store.read() as db:
        declared = declarations.declared_by(db, person_id)
        signers = declarations.countersigners_of(db, [person_id])
    return service.Opening(
        declarant=service.PersonIn(person.id, person.name, unit.id, unit.name, person.post),
        declaration_ids=tuple(sorted(each.id for each in declared)),
        report_id=told.id,
        report_reference=told.reference,
        facts=str(form.facts.data),
        second_handler=str(form.second_handler.data),
        no_conflict_declared=bool(form.no_conflict.data),
        concerned_persons=tuple(sorted(signers)),
    )


@blueprint.get("/<reference>/comparison")
@allow(Action.SEE_CASES)
def comparison(officer: Officer, work: Workplace, reference: str, refused: Refused | None = None) -> str:
    """Declared beside found, line by line; the machine proposes, a person confirms."""
    page = opened_page(officer, work, reference)
    return render_template(
        "casework/cases/comparison.html",
        page=page,
        officer=officer,
        actions=Action,
        refused=refused,
        groups=views_lines.by_relative(page.comparison),
        standing=page.standing,
        view=request.args.get("view", "all"),
    )


@blueprint.post("/<reference>/compare")
@allow(Action.INVESTIGATE)
def compare(officer: Officer, work: Workplace, reference: str) -> Response | str:
    """Hold the findings against the declaration, anew."""
    answer = service.compare_case(work.store, officer, work.clock, reference=reference)
    if isinstance(answer, Refused):
        return comparison(officer, work, reference, answer)
    return redirect(url_for("cases.comparison", reference=reference), 303)


@blueprint.post("/<reference>/comparison/<comparison_id>/<int:line>")
@allow(Action.INVESTIGATE)
def propose(
    officer: Officer, work: Workplace, reference: str, comparison_id: str, line: int
) -> Response | str:
    """Put one difference forward to be confirmed by somebody else."""
    answer = service.propose_discrepancy(
        work.store,
        officer,
        work.clock,
        reference=reference,
        comparison_id=comparison_id,
        line=line,
        reason=request.form.get("words", ""),
    )
    if isinstance(answer, Refused):
        return comparison(officer, work, reference, answer)
    return redirect(url_for("cases.comparison", reference=reference), 303)


@blueprint.post("/<reference>/discrepancies/<discrepancy_id>")
@allow(Action.CONFIRM_DISCREPANCY)
def settle(officer: Officer, work: Workplace, reference: str, discrepancy_id: str) -> Response | str:
    """Confirm a difference, which opens the strands, or reject it."""
    refused = service.settle_discrepancy(
        work.store,
        officer,
        work.clock,
        reference=reference,
        discrepancy_id=discrepancy_id,
        confirm=request.form.get("answer") == "confirm",
    )
    if refused is not None:
        return comparison(officer, work, reference, refused)
    return redirect(url_for("cases.comparison", reference=reference), 303)


@blueprint.post("/<reference>/conduct")
@allow(Action.INVESTIGATE)
def conduct(officer: Officer, work: Workplace, reference: str) -> Response:
    """Record which conduct of the plan the case is about."""
    form = Conduct()
    if form.validate_on_submit():
        chosen = str(form.conduct.data)
        service.record_conduct(
            work.store,
            officer,
            work.clock,
            reference=reference,
            conduct=ConductType(chosen) if chosen != "none" else None,
        )
    return redirect(url_for("cases.show", reference=reference), 303)


@blueprint.route("/<reference>/close", methods=["GET", "POST"], endpoint="close_case")
@allow(Action.CLOSE_CASE)
def close(officer: Officer, work: Workplace, reference: str) -> Response | str:
    """Close the case and tell the reporter, when nothing is missing."""
    form = CloseCase()
    refusals: tuple[Refused, ...] = ()
    if form.validate_on_submit():
        refusals = service.close_case(
            work.store, officer, work.clock, reference=reference, told_to_reporter=str(form.told.data or "")
        )
        if not refusals:
            return redirect(url_for("cases.show", reference=reference), 303)
    with work.store.read() as db:
        reading.case_id_of(db, officer, reference)
    return render_template(
        "casework/cases/question.html",
        form=form,
        reference=reference,
        heading=_("结案"),
        button=_("结案"),
        refusals=refusals,
        hint=_("结案后不能再改。举报人凭回执会看到“已办结”和您写的话；不要复述举报内容。"),
    )
