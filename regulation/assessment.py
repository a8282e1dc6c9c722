"""One case, every answer: the rules asked in the order of the plan.

`assess` is pure: the same case gives the same assessment. It asks the modules of the clauses and adds nothing of
its own. How a case is read and an assessment written stands in `cases` and `reading`, its sentences in `explanation`.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from regulation.answers import Assessment
from regulation.calendar import Calendar, official_calendar
from regulation.cases import Case
from regulation.chapters import Chapters, load
from regulation.courses import last_day_told, printed_dates
from regulation.deadlines import CampaignDates
from regulation.decisions import Flag, Refused
from regulation.facts import PersonFacts
from regulation.formal import FormalAnswers, answers_on_the_form
from regulation.late_units import UnitStanding, standing
from regulation.reading import BadInput
from regulation.report_answers import standing_of_report
from regulation.scope import obligation
from regulation.screening import undertaking
from regulation.substantive import (
    articles_of,
    compared,
    comparisons_of,
    conducts_of,
    measures_of,
    owed_on_the_form,
    screenings_of,
    strands_of,
)

__all__ = ["Assessment", "assess"]


def assess(case: Case, chapters: Chapters | None = None, calendar: Calendar | None = None) -> Assessment:
    """Everything the rules say of a case.

    Raises ChapterError for an unknown profile, BadInput for a case that names no day at all.
    Clause: 一 to 四
    """
    chapters = chapters or load(case.profile)
    calendar = calendar or official_calendar()
    printed = printed_dates(chapters)
    day = case.as_of or last_day_told(case) or (printed.opens_on if printed else None)
    if day is None:
        raise BadInput("as_of", "案件没有任何日期时必须填写")
    report = standing_of_report(case.report, day, calendar, chapters) if case.report else None
    person = case.declarant
    unit = _unit(case, day, printed, calendar)
    if person is None:
        return Assessment(
            id=case.id,
            profile=chapters.profile,
            day=day,
            unit=None if isinstance(unit, Refused) else unit,
            report=report,
            refusals=(unit,) if isinstance(unit, Refused) else (),
        )
    duty = obligation(person, printed.opens_on if printed else day)
    form = answers_on_the_form(case, person, day, printed, calendar, chapters) if duty.obliged else None
    screenings = screenings_of(case, person, day)
    conducts = conducts_of(case, person, screenings)
    comparisons = comparisons_of(case)
    strands, unconfirmed = strands_of(case, person, comparisons)
    measures, out_of_turn = measures_of(case, person, form.route if form else None, screenings, day, chapters)
    articles, without_article = articles_of(case, conducts, comparisons, day, chapters)
    late = (unit,) if isinstance(unit, Refused) else ()
    owed = owed_on_the_form(case)
    lines = tuple(compared(each) for each in comparisons)
    return Assessment(
        id=case.id,
        profile=chapters.profile,
        day=day,
        obligation=duty,
        route=form.route if form else None,
        escrow=form.escrow if form else None,
        countersigner=form.countersigner if form else None,
        dates=form.dates if form else None,
        publicity=form.publicity if form else None,
        lateness=form.lateness if form else (),
        screenings=screenings,
        undertaking=undertaking(each for each in screenings if each.of in owed),
        conducts=conducts,
        measures=measures,
        comparisons=lines,
        strands=strands,
        articles=articles,
        exceptions=form.exceptions if form else (),
        unit=None if isinstance(unit, Refused) else unit,
        report=report,
        flags=_flags(person, form, (duty, *screenings, *lines, *articles)),
        refusals=(*(form.refusals if form else ()), *unconfirmed, *out_of_turn, *without_article, *late),
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


class _Flagged(Protocol):
    """An answer with flags."""

    @property
    def flags(self) -> frozenset[Flag]: ...


def _flags(person: PersonFacts, form: FormalAnswers | None, answers: Iterable[_Flagged]) -> frozenset[Flag]:
    """The flags of every answer together, and those of the person."""
    found = set[Flag]().union(*(each.flags for each in answers))
    if form:
        found |= form.route.flags | form.publicity.flags
        found |= form.countersigner.flags if form.countersigner else frozenset()
    if not person.party_member:
        found.add(Flag.NON_PARTY_MEMBER)
    elif not person.party_post:
        found.add(Flag.NO_PARTY_POST)
    return frozenset(found)
