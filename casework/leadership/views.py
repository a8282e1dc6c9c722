"""统计: the one page, all units, and the list of references behind a figure."""

from flask import Blueprint, abort, render_template, request

from casework.access import Action, Officer, allow
from casework.leadership import figures, labels, showing
from casework.leadership.filing import BEHIND
from casework.notices.labels import LATE_LABELS
from casework.offices import service as offices
from casework.offices.roster import place_of
from casework.workplace import Workplace
from regulation.labels import label
from web.i18n import gettext as _

blueprint = Blueprint("leadership", __name__, url_prefix="/figures")

UNITS_SHOWN = 10
LINES_SHOWN = 200


@blueprint.context_processor
def words() -> dict[str, object]:
    """The labels for the templates of figures."""
    return {
        "figure_words": labels.FIGURE_LABELS,
        "unit_words": labels.UNIT_LABELS,
        "kind_words": labels.KIND_LABELS,
        "late_words": LATE_LABELS,
        "label_of": label,
        "behind": BEHIND,
    }


@blueprint.get("", endpoint="page")
@allow(Action.SEE_FIGURES)
def show(officer: Officer, work: Workplace) -> str:
    """The one page. It prints on one sheet that names its reader."""
    found = figures.page(work.store, officer, work.clock, _asked_campaign())
    office = offices.office_of(work.store, officer.office_id)
    name = office.name if office is not None else ""
    units = found.filing.units[:UNITS_SHOWN] if found.filing is not None else ()
    mondays = found.filing.mondays if found.filing is not None else ()
    return render_template(
        "casework/leadership/page.html",
        page=found,
        units=units,
        heat=showing.heat(units, mondays, place=place_of(name)),
        bars=showing.bars(found),
        officer=officer,
        office=name,
        drafts=officer.may(Action.DRAFT_NOTICES),
    )


@blueprint.get("/units")
@allow(Action.SEE_FIGURES)
def units(officer: Officer, work: Workplace) -> str:
    """Filing of every unit."""
    found = figures.page(work.store, officer, work.clock, _asked_campaign())
    return render_template("casework/leadership/units.html", page=found)


@blueprint.get("/units/<unit_id>/<which>")
@allow(Action.SEE_FIGURES)
def unit(officer: Officer, work: Workplace, unit_id: str, which: str) -> str:
    """What one unit's figure counts."""
    found = figures.behind_unit(work.store, officer, work.clock, unit_id, which, _asked_campaign())
    if found is None:
        abort(404)
    name, lines = found
    return _listed(f"{name}：{_(labels.UNIT_LABELS[which])}", lines)


@blueprint.get("/<figure>")
@allow(Action.SEE_FIGURES)
def behind(officer: Officer, work: Workplace, figure: str) -> str:
    """The references a figure counts, no name among them."""
    lines = figures.behind(work.store, officer, work.clock, figure)
    if lines is None:
        abort(404)
    return _listed(_(labels.FIGURE_LABELS[figure]), lines)


def _asked_campaign() -> str:
    """The campaign whose filing is asked for; empty for the latest."""
    return request.args.get("campaign", "")[:26]


def _listed(heading: str, lines: tuple[figures.Counted, ...]) -> str:
    asked = request.args.get("first", "")
    first = int(asked) if asked.isdecimal() and len(asked) < 8 else 0
    return render_template(
        "casework/leadership/behind.html",
        heading=heading,
        lines=lines[first : first + LINES_SHOWN],
        total=len(lines),
        first=first,
        step=LINES_SHOWN,
        campaign=_asked_campaign() or None,
        arguments={**(request.view_args or {}), "campaign": _asked_campaign() or None},
    )
