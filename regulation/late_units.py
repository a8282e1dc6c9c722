"""四(二): which units are named for not delivering in time, and for what.

Rules kept here: the list exists only after the end of D3; it names the unit, never a person, with each missing
item; a unit that delivered everything but has a person unfiled without an approved request is named under 应报未报
and is never "complete"; an approved request saves its person; a later correction of statistics handed in
in time is no lateness; a form held back by an undecided objection is 异议待决.

Clause: 四(二), 四(三), 四 last paragraph; SR-45, SR-46, SR-47, SR-48, SR-59; A13, A27, H-08, H-21, H-42.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regulation.calendar import Calendar
from regulation.deadlines import CampaignDates, Milestone, working_days_late
from regulation.decisions import Reason, Refused
from regulation.facts import ExceptionFacts, PersonId, UnitId


class Deliverable(StrEnum):
    """What every 区县(市)纪委 and every unit's commission owes the city commission by D3."""

    CITY_MANAGED_FORMS = "city_managed_forms"
    STATISTICS = "statistics"
    WRITTEN_REPORT = "written_report"


class InPlace(StrEnum):
    """四个到位: what a unit must show to have done, each with the date of its evidence (SR-45)."""

    CONVEYED = "conveyed"
    ORGANISED = "organised"
    SELF_CHECKED = "self_checked"
    COMMITTED = "committed"


@dataclass(frozen=True, slots=True)
class UnitDelivery:
    """What one unit delivered. `delivered` holds the day of the first hand-in of each item; "0 人" counts.

    For a unit without a discipline body the superior unit's commission delivers; it is still this unit that is
    named (H-42). `unfiled` are the obliged persons without a form, `exceptions` the requests made for them.
    """

    unit: UnitId
    delivered: Mapping[Deliverable, date]
    unfiled: frozenset[PersonId] = frozenset()
    exceptions: tuple[ExceptionFacts, ...] = ()
    forms_held_by_objection: bool = False

    @property
    def excused(self) -> frozenset[PersonId]:
        """Unfiled persons whose written request was approved (A13)."""
        return self.unfiled & {each.person for each in self.exceptions if each.approved_on is not None}

    @property
    def unexcused(self) -> frozenset[PersonId]:
        """应报未报."""
        return self.unfiled - self.excused

    @property
    def unlisted(self) -> frozenset[PersonId]:
        """Excused persons whom the unit left out of its report; it must list them (A13)."""
        listed = {each.person for each in self.exceptions if each.listed_in_report}
        return self.excused - listed


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One deliverable that came late or has not come: `delivered_on` None means it is still missing."""

    item: Deliverable
    due_on: date
    delivered_on: date | None
    working_days_late: int


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """Where one unit stands after D3.

    `complete`: everything is there, nobody is unfiled without excuse and every excused person is listed in the
    report. `named`: it belongs on the list of
    点名通报批评. `unfiled` is the n of 应报未报 n. `pending_objection`: its forms wait for a decision (A27).
    """

    unit: UnitId
    missing: tuple[MissingItem, ...]
    unfiled: int
    excused: int
    unlisted: int
    complete: bool
    named: bool
    pending_objection: bool
    clause: str = "四(二)"


def standing(
    delivery: UnitDelivery, dates: CampaignDates, calendar: Calendar, as_of: date
) -> UnitStanding | Refused:
    """What a unit is named for, if anything, on the day `as_of`.

    Refused before D3 has ended, and while the calendar of a year in question is not published.
    Clause: 四(二), 四(三); SR-46, SR-47; S25, S27.
    """
    due = dates.last_day(Milestone.D3)
    if as_of <= due:
        return Refused(Reason.STEP_NOT_DUE, "四(二)", f"{due.year}年{due.month}月{due.day}日24时后方可列出")
    missing: list[MissingItem] = []
    pending = False
    for item in Deliverable:
        delivered_on = delivery.delivered.get(item)
        late = working_days_late(due, delivered_on or as_of, calendar)
        if isinstance(late, Refused):
            return late
        if late and item is Deliverable.CITY_MANAGED_FORMS and delivery.forms_held_by_objection:
            pending = True
        elif late:
            missing.append(MissingItem(item, due, delivered_on, late))
    unfiled = len(delivery.unexcused)
    return UnitStanding(
        unit=delivery.unit,
        missing=tuple(missing),
        unfiled=unfiled,
        excused=len(delivery.excused),
        unlisted=len(delivery.unlisted),
        complete=not (missing or pending or unfiled or delivery.unlisted),
        named=bool(missing) or unfiled > 0,
        pending_objection=pending,
    )


def late_list(
    deliveries: Iterable[UnitDelivery], dates: CampaignDates, calendar: Calendar, as_of: date
) -> tuple[UnitStanding, ...] | Refused:
    """The units that are named, in the order given; each with what is missing and by how many working days.

    Only the city commission issues the notice made of it (四(二)). Clause: 四(二); SR-46.
    """
    named: list[UnitStanding] = []
    for delivery in deliveries:
        found = standing(delivery, dates, calendar, as_of)
        if isinstance(found, Refused):
            return found
        if found.named:
            named.append(found)
    return tuple(named)


def may_correct_statistics(on: date, dates: CampaignDates) -> bool:
    """Whether a corrected snapshot handed in on `on` is a 更正 of the statistics: to the end of D4.

    Clause: 三(三), 四 last paragraph.
    """
    return on <= dates.last_day(Milestone.D4)


def not_in_place(evidence: Mapping[InPlace, date]) -> frozenset[InPlace]:
    """Which of 传达、组织、自查、承诺到位 a unit has no dated evidence for. Clause: 四(二); SR-45."""
    return frozenset(InPlace) - frozenset(evidence)
