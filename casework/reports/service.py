"""What other subjects ask of reports: the timers' jobs, and the face for cases.

Every function takes the officer and answers None, or nothing, where the report does not exist for him.
Functions that take a session write in the caller's transaction.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.acts import record, record_opening
from casework.database import Clock, Store, day_of
from casework.keyring import open_sealed
from casework.reports import dialogue
from casework.reports.answers import NotDone, Problem
from casework.reports.clocks import recompute_clocks, refresh_clocks, set_clock
from casework.reports.collecting import collect_at_unlock
from casework.reports.contents import Contents, contents
from casework.reports.figures import ReportFigure, concluded_in_cases, days_taken
from casework.reports.figures import counts as report_counts
from casework.reports.figures import openable as openable_reports
from casework.reports.figures import references as report_references
from casework.reports.links import targets
from casework.reports.outbox import deliver
from casework.reports.queries import find, summary_body
from casework.reports.register import Swept, sweep
from casework.reports.rows import ReportRow, ReportTagRow
from casework.reports.walls import lay_case_walls
from casework.reports.withheld import Withheld, words_withheld
from casework.reports.words import Channel, Judgement, LinkKind, ReporterStatus, Stage

__all__ = [
    "ReportFigure",
    "ReportSummary",
    "Swept",
    "Withheld",
    "collect_at_unlock",
    "concluded_in_cases",
    "days_taken",
    "deliver",
    "leave_case",
    "linked_declarants",
    "mark_in_case",
    "openable_reports",
    "post_status",
    "read_contents",
    "recompute_clocks",
    "refresh_clocks",
    "report_counts",
    "report_references",
    "share_walls",
    "subject_tags",
    "summary",
    "sweep",
    "words_refused",
    "words_withheld",
]


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A report without its words. `object_line` is whom it is about, as the inbox shows it."""

    id: str
    reference: str
    channel: Channel
    named: bool
    stage: Stage
    first_received_on: date
    accepted_on: date | None
    case_ref: str | None
    object_line: str


def summary(store: Store, officer: Officer, clock: Clock, report_ref: str) -> ReportSummary | None:
    """The report in one line. Opening its sealed summary is recorded first."""
    with store.read() as db:
        row = find(db, officer, report_ref)
    if row is None:
        return None
    line = ""
    if row.summary_header:
        record_opening(store, officer, clock, "report_summary", row.id)
        line = str(summary_body(row, officer).get("object", ""))
    return ReportSummary(
        id=row.id,
        reference=row.reference,
        channel=row.channel,
        named=row.named,
        stage=row.stage,
        first_received_on=row.first_received_on,
        accepted_on=row.accepted_on,
        case_ref=row.case_ref,
        object_line=line,
    )


def read_contents(store: Store, officer: Officer, clock: Clock, report_ref: str) -> Contents | None:
    """The report's words, for the comparison and for checks of what leaves the office; recorded first."""
    with store.read() as db:
        row = find(db, officer, report_ref)
    if row is None or not row.sealed_header:
        return None
    record_opening(store, officer, clock, "report", row.id, payload=row.sealed_payload)
    return contents(open_sealed(row.sealed_body, officer.open_keys, kind="report", id=row.document_id))


def linked_declarants(store: Store, officer: Officer, report_ref: str) -> tuple[str, ...]:
    """The persons whom somebody confirmed as the subjects, judgement in force."""
    with store.read() as db:
        row = find(db, officer, report_ref)
        if row is None:
            return ()
        return tuple(sorted(targets(db, officer, row.id, LinkKind.OFFICIAL, Judgement.YES)))


def subject_tags(db: Session, officer: Officer, report_ref: str) -> frozenset[str]:
    """The wall tags of a report, for the case that grows out of it; those a case gave it are not its own."""
    row = find(db, officer, report_ref)
    if row is None:
        return frozenset()
    own = select(ReportTagRow.tag).where(ReportTagRow.report_id == row.id, ReportTagRow.own.is_(True))
    return frozenset(db.scalars(own))


def mark_in_case(
    db: Session, officer: Officer, clock: Clock, report_ref: str, case_ref: str
) -> NotDone | None:
    """The report belongs to a case now; its own clock stops, the case's clocks run, and the reporter reads 办理中."""
    row = find(db, officer, report_ref, lock=True)
    if row is None:
        return NotDone(Problem.UNKNOWN)
    if row.stage is not Stage.ACCEPTED:
        return NotDone(Problem.WRONG_STAGE)
    _stage(db, officer, clock, row, Stage.IN_CASE, case_ref, "mark_in_case")
    told = dialogue.opened(db, officer, row)
    dialogue.say(db, officer, clock, row, told, text="", status=ReporterStatus.IN_HAND)
    return None


def leave_case(
    db: Session, officer: Officer, clock: Clock, report_ref: str, *, closed: bool
) -> NotDone | None:
    """The case ended (`closed`), or the report was taken out of it again."""
    row = find(db, officer, report_ref, lock=True)
    if row is None:
        return NotDone(Problem.UNKNOWN)
    if row.stage is not Stage.IN_CASE:
        return NotDone(Problem.WRONG_STAGE)
    stage = Stage.CLOSED if closed else Stage.ACCEPTED
    _stage(db, officer, clock, row, stage, row.case_ref if closed else None, "leave_case")
    if not closed:
        lay_case_walls(db, [row.id], frozenset())
    return None


def share_walls(db: Session, case_ref: str, tags: frozenset[str]) -> None:
    """Who is walled from the case is walled from each of its reports: none of them tells him that there is a case."""
    belonging = select(ReportRow.id).where(ReportRow.case_ref == case_ref)
    lay_case_walls(db, db.scalars(belonging).all(), tags)


def _stage(
    db: Session, officer: Officer, clock: Clock, row: ReportRow, stage: Stage, case_ref: str | None, act: str
) -> None:
    row.stage, row.case_ref, row.moved_on = stage, case_ref, day_of(clock)
    row.version += 1
    set_clock(db, row)
    record(db, officer, clock, act, "report", row.id)


def words_refused(db: Session, officer: Officer, report_ref: str, words: str) -> NotDone | None:
    """Whether these words may go to the reporter: the eight-character check, and nothing sent."""
    row = find(db, officer, report_ref, lock=True)
    if row is None or not row.sealed_header:
        return NotDone(Problem.UNKNOWN)
    text = dialogue.check_text(words)
    return dialogue.repeats(db, officer, row, dialogue.opened(db, officer, row), text) if text else None


def post_status(
    db: Session, officer: Officer, clock: Clock, report_ref: str, *, status: ReporterStatus, reason: str
) -> NotDone | None:
    """Tell the reporter where the matter stands. The reason passes the eight-character check."""
    row = find(db, officer, report_ref, lock=True)
    if row is None or not row.sealed_header:
        return NotDone(Problem.UNKNOWN)
    told = dialogue.opened(db, officer, row)
    words = dialogue.check_text(reason)
    refused = dialogue.repeats(db, officer, row, told, words) if words else None
    if refused is not None:
        return refused
    dialogue.say(db, officer, clock, row, told, text=words, status=status)
    row.moved_on = day_of(clock)
    return None
