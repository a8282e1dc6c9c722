"""What a unit shows for its part: 四个到位, its principal's signature under the campaign, dated progress checks.

Rules kept here: each of the four has the day and the document of its evidence; an entry that another takes
the place of stays. The principal signs with his own key, once. A check by the principal is 主体责任, one by the commission
监督责任; a unit's clerk enters both with their documents.

Clause: 四(一), 四(二); SR-45, SR-61, SR-63.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from casework import acts
from casework.access import Officer
from casework.campaigns.answers import NotDone, Problem
from casework.campaigns.facts import facts_for
from casework.campaigns.planning import Campaign, campaign_of
from casework.campaigns.rows import AcknowledgementRow, CheckmarkRow, ProgressRow
from casework.campaigns.words import Duty
from casework.database import Clock, Store, day_of, new_id
from casework.offices import lookups
from casework.offices.reach import may_keep
from casework.offices.service import verify_keys_of
from regulation.late_units import InPlace, not_in_place
from sealing.signing import BadSignature, VerifyKey

PLACES_CLAUSE = "四(二)"
DUTY_CLAUSE = "四(一)"


@dataclass(frozen=True, slots=True)
class Checkmark:
    """The evidence of one of the four."""

    mark: InPlace
    evidence_on: date
    document: str


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A principal's signature. `genuine`: it verifies with a key that account has or had."""

    name: str
    signed_on: date
    genuine: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """One dated check."""

    duty: Duty
    checked_on: date
    document: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything a unit has shown in a campaign."""

    marks: Mapping[InPlace, Checkmark]
    signed: tuple[Acknowledgement, ...]
    checks: tuple[Progress, ...]

    @property
    def wanting(self) -> tuple[InPlace, ...]:
        """Which of the four have no evidence yet, in the plan's order."""
        missing = not_in_place({mark: found.evidence_on for mark, found in self.marks.items()})
        return tuple(mark for mark in InPlace if mark in missing)


def set_checkmark(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    campaign_id: str,
    unit_id: str,
    mark: InPlace,
    evidence_on: date,
    document: str,
) -> NotDone | None:
    """Enter the evidence of one of the 四个到位."""
    with store.write() as db:
        if refused := _refused(db, officer, clock, campaign_id, unit_id, evidence_on, document):
            return refused
        for before in db.scalars(_marks(campaign_id, unit_id).where(CheckmarkRow.mark == mark)):
            before.replaced_on = day_of(clock)
        row = CheckmarkRow(
            id=new_id(),
            campaign_id=campaign_id,
            unit_id=unit_id,
            mark=mark,
            evidence_on=evidence_on,
            document=document.strip(),
            added_on=day_of(clock),
            added_by=officer.member_id,
        )
        db.add(row)
        db.flush()
        told = f"{campaign_id}\n{unit_id}\n{mark}\n{evidence_on}\n{row.document}".encode()
        acts.record(db, officer, clock, "set_checkmark", "checkmark", row.id, clause=PLACES_CLAUSE, new=told)
    return None


def add_progress(
    store: Store,
    officer: Officer,
    clock: Clock,
    *,
    campaign_id: str,
    unit_id: str,
    duty: Duty,
    checked_on: date,
    document: str,
) -> NotDone | None:
    """Enter that the principal, or the commission, looked into the progress of the work."""
    with store.write() as db:
        if refused := _refused(db, officer, clock, campaign_id, unit_id, checked_on, document):
            return refused
        row = ProgressRow(
            id=new_id(),
            campaign_id=campaign_id,
            unit_id=unit_id,
            duty=duty,
            checked_on=checked_on,
            document=document.strip(),
            added_on=day_of(clock),
            added_by=officer.member_id,
        )
        db.add(row)
        db.flush()
        told = f"{campaign_id}\n{unit_id}\n{duty}\n{checked_on}\n{row.document}".encode()
        acts.record(db, officer, clock, "add_progress", "progress", row.id, clause=DUTY_CLAUSE, new=told)
    return None


