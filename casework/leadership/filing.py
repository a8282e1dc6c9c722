"""Filing by unit: how many are obliged, have filed, filed in time, and how each week ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from casework.campaigns import service as campaigns
from casework.declarations import service as declarations
from casework.leadership.rates import Rate, floored
from regulation.deadlines import Milestone

WEEKS = 6
BEHIND = 90
"""Per cent at the end of the last week below which a unit's cell is outlined."""


@dataclass(frozen=True, slots=True)
class UnitFiling:
    """One unit or district. The sets hold ids of roster entries; `weeks` whole percentages, None for days to come."""

    id: str
    name: str
    obliged: frozenset[str]
    filed: frozenset[str]
    on_time: frozenset[str]
    weeks: tuple[int | None, ...]

    @property
    def unfiled(self) -> frozenset[str]:
        return self.obliged - self.filed

    @property
    def filing_rate(self) -> Rate:
        return Rate(len(self.filed), len(self.obliged))

    @property
    def on_time_rate(self) -> Rate:
        return Rate(len(self.on_time), len(self.obliged))

    @property
    def is_behind(self) -> bool:
        """Whether the last week that has begun stands under the mark."""
        known = [each for each in self.weeks if each is not None]
        return bool(known) and known[-1] < BEHIND


@dataclass(frozen=True, slots=True)
class Filing:
    """Filing in one campaign; `mondays` are the weeks of the heat map."""

    campaign: str
    campaign_id: str
    declare_by: date
    closed_on: date | None
    mondays: tuple[date, ...]
    units: tuple[UnitFiling, ...]
    declarations: Mapping[str, str]
    """Declaration ids by roster entry, for those who filed."""

    def unit(self, unit_id: str) -> UnitFiling | None:
        return next((each for each in self.units if each.id == unit_id), None)


def filing_in(db: Session, today: date, organs: frozenset[str], campaign_id: str = "") -> Filing | None:
    """Filing by those of `organs` who owe the deliverables, those furthest behind first; None before the first campaign.

    Of the chosen campaign; without a choice of the one that runs, or else ended last.
    """
    campaign = campaigns.chosen_campaign(db, campaign_id)
    if campaign is None:
        return None
    entries = campaigns.obliged_entries(db, campaign.id)
    days = declarations.filed_on(db, campaign.id)
    due = campaign.dates.last_day(Milestone.D1)
    mondays = weeks_of(campaign.dates.opens_on, min(today, campaign.dates.review_by))
    by_unit: dict[str, list[campaigns.ObligedEntry]] = {}
    for entry in entries:
        by_unit.setdefault(entry.unit_id, []).append(entry)
    units = []
    for organ in campaigns.deliverers(db, campaign.id):
        own = [entry for unit in organ.units for entry in by_unit.get(unit, ())]
        if own and organ.id in organs:
            units.append(_unit(organ, own, days, due, mondays, today))
    units.sort(key=lambda each: (-len(each.unfiled), each.name, each.id))
    signed = declarations.declarations_of(db, campaign.id, days.keys())
    of_entry = {entry.id: signed[entry.person_id] for entry in entries if entry.person_id in signed}
    return Filing(campaign.title, campaign.id, due, campaign.closed_on, mondays, tuple(units), of_entry)


def _unit(
    organ: campaigns.Deliverer,
    own: list[campaigns.ObligedEntry],
    days: Mapping[str, date],
    due: date,
    mondays: tuple[date, ...],
    today: date,
) -> UnitFiling:
    filed = {entry.id: days[entry.person_id] for entry in own if entry.person_id in days}
    weeks = tuple(
        floored(Rate(sum(day <= monday + timedelta(days=6) for day in filed.values()), len(own)))
        if monday <= today
        else None
        for monday in mondays
    )
    return UnitFiling(
        organ.id,
        organ.name,
        frozenset(entry.id for entry in own),
        frozenset(filed),
        frozenset(entry for entry, day in filed.items() if day <= due),
        weeks,
    )


def weeks_of(first: date, last: date) -> tuple[date, ...]:
    """The Mondays of the last weeks from `first` to `last`, at most six."""
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= max(first, last):
        found.append(monday)
        monday += timedelta(days=7)
    return tuple(found[-WEEKS:])
