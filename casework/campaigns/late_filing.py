"""书面请示: a unit asks that a person may file late (SR-48).

Rules kept here: the request has its number and reason; it goes to the body that would receive the form, never to the
unit itself, and is decided there by somebody else than the person it is about. It stays open until the supplementary
form has passed the whole chain. The reason lies sealed to the unit and to the approving office; the rest is dates.

Clause: 四(三); SR-47, SR-48, A12, A13, H-09.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.calendar.service import calendar_in
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.facts import entry_of, facts_of
from casework.campaigns.planning import campaign_of
from casework.campaigns.portfolio import Ways
from casework.campaigns.rows import ExceptionRow
from casework.database import Clock, Store, day_of, new_id
from casework.keyring import open_sealed, seal_document
from casework.offices import lookups
from casework.offices.reach import may_see, units_in_reach
from casework.offices.service import recipient_of, verify_keys_of
from regulation.calendar import Due
from regulation.case_terms import ExceptionState
from regulation.chapters import load
from regulation.deadlines import supplementary_due
from regulation.decisions import Refused
from regulation.exceptions import CLAUSE, approver_of, may_approve_request, state_of
from regulation.facts import ExceptionFacts, OfficeId, PersonId
from regulation.routing import route_declaration

KIND = "late_filing_request"


@dataclass(frozen=True, slots=True)
class LateFiling:
    """A request in one line. `due` is the last day of the 补报, None while the obstacle lasts; `declined_on` is set
    for a request that was not granted."""

    id: str
    person_id: str
    name: str
    unit_id: str
    approver_id: str
    declined_on: date | None
    facts: ExceptionFacts
    state: ExceptionState
    due: Due | None


def request_late_filing(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    campaign_id: str,
    person_id: str,
    number: str,
    reason: str,
    requested_on: date,
) -> str | NotDone | Refused:
    """A unit's written request for one obliged person. Returns its id."""
    if requested_on > day_of(clock):
        return NotDone(Problem.IN_THE_FUTURE)
    with store.write() as db:
        campaign, entry = campaign_of(db, campaign_id), entry_of(db, person_id, campaign_id)
        if campaign is None or entry is None or not entry.obliged or officer.unit_id is None:
            return NotDone(Problem.UNKNOWN)
        if not may_see(db, officer, entry.unit_id):
            return NotDone(Problem.UNKNOWN)
        if not campaign.is_open:
            return NotDone(Problem.CAMPAIGN_CLOSED)
        if any(each.declined_on is None for each in _of(db, campaign_id, person_id)):
            return NotDone(Problem.ALREADY_DONE)
        person = facts_of(db, [entry])[0]
        route = route_declaration(person)
        asked = ExceptionFacts(PersonId(person_id), requested_on, reason.strip(), number.strip())
        approver = approver_of(route, person)
        if refused := may_approve_request(asked, approver, route, person):
            return refused
        office_id = Ways(db).office_for(approver, person)
        return _write(db, officer, clock, campaign_id, entry.unit_id, office_id, asked)


def decide_late_filing(
    store: Store, officer: Officer, clock: Clock, *, request_id: str, approved: bool
) -> NotDone | None:
    """Grant the request or not; by the office that would receive the form. Clause: 四(三), H-09."""
    with store.write() as db:
        row = db.get(ExceptionRow, request_id)
        if row is None or officer.unit_id is not None or row.approver_id != officer.office_id:
            return NotDone(Problem.UNKNOWN)
        if row.approved_on is not None or row.declined_on is not None:
            return NotDone(Problem.ALREADY_DONE)
        if officer.person_id == row.person_id:
            return NotDone(Problem.NOT_COMPETENT)
        row.approved_by = officer.member_id
        if approved:
            row.approved_on = day_of(clock)
        else:
            row.declined_on = day_of(clock)
        act = "approve_late_filing" if approved else "decline_late_filing"
        _record(db, officer, clock, act, row)
    return None


def end_obstacle(
    store: Store, officer: Officer, clock: Clock, *, request_id: str, ended_on: date
) -> NotDone | None:
    """What kept the person from filing has ended: the days of the 补报 run from here (A12)."""
    with store.write() as db:
        row = _own(db, officer, request_id)
        if row is None:
            return NotDone(Problem.UNKNOWN)
        if row.obstacle_ended_on is not None or row.approved_on is None:
            return NotDone(Problem.ALREADY_DONE)
        if ended_on > day_of(clock):
            return NotDone(Problem.IN_THE_FUTURE)
        row.obstacle_ended_on = ended_on
        _record(db, officer, clock, "end_obstacle", row)
    return None


def list_in_report(store: Store, officer: Officer, clock: Clock, *, request_id: str) -> NotDone | None:
    """The unit has listed the person in its written report, as it must (A13)."""
    with store.write() as db:
        row = _own(db, officer, request_id)
        if row is None:
            return NotDone(Problem.UNKNOWN)
        if row.listed_on is not None:
            return NotDone(Problem.ALREADY_DONE)
        row.listed_on = day_of(clock)
        _record(db, officer, clock, "list_in_report", row)
    return None


def pass_supplementary(
    db: Session, officer: Officer, clock: Clock, *, campaign_id: str, person_id: str
) -> None:
    """The person's supplementary form has passed the whole chain: what was asked for him is closed. Said by the
    subject that holds the forms, in its transaction; nothing where nobody asked."""
    for row in _of(db, campaign_id, person_id):
        if row.approved_on is not None and row.passed_on is None:
            row.passed_on = day_of(clock)
            _record(db, officer, clock, "pass_supplementary", row)