def acknowledge(store: Store, officer: Officer, clock: Clock, *, campaign_id: str) -> NotDone | None:
    """The principal of a unit signs that he has taken the campaign in hand himself (主要负责同志要亲自部署)."""
    with store.write() as db:
        campaign = campaign_of(db, campaign_id)
        if campaign is None or not campaign.is_open:
            return NotDone(Problem.UNKNOWN if campaign is None else Problem.CAMPAIGN_CLOSED)
        if not is_principal(db, officer, campaign_id):
            return NotDone(Problem.NOT_THE_PRINCIPAL)
        unit_id, person_id = officer.unit_id or "", officer.person_id or ""
        known = select(AcknowledgementRow.id).where(
            AcknowledgementRow.campaign_id == campaign_id,
            AcknowledgementRow.unit_id == unit_id,
            AcknowledgementRow.person_id == person_id,
        )
        if db.scalar(known) is not None:
            return NotDone(Problem.ALREADY_DONE)
        today = day_of(clock)
        told = _words(campaign, unit_id, person_id, today)
        row = AcknowledgementRow(
            id=new_id(),
            campaign_id=campaign_id,
            unit_id=unit_id,
            person_id=person_id,
            member_id=officer.member_id,
            signed_on=today,
            signature=officer.open_keys.member_signing.sign(told),
        )
        db.add(row)
        db.flush()
        acts.record(
            db, officer, clock, "acknowledge", "acknowledgement", row.id, clause=DUTY_CLAUSE, new=told
        )
    return None


def is_principal(db: Session, officer: Officer, campaign_id: str) -> bool:
    """Whether the account is that of the principal of its own unit: its head or its party secretary."""
    if officer.unit_id is None or officer.person_id is None:
        return False
    person = facts_for(db, officer.person_id, campaign_id)
    serves = any(unit.id == officer.unit_id for unit in person.units)
    return serves and (person.principal_leader or person.party_secretary)


def evidence_of(db: Session, campaign_id: str, unit_id: str) -> Evidence:
    """What a unit has shown."""
    checks = select(ProgressRow).where(ProgressRow.campaign_id == campaign_id, ProgressRow.unit_id == unit_id)
    signed = select(AcknowledgementRow).where(
        AcknowledgementRow.campaign_id == campaign_id, AcknowledgementRow.unit_id == unit_id
    )
    campaign = campaign_of(db, campaign_id)
    return Evidence(
        marks={
            row.mark: Checkmark(row.mark, row.evidence_on, row.document)
            for row in db.scalars(_marks(campaign_id, unit_id))
        },
        signed=tuple(_signed(db, campaign, row) for row in db.scalars(signed) if campaign is not None),
        checks=tuple(
            Progress(row.duty, row.checked_on, row.document)
            for row in db.scalars(checks.order_by(ProgressRow.checked_on, ProgressRow.id))
        ),
    )


def _marks(campaign_id: str, unit_id: str) -> Select[CheckmarkRow]:
    return select(CheckmarkRow).where(
        CheckmarkRow.campaign_id == campaign_id,
        CheckmarkRow.unit_id == unit_id,
        CheckmarkRow.replaced_on.is_(None),
    )


def _refused(
    db: Session, officer: Officer, clock: Clock, campaign_id: str, unit_id: str, day: date, document: str
) -> NotDone | None:
    campaign = campaign_of(db, campaign_id)
    if campaign is None or not may_keep(db, officer, unit_id):
        return NotDone(Problem.UNKNOWN)
    if not campaign.is_open:
        return NotDone(Problem.CAMPAIGN_CLOSED)
    if not document.strip():
        return NotDone(Problem.DOCUMENT_MISSING)
    return NotDone(Problem.IN_THE_FUTURE) if day > day_of(clock) else None


def _words(campaign: Campaign, unit_id: str, person_id: str, on: date) -> bytes:
    """What the principal signs: a line of its own first, so that the signature can serve nothing else."""
    dates = campaign.dates
    days = (dates.opens_on, dates.declare_by, dates.countersign_by, dates.deliver_by, dates.review_by)
    parts = ["shuangcha/v1/campaign acknowledgement", campaign.id, campaign.title, unit_id, person_id]
    return "\n".join([*parts, *(day.isoformat() for day in days), on.isoformat()]).encode()


def _signed(db: Session, campaign: Campaign, row: AcknowledgementRow) -> Acknowledgement:
    told = _words(campaign, row.unit_id, row.person_id, row.signed_on)
    person = lookups.person(db, row.person_id)
    genuine = any(_verifies(key, row.signature, told) for key in verify_keys_of(db, row.member_id))
    return Acknowledgement(person.name if person is not None else "", row.signed_on, genuine)


def _verifies(key: VerifyKey, signature: bytes, told: bytes) -> bool:
    try:
        key.verify(signature, told)
    except BadSignature:
        return False
    return True
