"""Whether a declared business or post says less than what was found: field by field, pure.

Rules kept here: only amount, share, place, post and scope can be understated, and a firm declared as deregistered
that is not; other differences are shown and weigh nothing. A place declared as a city covers every place in it,
because the form asks for the city. A nominee holding is a qualifier and no understatement.

Clause: 四(四); 领导干部个人有关事项报告查核结果处理办法 (2017) 第三条(四) for the words.
"""

from dataclasses import dataclass
from enum import StrEnum

from regulation.conduct import FOREIGN
from regulation.divisions import Containment, Divisions
from regulation.facts import Business, Post
from regulation.terms import Appointer, BusinessState, PlaceKind


class ComparedField(StrEnum):
    """What is compared of a business or post."""

    PRESENCE = "presence"
    AMOUNT = "amount"
    SHARE = "share"
    REGISTERED_PLACE = "registered_place"
    OPERATING_PLACE = "operating_place"
    OFFICE = "office"
    SCOPE = "scope"
    STATE = "state"
    KIND = "kind"
    SENIORITY = "seniority"
    APPOINTED_BY = "appointed_by"
    HOLDER = "holder"
    NOMINEE = "nominee"
    NAME = "name"


PLACE_FIELDS = {
    ComparedField.REGISTERED_PLACE: PlaceKind.REGISTERED,
    ComparedField.OPERATING_PLACE: PlaceKind.OPERATING,
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the declaration and the finding differ; `understated` where the declaration says less."""

    field: ComparedField
    understated: bool


def offices(text: str) -> frozenset[str]:
    """The single offices in a field such as 法定代表人、董事."""
    for mark in "，,；;/ ":
        text = text.replace(mark, "、")
    return frozenset(part for part in text.split("、") if part)


def _less(declared: float | None, found: float | None) -> bool:
    return found is not None and (declared is None or declared < found)


def _places(declared: Business | Post, found: Business | Post, divisions: Divisions) -> list[Difference]:
    differences: list[Difference] = []
    for field, kind in PLACE_FIELDS.items():
        said = {place.region for place in declared.places if place.kind is kind}
        true = {place.region for place in found.places if place.kind is kind}
        uncovered = [
            region
            for region in true
            if not any(divisions.place(region, each) is Containment.INSIDE for each in said)
        ]
        if uncovered:
            differences.append(Difference(field, understated=True))
        elif {divisions.latest(each) for each in said} != {divisions.latest(each) for each in true}:
            differences.append(Difference(field, understated=False))
    return differences


def _common(declared: Business | Post, found: Business | Post, divisions: Divisions) -> list[Difference]:
    differences = _places(declared, found, divisions)
    if offices(declared.office) != offices(found.office):
        understated = bool(offices(found.office) - offices(declared.office))
        differences.append(Difference(ComparedField.OFFICE, understated))
    if declared.scope != found.scope:
        differences.append(Difference(ComparedField.SCOPE, bool(found.scope - declared.scope)))
    if declared.kin != found.kin:
        differences.append(Difference(ComparedField.HOLDER, understated=False))
    return differences


def of_business(declared: Business, found: Business, divisions: Divisions) -> tuple[Difference, ...]:
    """The fields in which a declared business differs from the one found. Clause: 四(四)."""
    differences = _common(declared, found, divisions)
    for field, said, true in (
        (ComparedField.AMOUNT, declared.amount, found.amount),
        (ComparedField.SHARE, declared.share, found.share),
    ):
        if true is not None and said != true:
            differences.append(Difference(field, _less(said, true)))
    if declared.state is not found.state:
        vanished = declared.state is BusinessState.DEREGISTERED
        differences.append(Difference(ComparedField.STATE, understated=vanished))
    if declared.kind is not found.kind:
        differences.append(Difference(ComparedField.KIND, understated=False))
    if declared.nominee != found.nominee:
        differences.append(Difference(ComparedField.NOMINEE, understated=False))
    if found.name and declared.name != found.name:
        differences.append(Difference(ComparedField.NAME, understated=False))
    return _in_order(differences)


def of_post(declared: Post, found: Post, divisions: Divisions) -> tuple[Difference, ...]:
    """The fields in which a declared post differs from the one found: its office, seniority, employer's kind and
    appointing side make it less than it is. Clause: 四(四), 一 ¶2."""
    differences = _common(declared, found, divisions)
    if declared.senior != found.senior:
        differences.append(Difference(ComparedField.SENIORITY, found.senior))
    if declared.kind is not found.kind:
        hidden = found.kind in FOREIGN and declared.kind not in FOREIGN
        differences.append(Difference(ComparedField.KIND, hidden))
    if declared.appointed_by is not found.appointed_by:
        hidden = found.appointed_by is Appointer.FOREIGN_SIDE
        differences.append(Difference(ComparedField.APPOINTED_BY, hidden))
    if found.employer and declared.employer != found.employer:
        differences.append(Difference(ComparedField.NAME, understated=False))
    return _in_order(differences)


def _in_order(differences: list[Difference]) -> tuple[Difference, ...]:
    order = list(ComparedField)
    return tuple(sorted(differences, key=lambda each: order.index(each.field)))
