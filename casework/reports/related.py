"""What a report may be about: suggestions with their reasons and the judgements in force, and similar reports.

Computed on opening, kept nowhere. Whom somebody has judged always stands among the first, however weak the reasons.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.linkage import Candidate, Clue, Linker, Reason, Standing, reasons
from casework.offices import service as offices
from casework.reports.links import link_body
from casework.reports.rows import ReportLinkRow, ReportRow, ReportTagRow
from casework.reports.walls import visible
from casework.reports.words import Judgement, LinkKind, Stage


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement in force."""

    id: str
    kind: LinkKind
    target: str
    label: str
    judgement: Judgement
    reason: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate with his reasons, and the judgement about him if there is one. `standing` is None for somebody who
    is no longer on the roster."""

    kind: LinkKind
    target: str
    label: str
    detail: str
    reasons: tuple[Reason, ...]
    standing: Standing | None
    tied: bool
    link: Link | None


@dataclass(frozen=True, slots=True)
class Similar:
    """Another report that touches the same official, visible to this officer too."""

    reference: str
    report_id: str
    received_on: date
    named: bool
    shared: int
    link: Link | None


@dataclass(frozen=True, slots=True)
class Suggested:
    """Those worth a look, those with weak reasons, and how many more there are."""

    suggestions: tuple[Suggestion, ...]
    weak: tuple[Suggestion, ...]
    unlisted: int
    model: str


def suggested(linker: Linker, clue: Clue, links: dict[str, Link], beside: str = "") -> Suggested:
    """The officials a clue may concern. `beside` is somebody whom the officer looked up, weak or not."""
    found = linker.officials(clue)
    judged = [link.target for link in links.values() if link.kind is LinkKind.OFFICIAL]
    known = {candidate.id for candidate in found.candidates}
    lifted = [each for each in dict.fromkeys([beside, *judged]) if each and each not in known]
    added = [_lifted(linker, clue, each, links.get(each)) for each in lifted]
    weak = [c for c in found.weak if c.id not in lifted]
    return Suggested(
        suggestions=(
            *(suggestion(c, links.get(c.id)) for c in found.candidates),
            *(each for each in added if each is not None),
        ),
        weak=tuple(suggestion(c, None) for c in weak),
        unlisted=found.hidden - len(found.weak),
        model=found.model,
    )


def suggestion(candidate: Candidate, link: Link | None) -> Suggestion:
    """A candidate as his card shows him."""
    return Suggestion(
        LinkKind.OFFICIAL,
        candidate.id,
        candidate.label,
        candidate.detail,
        reasons(candidate),
        candidate.standing,
        candidate.tied_with > 0,
        link,
    )


def _lifted(linker: Linker, clue: Clue, person_id: str, link: Link | None) -> Suggestion | None:
    candidate = linker.official(clue, person_id)
    if candidate is not None:
        return suggestion(candidate, link)
    if link is None:
        return None
    return Suggestion(link.kind, person_id, link.label, "", (), standing=None, tied=False, link=link)


def links_of(db: Session, officer: Officer, row: ReportRow) -> dict[str, Link]:
    """The judgements in force, by what they judge."""
    rows = db.scalars(select(ReportLinkRow).filter_by(report_id=row.id, undone_at=None)).all()
    names = offices.names_of(db, [link.made_by for link in rows])
    found = {}
    for link in rows:
        body = link_body(db, officer, link)
        found[str(body["target"])] = Link(
            id=link.id,
            kind=link.kind,
            target=str(body["target"]),
            label=str(body["label"]),
            judgement=link.judgement,
            reason=str(body["reason"]),
            by=names.get(link.made_by, ""),
            on=link.made_at.date(),
        )
    return found


def similar(db: Session, officer: Officer, row: ReportRow, links: dict[str, Link]) -> tuple[Similar, ...]:
    """Reports that share a subject, those that share most first."""
    own = db.scalars(
        select(ReportTagRow.tag).where(ReportTagRow.report_id == row.id, ReportTagRow.subject.is_(True))
    ).all()
    shared = func.count(ReportTagRow.tag).label("shared")
    touching = (
        select(ReportTagRow.report_id, shared)
        .where(ReportTagRow.tag.in_(own), ReportTagRow.subject.is_(True), ReportTagRow.report_id != row.id)
        .group_by(ReportTagRow.report_id)
        .subquery()
    )
    statement = (
        select(ReportRow, touching.c.shared)
        .join(touching, touching.c.report_id == ReportRow.id)
        .where(*visible(db, officer), ReportRow.stage != Stage.TRANSFERRED)
        .order_by(touching.c.shared.desc(), ReportRow.first_received_on.desc(), ReportRow.id)
        .limit(10)
    )
    return tuple(
        Similar(other.reference, other.id, other.first_received_on, other.named, int(n), links.get(other.id))
        for other, n in db.execute(statement)
    )
