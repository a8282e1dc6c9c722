"""Between what is kept sealed and what the regulation is told: finding bodies and `regulation.facts`.

A finding body, version 1: {"entity": "business" | "post", "relation", "relative", "relative_id", "name", "code",
"kind", "activity", "state", "office", "share", "amount", "nominee", "fake_exit", "senior", "appointed_by",
"places": [{"kind", "region", "unit", "words"}], "scope": [words], "held_from", "held_to", "source", "found_on",
"first_clue_on", "corrected_on", "countersigner_knew", "basis", "evidence", "report", "note", "verdict", "verdict_reason"}.
`report` is the reference of the report of the case that led to it, if any; older bodies lack it.
Days are ISO text or "". The verdict (IN, OUT, UNCERTAIN) is the officer's own screening, with his reason.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from regulation.facts import Business, Finding, PersonId, Place, Post, RegionCode, UnitId
from regulation.terms import (
    Activity,
    Appointer,
    BusinessState,
    EnterpriseKind,
    FindingSource,
    PlaceKind,
    Relation,
    Verdict,
)

VERSION = 1


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A finding opened: the regulation's fact beside the words a reader needs."""

    id: str
    fact: Finding
    relative: str
    name: str
    basis: str
    evidence: str
    report: str
    note: str
    verdict: Verdict
    verdict_reason: str
    recorded_by: str
    recorded_on: date

    @property
    def relation(self) -> Relation:
        return self.fact.of.relation


def day(text: str) -> date | None:
    """A day from a sealed body; empty text is no day."""
    return date.fromisoformat(text) if text else None


def finding_from(finding_id: str, body: dict[str, Any]) -> Finding:
    """The regulation's finding from a sealed body of version 1."""
    return Finding(
        id=finding_id,
        of=_business(finding_id, body) if body["entity"] == "business" else _post(finding_id, body),
        source=FindingSource(body["source"]),
        found_on=date.fromisoformat(body["found_on"]),
        first_clue_on=day(body["first_clue_on"]),
        corrected_on=day(body["corrected_on"]),
        fake_exit=bool(body["fake_exit"]),
        countersigner_knew=bool(body["countersigner_knew"]),
    )


def _places(body: dict[str, Any]) -> tuple[Place, ...]:
    return tuple(
        Place(PlaceKind(place["kind"]), RegionCode(place["region"]), UnitId(place["unit"]))
        for place in body["places"]
    )


def _business(finding_id: str, body: dict[str, Any]) -> Business:
    return Business(
        id=body["code"] or body["name"] or finding_id,
        kin=PersonId(body["relative_id"] or body["relative"]),
        relation=Relation(body["relation"]),
        places=_places(body),
        scope=frozenset(body["scope"]),
        kind=EnterpriseKind(body["kind"]),
        activity=Activity(body["activity"]),
        state=BusinessState(body["state"]),
        office=body["office"],
        share=body["share"],
        amount=body["amount"],
        nominee=bool(body["nominee"]),
        held_from=day(body["held_from"]),
        held_to=day(body["held_to"]),
        name=body["name"],
    )


def _post(finding_id: str, body: dict[str, Any]) -> Post:
    return Post(
        id=body["code"] or body["name"] or finding_id,
        kin=PersonId(body["relative_id"] or body["relative"]),
        relation=Relation(body["relation"]),
        kind=EnterpriseKind(body["kind"]),
        senior=bool(body["senior"]),
        appointed_by=Appointer(body["appointed_by"]),
        places=_places(body),
        scope=frozenset(body["scope"]),
        office=body["office"],
        held_from=day(body["held_from"]),
        held_to=day(body["held_to"]),
        employer=body["name"],
    )
