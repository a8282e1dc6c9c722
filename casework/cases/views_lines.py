"""Two timelines of a case, facts beside procedure, and the comparison's lines by relative: for the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.cases.comparing import ComparisonShown
from casework.cases.lines import Line
from casework.cases.reading import CasePage, StrandShown
from casework.cases.states import DiscrepancyState
from regulation.terms import Relation
from regulation.terms import Strand as StrandKind
from web.i18n import gettext as _


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and what happened. `second`: it belongs to the countersigner's strand."""

    on: date
    words: str
    second: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one relative; `first` is the number of the group's first line in the comparison."""

    relation: Relation
    relative: str
    lines: tuple[tuple[int, Line], ...]


def by_relative(comparison: ComparisonShown | None) -> list[Group]:
    """The lines in groups, in the order first met."""
    groups: dict[tuple[Relation, str], list[tuple[int, Line]]] = {}
    for number, line in enumerate(comparison.lines if comparison is not None else ()):
        groups.setdefault((line.relation, line.relative), []).append((number, line))
    return [Group(relation, relative, tuple(lines)) for (relation, relative), lines in groups.items()]


def of_facts(page: CasePage) -> list[Moment]:
    """What happened in the world, by day."""
    moments = []
    for found in page.findings:
        if found.fact.of.held_from is not None:
            moments.append(Moment(found.fact.of.held_from, _("%(name)s：开始持有或者任职", name=found.name)))
        if found.fact.of.held_to is not None:
            moments.append(Moment(found.fact.of.held_to, _("%(name)s：结束", name=found.name)))
    for version in page.comparison.versions if page.comparison is not None else ():
        moments.append(Moment(date.fromisoformat(version.signed_on), _("申报人签字，第%(n)s版", n=version.n)))
        if version.publicity_to:
            words = _("公示期满，收到异议%(n)s条", n=version.objections)
            moments.append(Moment(date.fromisoformat(version.publicity_to), words, second=True))
        if version.countersigned_on:
            words = _("%(name)s审签", name=version.countersigner)
            moments.append(Moment(date.fromisoformat(version.countersigned_on), words, second=True))
    return sorted(moments, key=lambda each: (each.on, each.second))


def of_procedure(page: CasePage) -> list[Moment]:
    """What the office did, by day."""
    moments = [Moment(page.opened_on, _("立案核实，承办人%(names)s", names="、".join(page.investigators)))]
    moments += [
        Moment(each.joined_on, _("举报%(ref)s并入本案", ref=each.reference))
        for each in page.reports
        if each.id
    ]
    if page.comparison is not None:
        moments.append(Moment(page.comparison.made_on, _("与申报对照")))
    moments += [
        Moment(each.settled_on, _("差异经两人确认，两线开启"))
        for each in page.discrepancies
        if each.state is DiscrepancyState.CONFIRMED and each.settled_on is not None
    ]
    for strand in page.strands:
        moments += _of_strand(strand)
    if page.closed_on is not None:
        moments.append(Moment(page.closed_on, _("结案")))
    return sorted(moments, key=lambda each: each.on)


def _of_strand(strand: StrandShown) -> Sequence[Moment]:
    second = strand.kind is StrandKind.COUNTERSIGNER
    who = _("审签人线") if second else _("申报人线")
    moments = [Moment(each.heard_on, _("%(who)s：听取本人说明", who=who), second) for each in strand.hearings]
    if strand.proposal is not None:
        moments.append(Moment(strand.proposal.given_on, _("%(who)s：提出处理意见", who=who), second))
    moments += [Moment(each.given_on, _("%(who)s：审理", who=who), second) for each in strand.reviews]
    if strand.decided_on is not None:
        moments.append(Moment(strand.decided_on, _("%(who)s：作出决定", who=who), second))
    if strand.serving is not None:
        moments.append(Moment(strand.serving.served_on, _("%(who)s：决定送达本人", who=who), second))
    return moments
