"""Who is competent for a strand, told to the regulation: the strand, its decider, the commissions (D-03, D-04)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.cases.records import STRAND, PersonIn, contents_of, opened
from casework.cases.rows import Case, Strand
from casework.offices import service as offices
from casework.offices.facts import office_facts, person_facts
from regulation.accountability import Decider, StrandFacts, competent_commission
from regulation.decisions import Body, BodyKind
from regulation.facts import PersonFacts, PersonId, UnitId
from regulation.terms import Level
from regulation.terms import Strand as StrandKind


@dataclass(frozen=True, slots=True)
class StrandOpened:
    """What lies sealed in a strand: whose it is, and the version that was signed."""

    person: PersonIn
    version: dict[str, object] | None


def strand_opened(db: Session, officer: Officer, strand: Strand) -> StrandOpened:
    """A strand's contents."""
    body = opened(db, officer, strand, STRAND, strand.id, strand.opened_by)
    return StrandOpened(PersonIn.from_body(body["person"]), body["version"])


def own_commission(db: Session, officer: Officer) -> Body:
    """The officer's office as the tables of the regulation name it."""
    office = office_facts(db, officer.office_id)
    match office.level:
        case Level.DISTRICT | Level.COUNTY:
            return Body(BodyKind.COUNTY_COMMISSION, office.region)
        case Level.CITY:
            return Body(BodyKind.CITY_COMMISSION)
        case Level.PROVINCE:
            return Body(BodyKind.PROVINCE_COMMISSION)
        case Level.CENTRE:
            return Body(BodyKind.CENTRAL_COMMISSION)


def strand_facts(db: Session, officer: Officer, case: Case, strand: Strand) -> StrandFacts:
    """The strand as `regulation.accountability` is told it."""
    declarant = person_facts(db, contents_of(db, officer, case).declarant.person_id)
    countersigner = _countersigner(db, officer, case)
    person = person_facts(db, strand_opened(db, officer, strand).person.person_id)
    units = {declarant.unit.id} | ({countersigner.unit.id} if countersigner else set())
    return StrandFacts(
        kind=strand.kind,
        person=person.id,
        subject=declarant.id,
        countersigner=countersigner.id if countersigner else PersonId(""),
        competent=competent_commission(person, subject=declarant, countersigner=countersigner),
        units=frozenset(units),
        outcome=strand.outcome,
        return_receipt=strand.receipt_on is not None,
    )


def _countersigner(db: Session, officer: Officer, case: Case) -> PersonFacts | None:
    found = select(Strand).where(Strand.case_id == case.id, Strand.kind == StrandKind.COUNTERSIGNER)
    strand = db.scalars(found).one_or_none()
    if strand is None:
        return None
    return person_facts(db, strand_opened(db, officer, strand).person.person_id)


def decider_of(db: Session, officer: Officer, member_id: str) -> Decider:
    """A member of the officer's office as a decider: the person he is on a roster, else his account."""
    person_id = offices.person_behind(db, member_id)
    unit = person_facts(db, person_id).unit.id if person_id else UnitId("")
    return Decider(PersonId(person_id or member_id), unit, own_commission(db, officer))
