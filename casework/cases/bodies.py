"""From what a form was told to what a service takes: numbers, codes, days; nothing is guessed."""

import re
from typing import Any

from casework.cases.deciding import DecisionTold
from casework.database import Clock, day_of
from regulation.case_terms import AccountabilityForm, Outcome
from regulation.decisions import Reason, Refused
from regulation.labels import label
from web.fields import Form

REGION = re.compile(r"\d{6}")
WORD_ENDS = re.compile(r"[、，,；;\s]+")


def number(text: str | None) -> float | Refused | None:
    """A number as a person types it: 60, 60%, 50万. Empty is unknown."""
    told = (text or "").strip().rstrip("%％万元").strip()
    if not told:
        return None
    try:
        value = float(told)
    except ValueError:
        return Refused(Reason.DATES_IMPOSSIBLE, "四（四）", "比例和金额只写数字，例如60")
    return (
        value
        if 0 <= value < 10**9
        else Refused(Reason.DATES_IMPOSSIBLE, "四（四）", "比例和金额只写数字，例如60")
    )


def parts(text: str | None) -> list[str]:
    """The words of a list typed with 、 or commas."""
    return [part for part in WORD_ENDS.split(text or "") if part]


def finding_body(form: Form, clock: Clock) -> dict[str, Any] | Refused:
    """The sealed body of a finding (see `facts`), from its form."""
    share, amount = number(form.share.data), number(form.amount.data)
    if isinstance(share, Refused):
        return share
    if isinstance(amount, Refused):
        return amount
    codes = {"registered": parts(form.registered.data), "operating": parts(form.operating.data)}
    if any(not REGION.fullmatch(code) for told in codes.values() for code in told):
        return Refused(Reason.DATES_IMPOSSIBLE, "四（四）", "区划代码是六位数字")
    today = day_of(clock).isoformat()
    return {
        "entity": form.entity.data,
        "relation": form.relation.data,
        "relative": form.relative.data,
        "relative_id": "",
        "name": form.name.data,
        "code": (form.code.data or "").upper(),
        "kind": form.kind.data,
        "activity": "business",
        "state": form.state.data,
        "office": form.office.data or "",
        "share": share,
        "amount": amount,
        "nominee": bool(form.nominee.data),
        "fake_exit": bool(form.fake_exit.data),
        "senior": form.entity.data == "post",
        "appointed_by": form.appointed_by.data,
        "places": [
            {"kind": kind, "region": code, "unit": ""} for kind, told in codes.items() for code in told
        ],
        "scope": parts(form.scope.data),
        "held_from": form.held_from.data.isoformat() if form.held_from.data else "",
        "held_to": form.held_to.data.isoformat() if form.held_to.data else "",
        "source": form.source.data,
        "found_on": today,
        "first_clue_on": "",
        "corrected_on": "",
        "countersigner_knew": bool(form.knew.data),
        "basis": form.basis.data,
        "evidence": form.evidence.data or "",
        "note": form.note.data or "",
        "verdict": form.verdict.data,
        "verdict_reason": form.verdict_reason.data,
    }


def decision_told(form: Form) -> DecisionTold:
    """A decision from its form; the kind of accountability comes before its words."""
    chosen = label(AccountabilityForm(form.form.data)) if form.form.data else ""
    return DecisionTold(
        outcome=Outcome(form.outcome.data),
        reason=form.reason.data,
        cited_clause=form.cited_clause.data,
        evidence=form.evidence.data,
        form="：".join(filter(None, (chosen, form.form_words.data))),
        in_force_on=form.in_force_on.data,
    )
