"""What is counted of a campaign: who is obliged, by unit. Rosters lie in the clear; no name is read."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.campaigns.rows import RosterRow


@dataclass(frozen=True, slots=True)
class ObligedEntry:
    """An entry of the roster in force, of a person who must declare."""

    id: str
    person_id: str
    unit_id: str


def obliged_entries(db: Session, campaign_id: str) -> list[ObligedEntry]:
    """Every obliged person of a campaign."""
    statement = select(RosterRow.id, RosterRow.person_id, RosterRow.unit_id).where(
        RosterRow.campaign_id == campaign_id, RosterRow.obliged, RosterRow.removed_on.is_(None)
    )
    return [ObligedEntry(row.id, row.person_id, row.unit_id) for row in db.execute(statement)]
