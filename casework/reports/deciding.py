"""Decisions on a report: accept, decline, ask for more, transfer, assign, close. Each tells the reporter.

Every form carries the version it was shown with; who comes second sees both versions and decides again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casework.access import Action, Officer, may
from casework.acts import record
from casework.database import Clock, Store, day_of
from casework.offices import service as offices
from casework.offices.roster import Colleague, colleagues, is_office
from casework.reports import dialogue, transferring
from casework.reports.answers import NotDone, Problem
from casework.reports.clocks import set_clock
from casework.reports.contents import Contents
from casework.reports.labels import DECLINE_ADVICE
from casework.reports.links import targets
from casework.reports.people import people
from casework.reports.queries import find
from casework.reports.rows import ReportRow
from casework.reports.words import Judgement, LinkKind, ReporterStatus, Stage
from regulation.case_terms import DeclineGround
from regulation.intake import ARTICLE_13
from regulation.labels import label

ARTICLE_16 = "检举控告工作规则 第十六条"


@dataclass(frozen=True, slots=True)
class Shown:
    """Which report, and the version the officer saw."""

    reference: str
    version: int


Act = Callable[[Session, ReportRow, Contents], NotDone | None]


def _decide(
    store: Store, officer: Officer, shown: Shown, stages: frozenset[Stage], text: str, act: Act
) -> NotDone | None:
    with store.write() as db:
        row = find(db, officer, shown.reference, lock=True)
        if row is None or not row.sealed_header:
            return NotDone(Problem.UNKNOWN)
        if row.version != shown.version:
            return NotDone(Problem.STALE, now=row.version)
        if row.stage not in stages:
            return NotDone(Problem.WRONG_STAGE)
        told = dialogue.opened(db, officer, row)
        refused = dialogue.repeats(db, officer, row, told, text) if text else None
        return refused if refused is not None else act(db, row, told)


def _move(
    db: Session,
    officer: Officer,
    clock: Clock,
    row: ReportRow,
    stage: Stage,
    act: str,
    clause: str | None = None,
) -> None:
    row.stage, row.moved_on, row.unread = stage, day_of(clock), False
    row.version += 1
    set_clock(db, row)
    record(db, officer, clock, act, "report", row.id, clause=clause)


def accept(store: Store, officer: Officer, clock: Clock, *, shown: Shown, text: str = "") -> NotDone | None:
    """受理: the report becomes a clue and the term for its disposal begins. Clause: 规则 16, 26."""
    words = dialogue.check_text(text)

    def act(db: Session, row: ReportRow, told: Contents) -> None:
        row.accepted_on = day_of(clock)
        row.handler_id = row.handler_id or officer.member_id
        dialogue.say(db, officer, clock, row, told, text=words, status=ReporterStatus.ACCEPTED)
        _move(db, officer, clock, row, Stage.ACCEPTED, "accept", ARTICLE_16)

    return _decide(store, officer, shown, frozenset({Stage.PENDING, Stage.MORE_WANTED}), words, act)


def decline(
    store: Store, officer: Officer, clock: Clock, *, shown: Shown, ground: DeclineGround, advice: str = ""
) -> NotDone | None:
    """不予受理, on one of the three grounds only; the reporter is told which and where to go. Clause: 规则 13."""
    words = dialogue.check_text(advice)

    def act(db: Session, row: ReportRow, told: Contents) -> None:
        parts = [label(ground) + "。", DECLINE_ADVICE[ground], words]
        reason = "\n".join(filter(None, parts))
        dialogue.say(db, officer, clock, row, told, text=reason, status=ReporterStatus.DECLINED)
        _move(db, officer, clock, row, Stage.DECLINED, f"decline_{ground.value}", ARTICLE_13)

    return _decide(store, officer, shown, frozenset({Stage.PENDING, Stage.MORE_WANTED}), words, act)


def ask_for_more(store: Store, officer: Officer, clock: Clock, *, shown: Shown, text: str) -> NotDone | None:
    """需补充材料: the clock rests until the reporter writes."""
    words = dialogue.check_text(text)
    if not words:
        return NotDone(Problem.TEXT_MISSING)

    def act(db: Session, row: ReportRow, told: Contents) -> NotDone | None:
        if not told.mailbox_recipient:
            return NotDone(Problem.NO_MAILBOX)
        dialogue.say(db, officer, clock, row, told, text=words, status=ReporterStatus.MORE_WANTED)
        _move(db, officer, clock, row, Stage.MORE_WANTED, "ask_for_more")
        return None

    return _decide(store, officer, shown, frozenset({Stage.PENDING, Stage.ACCEPTED}), words, act)


def close(store: Store, officer: Officer, clock: Clock, *, shown: Shown, text: str) -> NotDone | None:
    """已办结, without a case: the answer to the reporter says so in general words."""
    words = dialogue.check_text(text)
    if not words:
        return NotDone(Problem.TEXT_MISSING)

    def act(db: Session, row: ReportRow, told: Contents) -> None:
        dialogue.say(db, officer, clock, row, told, text=words, status=ReporterStatus.CLOSED)
        _move(db, officer, clock, row, Stage.CLOSED, "close")

    return _decide(store, officer, shown, frozenset({Stage.ACCEPTED}), words, act)


def transfer(
    store: Store, officer: Officer, clock: Clock, *, shown: Shown, to_office: str, text: str = ""
) -> NotDone | None:
    """转送: to another office, up or down, never to one the report may concern. Clause: 规则 15, 16."""
    if to_office == officer.office_id:
        return NotDone(Problem.SAME_OFFICE)
    words = dialogue.check_text(text)
    found = people(store)

    def act(db: Session, row: ReportRow, told: Contents) -> NotDone | None:
        recipient = offices.recipient_of(db, to_office) if is_office(db, to_office) else None
        if recipient is None:
            return NotDone(Problem.NO_RECIPIENT)
        staff = found.staff_of(to_office) - targets(db, officer, row.id, LinkKind.OFFICIAL, Judgement.NO)
        if any(c.id in staff for c in found.linker.officials(told.clue).possible):
            return NotDone(Problem.GUARDED_OFFICE)
        dialogue.say(db, officer, clock, row, told, text=words, status=ReporterStatus.TRANSFERRED)
        transferring.send_on(
            db, officer, clock, row, to_office=to_office, recipient=recipient, clause=ARTICLE_16
        )
        return None

    stages = frozenset({Stage.PENDING, Stage.ACCEPTED, Stage.MORE_WANTED})
    return _decide(store, officer, shown, stages, words, act)


def assign(
    store: Store, officer: Officer, clock: Clock, *, references: Sequence[str], handler_id: str
) -> NotDone | None:
    """分办: one or many reports to one handler of the office who holds its key. All or none."""
    with store.write() as db:
        if handler_id not in {colleague.id for colleague in handlers(db, officer)}:
            return NotDone(Problem.NOT_A_HANDLER)
        rows = [find(db, officer, reference, lock=True) for reference in references]
        if any(row is None or row.stage is Stage.TRANSFERRED for row in rows):
            return NotDone(Problem.UNKNOWN)
        for row in filter(None, rows):
            row.handler_id, row.moved_on = handler_id, day_of(clock)
            row.version += 1
            record(db, officer, clock, "assign", "report", row.id)
    return None


def correspondents(db: Session, officer: Officer) -> list[Colleague]:
    """Members of the office who answer reporters and hold its key, by name."""
    return [each for each in colleagues(db, officer.office_id) if may(each.roles, Action.TRIAGE_REPORTS)]


def handlers(db: Session, officer: Officer) -> list[Colleague]:
    """Members of the office who may read reports and hold its key, by name."""
    return [each for each in colleagues(db, officer.office_id) if may(each.roles, Action.READ_REPORTS)]
