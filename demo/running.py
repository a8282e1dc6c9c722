"""The campaign that runs while the demonstration is looked at: a form in every state, each waiting for somebody.

Rules kept here:
- Its days hang on the day the demonstration is made and are told by the calendar in force, so that every state is
  true that morning: publicity that is over is over by three published working days, publicity that runs began on the
  last day that was surely a working day.
- A year whose holidays are not published yet tells no end (H-33): what is over then ended in the last published year.
"""

import heapq
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import count
from typing import Final

from casework.calendar.service import calendar_in
from casework.campaigns import service as campaigns
from casework.database import CHINA
from demo import staff
from demo.campaign import Campaign, add_persons
from demo.city import Person
from demo.filing import Form, Step, bring
from demo.newcomers import as_of, newcomers
from demo.people import roster
from demo.staff import DemoError, Town
from regulation.calendar import Calendar
from regulation.chapters import load
from regulation.clocks import profile_of
from regulation.decisions import Refused
from regulation.publicity import publicity_end
from regulation.terms import Verdict

GIVEN_BACK: Final = "其子在柳溪区经营的商行，近几年的出资和持股没有写清，请补齐后重新签字，三日内交回。"
OBJECTION: Final = "听说其配偶在南桥区与人合开客运代办点，表上没有写。"


def at(day: date, hour: int) -> datetime:
    """An hour of a day."""
    return datetime.combine(day, time(hour), CHINA)


@dataclass(frozen=True, slots=True)
class Days:
    """When what was done. `early` and `later` are postings whose publicity is over, `after` the working days behind
    `later`, `lately` the last sure working day before today."""

    founded: date
    opened: date
    brought: date
    early_signed: date
    early: date
    later_signed: date
    later: date
    after: tuple[date, date, date]
    lately: date


def days_before(today: date, calendar: Calendar) -> Days:
    """The days of a campaign in full run on the morning of `today`."""
    chapters = load(profile_of(today))

    def is_over(day: date) -> bool:
        ends_at = publicity_end(at(day, 9), calendar, chapters)
        return not isinstance(ends_at, Refused) and ends_at < at(today, 0)

    later = next(day for day in _working_before(today, calendar) if is_over(day))
    before = _working_before(later, calendar)
    later_signed, _, early, early_signed, brought, opened, _, founded = (next(before) for _ in range(8))
    return Days(
        founded=founded,
        opened=opened,
        brought=brought,
        early_signed=early_signed,
        early=early,
        later_signed=later_signed,
        later=later,
        after=(calendar.after(later, 1), calendar.after(later, 2), calendar.after(later, 3)),
        lately=next(_working_before(today, calendar)),
    )


def _working_before(day: date, calendar: Calendar) -> Iterator[date]:
    """The days before `day` that are working days however an unpublished year turns out, the latest first."""
    one = timedelta(days=1)
    while True:
        day -= one
        if calendar.count_bounds(day - one, day)[0] == 1:
            yield day


@dataclass
class Agenda:
    """What is still to be done, by its moment."""

    town: Town
    held: Campaign
    today: date
    days: Days
    campaign_id: str = ""
    ahead: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    _number: Iterator[int] = field(default_factory=count)

    @classmethod
    def of(cls, town: Town, held: Campaign, today: date) -> "Agenda":
        """The campaign as it will have been by this morning."""
        with town.work.store.read() as db:
            days = days_before(today, calendar_in(db, load(profile_of(today))))
        agenda = cls(town, held, today, days)
        agenda.add([(at(days.founded, 9), agenda.found), (at(days.brought, 10), agenda.bring)])
        return agenda

    def add(self, steps: list[Step]) -> None:
        """Further steps."""
        for moment, act in steps:
            heapq.heappush(self.ahead, (moment, next(self._number), act))

    def work_until(self, moment: datetime) -> None:
        """Do everything whose time has come."""
        while self.ahead and self.ahead[0][0] <= moment:
            when, _, act = heapq.heappop(self.ahead)
            self.town.clock.at(when)
            act()

    def found(self) -> None:
        """The campaign with its dates and its roster, before filing opens."""
        store, clock = self.town.work.store, self.town.clock
        with store.read() as db:
            calendar = calendar_in(db)
        declare, countersign, deliver, review = (
            calendar.due_after(self.today, n).latest for n in (5, 12, 15, 25)
        )
        made = campaigns.create_campaign(
            store,
            self.town.officer(staff.REGISTRAR),
            clock,
            title=f"{self.days.opened.year}年领导干部配偶子女经商办企业情况补充申报",
            profile=profile_of(self.days.opened),
            opens_on=self.days.opened,
            declare_by=declare,
            countersign_by=countersign,
            deliver_by=deliver,
            review_by=review,
        )
        self.campaign_id = staff.done(made, "this year's campaign")
        self.held.persons.update(add_persons(self.town, newcomers()))
        with store.write() as db:
            entries = [campaigns.NewEntry(self.held.persons[each.number]) for each in obliged()]
            listed = campaigns.add_roster(db, None, clock, self.campaign_id, entries)
        if not isinstance(listed, tuple):
            raise DemoError(f"this year's roster: {listed}")

    def bring(self) -> None:
        """Every unit's workbook; each form then goes its way, as far as it has come by today."""
        for key in dict.fromkeys(unit for unit, _ in WAYS):
            members = [
                as_of(each, self.days.opened.year)
                for each in obliged()
                if each.unit.key == key and (key, each.name) in WAYS
            ]
            for form in bring(self.town, self.campaign_id, key, self.held.clerks[key], members):
                self.add(WAYS[key, form.name](form, self.days))


