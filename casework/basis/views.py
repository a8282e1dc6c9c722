"""依据: the calculator and the try-out of whole cases. Nothing typed here is stored."""

from flask import Blueprint, render_template, request

from casework.access import Action, allow
from casework.basis import tables
from casework.basis.forms import Ask, TryOut
from casework.basis.posts import PostKind
from casework.basis.service import Conditions, Worked, try_out, work_out
from casework.workplace import Workplace
from regulation.labels import label
from regulation.terms import ManagedBy

blueprint = Blueprint("basis", __name__, url_prefix="/basis")


@blueprint.get("")
@allow(Action.USE_CALCULATOR)
def calculator(work: Workplace) -> str:
    """谁审签、报到哪里、何时截止: conditions at the left, three answers with their clauses at the right."""
    asked = bool(request.args.get("post"))
    form = Ask(request.args if asked else None, data={"posted_on": work.clock().date()})
    worked: Worked | None = None
    if not asked or form.validate():
        worked = work_out(
            Conditions(
                PostKind(form.post.data or PostKind.CITY_SECRETARY),
                ManagedBy(form.managed_by.data) if form.managed_by.data else None,
                bool(form.county.data),
                bool(form.affiliation_local.data),
                form.posted_on.data,
            ),
            tables.in_force(work.store),
        )
    return render_template("casework/basis/calculator.html", form=form, worked=worked, label_of=label)


@blueprint.route("/cases", methods=["GET", "POST"], endpoint="cases")
@allow(Action.USE_CALCULATOR)
def whole_cases(work: Workplace) -> str:
    """规则试算: whole cases told as JSON, answered in sentences with the clause quoted."""
    form = TryOut()
    answer = try_out(str(form.told.data), tables.in_force(work.store)) if form.validate_on_submit() else None
    fault = answer if isinstance(answer, str) else ""
    told = answer if isinstance(answer, tuple) else ()
    return render_template("casework/basis/cases.html", form=form, fault=fault, told=told)
