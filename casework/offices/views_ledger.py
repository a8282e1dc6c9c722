"""The auditor's page: the ledger's metadata and its verification."""

from flask import Blueprint, render_template, request

from casework import checkpoints
from casework.access import Action, allow
from casework.checkpoints import Broken, Sound
from casework.labels import ACT_LABELS, KIND_LABELS, LEDGER_FAULT_WORDS
from casework.offices.forms import LedgerFilter
from casework.offices.ledger_pages import ledger_page
from casework.workplace import Workplace
from sealing.signing import VerifyKey
from web.i18n import gettext as _

blueprint = Blueprint("ledger", __name__)


@blueprint.get("/ledger")
@allow(Action.READ_LEDGER)
def index(work: Workplace) -> str:
    """Who did what to which id, when and by which clause. No contents, no names of subjects."""
    return _page(work, None)


@blueprint.post("/ledger")
@allow(Action.READ_LEDGER)
def verify(work: Workplace) -> str:
    """Recompute every entry now and hold the ledger against its checkpoints."""
    known = work.config.ledger_verify_key
    key = VerifyKey.from_string(known) if known else None
    return _page(work, checkpoints.verify(work.store, origin=work.config.ledger_origin, key=key))


def _page(work: Workplace, finding: Sound | Broken | None) -> str:
    form = LedgerFilter(request.args)
    form.act.choices = [("", _("全部")), *((act, _(words)) for act, words in ACT_LABELS.items())]
    form.validate()
    page = ledger_page(
        work.store,
        before=request.args.get("before", type=int),
        act=str(form.act.data or "") if form.act.data in ACT_LABELS else None,
        user_name=str(form.user_name.data or "") or None,
        day=form.day.data,
    )
    return render_template(
        "casework/offices/ledger.html",
        form=form,
        page=page,
        newest=checkpoints.newest_checkpoint(work.store),
        finding=finding,
        broken=isinstance(finding, Broken),
        act_words=lambda act: _(ACT_LABELS[act]) if act in ACT_LABELS else act,
        kind_words=lambda kind: _(KIND_LABELS[kind]) if kind in KIND_LABELS else kind,
        fault_words=lambda fault: _(LEDGER_FAULT_WORDS[fault]),
    )