def obliged() -> list[Person]:
    """Who is on the roster: who came into post, and who was asked to declare what has changed."""
    known = [*roster(), *newcomers()]
    wanted = {*WAYS, *UNFILED}
    return [each for each in known if (each.unit.key, each.name) in wanted]


def _draft(_form: Form, _days: Days) -> list[Step]:
    """Waits for the declarant's signature in the system."""
    return []


def _seen_once(form: Form, days: Days) -> list[Step]:
    """Signed in ink; waits for the second clerk."""
    return [(at(days.lately, 15), form.attest)]


def _signed(form: Form, days: Days) -> list[Step]:
    """Waits to be put up."""
    return [(at(days.lately, 10), form.sign)]


def _in_publicity(form: Form, days: Days) -> list[Step]:
    """Hangs since the last working day."""
    return [(at(days.later_signed, 15), form.sign), (at(days.lately, 9), form.post)]


def _over(form: Form, days: Days) -> list[Step]:
    """Hung for three working days; waits for its countersigner."""
    return [(at(days.later_signed, 15), form.sign), (at(days.later, 9), form.post)]


def _objected(form: Form, days: Days) -> list[Step]:
    """The same, but an objection waits for the commission."""
    return [*_over(form, days), (at(days.after[1], 11), partial(form.raise_objection, OBJECTION))]


def _given_back(form: Form, days: Days) -> list[Step]:
    """The countersigner wants more; waits for the declarant."""
    return [*_over(form, days), (at(days.after[0], 10), partial(form.give_back, GIVEN_BACK))]


def _early(form: Form, days: Days) -> list[Step]:
    return [(at(days.early_signed, 15), form.sign), (at(days.early, 9), form.post)]


def _countersigned_once(form: Form, days: Days) -> list[Step]:
    """Countersigned in ink; waits for the second clerk."""
    seen = partial(form.attest_countersignature, at(days.after[0], 10))
    return [*_early(form, days), (at(days.after[0], 15), seen)]


def _countersigned(form: Form, days: Days) -> list[Step]:
    """Waits to be sent up."""
    moment = at(days.after[0], 10)
    return [*_early(form, days), (moment, partial(form.countersign, moment))]


def _sent(form: Form, days: Days) -> list[Step]:
    """Waits for the commission's review."""
    hops = 2 if form.is_for_the_city else 1  # what the city reviews goes through the unit's own commission
    sent = [(at(days.after[0], 15 + n), form.send_up) for n in range(hops)]
    return [*_countersigned(form, days), *sent]


def _filed(form: Form, days: Days) -> list[Step]:
    """Reviewed by the commission and put into the file."""
    reviewer = form.town.officer(staff.FIRST)
    verdicts = [Verdict.OUT] * len(form.person.businesses)
    return [
        *_sent(form, days),
        (at(days.after[1], 10), partial(form.review, reviewer, verdicts)),
        (at(days.after[2], 15), partial(form.archive, reviewer)),
    ]


WAYS: Final[dict[tuple[str, str], Callable[[Form, Days], list[Step]]]] = {
    ("sjt", "郁承砚"): _draft,
    ("sjt", "潘宁岳"): _seen_once,
    ("sjt", "孟微原"): _signed,
    ("sjt", "韦松谦"): _in_publicity,
    ("sjt", "傅书遥"): _over,
    ("sjt", "苏听禾"): _over,
    ("sjt", "云景岚"): _objected,
    ("sjt", "阮知柏"): _countersigned_once,
    ("ssc", "蔺书遥"): _given_back,
    ("ssc", "谈绍原"): _in_publicity,
    ("ssc", "郁予岳"): _countersigned,
    ("ssc", "乐念屿"): _sent,
    ("ssc", "倪念棠"): _filed,
    ("swj", "倪行棠"): _filed,
}
"""How far each form has come, by unit and name."""
UNFILED: Final = (("sjt", "祁以庭"), ("swj", "尹微棠"), ("ctj", "云云川"), ("ctj", "褚微润"))
"""On the roster, and their units have brought nothing yet."""
