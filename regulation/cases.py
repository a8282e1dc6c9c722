"""A case as `assess` is told it: the declarant, his family, what he declared, what was found, what happened when.

Everything but the declarant (or a report) may be left out. A business or post may be told once under `businesses`
or `posts` and named by its id wherever it is meant again: in a declaration, in a finding.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from regulation.case_terms import Tie
from regulation.chapters import DEFAULT_PROFILE
from regulation.conduct import Favour
from regulation.dispositions import Ladder
from regulation.facts import (
    Business,
    DeclarationVersionFacts,
    EventFacts,
    ExceptionFacts,
    Finding,
    Kin,
    OfficeFacts,
    PersonFacts,
    PersonId,
    Post,
    SubjectFacts,
    UnitId,
)
from regulation.intake import ReportContent
from regulation.late_units import UnitDelivery
from regulation.portfolios import Absence, PortfolioEntry
from regulation.reading import BadInput, read
from regulation.recusal import Guarded
from regulation.screening import Rebuttal
from regulation.terms import Level


@dataclass(frozen=True, slots=True)
class OfficerFacts:
    """An officer who would work on the report: his units, the ties he knows of, whether somebody asks him to recuse."""

    person: PersonId
    units: frozenset[UnitId] = frozenset()
    ties: frozenset[Tie] = frozenset()
    recusal_requested: bool = False


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """What the verification of the report found; `approved_by` is the level that approved a finding of 诬告陷害."""

    confirmed: bool
    intent_proven: bool = False
    mistaken: bool = False
    approved_by: Level | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report: whom it concerns, the offices that could receive it, when it was received (the own receipt last)."""

    subjects: tuple[SubjectFacts, ...] = ()
    offices: tuple[OfficeFacts, ...] = ()
    received_on: tuple[date, ...] = ()
    named: bool = False
    content: ReportContent | None = None
    guarded: Guarded = field(default_factory=Guarded)
    officers: tuple[OfficerFacts, ...] = ()
    tracing_requested: bool = False
    result: ResultFacts | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `as_of` is the day of the question: acts not done by then are late; without it only acts done are.

    `others` are further cadres concerned (the countersigner, the other side of mutual favours); `near_kin` persons
    of the roster who are near kin of the declarant; `confirmed_by` the officers who confirmed the comparison.
    """

    id: str = ""
    profile: str = DEFAULT_PROFILE
    as_of: date | None = None
    declarant: PersonFacts | None = None
    others: tuple[PersonFacts, ...] = ()
    family: tuple[Kin, ...] = ()
    near_kin: frozenset[PersonId] = frozenset()
    businesses: tuple[Business, ...] = ()
    posts: tuple[Post, ...] = ()
    rebuttals: Mapping[str, Rebuttal] = field(default_factory=dict)
    declarations: tuple[DeclarationVersionFacts, ...] = ()
    findings: tuple[Finding, ...] = ()
    confirmed_by: tuple[PersonId, ...] = ()
    favours: tuple[Favour, ...] = ()
    events: tuple[EventFacts, ...] = ()
    ladder: Ladder = field(default_factory=Ladder)
    exceptions: tuple[ExceptionFacts, ...] = ()
    portfolio: tuple[PortfolioEntry, ...] = ()
    absences: tuple[Absence, ...] = ()
    delivery: UnitDelivery | None = None
    report: ReportFacts | None = None


def read_case(told: Any, where: str = "") -> Case:
    """One case of JSON. Raises BadInput, which names the field and says what is allowed."""
    case: Case = read(Case, _resolved(told, where), where)
    return case


def read_cases(told: Any) -> tuple[Case, ...]:
    """One case, a list of cases, or an object with a list under `cases`."""
    if isinstance(told, dict) and set(told) == {"cases"}:
        told = told["cases"]
    if told == []:
        raise BadInput("cases", "须至少有一个案例")
    if isinstance(told, list):
        return tuple(read_case(each, f"cases[{at}]") for at, each in enumerate(told))
    return (read_case(told),)


def _resolved(told: Any, where: str) -> Any:
    """The case with every id that stands for a business or post replaced by the record it names."""
    if not isinstance(told, dict):
        return told
    known = {
        each["id"]: each
        for group in ("businesses", "posts")
        for each in _records(told.get(group))
        if isinstance(each.get("id"), str)
    }
    prefix = f"{where}." if where else ""
    resolved = dict(told)
    if isinstance(told.get("declarations"), list):
        resolved["declarations"] = [
            {
                key: _named(value, known, f"{prefix}declarations[{at}].{key}")
                if key in ("businesses", "posts")
                else value
                for key, value in each.items()
            }
            if isinstance(each, dict)
            else each
            for at, each in enumerate(told["declarations"])
        ]
    if isinstance(told.get("findings"), list):
        resolved["findings"] = [
            {**each, "of": _one(each["of"], known, f"{prefix}findings[{at}].of")}
            if isinstance(each, dict) and "of" in each
            else each
            for at, each in enumerate(told["findings"])
        ]
    return resolved


def _records(group: Any) -> list[dict[str, Any]]:
    return [each for each in group if isinstance(each, dict)] if isinstance(group, list) else []


def _named(value: Any, known: Mapping[str, Any], where: str) -> Any:
    if not isinstance(value, list):
        return value
    return [_one(each, known, f"{where}[{at}]") for at, each in enumerate(value)]


def _one(value: Any, known: Mapping[str, Any], where: str) -> Any:
    if not isinstance(value, str):
        return value
    if value not in known:
        raise BadInput(
            where, f"没有编号为“{value[:40]}”的企业或职务；可用：{'、'.join(known) or '（尚未列出）'}"
        )
    return known[value]
