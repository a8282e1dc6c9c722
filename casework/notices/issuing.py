"""The issuing office as the regulation names it, and as its documents show it."""

from sqlalchemy.orm import Session

from casework.notices.patterns import Head, head_of
from casework.offices.facts import office_facts
from regulation.decisions import Body, BodyKind
from regulation.terms import Level


def issuer_of(db: Session, office_id: str) -> Body:
    """The office as a body of the tables; a unit's own commission is never the city's."""
    office = office_facts(db, office_id)
    if office.unit:
        return Body(BodyKind.UNIT_COMMISSION, office.unit)
    match office.level:
        case Level.DISTRICT | Level.COUNTY:
            return Body(BodyKind.COUNTY_COMMISSION, office.region)
        case Level.CITY:
            return Body(BodyKind.CITY_COMMISSION)
        case Level.PROVINCE:
            return Body(BodyKind.PROVINCE_COMMISSION)
        case Level.CENTRE:
            return Body(BodyKind.CENTRAL_COMMISSION)


def head_for(db: Session, office_id: str) -> Head:
    """Red head, sign of numbers and signatures of an office."""
    return head_of(office_facts(db, office_id).name)
