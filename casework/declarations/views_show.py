"""One declaration: its page, the printed form, the publicity sheet."""

from flask import Response, abort, make_response, render_template, request
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Action, Officer, allow
from casework.confined import FAULT_WORDS, Refusal, preview
from casework.database import day_of
from casework.declarations import register, showing
from casework.declarations.archive import declared_in
from casework.declarations.forms import DecideObjection, PostPublicity, RecordObjection, Review
from casework.declarations.labels import FILED, STEPS
from casework.declarations.paper import open_scan
from casework.declarations.publicity import reads_objections
from casework.declarations.rows import FORM, OBJECTION, DeclarationRow, SignRole
from casework.declarations.showing import DONE, Shown, clause_words
from casework.declarations.showing_sheet import publicity_sheet
from casework.declarations.views import blueprint
from casework.offices.facts import unit_facts
from casework.workplace import Workplace
from regulation.case_terms import DeclarationState
from regulation.decisions import BodyKind
from regulation.labels import label
from regulation.publicity import PostingPlace, publicity_scope
from regulation.terms import Verdict
from web import errors
from web.i18n import gettext as _


def opened(officer: Officer, work: Workplace, declaration_id: str) -> Shown:
    """The declaration opened for this officer, its opening recorded first; 404 where it does not exist for him."""
    with work.store.read() as db:
        row = register.found(db, officer, declaration_id)
        version = register.version_in_force(db, row) if row is not None else None
        raised = register.objections(db, row.id) if row is not None and reads_objections(officer, row) else ()
    if row is None or version is None:
        abort(404)
    acts.record_opening(work.store, officer, work.clock, FORM, version.id, payload=version.sealed_payload)
    for each in raised:
        acts.record_opening(work.store, officer, work.clock, OBJECTION, each.id, payload=each.sealed_payload)
    with work.store.read() as db:
        return showing.load(db, officer, work, row)


@blueprint.get("/<declaration_id>")
@allow(Action.SEE_DECLARATIONS)
def show(officer: Officer, work: Workplace, declaration_id: str) -> str:
    """The form in force, where it stands, and what this officer may do with it."""
    shown = opened(officer, work, declaration_id)
    return page(officer, work, shown, done=request.args.get("done", ""))


def page(
    officer: Officer,
    work: Workplace,
    shown: Shown,
    *,
    done: str = "",
    refused: str = "",
    clause: str = "",
    errors: list[tuple[str, str]] | None = None,
) -> str:
    """The page of a declaration; also the answer to an act that was refused."""
    with work.store.read() as db:
        places = _places(db, shown.row)
    return render_template(
        "casework/declarations/show.html",
        it=shown,
        own=showing.own_rows(shown.form),
        tables=showing.tables(shown.form),
        statement=showing.statement_rows(shown.form),
        steps=_steps(shown),
        places=places,
        done=_(FILED[done]) if done in FILED else "",
        refused=refused,
        clause=clause,
        errors=errors or [],
        failed=bool(refused or errors),
        can=_can(officer, shown),
        post_form=PostPublicity(formdata=None),
        objection_form=RecordObjection(formdata=None),
        decide_form=DecideObjection(formdata=None),
        review_form=Review(formdata=None),
        family=showing.family(shown.form),
        clause_words=clause_words,
        entities=declared_in(shown.form),
        verdicts=Verdict,
        bodies={kind.value: label(kind) for kind in BodyKind},
        label=label,
        State=DeclarationState,
        officer=officer,
    )


@blueprint.get("/<declaration_id>/print")
@allow(Action.SEE_DECLARATIONS)
def print_form(officer: Officer, work: Workplace, declaration_id: str) -> str:
    """附件1 to be printed and signed in ink, with the hash and the short code of this very version."""
    shown = opened(officer, work, declaration_id)
    return render_template(
        "casework/declarations/print.html",
        it=shown,
        blocks=showing.on_paper(shown.form),
        label=label,
        clause_words=clause_words,
    )


@blueprint.get("/<declaration_id>/sheet")
@allow(Action.POST_PUBLICITY)
def sheet(officer: Officer, work: Workplace, declaration_id: str) -> str:
    """The masked sheet that hangs out."""
    shown = opened(officer, work, declaration_id)
    if shown.version.signed_at is None:
        abort(404)
    return render_template(
        "casework/declarations/sheet.html",
        it=shown,
        blocks=publicity_sheet(shown.form, day_of(work.clock)),
    )


