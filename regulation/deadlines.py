"""The dates of a campaign: what is due when, and how late an act was.

Rules kept here: "X日前完成" includes day X to 24:00 while `inclusive` says so; a printed date never moves to the
next working day; a form that must travel up reviewed is due reviewed on the earlier of the two dates (15 before
16); lateness is counted in working days and never guessed where the year's calendar is not published.
All days are days in Shanghai.

Clause: 三(一)(二)(三), 四(三), 四 last paragraph; H-18, H-21, H-31; A12, A24, A27.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from regulation.calendar import Calendar, Due, UnpublishedYear, day_of
from regulation.chapters import Chapters
from regulation.decisions import BodyKind, Reason, Refused, Route, RouteRow
from regulation.facts import ExceptionFacts
from regulation.terms import ManagedBy

TRAVELS_UP_REVIEWED = frozenset({RouteRow.R5, RouteRow.R7})
ENDS_WHERE_REVIEWED = frozenset({RouteRow.R4, RouteRow.R6, RouteRow.R8})
REACHES_CITY = frozenset({RouteRow.R2, RouteRow.R3, RouteRow.R5, RouteRow.R7})
COUNTERPART = frozenset({RouteRow.R1, RouteRow.R3, RouteRow.R9})


class Milestone(StrEnum):
    """The four dates the plan prints."""

    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"


CLAUSES = {
    Milestone.D1: "三(一)",
    Milestone.D2: "三(二)",
    Milestone.D3: "四 末段",
    Milestone.D4: "三(三)",
}


@dataclass(frozen=True, slots=True)
class CampaignDates:
    """The dates of one campaign. `opens_on` is the reference day of obligation and unit (H-14)."""

    opens_on: date
    declare_by: date
    countersign_by: date
    deliver_by: date
    review_by: date
    inclusive: bool = True
    counterpart: Milestone = Milestone.D3

    def printed(self, milestone: Milestone) -> date:
        """The day the plan prints for `milestone`."""
        return {
            Milestone.D1: self.declare_by,
            Milestone.D2: self.countersign_by,
            Milestone.D3: self.deliver_by,
            Milestone.D4: self.review_by,
        }[milestone]

    def last_day(self, milestone: Milestone) -> date:
        """The last day on which the act is in time, to 24:00: the printed day itself, or the day before it
        where the profile reads "前" as exclusive. A printed date is not moved to a working day (H-21)."""
        return self.printed(milestone) - timedelta(0 if self.inclusive else 1)


def campaign_dates(chapters: Chapters) -> CampaignDates:
    """The dates that a campaign profile prints. Raises ChapterError for a profile without them."""
    day = chapters.day("deadlines.opens_on", chapters.value("deadlines.opens_on").days[0])
    return CampaignDates(
        opens_on=day,
        declare_by=chapters.day("deadlines.D1", day),
        countersign_by=chapters.day("deadlines.D2", day),
        deliver_by=chapters.day("deadlines.D3", day),
        review_by=chapters.day("deadlines.D4", day),
        inclusive=chapters.truth("deadlines.inclusive", day),
        counterpart=Milestone(chapters.text("deadlines.counterpart", day)),
    )


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """By when a form must be reviewed: `form` by the office on its way, `substance` one level above it (A4).

    None where the plan gives no date.
    """

    form: date | None
    substance: date | None
    clause: str


def review_due(route: Route, dates: CampaignDates) -> ReviewDue:
    """A form that goes up reviewed is due on the earlier of D3 and D4; one that ends where it is reviewed, and
    the city commission's own review, on D4; a review above the city has no date in the plan. The substantive
    review of a REVIEWER_CONFLICT is due on D4.

    Clause: 三(三), 四 last paragraph; 15 before 16; A24, H-18, H-31.
    """
    last = dates.last_day(Milestone.D4)
    by_city = route.review is not None and route.review.kind is BodyKind.CITY_COMMISSION
    form: date | None = None
    if route.row in TRAVELS_UP_REVIEWED:
        form = min(last, dates.last_day(Milestone.D3))
    elif route.row in ENDS_WHERE_REVIEWED or (route.row in (RouteRow.R2, RouteRow.R3) and by_city):
        form = last
    return ReviewDue(form, last if route.substance is not None else None, "三(三)")


@dataclass(frozen=True, slots=True)
class SubmissionDue:
    """By when a form must have reached the next body.

    `deliverable` says that it belongs to the forms of 市管干部 due at D3, whose absence leads to 点名;
    otherwise the date is internal. The clock of the form turns amber from `amber_from`.
    """

    day: date
    amber_from: date
    deliverable: bool
    clause: str


def submission_due(route: Route, managed_by: ManagedBy, dates: CampaignDates) -> SubmissionDue | None:
    """Forms of 市管干部 reach the city commission by D3; so do those of other team members under R2 and R3. The
    对口上报 under R1, R3 and R9 is due at D3 as an internal date, amber from D2, and never leads to 点名.
    None where a form goes to its reviewer only and the plan sets no date for that hop.

    Clause: 三(二), 四 last paragraph; SR-37, SR-59; A24, H-31.
    """
    amber = dates.last_day(Milestone.D2)
    deliver = dates.last_day(Milestone.D3)
    if managed_by is ManagedBy.CITY and route.row in REACHES_CITY:
        return SubmissionDue(deliver, amber, deliverable=True, clause="四 末段")
    if route.row in COUNTERPART:
        return SubmissionDue(dates.last_day(dates.counterpart), amber, deliverable=False, clause="三(二)")
    if route.row is RouteRow.R2:
        return SubmissionDue(deliver, amber, deliverable=False, clause="二 ¶3")
    return None


def working_days_late(due_on: date, acted_on: date, calendar: Calendar) -> int | Refused:
    """How many working days after its last day `due_on` an act was done; 0 when it was in time.

    An act on a non-working day counts as done on the next working day, so that a Saturday act after a Friday
    deadline is one day late. Refused while a year in question has no published calendar: lateness is irrevocable.
    Clause: 四(二); H-21, H-33.
    """
    if acted_on <= due_on:
        return 0
    try:
        return calendar.between(due_on, calendar.on_or_after(acted_on))
    except UnpublishedYear as unpublished:
        return Refused(Reason.YEAR_NOT_PUBLISHED, "四(二)", f"{unpublished.year}年")


class Lateness(StrEnum):
    """What was done after its date, or waits for a decision that is not the person's fault (A27)."""

    LATE_DECLARE = "late_declare"
    LATE_COUNTERSIGN = "late_countersign"
    LATE_SUBMIT = "late_submit"
    LATE_REVIEW = "late_review"
    OBJECTION_PENDING = "objection_pending"


