"""Judgements about suggestions: 是, 不是 or 存疑, by a person, with a reason; each can be undone.

A judgement is an edge under a blind tag; who, when, why, on which evidence and under which model version lies
sealed and signed inside. Undoing takes the edge out of force and is itself recorded; nothing is overwritten.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import record
from casework.database import Clock, Store, new_id
from casework.keyring import open_sealed, seal_document
from casework.linkage import Candidate, Clue, Standing
from casework.offices.walls import person_tag
from casework.reports.answers import NotDone, Problem
from casework.reports.collecting import write_walls
from casework.reports.contents import contents
from casework.reports.people import People, people
from casework.reports.queries import find
from casework.reports.rows import ReportLinkRow, ReportRow
from casework.reports.words import Judgement, LinkKind

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person decided about which target."""

    kind: LinkKind
    target: str
    judgement: Judgement
    reason: str


def judge(
    store: Store, officer: Officer, clock: Clock, *, reference: str, decision: Decision
) -> NotDone | None:
    """Record a judgement; an earlier one about the same target is undone by it.

    Where the evidence does not speak for itself, a yes needs its reason as much as a no.
    """
    found = people(store)
    with store.write() as db:
        row = find(db, officer, reference, lock=True)
        if row is None or not row.sealed_header:
            return NotDone(Problem.UNKNOWN)
        told = contents(open_sealed(row.sealed_body, officer.open_keys, kind="report", id=row.document_id))
        named = _target(db, officer, row, decision, found, told.clue)
        if named is None:
            return NotDone(Problem.UNKNOWN)
        tag, label, candidate = named
        if decision.judgement is not Judgement.YES and not decision.reason.strip():
            return NotDone(Problem.REASON_MISSING)
        if decision.kind is LinkKind.OFFICIAL and not _is_grounded(decision, candidate):
            return NotDone(Problem.EVIDENCE_WEAK)
        for earlier in db.scalars(select(ReportLinkRow).filter_by(report_id=row.id, tag=tag, undone_at=None)):
            _take_out(db, officer, clock, earlier)
        _lay(db, officer, clock, row, decision, tag, label, candidate, found.linker.weights.version)
        db.flush()
        write_walls(db, officer, row, told, found)
    return None


def _is_grounded(decision: Decision, candidate: Candidate | None) -> bool:
    """Whether there is a reason, or evidence beyond the name that points to this one person."""
    if decision.reason.strip():
        return True
    return candidate is not None and candidate.standing is Standing.PROBABLE


def undo(store: Store, officer: Officer, clock: Clock, *, reference: str, link_id: str) -> NotDone | None:
    """Take a judgement out of force."""
    found = people(store)
    with store.write() as db:
        row = find(db, officer, reference, lock=True)
        link = db.get(ReportLinkRow, link_id)
        if row is None or not row.sealed_header or link is None or link.report_id != row.id:
            return NotDone(Problem.UNKNOWN)
        if link.undone_at is not None:
            return NotDone(Problem.ALREADY_DONE)
        _take_out(db, officer, clock, link)
        db.flush()
        told = contents(open_sealed(row.sealed_body, officer.open_keys, kind="report", id=row.document_id))
        write_walls(db, officer, row, told, found)
    return None


def _take_out(db: Session, officer: Officer, clock: Clock, link: ReportLinkRow) -> None:
    link.undone_by, link.undone_at = officer.member_id, clock()
    record(db, officer, clock, "undo_link", "report_link", link.id, old=link.sealed_payload)


def _target(
    db: Session, officer: Officer, row: ReportRow, decision: Decision, found: People, clue: Clue
) -> tuple[str, str, Candidate | None] | None:
    if decision.kind is LinkKind.OFFICIAL:
        person = found.by_id.get(decision.target)
        if person is None:
            return None
        candidate = found.linker.official(clue, person.id)
        return person_tag(officer.open_keys, person.id), person.name, candidate
    other = db.get(ReportRow, decision.target)
    seen = None if other is None else find(db, officer, other.reference)
    if seen is None or seen.id == row.id:
        return None
    return officer.open_keys.tag("report", seen.id), seen.reference, None


def _lay(
    db: Session,
    officer: Officer,
    clock: Clock,
    row: ReportRow,
    decision: Decision,
    tag: str,
    label: str,
    candidate: Candidate | None,
    model: str,
) -> None:
    link_id = new_id()
    sealed = seal_document(
        [officer.open_keys.office_identity.recipient],
        kind="report_link",
        id=link_id,
        version=1,
        body={
            "report": row.id,
            "kind": decision.kind.value,
            "target": decision.target,
            "label": label,
            "judgement": decision.judgement.value,
            "reason": decision.reason.strip()[:LONGEST_REASON],
            "rows": _evidence(candidate),
            "model": model,
            "by": officer.member_id,
            "at": clock().isoformat(),
        },
        signer=officer.open_keys.member_signing,
    )
    link = ReportLinkRow(
        id=link_id,
        report_id=row.id,
        tag=tag,
        kind=decision.kind,
        judgement=decision.judgement,
        made_by=officer.member_id,
        made_at=clock(),
    )
    link.sealed_body = sealed
    db.add(link)
    record(db, officer, clock, f"link_{decision.judgement.value}", "report_link", link_id, new=sealed.payload)


def _evidence(candidate: Candidate | None) -> list[dict[str, object]]:
    """The rows of evidence as they stood when the judgement was made."""
    return [
        {
            "field": row.field.value,
            "left": row.left,
            "right": row.right,
            "level": row.level.value,
            "weight": f"{row.weight:.3f}",
            "frequency": row.frequency,
        }
        for row in (candidate.rows if candidate is not None else ())
    ]