@blueprint.get("/<declaration_id>/scan/<role>/<int:page>")
@allow(Action.SEE_DECLARATIONS)
def scan(officer: Officer, work: Workplace, declaration_id: str, role: str, page: int) -> Response:
    """A page of the scan of the signed sheet, as a picture that the confined child made."""
    if role not in list(SignRole):
        abort(404)
    found = opened(officer, work, declaration_id)
    signature = found.declarant if role == SignRole.DECLARANT else found.countersigner
    with work.store.read() as db:
        held = open_scan(db, signature, officer.open_keys) if signature is not None else None
    if held is None:
        abort(404)
    try:
        pictures = preview(held.data, held.media_type).pages
    except Refusal as refusal:
        return errors.error_page(415, words=str(_(FAULT_WORDS[refusal.fault])), kept=[])
    if not 1 <= page <= len(pictures):
        abort(404)
    response = make_response(pictures[page - 1])
    response.mimetype = "image/png"
    return response


def _places(db: Session, row: DeclarationRow) -> list[tuple[PostingPlace, bool]]:
    """Where it must hang, and whether this version already does."""
    version = register.version_in_force(db, row)
    hung = {each.place for each in register.postings(db, row.id) if each.version_id == version.id}
    scope = publicity_scope(unit_facts(db, row.unit_id))
    return [(place, place in hung) for place in PostingPlace if place in scope.places]


def _steps(shown: Shown) -> list[dict[str, object]]:
    """The seven steps of 三 with where this declaration stands."""
    reached = DONE[shown.row.state]
    on = {1: shown.version.signed_at, 3: shown.version.countersigned_at}
    return [
        {
            "words": _(words),
            "state": "done" if n < reached else "now" if n == reached else "todo",
            "on": on.get(n) if n < reached else None,
        }
        for n, words in enumerate(STEPS)
    ]


def _can(officer: Officer, shown: Shown) -> dict[str, bool]:
    """What this officer may do now, so that the page offers nothing else. The services decide."""
    row, version, state = shown.row, shown.version, shown.row.state
    clerk = officer.may(Action.ATTEST_PAPER) and officer.unit_id == row.unit_id
    unsigned = version.signed_at is None
    half = shown.declarant is not None and shown.declarant.complete_at is None
    half_counter = shown.countersigner is not None and shown.countersigner.complete_at is None
    reviewer = officer.may(Action.REVIEW_DECLARATIONS) and officer.office_id == row.office_id
    in_review = state in (DeclarationState.COUNTERSIGNED, DeclarationState.SUBMITTED)
    return {
        "sign": unsigned and officer.person_id == row.person_id and officer.may(Action.SIGN_COMMITMENT),
        "paper": clerk and unsigned and not half,
        "amend": state is DeclarationState.RETURNED
        and not unsigned
        and officer.may(Action.FILE_DECLARATIONS)
        and (clerk or officer.person_id == row.person_id),
        "confirm": clerk and unsigned and half and shown.declarant.first_member != officer.member_id,  # type: ignore[union-attr]  # half says it is there
        "post": clerk and not unsigned and state in (DeclarationState.SIGNED, DeclarationState.POSTED),
        "object": state is DeclarationState.POSTED
        and officer.may(Action.RECORD_OBJECTIONS)
        and (clerk or reads_objections(officer, row)),
        "decide": officer.may(Action.DECIDE_OBJECTIONS) and reads_objections(officer, row),
        "counter_paper": clerk and state is DeclarationState.POSTED and not half_counter,
        "counter_confirm": clerk and state is DeclarationState.POSTED and half_counter,
        "countersign": officer.may(Action.COUNTERSIGN) and row.expected_id == officer.person_id,
        "submit": officer.may(Action.SUBMIT_DECLARATIONS)
        and state in (DeclarationState.COUNTERSIGNED, DeclarationState.SUBMITTED, DeclarationState.REVIEWED),
        "review": reviewer and in_review,
        "archive": reviewer and state is DeclarationState.REVIEWED,
    }
