"""Which units a notice of criticism may name today: the late list of the campaign that runs, told by its facts."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from casework.calendar.service import calendar_in
from casework.campaigns import service as campaigns
from casework.database import Clock, Store, day_of
from casework.declarations import service as declarations
from casework.notices.criticism import late_unit
from casework.notices.drafts import LateUnit
from regulation.chapters import load
from regulation.deadlines import Milestone, working_days_late
from regulation.decisions import Refused


@dataclass(frozen=True, slots=True)
class LateList:
    """The units to be named on a day; `refused` says why there is no list yet. `campaign` is empty without one."""

    campaign: str
    due_on: date | None
    units: tuple[LateUnit, ...]
    refused: Refused | None = None


def late_units(store: Store, clock: Clock) -> LateList:
    """The list of the campaign that runs. Clause: 四(二)."""
    with store.read() as db:
        return late_units_in(db, day_of(clock))


def late_units_in(db: Session, today: date) -> LateList:
    """As `late_units`, in the caller's snapshot."""
    campaign = campaigns.current_campaign(db)
    if campaign is None:
        return LateList("", None, ())
    due = campaign.dates.last_day(Milestone.D3)
    standings = campaigns.late_units(
        db,
        campaign.id,
        today,
        unfiled=lambda persons: declarations.unfiled_among(db, campaign.id, persons),
        held=lambda units: declarations.held_by_objection(db, campaign.id, units),
    )
    late = working_days_late(due, today, calendar_in(db, load(campaign.profile)))
    refused = standings if isinstance(standings, Refused) else late if isinstance(late, Refused) else None
    if refused is not None or isinstance(standings, Refused) or isinstance(late, Refused):
        return LateList(campaign.title, due, (), refused)
    names = {each.id: each.name for each in campaigns.deliverers(db, campaign.id)}
    units = tuple(
        late_unit(each, names.get(each.unit, ""), unfiled_due_on=due, unfiled_days_late=late)
        for each in standings
    )
    return LateList(campaign.title, due, units)
