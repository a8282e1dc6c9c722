"""要与本人申报的情况相对照: holding findings against every declaration version they name, and saying what differs.

The regulation compares; a person reads, puts a difference forward, and another person confirms it. Intent is
never stated. A comparison is kept as it was made; a new finding asks for a new comparison.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.cases.facts import FoundFact
from casework.cases.findings import findings_of
from casework.cases.lines import Line, VersionShown, line_from, plain_name, same_entity
from casework.cases.records import (
    COMPARISON,
    contents_of,
    is_open,
    open_case_for,
    opened,
    sealed_for_office,
    touch,
)
from casework.cases.rows import Case, Comparison
from casework.database import Clock, Store, day_of, new_id
from casework.declarations.service import SignedVersion, codes_in, versions_of
from regulation.comparing import compare
from regulation.decisions import Reason, Refused
from regulation.facts import Business, DeclarationVersionFacts, Post
from regulation.terms import DiscrepancyKind

DIFFERENT = frozenset({DiscrepancyKind.CONCEALMENT, DiscrepancyKind.OMISSION})


@dataclass(frozen=True, slots=True)
class ComparisonShown:
    """A comparison opened: the versions it was made with and its lines, grouped by relative by the reader."""

    id: str
    made_by: str
    made_on: date
    versions: tuple[VersionShown, ...]
    lines: tuple[Line, ...]


def compare_case(store: Store, officer: Officer, clock: Clock, *, reference: str) -> str | Refused:
    """Compare every standing finding with every signed version of the declarant; answers the comparison's id.

    Refused without findings and on a closed case. A cadre who never filed is compared too (H-08).
    """
    with store.write() as db:
        case = open_case_for(db, officer, reference)
        if not is_open(case):
            return Refused(Reason.TRANSITION_FORBIDDEN, "四（四）", "案件已结，不能再对照")
        findings = findings_of(db, officer, case)
        if not findings:
            return Refused(Reason.NOT_COMPARED, "四（四）", "先记下查明的事实，再与申报对照")
        contents = contents_of(db, officer, case)
        versions = versions_of(db, officer, contents.declarant.person_id)
        for version in versions:
            acts.record(db, officer, clock, "open", "declaration", version.version_id)
        lines = [_line(each, versions) for each in findings]
        row = Comparison(
            id=new_id(),
            case_id=case.id,
            made_by=officer.member_id,
            made_on=day_of(clock),
            lines=len(lines),
            differences=sum(line.kind in DIFFERENT for line in lines),
        )
        body = {
            "versions": [VersionShown.of(each).body() for each in versions],
            "lines": [line.body() for line in lines],
        }
        row.sealed_body = sealed_for_office(officer, COMPARISON, row.id, body)
        db.add(row)
        case.comparison_id = row.id
        touch(case)
        acts.record(
            db, officer, clock, "compare", COMPARISON, row.id, clause="四（四）", new=row.sealed_payload
        )
        return row.id


def _line(found: FoundFact, versions: Sequence[SignedVersion]) -> Line:
    return line_from(found, compare(found.fact, [_aligned(found.fact.of, each) for each in versions]))


def _aligned(of: Business | Post, version: SignedVersion) -> DeclarationVersionFacts:
    """Give what is the same entity the same id: by its code, or by its full name within one relation."""
    if isinstance(of, Business):
        codes = codes_in(version)
        businesses = tuple(
            replace(each, id=of.id, kin=of.kin) if same_entity(each, codes.get(each.id, ""), of) else each
            for each in version.facts.businesses
        )
        return replace(version.facts, businesses=businesses)
    posts = tuple(
        replace(each, id=of.id, kin=of.kin)
        if plain_name(each.employer) == plain_name(of.employer) and each.relation is of.relation
        else each
        for each in version.facts.posts
    )
    return replace(version.facts, posts=posts)


def newest_comparison(db: Session, case: Case) -> Comparison | None:
    """The comparison the case now stands on, if any."""
    if case.comparison_id is None:
        return None
    return db.get(Comparison, case.comparison_id)


def comparison_shown(db: Session, officer: Officer, row: Comparison) -> ComparisonShown:
    """A comparison, opened."""
    body = opened(db, officer, row, COMPARISON, row.id, row.made_by)
    return ComparisonShown(
        row.id,
        row.made_by,
        row.made_on,
        tuple(VersionShown.from_body(each) for each in body["versions"]),
        tuple(Line.from_body(each) for each in body["lines"]),
    )
