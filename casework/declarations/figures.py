"""What is counted of declarations: who has filed and on which day, and where an objection holds forms back.

Counting looks at states and dates in the clear; nothing is opened. Whoever asks decides for which roster.
"""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casework.access import Officer
from casework.database import CHINA
from casework.declarations.register import visible
from casework.declarations.rows import DeclarationRow, ObjectionRow, VersionRow
from regulation.case_terms import DeclarationState

REACHED_ITS_END = (DeclarationState.SUBMITTED, DeclarationState.REVIEWED, DeclarationState.ARCHIVED)


def filed_on(db: Session, campaign_id: str) -> dict[str, date]:
    """Persons who filed in this campaign, with the day of their first signature. A draft is no filing."""
    statement = (
        select(DeclarationRow.person_id, func.min(VersionRow.signed_at))
        .join(VersionRow, VersionRow.declaration_id == DeclarationRow.id)
        .where(DeclarationRow.campaign_id == campaign_id, VersionRow.signed_at.is_not(None))
        .group_by(DeclarationRow.person_id)
    )
    return {
        person_id: signed_at.astimezone(CHINA).date()
        for person_id, signed_at in db.execute(statement)
        if signed_at is not None
    }


def declarations_of(db: Session, campaign_id: str, person_ids: Collection[str]) -> dict[str, str]:
    """The declarations these persons signed in this campaign, by person."""
    statement = (
        select(DeclarationRow.person_id, DeclarationRow.id)
        .join(VersionRow, VersionRow.declaration_id == DeclarationRow.id)
        .where(DeclarationRow.campaign_id == campaign_id, VersionRow.signed_at.is_not(None))
        .distinct()
    )
    wanted = frozenset(person_ids)
    return {person: declaration for person, declaration in db.execute(statement) if person in wanted}


def openable(db: Session, officer: Officer, declaration_ids: Collection[str]) -> frozenset[str]:
    """Those of the declarations that exist for this officer."""
    found = select(DeclarationRow.id).where(DeclarationRow.id.in_(declaration_ids), visible(officer))
    return frozenset(db.scalars(found))


def unfiled_among(db: Session, campaign_id: str, person_ids: Collection[str]) -> frozenset[str]:
    """Who of these persons has no signed declaration in this campaign."""
    return frozenset(person_ids) - filed_on(db, campaign_id).keys()


def held_by_objection(db: Session, campaign_id: str, unit_ids: Collection[str]) -> bool:
    """Whether an undecided objection keeps a form of these units from going on (A27)."""
    statement = (
        select(ObjectionRow.id)
        .join(DeclarationRow, DeclarationRow.id == ObjectionRow.declaration_id)
        .where(
            DeclarationRow.campaign_id == campaign_id,
            DeclarationRow.unit_id.in_(list(unit_ids)),
            DeclarationRow.state.not_in(REACHED_ITS_END),
            ObjectionRow.found_at.is_(None),
        )
        .limit(1)
    )
    return db.scalar(statement) is not None
