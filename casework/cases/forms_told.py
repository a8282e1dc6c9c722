"""From what a form was told to what a service takes: numbers, codes, days; nothing is guessed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.cases.deciding import DecisionTold
from casework.database import Clock, day_of
from regulation.case_terms import AccountabilityForm, Outcome
from regulation.labels import label
from web.fields import Form
from web.i18n import gettext as _

REGION = re.compile(r"\d{6}")
WORD_ENDS = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class Mistyped:
    """What was typed cannot be read: which field, and what to write there instead."""

    field: str
    words: str


def number(text: str | None) -> float | None:
    """A number as a person types it: 60, 60%, 50万. Empty is unknown. Raises ValueError."""
    told = unicodedata.normalize("NFKC", text or "").strip().rstrip("%万元").strip()
    if not told:
        return None
    value = float(told.replace(",", ""))
    if not 0 <= value < 10**9:
        raise ValueError(told)
    return value


def parts(text: str | None) -> list[str]:
    """The words of a list typed with 、 or commas."""
    return [part for part in WORD_ENDS.split(text or "") if part]


def region_code(words: str, regions: Mapping[str, str]) -> str | None:
    """The code of a region told by its name or by six digits; None where no region is called so."""
    if REGION.fullmatch(words):
        return words
    return next((code for code, name in regions.items() if words == name), None)


def finding_body(form: Form, clock: Clock, regions: Mapping[str, str]) -> dict[str, Any] | Mistyped:
    """The sealed body of a finding (see `facts`), from its form. `regions`: names by code."""
    numbers: dict[str, float | None] = {}
    for field in ("share", "amount"):
        try:
            numbers[field] = number(form[field].data)
        except ValueError:
            return Mistyped(field, _("只写数字，例如60"))
    if (numbers["share"] or 0) > 100:
        return Mistyped("share", _("比例在0到100之间"))
    places = []
    for kind in ("registered", "operating"):
        for words in parts(form[kind].data):
            code = region_code(words, regions)
            if code is None:
                names = "、".join(regions.values())
                return Mistyped(
                    kind,
                    _(
                        "没有叫“%(words)s”的地区；可以写：%(names)s，或者六位区划代码",
                        words=words,
                        names=names,
                    ),
                )
            places.append({"kind": kind, "region": code, "unit": ""})
    return {
        **{name: form[name].data or "" for name in WORDS},
        **{name: bool(form[name].data) for name in ("nominee", "fake_exit")},
        **{name: form[name].data.isoformat() if form[name].data else "" for name in ("held_from", "held_to")},
        **dict.fromkeys(("relative_id", "first_clue_on", "corrected_on"), ""),
        **numbers,
        "code": (form.code.data or "").upper(),
        "activity": "business",
        "senior": form.entity.data == "post",
        "places": places,
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
    "report",
    "note",
    "verdict",
    "verdict_reason",
)
"""The fields that go into a finding's body as they are."""


def decision_told(form: Form) -> DecisionTold:
    """A decision from its form; the kind of accountability comes before its words, and is not said twice."""
    held = form.outcome.data == Outcome.HELD.value
    chosen = label(AccountabilityForm(form.form.data)) if held and form.form.data else ""
    words = (form.form_words.data or "").strip() if held else ""
    return DecisionTold(
        outcome=Outcome(form.outcome.data),
        reason=form.reason.data,
        cited_clause=form.cited_clause.data,
        evidence=form.evidence.data,
        form="：".join(filter(None, (chosen, words if words != chosen else ""))),
        in_force_on=form.in_force_on.data,
    )
