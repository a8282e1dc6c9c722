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
    """The units to be named on a day; `refused` says why there is no list yet. `campaign` is empty without one.

    `closed_on`: the campaign is over, its lateness counted up to that day. Nobody is named any more.
    """

    campaign: str
    due_on: date | None
    units: tuple[LateUnit, ...]
    refused: Refused | None = None
    closed_on: date | None = None

    @property
    def may_name(self) -> bool:
        """Whether a notice of criticism can be made of it."""
        return bool(self.units) and self.closed_on is None


def late_units(store: Store, clock: Clock) -> LateList:
    """The list of the campaign that runs; none without one. Clause: 四(二)."""
    with store.read() as db:
        if campaigns.current_campaign(db) is None:
            return LateList("", None, ())
        return late_units_in(db, day_of(clock))


def late_units_in(db: Session, today: date, campaign_id: str = "") -> LateList:
    """As `late_units`, in the caller's snapshot, of the chosen campaign or else of the latest, also an ended one."""
    campaign = campaigns.chosen_campaign(db, campaign_id)
    if campaign is None:
        return LateList("", None, ())
    due = campaign.dates.last_day(Milestone.D3)
    standings = campaigns.late_units(
        db,
        campaign.id,
        campaign.reckoned_on(today),
        unfiled=lambda persons: declarations.unfiled_among(db, campaign.id, persons),
        held=lambda units: declarations.held_by_objection(db, campaign.id, units),
    )
    days = calendar_in(db, load(campaign.profile))
    late = working_days_late(due, campaign.reckoned_on(today), days)
    refused = standings if isinstance(standings, Refused) else late if isinstance(late, Refused) else None
    if refused is not None or isinstance(standings, Refused) or isinstance(late, Refused):
        return LateList(campaign.title, due, (), refused, campaign.closed_on)
    names = {each.id: each.name for each in campaigns.deliverers(db, campaign.id)}
    units = tuple(
        late_unit(each, names.get(each.unit, ""), unfiled_due_on=due, unfiled_days_late=late)
        for each in standings
    )
    return LateList(campaign.title, due, units, closed_on=campaign.closed_on)
