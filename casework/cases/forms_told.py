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
    places = {"registered": parts(form.registered.data), "operating": parts(form.operating.data)}
    if any(not REGION.fullmatch(code) for told in places.values() for code in told):
        return Refused(Reason.DATES_IMPOSSIBLE, "四（四）", "区划代码是六位数字")
    return {
        **{name: form[name].data or "" for name in WORDS},
        **{name: bool(form[name].data) for name in ("nominee", "fake_exit")},
        **{name: form[name].data.isoformat() if form[name].data else "" for name in ("held_from", "held_to")},
        **dict.fromkeys(("relative_id", "first_clue_on", "corrected_on"), ""),
        "code": (form.code.data or "").upper(),
        "activity": "business",
        "share": share,
        "amount": amount,
        "senior": form.entity.data == "post",
        "places": [
            {"kind": kind, "region": code, "unit": ""} for kind, told in places.items() for code in told
        ],
        "scope": parts(form.scope.data),
        "found_on": day_of(clock).isoformat(),
        "countersigner_knew": bool(form.knew.data),
    }


WORDS = (
    "entity",
    "relation",
    "relative",
    "name",
    "kind",
    "state",
    "office",
    "appointed_by",
    "source",
    "basis",
    "evidence",
    "note",
    "verdict",
    "verdict_reason",
)
"""The fields that go into a finding's body as they are."""


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
