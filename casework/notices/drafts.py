"""What a drafter chose, as it lies sealed in a version, and nothing besides: there is no field for words of his own.

Two texts are kept that never enter the document: the impact assessment, and why a firm is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.notices.words import Addressee, Copy, Kin, LateKind, Requirement, Wrong


@dataclass(frozen=True, slots=True)
class CaseChosen:
    """One case in a notice of exposure: its heading's pattern, its facts in order, firms that must be named."""

    reference: str
    wrong: Wrong
    kin: Kin
    facts: tuple[str, ...]
    firm_reasons: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        return {
            "reference": self.reference,
            "wrong": self.wrong.value,
            "kin": self.kin.value,
            "facts": list(self.facts),
            "firms": dict(self.firm_reasons),
        }

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> "CaseChosen":
        return cls(
            body["reference"],
            Wrong(body["wrong"]),
            Kin(body["kin"]),
            tuple(body["facts"]),
            dict(body["firms"]),
        )


@dataclass(frozen=True, slots=True)
class LateItem:
    """One thing a unit is late with: `delivered_on` None means still missing; `persons` only where unfiled."""

    kind: LateKind
    due_on: date
    delivered_on: date | None
    days_late: int
    persons: int = 0

    def body(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "due_on": self.due_on.isoformat(),
            "delivered_on": _text(self.delivered_on),
            "days_late": self.days_late,
            "persons": self.persons,
        }

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> "LateItem":
        return cls(
            LateKind(body["kind"]),
            date.fromisoformat(body["due_on"]),
            _day(body["delivered_on"]),
            int(body["days_late"]),
            int(body["persons"]),
        )


@dataclass(frozen=True, slots=True)
class LateUnit:
    """A unit that is late, with its ground; `excused` by an approved written request, and then never named."""

    unit_id: str
    name: str
    items: tuple[LateItem, ...]
    excused: bool = False

    def body(self) -> dict[str, Any]:
        return {
            "unit_id": self.unit_id,
            "name": self.name,
            "items": [item.body() for item in self.items],
            "excused": self.excused,
        }

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> "LateUnit":
        items = tuple(LateItem.from_body(each) for each in body["items"])
        return cls(body["unit_id"], body["name"], items, bool(body["excused"]))


@dataclass(frozen=True, slots=True)
class Draft:
    """The choices of one version. A notice has cases or late units, never both; `as_of` is the day the units stood so."""

    addressee: Addressee
    copies: tuple[Copy, ...]
    take_down_on: date | None
    assessment: str
    drafters: frozenset[str]
    cases: tuple[CaseChosen, ...] = ()
    units: tuple[LateUnit, ...] = ()
    requirement: Requirement = Requirement.DELIVER_AND_EXPLAIN
    new_date: date | None = None
    as_of: date | None = None

    def body(self) -> dict[str, Any]:
        return {
            "addressee": self.addressee.value,
            "copies": [each.value for each in self.copies],
            "take_down_on": _text(self.take_down_on),
            "assessment": self.assessment,
            "drafters": sorted(self.drafters),
            "cases": [each.body() for each in self.cases],
            "units": [each.body() for each in self.units],
            "requirement": self.requirement.value,
            "new_date": _text(self.new_date),
            "as_of": _text(self.as_of),
        }

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> "Draft":
        return cls(
            Addressee(body["addressee"]),
            tuple(Copy(each) for each in body["copies"]),
            _day(body["take_down_on"]),
            body["assessment"],
            frozenset(body["drafters"]),
            tuple(CaseChosen.from_body(each) for each in body["cases"]),
            tuple(LateUnit.from_body(each) for each in body["units"]),
            Requirement(body["requirement"]),
            _day(body["new_date"]),
            _day(body["as_of"]),
        )


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
