"""收取: a session that holds the office's key opens what was swept, once, so that walls stand before anyone reads.

In slices of at most a second, one transaction a report, under a lease. What cannot be opened raises an alarm
and is set aside: the rest goes on, and the next day tries it again. Nothing is shown here, and nobody learns how many reports came in.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from casework.access import Action, Officer
from casework.acts import is_as_recorded, record
from casework.database import Clock, Store, day_of
from casework.declarations import service as declarations
from casework.keyring import UnlockedKeys, open_sealed, seal_document
from casework.linkage import Band, Candidate, Clue, Field, Level
from casework.offices.roster import office_members
from casework.offices.walls import person_tag
from casework.reports import outbox, set_aside, transferring
from casework.reports.clocks import set_clock
from casework.reports.contents import Contents, contents
from casework.reports.links import targets
from casework.reports.people import People, people
from casework.reports.rows import LeaseRow, ReportMessageRow, ReportRow
from casework.reports.walls import replace_tags, wall_tags
from casework.reports.words import Channel, Judgement, LinkKind, ReporterStatus, Request, Stage
from casework.workplace import Workplace
from sealing import SealingError
from sealing.documents import DocumentError

SLICE = 1.0
UNLOCK_SLICE = 0.5
LEASE = timedelta(seconds=30)
UNREADABLE = (SealingError, DocumentError, ValueError, TypeError, LookupError)
"""What reading hostile words may end in."""
_FULL_NAMES = frozenset(
    {Level.SAME, Level.SURNAME_VARIANT, Level.HOMOPHONE, Level.ONE_CHARACTER, Level.IN_TEXT}
)


One = Callable[[Store, Officer, Clock, str, People], bool]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Collected:
    """Whether everything swept so far was collected, and whether something could not be opened."""

    finished: bool
    alarm: bool


def collect(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    seconds: float = SLICE,
    timer: Callable[[], float] = monotonic,
) -> Collected:
    """One slice of the office's collecting. Raises KeyNotHeld without the office's keys."""
    keys = officer.open_keys
    _ = keys.office_identity
    today = day_of(clock)
    if not (_sealed_reports(store, officer, today) or _new_messages(store, officer, today)):
        return Collected(finished=True, alarm=False)
    if not _take_lease(store, officer, clock):
        return Collected(finished=False, alarm=False)
    found = people(store)
    end = timer() + seconds
    alarm, finished = False, True
    for waiting, one in ((_sealed_reports, _collect_report), (_new_messages, _collect_message)):
        for record_id in waiting(store, officer, today):
            if timer() >= end:
                finished = False
                break
            alarm = not _safely(one, store, officer, clock, record_id, found) or alarm
    _leave_lease(store, officer)
    return Collected(finished, alarm)


def collect_at_unlock(work: Workplace, officer: Officer) -> None:
    """A short slice when somebody who may collect has unlocked the office's keys. Whoever unlocks must get in: what
    goes wrong in the database is left to the button."""
    if not officer.may(Action.TRIAGE_REPORTS) or officer.keys is None or not officer.keys.holds_office_keys:
        return
    try:
        collect(work.store, officer, work.clock, seconds=UNLOCK_SLICE)
    except SQLAlchemyError as error:
        log.error("collecting at unlock failed: %s", type(error).__name__)  # noqa: TRY400 - no words of the error


def _safely(one: One, store: Store, officer: Officer, clock: Clock, record_id: str, found: People) -> bool:
    """One record; what somebody laid there to break the reader is set aside like anything that does not open."""
    try:
        return one(store, officer, clock, record_id, found)
    except UNREADABLE as error:
        log.error("collecting %s failed: %s", record_id, type(error).__name__)  # noqa: TRY400 - no words of the error
    with store.write() as db:
        row = db.get(ReportRow, record_id) or db.get_one(ReportMessageRow, record_id)
        set_aside.put_aside(db, officer, clock, row)
    return False


def _sealed_reports(store: Store, officer: Officer, today: date) -> Sequence[str]:
    untried = or_(ReportRow.unopenable_on.is_(None), ReportRow.unopenable_on < today)
    with store.read() as db:
        return db.scalars(
            select(ReportRow.id).where(
                ReportRow.office_id == officer.office_id,
                or_(
                    and_(ReportRow.stage == Stage.SEALED, untried),
                    and_(ReportRow.stage == Stage.PENDING, ReportRow.sent_to.is_not(None)),
                ),
            )
        ).all()


def _new_messages(store: Store, officer: Officer, today: date) -> Sequence[str]:
    with store.read() as db:
        return db.scalars(
            select(ReportMessageRow.id)
            .join(ReportRow, ReportRow.id == ReportMessageRow.report_id)
            .where(ReportRow.office_id == officer.office_id, ReportMessageRow.collected.is_(False))
            .where(or_(ReportMessageRow.set_aside_on.is_(None), ReportMessageRow.set_aside_on < today))
            .where(ReportRow.stage != Stage.SEALED)
        ).all()


def _take_lease(store: Store, officer: Officer, clock: Clock) -> bool:
    now = clock()
    with store.write() as db:
        row = db.get(LeaseRow, officer.office_id, with_for_update=True)
        if row is None:
            db.add(LeaseRow(office_id=officer.office_id, member_id=officer.member_id, until=now + LEASE))
            return True
        if row.until > now and row.member_id != officer.member_id:
            return False
        row.member_id, row.until = officer.member_id, now + LEASE
        return True


def _leave_lease(store: Store, officer: Officer) -> None:
    with store.write() as db:
        row = db.get(LeaseRow, officer.office_id)
        if row is not None and row.member_id == officer.member_id:
            db.delete(row)


def _collect_report(store: Store, officer: Officer, clock: Clock, report_id: str, found: People) -> bool:
    with store.write() as db:
        row = db.get_one(ReportRow, report_id, with_for_update=True)
        if row.stage is Stage.SEALED:
            return admit(db, officer, clock, row, found)
        if row.stage is Stage.PENDING and row.sent_to is not None:
            transferring.send_up_unread(db, officer, clock, row)
        return True


def admit(db: Session, officer: Officer, clock: Clock, row: ReportRow, found: People) -> bool:
    """Open a registered report once: walls, summary, clock. False, and an alarm, where it cannot be opened."""
    body = _opened(db, officer.open_keys, row, "report", row.document_id)
    if body is None:
        set_aside.put_aside(db, officer, clock, row)
        return False
    set_aside.take_back(db, row)
    told = contents(body)
    own_member = write_walls(db, officer, row, told, found)
    row.stage = Stage.PENDING
    row.named = row.named or told.named
    _summarise(row, told, officer.open_keys)
    set_clock(db, row)
    record(db, officer, clock, "collect", "report", row.id)
    if row.channel is Channel.TRANSFER:
        recipient, status = told.mailbox_recipient, ReporterStatus.RECEIVED
        outbox.queue_status(db, officer, clock, row, mailbox_recipient=recipient, status=status, reason="")
    if own_member:
        transferring.send_up_unread(db, officer, clock, row)
    return True


def _opened(db: Session, keys: UnlockedKeys, row: Any, kind: str, document_id: str) -> dict[str, Any] | None:
    """The body, or None where this office cannot open it or it is not what was registered."""
    if not is_as_recorded(db, kind, row.id, row.sealed_payload):
        return None
    try:
        return open_sealed(row.sealed_body, keys, kind=kind, id=document_id)
    except (SealingError, DocumentError):
        return None


def _summarise(row: ReportRow, told: Contents, keys: UnlockedKeys) -> None:
    row.sealed_summary = seal_document(
        [keys.office_identity.recipient],
        kind="report_summary",
        id=row.id,
        version=1,
        body={
            "object": told.object_line,
            "units": [s.unit for s in told.subjects],
            "posts": [s.post for s in told.subjects],
            "business": told.business,
        },
        signer=keys.office_signing,
    )


def write_walls(db: Session, officer: Officer, row: ReportRow, told: Contents, found: People) -> bool:
    """Write the tags of everyone the report may concern. True when it names a member of this very office.

    Possible subjects are hidden from themselves before anybody has judged: candidates by full name or strong
    ones, less those a person judged to be somebody else, and always those a person confirmed.
    """
    keys = officer.open_keys
    confirmed = targets(db, officer, row.id, LinkKind.OFFICIAL, Judgement.YES)
    rejected = targets(db, officer, row.id, LinkKind.OFFICIAL, Judgement.NO)
    every = [c for c in found.linker.officials(told.clue).possible if c.id not in rejected]
    possible = confirmed | {c.id for c in possible_subjects(every)}
    units = {found.by_id[each].unit_id for each in possible if each in found.by_id} - {""}
    named = found.linker.officials(Clue(told.clue.mentions)).possible
    own = any(
        c.band is Band.STRONG and c.id not in rejected and _serves_here(found, c.id, officer) for c in named
    )
    colleagues = found.staff_of(officer.office_id) if own else frozenset()
    members = office_members(db, officer.office_id) if own else frozenset()
    strong = confirmed | {c.id for c in every if c.band is Band.STRONG}
    walls = wall_tags(
        keys,
        persons=possible | declarations.countersigners_of(db, possible) | colleagues,
        units=units,
        members=members,
    )
    replace_tags(db, row.id, walls, frozenset(person_tag(keys, each) for each in strong))
    return own


def _serves_here(found: People, person_id: str, officer: Officer) -> bool:
    person = found.by_id.get(person_id)
    return person is not None and person.office_id == officer.office_id


def possible_subjects(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates who must not read before somebody has judged."""
    return [
        c
        for c in candidates
        if c.band is Band.STRONG or any(r.field is Field.NAME and r.level in _FULL_NAMES for r in c.rows)
    ]


def _collect_message(store: Store, officer: Officer, clock: Clock, message_id: str, _found: People) -> bool:
    with store.write() as db:
        row = db.get_one(ReportMessageRow, message_id, with_for_update=True)
        if row.collected:
            return True
        report = db.get_one(ReportRow, row.report_id, with_for_update=True)
        if report.stage is Stage.TRANSFERRED:
            transferring.forward_addition(db, officer, clock, report, row)
            row.collected = True
            return True
        body = _opened(db, officer.open_keys, row, "message", row.document_id)
        if body is None or body.get("thread") != report.thread_id:  # laid under another report on the way
            set_aside.put_aside(db, officer, clock, row)
            return False
        row.collected = True
        set_aside.take_back(db, report, row)
        report.unread = True
        report.moved_on = day_of(clock)
        report.urgent = report.urgent or body.get("request") in set(Request)
        if report.stage is Stage.MORE_WANTED:
            report.stage = Stage.ACCEPTED if report.accepted_on else Stage.PENDING
            set_clock(db, report)
        report.version += 1
        record(db, officer, clock, "collect", "message", row.id)
    return True
