"""申报登记: the register, importing a workbook, the blank forms."""

import io
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request, send_file, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from casework.access import Action, Officer, Role, allow
from casework.campaigns import service as campaigns
from casework.declarations import readdressing, register, service, templates
from casework.declarations.forms import UPLOAD, ImportWorkbook, open_sink
from casework.declarations.labels import CELL_FAULTS
from casework.declarations.register import PAGE, Filters
from casework.declarations.service import CellError, Imported, NotImported
from casework.declarations.showing import clause_words
from casework.workplace import Workplace
from regulation.case_terms import DeclarationState
from regulation.labels import label
from web.i18n import gettext as _
from web.text import clean_line
from web.uploads import accepts, received_files, refused_files

blueprint = Blueprint("declarations", __name__, url_prefix="/declarations")


@blueprint.get("")
@allow(Action.SEE_DECLARATIONS)
def index(officer: Officer, work: Workplace) -> str:
    """The declarations that exist for this officer, by state and name."""
    first = _number(request.args.get("first"))
    with work.store.read() as db:
        every = campaigns.campaigns(db)
        filters = _filters([each.id for each in every])
        rows, total = register.listed(db, officer, filters, offset=first)
        counts = register.counted(
            db, officer, Filters(filters.campaign_id, filters.unit_id, None, filters.name)
        )
        lacking = readdressing.lacking(db, officer) if officer.may(Action.READDRESS_DECLARATIONS) else ()
        obliged, filed = _of_the_unit(db, officer, filters.campaign_id)
    return render_template(
        "casework/declarations/index.html",
        campaigns=every,
        filters=filters,
        rows=rows,
        total=total,
        first=first,
        page_size=PAGE,
        lacking=len(lacking),
        obliged=obliged,
        filed=filed,
        tabs=_tabs(filters, counts),
        states=DeclarationState,
        label=label,
        clause_words=clause_words,
    )


def _of_the_unit(db: Session, officer: Officer, campaign_id: str) -> tuple[int | None, int]:
    """How many must declare in the officer's unit and how many forms it has; for who sees all of them, its clerk."""
    if Role.UNIT_CLERK not in officer.roles:
        return None, 0
    obliged = campaigns.obliged_by_unit(db, campaign_id).get(officer.unit_id or "")
    return obliged, sum(register.counted(db, officer, Filters(campaign_id, officer.unit_id or "")).values())


@blueprint.post("/readdress")
@allow(Action.READDRESS_DECLARATIONS)
def readdress(officer: Officer, work: Workplace) -> Response:
    """One slice of giving later keys what was sealed before them."""
    service.readdress_lacking(work.store, officer, work.clock)
    return redirect(url_for("declarations.index"), 303)


@blueprint.route("/import", methods=["GET", "POST"])
@allow(Action.FILE_DECLARATIONS)
@accepts(UPLOAD, open_sink)
def import_workbook(officer: Officer, work: Workplace) -> Response:
    """A workbook is taken whole or not at all; its errors are named by sheet and cell."""
    form = ImportWorkbook()
    with work.store.read() as db:
        every = [each for each in campaigns.campaigns(db) if each.closed_on is None]
    answer: Imported | NotImported | None = None
    if form.is_submitted() and form.validate() and every:
        files = received_files("workbook")
        if refused_files("workbook") or not files:
            answer = NotImported(words="文件太大，请分成几个较小的文件")
        else:
            answer = service.import_workbook(
                work.store, officer, work.clock,
                campaign_id=every[0].id, data=files[0].stored, amend=bool(form.amend.data),
            )  # fmt: skip
    failed = bool(form.errors) or isinstance(answer, NotImported)
    page = render_template(
        "casework/declarations/import.html",
        form=form,
        campaign=every[0] if every else None,
        done=answer if isinstance(answer, Imported) else None,
        refused=answer if isinstance(answer, NotImported) else None,
        instruct=_instruct,
        failed=failed,
        blanks=templates.TITLES,
    )
    return make_response(page, 422 if failed else 200)


@blueprint.get("/blank/<name>")
@allow(Action.SEE_DECLARATIONS)
def blank(name: str) -> Response:
    """One of the blank workbooks."""
    known = {each.value: each for each in templates.Blank}
    if name not in known:
        abort(404)
    data = io.BytesIO(templates.workbook(known[name]))
    return send_file(data, as_attachment=True, download_name=name, mimetype="application/octet-stream")


def done(declaration_id: str, what: str) -> Response:
    """Back to the declaration with the words of what was done."""
    return redirect(url_for("declarations.show", declaration_id=declaration_id, done=what), 303)


def _instruct(error: CellError) -> str:
    """What to do about one cell, in the reader's language."""
    told = str(_(CELL_FAULTS[error.fault]))
    return f"{told}（{'、'.join(error.choices)}）" if error.choices else told


def _filters(known: Sequence[str]) -> Filters:
    asked = request.args
    campaign = asked.get("campaign", "")
    state = asked.get("state", "")
    return Filters(
        campaign_id=campaign if campaign in known else (known[0] if known else ""),
        unit_id=asked.get("unit", "")[:26],
        state=DeclarationState(state) if state in list(DeclarationState) else None,
        name=clean_line(asked.get("name", ""))[:60],
    )


def _tabs(filters: Filters, counts: dict[DeclarationState, int]) -> list[dict[str, object]]:
    kept: dict[str, Any] = {"campaign": filters.campaign_id or None, "name": filters.name or None}
    every = {
        "words": _("全部"),
        "href": url_for("declarations.index", **kept),
        "count": sum(counts.values()),
        "current": filters.state is None,
    }
    return [
        every,
        *(
            {
                "words": _(label(state)),
                "href": url_for("declarations.index", state=state.value, **kept),
                "count": counts.get(state, 0),
                "current": filters.state is state,
            }
            for state in DeclarationState
        ),
    ]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 0