def late_filings(db: Session, officer: Officer, campaign_id: str, on: date) -> tuple[LateFiling, ...]:
    """The requests an officer may look at: of his units, and those his office decides; the latest first."""
    units = {unit.id for unit in units_in_reach(db, officer)}
    statement = select(ExceptionRow).where(ExceptionRow.campaign_id == campaign_id)
    rows = list(db.scalars(statement.order_by(ExceptionRow.requested_on.desc(), ExceptionRow.id)))
    own = officer.office_id if officer.unit_id is None else ""
    rows = [row for row in rows if row.unit_id in units or row.approver_id == own]
    names = lookups.names(db, {row.person_id for row in rows})
    campaign = campaign_of(db, campaign_id)
    profile = campaign.profile if campaign is not None else ""
    dues = [_due(db, row, profile) for row in rows]
    return tuple(
        _line(row, names.get(row.person_id, ""), due, on) for row, due in zip(rows, dues, strict=True)
    )


def reason_of(store: Store, officer: Officer, clock: Clock, request_id: str) -> str | None:
    """Why, in the unit's words; None where the request does not exist for the officer. Recorded before it is shown.

    Raises `SealingError` for an officer of neither side.
    """
    with store.read() as db:
        row = db.get(ExceptionRow, request_id)
        if row is None or not _concerns(db, officer, row):
            return None
        sealed, author = row.sealed_body, verify_keys_of(db, row.requested_by)
    acts.record_opening(store, officer, clock, KIND, request_id, payload=sealed.payload)
    body = open_sealed(sealed, officer.open_keys, kind=KIND, id=request_id, verify_keys=author)
    return str(body["reason"])


def exceptions_of(db: Session, campaign_id: str, unit_ids: Collection[str]) -> tuple[ExceptionFacts, ...]:
    """The requests of these units as the regulation is told them, without their reasons."""
    statement = select(ExceptionRow).where(
        ExceptionRow.campaign_id == campaign_id,
        ExceptionRow.unit_id.in_(list(unit_ids)),
        ExceptionRow.declined_on.is_(None),
    )
    return tuple(_facts(row) for row in db.scalars(statement.order_by(ExceptionRow.id)))


def _write(
    db: Session,
    officer: Officer,
    clock: Clock,
    campaign_id: str,
    unit_id: str,
    office_id: str | None,
    asked: ExceptionFacts,
) -> str | NotDone:
    owners = [recipient_of(db, owner) for owner in (officer.unit_id, office_id) if owner]
    recipients = [recipient for recipient in owners if recipient is not None]
    if office_id is None or len(recipients) < 2:
        return NotDone(Problem.NO_RECIPIENT)
    request_id = new_id()
    sealed = seal_document(
        recipients,
        kind=KIND,
        id=request_id,
        version=1,
        body={"reason": asked.reason},
        signer=officer.open_keys.member_signing,
    )
    row = ExceptionRow(
        id=request_id,
        campaign_id=campaign_id,
        person_id=str(asked.person),
        unit_id=unit_id,
        number=asked.number,
        requested_on=asked.requested_on,
        requested_by=officer.member_id,
        approver_id=office_id,
        sealed_body=sealed,
    )
    db.add(row)
    db.flush()
    acts.record(db, officer, clock, "request_late_filing", KIND, row.id, clause=CLAUSE, new=sealed.payload)
    return row.id


def _own(db: Session, officer: Officer, request_id: str) -> ExceptionRow | None:
    row = db.get(ExceptionRow, request_id)
    return row if row is not None and officer.unit_id and may_see(db, officer, row.unit_id) else None


def _concerns(db: Session, officer: Officer, row: ExceptionRow) -> bool:
    if officer.unit_id is None:
        return row.approver_id == officer.office_id
    return may_see(db, officer, row.unit_id)


def _of(db: Session, campaign_id: str, person_id: str) -> list[ExceptionRow]:
    statement = select(ExceptionRow).where(
        ExceptionRow.campaign_id == campaign_id, ExceptionRow.person_id == person_id
    )
    return list(db.scalars(statement))


def _record(db: Session, officer: Officer, clock: Clock, act: str, row: ExceptionRow) -> None:
    acts.record(db, officer, clock, act, KIND, row.id, clause=CLAUSE)


def _facts(row: ExceptionRow) -> ExceptionFacts:
    return ExceptionFacts(
        person=PersonId(row.person_id),
        requested_on=row.requested_on,
        reason="",
        number=row.number,
        approver=OfficeId(row.approver_id),
        approved_on=row.approved_on,
        obstacle_ended_on=row.obstacle_ended_on,
        supplementary_passed_on=row.passed_on,
        listed_in_report=row.listed_on is not None,
    )


def _due(db: Session, row: ExceptionRow, profile: str) -> Due | None:
    if not profile:
        return None
    chapters = load(profile)
    return supplementary_due(_facts(row), calendar_in(db, chapters), chapters)


def _line(row: ExceptionRow, name: str, due: Due | None, on: date) -> LateFiling:
    facts = _facts(row)
    last_day = None if due is None else date.max if due.provisional else due.latest
    return LateFiling(
        id=row.id,
        person_id=row.person_id,
        name=name,
        unit_id=row.unit_id,
        approver_id=row.approver_id,
        declined_on=row.declined_on,
        facts=facts,
        state=state_of(facts, on, last_day),
        due=due,
    )
