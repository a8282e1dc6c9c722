"""What the rules say of the form itself: its way, its countersigner, its dates, its publicity, its lateness."""

from dataclasses import dataclass
from datetime import date

from regulation.accountability import escrow_for
from regulation.answers import DueDates, ExceptionStanding, Flagged, Publicity
from regulation.calendar import Calendar, day_of
from regulation.cases import Case
from regulation.chapters import Chapters
from regulation.countersigning import expected_post
from regulation.courses import (
    Course,
    course_of,
    due_dates,
    lateness_of,
    publicity_of,
    signature_refused,
)
from regulation.deadlines import CampaignDates, Late, supplementary_due
from regulation.decisions import Body, Countersigner, Reason, Refused, Route
from regulation.exceptions import approver_of, state_of
from regulation.facts import PersonFacts, PersonId
from regulation.portfolios import Portfolio
from regulation.recusal import is_near_kin
from regulation.routing import route_declaration
from regulation.substitutes import expected_countersigner


@dataclass(frozen=True, slots=True)
class FormalAnswers:
    """The answers on one form; empty for who owes none."""

    route: Route | None = None
    escrow: Body | None = None
    countersigner: Countersigner | None = None
    dates: DueDates | None = None
    publicity: Publicity | None = None
    lateness: tuple[Late, ...] = ()
    exceptions: tuple[ExceptionStanding, ...] = ()
    refusals: tuple[Refused, ...] = ()

    @property
    def flagged(self) -> tuple[Flagged, ...]:
        """The answers that bear flags."""
        return tuple(each for each in (self.route, self.countersigner, self.publicity) if each)


NO_FORM = FormalAnswers()


def answers_on_the_form(
    case: Case,
    person: PersonFacts,
    day: date,
    printed: CampaignDates | None,
    calendar: Calendar,
    chapters: Chapters,
) -> FormalAnswers:
    """Route, countersigner, dates, publicity and lateness of the declarant's form.

    Clause: 二, 三(一), 三(二), 四(二)
    """
    route = route_declaration(person)
    course = course_of(case)
    expected = countersigner_of(case, person, course, day)
    known = expected if isinstance(expected, Countersigner) else None
    dates = due_dates(person, route, printed) if printed else None
    late, unknown = lateness_of(case, course, dates, day, calendar) if dates else ((), ())
    refusals = signature_refused(person, course, known, calendar, chapters)
    own = (expected,) if isinstance(expected, Refused) else ()
    unsigned = tuple(
        Refused(Reason.COMMITMENT_MISSING, "三(一)", version.id)
        for version in case.declarations
        if not version.commitment_signed
    )
    return FormalAnswers(
        route=route,
        escrow=escrow_for(route, person),
        countersigner=known,
        dates=dates,
        publicity=publicity_of(person, course, calendar, chapters),
        lateness=late,
        exceptions=_exceptions(case, person, route, day, calendar, chapters),
        refusals=(*own, *unsigned, *refusals, *unknown),
    )


def countersigner_of(case: Case, person: PersonFacts, course: Course, day: date) -> Countersigner | Refused:
    """The person by the portfolio table of the day of signature; without a table, the post that must sign.

    Clause: 三(二)
    """
    if not case.portfolio:
        wanted = expected_post(person)
        return Countersigner(wanted.row, wanted.clause, wanted.post)
    on = day_of(course.countersigned_at) if course.countersigned_at else day
    table = Portfolio.of(case.portfolio, case.absences)
    return expected_countersigner(person, table, on, concerned=concerned_with(case))


def concerned_with(case: Case) -> frozenset[PersonId]:
    """Near kin of the declarant on the roster, and who holds a declared business with the family (G4).

    Clause: 三(二)
    """
    kin = {each.person for each in case.family if each.person and is_near_kin(each.relation)}
    declared = (business for version in case.declarations for business in version.businesses)
    partners = {each for business in (*case.businesses, *declared) for each in business.also_held_by}
    return frozenset(kin | partners | case.near_kin)


def _exceptions(
    case: Case, person: PersonFacts, route: Route, day: date, calendar: Calendar, chapters: Chapters
) -> tuple[ExceptionStanding, ...]:
    standings = []
    for request in case.exceptions:
        due = supplementary_due(request, calendar, chapters)
        last = due.latest if due else None
        standings.append(
            ExceptionStanding(
                number=request.number,
                state=state_of(request, day, last),
                approver=approver_of(route, person),
                file_by=last,
                clause="四(三)",
            )
        )
    return tuple(standings)
