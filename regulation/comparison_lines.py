"""A comparison as lines for a page or a sheet: what was declared beside what was found, relative by relative.

A line holds texts (data, or Chinese names that are msgids), the source of the finding, and the runs of characters
in which the two differ. It judges nothing; the kind stands in `regulation.comparing`.

Clause: 四(四) "要与本人申报的情况相对照".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from regulation.comparing import Comparison, VersionComparison
from regulation.divisions import Divisions, official_divisions
from regulation.facts import Business, Finding, PersonId, Post
from regulation.labels import label
from regulation.labels.findings import NO, NOT_SAID, YES
from regulation.terms import FindingSource, Relation
from regulation.understatement import PLACE_FIELDS, ComparedField
from regulation.wording import Span, differing

YES_OR_NO = {True: YES, False: NO}


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One field of one business or post in one version beside the finding.

    `differs` and `understated` repeat the judgement of the comparison; the spans show which words differ.
    """

    kin: PersonId
    relation: Relation
    of: str
    version: str
    field: ComparedField
    declared: str
    found: str
    basis: FindingSource
    differs: bool
    understated: bool
    declared_spans: tuple[Span, ...]
    found_spans: tuple[Span, ...]


def lines(
    finding: Finding,
    judged: VersionComparison,
    *,
    kin_names: Mapping[PersonId, str] | None = None,
    divisions: Divisions | None = None,
) -> tuple[ComparisonLine, ...]:
    """Every field that either side says something of, in the order of the form.

    `kin_names` are names the reader may see; without them the holder stands as a relation.
    """
    names, tables = kin_names or {}, divisions or official_divisions()
    told = {each.field: each.understated for each in judged.differences}
    rows: list[ComparisonLine] = []
    for field in ComparedField:
        found = _text(field, finding.of, names, tables, judged.signed_on)
        declared = (
            "" if judged.declared is None else _text(field, judged.declared, names, tables, judged.signed_on)
        )
        if field is ComparedField.PRESENCE:
            declared = NOT_SAID if judged.declared is None else found
        if not declared and not found:
            continue
        absent = judged.declared is None
        spans = differing(declared, found) if field in told or absent else (_same(declared), _same(found))
        rows.append(
            ComparisonLine(
                kin=finding.of.kin,
                relation=finding.of.relation,
                of=finding.of.id,
                version=judged.version,
                field=field,
                declared=declared,
                found=found,
                basis=finding.source,
                differs=field in told,
                understated=told.get(field, False),
                declared_spans=spans[0],
                found_spans=spans[1],
            )
        )
    return tuple(rows)


def by_relative(
    comparisons: Iterable[Comparison],
    *,
    kin_names: Mapping[PersonId, str] | None = None,
    divisions: Divisions | None = None,
) -> dict[PersonId, tuple[ComparisonLine, ...]]:
    """The lines of all findings against their decisive versions, relative by relative in the order first met.

    A comparison without any signed version gives no lines (NO_VERSION).
    """
    grouped: dict[PersonId, tuple[ComparisonLine, ...]] = {}
    for each in comparisons:
        if each.decisive is not None:
            rows = lines(each.finding, each.decisive, kin_names=kin_names, divisions=divisions)
            grouped[each.finding.of.kin] = grouped.get(each.finding.of.kin, ()) + rows
    return grouped


def _same(text: str) -> tuple[Span, ...]:
    return (Span(text, differs=False),) if text else ()


def _text(
    field: ComparedField,
    of: Business | Post,
    kin_names: Mapping[PersonId, str],
    divisions: Divisions,
    day: date,
) -> str:
    """One field in words; "" where the record says nothing of it."""
    if field in PLACE_FIELDS:
        kind = PLACE_FIELDS[field]
        return "、".join(divisions.name(place.region, day) for place in of.places if place.kind is kind)
    match field:
        case ComparedField.HOLDER:
            return kin_names.get(of.kin, label(of.relation))
        case ComparedField.KIND:
            return label(of.kind)
        case ComparedField.OFFICE:
            return of.office
        case ComparedField.SCOPE:
            return "、".join(sorted(of.scope))
        case ComparedField.NAME | ComparedField.PRESENCE:
            return of.name if isinstance(of, Business) else of.employer
        case _:
            return _of_business(field, of) if isinstance(of, Business) else _of_post(field, of)


def _of_business(field: ComparedField, of: Business) -> str:
    match field:
        case ComparedField.AMOUNT:
            return "" if of.amount is None else f"{of.amount:.10g}万元"
        case ComparedField.SHARE:
            return "" if of.share is None else f"{of.share:.6g}%"
        case ComparedField.STATE:
            return label(of.state)
        case ComparedField.NOMINEE:
            return YES_OR_NO[of.nominee]
        case _:
            return ""


def _of_post(field: ComparedField, of: Post) -> str:
    match field:
        case ComparedField.SENIORITY:
            return YES_OR_NO[of.senior]
        case ComparedField.APPOINTED_BY:
            return label(of.appointed_by)
        case _:
            return ""
