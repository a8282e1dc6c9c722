"""One case, every answer: the rules asked in the order of the plan.

`assess` is pure: the same case gives the same assessment. It asks the modules of the clauses and adds nothing of
its own. How a case is read and an assessment written stands in `cases` and `reading`, its sentences in `explanation`.
"""

from collections.abc import Iterable
from datetime import date

from regulation.answers import Assessment, Flagged
from regulation.calendar import Calendar, calendar_of
from regulation.cases import Case
from regulation.chapters import Chapters, load
from regulation.courses import last_day_told, printed_dates
from regulation.deadlines import CampaignDates
from regulation.decisions import Flag, Refused
from regulation.facts import PersonFacts
from regulation.formal import NO_FORM, FormalAnswers, answers_on_the_form
from regulation.late_units import UnitStanding, standing
from regulation.reading import BadInput
from regulation.report_answers import standing_of_report
from regulation.scope import obligation
from regulation.substantive import MatterAnswers, answers_on_the_matter

__all__ = ["Assessment", "assess"]


def assess(case: Case, chapters: Chapters | None = None, calendar: Calendar | None = None) -> Assessment:
    """Everything the rules say of a case.

    Raises ChapterError for an unknown profile, BadInput for a case that names no day at all.
    Clause: 一 to 四
    """
    chapters = chapters or load(case.profile)
    calendar = calendar or calendar_of(chapters)
    printed = printed_dates(chapters)
    day = case.as_of or last_day_told(case) or (printed.opens_on if printed else None)
    if day is None:
        raise BadInput("as_of", "案件没有任何日期时必须填写")
    report = standing_of_report(case.report, day, calendar, chapters) if case.report else None
    unit = _unit(case, day, printed, calendar)
    person = case.declarant
    if person is None:
        known = None if isinstance(unit, Refused) else unit
        refusals = (unit,) if isinstance(unit, Refused) else ()
        return Assessment(case.id, chapters.profile, day, unit=known, report=report, refusals=refusals)
    duty = obligation(person, printed.opens_on if printed else day)
    form = answers_on_the_form(case, person, day, printed, calendar, chapters) if duty.obliged else NO_FORM
    matter = answers_on_the_matter(case, person, form.route, day, chapters)
    flags = _flags(person, (duty, *form.flagged, *matter.flagged))
    return _whole(
        Assessment(case.id, chapters.profile, day, duty, report=report, flags=flags), form, matter, unit
    )


def _whole(
    begun: Assessment, form: FormalAnswers, matter: MatterAnswers, unit: UnitStanding | Refused | None
) -> Assessment:
    """The answers on person, form, matter, unit and report put together."""
    late = (unit,) if isinstance(unit, Refused) else ()
    return Assessment(
        id=begun.id,
        profile=begun.profile,
        day=begun.day,
        obligation=begun.obligation,
        route=form.route,
        escrow=form.escrow,
        countersigner=form.countersigner,
        dates=form.dates,
        publicity=form.publicity,
        lateness=form.lateness,
        screenings=matter.screenings,
        undertaking=matter.undertaking,
        conducts=matter.conducts,
        measures=matter.measures,
        comparisons=matter.comparisons,
        strands=matter.strands,
        articles=matter.articles,
        exceptions=form.exceptions,
        unit=None if isinstance(unit, Refused) else unit,
        report=begun.report,
        flags=begun.flags,
        refusals=(*form.refusals, *matter.refusals, *late),
    )


def _unit(
    case: Case, day: date, printed: CampaignDates | None, calendar: Calendar
) -> UnitStanding | Refused | None:
    """Where the unit stands after D3.

    Clause: 四(二)
    """
    if case.delivery is None or printed is None:
        return None
    return standing(case.delivery, printed, calendar, day)


def _flags(person: PersonFacts, answers: Iterable[Flagged]) -> frozenset[Flag]:
    """The flags of every answer together, and those of the person."""
    found = set[Flag]().union(*(each.flags for each in answers))
    if not person.party_member:
        found.add(Flag.NON_PARTY_MEMBER)
    elif not person.party_post:
        found.add(Flag.NO_PARTY_POST)
    return frozenset(found)
