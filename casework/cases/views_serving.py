"""送达: the page on which the serving of a decision is recorded."""

from typing import Any

from werkzeug.wrappers import Response

from casework.access import Action, Officer, allow
from casework.cases import service
from casework.cases.forms import RecordServing
from casework.cases.states import ServingManner
from casework.cases.views_asking import ask
from casework.cases.views_work import blueprint
from casework.workplace import Workplace
from web.fields import Form
from web.i18n import gettext as _


@blueprint.route("/<reference>/strands/<strand_id>/serving", methods=["GET", "POST"])
@allow(Action.INVESTIGATE)
def serving(officer: Officer, work: Workplace, reference: str, strand_id: str) -> Response | str:
    """When, how and by whom the decision reached its person."""

    def act(told: Form) -> Any:
        return service.record_serving(
            work.store,
            officer,
            work.clock,
            reference=reference,
            strand_id=strand_id,
            served_on=told.served_on.data,
            manner=ServingManner(told.manner.data),
            by=told.by.data,
            words=told.words.data or "",
        )

    return ask(
        officer,
        work,
        reference,
        RecordServing(),
        act,
        heading=_("记送达"),
        button=_("记下"),
        hint=_("当面送达本人，不经他的单位转交。申请复审的期限从送达之日起算。"),
        strand_id=strand_id,
    )