@dataclass(frozen=True, slots=True)
class Late:
    """One late act: since which last day, by how many working days."""

    kind: Lateness
    due_on: date
    working_days: int
    clause: str


def lateness(
    kind: Lateness,
    due_on: date,
    acted_at: datetime | None,
    calendar: Calendar,
    *,
    now: datetime,
    objection_pending: bool = False,
    objection_found_on: date | None = None,
) -> Late | Refused | None:
    """Whether an act was late, or is late by `now` if it is not done yet; None when it is in time.

    While an objection to the publicity is undecided the state is 异议待决 and not lateness; where its finding came
    after the last day (`objection_found_on`, of an objection raised by then), days are counted from the finding.
    Declaring waits for no objection.
    Clause: 三(一)(二)(三), 四(二); A27, H-21.
    """
    if kind is not Lateness.LATE_DECLARE and objection_found_on is not None:
        due_on = max(due_on, objection_found_on)
    days = working_days_late(due_on, day_of(acted_at or now), calendar)
    if isinstance(days, Refused):
        return days
    if days == 0:
        return None
    if objection_pending and kind is not Lateness.LATE_DECLARE:
        return Late(Lateness.OBJECTION_PENDING, due_on, 0, "三(二)")
    return Late(kind, due_on, days, _LATE_CLAUSE[kind])


_LATE_CLAUSE = {
    Lateness.LATE_DECLARE: "三(一)",
    Lateness.LATE_COUNTERSIGN: "三(二)",
    Lateness.LATE_SUBMIT: "四 末段",
    Lateness.LATE_REVIEW: "三(三)",
    Lateness.OBJECTION_PENDING: "三(二)",
}


def supplementary_due(excused: ExceptionFacts, calendar: Calendar, chapters: Chapters) -> Due | None:
    """The last day of a 补报: five working days after the obstacle ended; None while it lasts.

    Clause: 四(三) "并及时补报"; SR-48, A12.
    """
    ended = excused.obstacle_ended_on
    if ended is None:
        return None
    return calendar.due_after(ended, chapters.integer("deadlines.supplementary_days", ended))
