"""The course of one declaration as its events tell it: signed, posted, objected to, countersigned, submitted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from regulation.answers import DueDates, Publicity
from regulation.calendar import SHANGHAI, Calendar, day_of
from regulation.cases import Case
from regulation.chapters import ChapterError, Chapters
from regulation.countersigning import may_countersign
from regulation.deadlines import (
    CampaignDates,
    Late,
    Lateness,
    Milestone,
    campaign_dates,
    lateness,
    review_due,
    submission_due,
)
from regulation.decisions import Countersigner, Refused, Route
from regulation.exceptions import excuses
from regulation.facts import NOBODY, EventFacts, PersonFacts, PersonId
from regulation.publicity import Objection, may_sign_at, pending_objections, publicity_scope, publicity_term
from regulation.terms import EventKind


@dataclass(frozen=True, slots=True)
class Course:
    """When each act was done, None where it was not; `posted_at` is the start of the publicity that counts."""

    declared_at: datetime | None
    posted_at: datetime | None
    countersigned_at: datetime | None
    countersigned_by: PersonId
    submitted_at: datetime | None
    reviewed_at: datetime | None
    objections: tuple[Objection, ...]


def course_of(case: Case) -> Course:
    """The acts of the first filing. New facts start the publicity anew (A18); of two postings the later counts (H-43).

    Clause: 三(一), 三(二)
    """
    first = min(case.declarations, key=lambda version: version.signed_at, default=None)
    signed = _first(case.events, EventKind.COUNTERSIGNED)
    hung = [each.at for each in case.events if each.kind in (EventKind.POSTED, EventKind.AMENDED)]
    return Course(
        declared_at=_at(_first(case.events, EventKind.DECLARED)) or (first.signed_at if first else None),
        posted_at=max(hung, default=None),
        countersigned_at=_at(signed) or (first.countersigned_at if first else None),
        countersigned_by=(signed.by if signed else NOBODY) or (first.countersigner if first else NOBODY),
        submitted_at=_at(_first(case.events, EventKind.SUBMITTED)),
        reviewed_at=_at(_first(case.events, EventKind.REVIEWED)),
        objections=_objections(case.events),
    )


def publicity_of(person: PersonFacts, course: Course, calendar: Calendar, chapters: Chapters) -> Publicity:
    """Where and until when the form hangs; no end while it does not hang or its year is not published.

    Clause: 三(二)
    """
    scope = publicity_scope(person.unit)
    term = publicity_term(course.posted_at, calendar, chapters) if course.posted_at else None
    certain = term is not None and not term.last_day.provisional
    return Publicity(
        places=scope.places,
        superior_system=scope.superior_system,
        started_at=course.posted_at,
        ends_at=term.ends_at if term and certain else None,
        counted=term.counted if term else (),
        clause=scope.clause,
        flags=scope.flags,
    )


def signature_refused(
    person: PersonFacts,
    course: Course,
    expected: Countersigner | None,
    calendar: Calendar,
    chapters: Chapters,
) -> tuple[Refused, ...]:
    """What stands against the countersignature that was given: the wrong hand, or too early.

    Clause: 三(二)
    """
    at, posted = course.countersigned_at, course.posted_at
    if at is None:
        return ()
    too_early = may_sign_at(at, posted, course.objections, calendar, chapters) if posted else None
    wrong_hand = None
    if expected and expected.person and course.countersigned_by:
        wrong_hand = may_countersign(
            course.countersigned_by, person.id, expected, at=at, publicity_ends_at=at
        )
    return tuple(refused for refused in (wrong_hand, too_early) if refused)


@lru_cache(maxsize=32)
def printed_dates(chapters: Chapters) -> CampaignDates | None:
    """The dates of the profile's campaign; None for a profile that prints none."""
    try:
        return campaign_dates(chapters)
    except ChapterError:
        return None


def due_dates(person: PersonFacts, route: Route, printed: CampaignDates) -> DueDates:
    """By when this form is due: declared (SR-24), posted and signed (SR-27), delivered (SR-59), reviewed (SR-38).

    Clause: 三, 四 末段
    """
    review = review_due(route, printed)
    submission = submission_due(route, person.managed_by, printed)
    return DueDates(
        declare_by=printed.last_day(Milestone.D1),
        countersign_by=printed.last_day(Milestone.D2),
        submit_by=submission.day if submission else None,
        submit_amber_from=submission.amber_from if submission else None,
        is_deliverable=bool(submission and submission.deliverable),
        review_by=review.form,
        substance_by=review.substance,
    )


def lateness_of(
    case: Case, course: Course, dates: DueDates, day: date, calendar: Calendar
) -> tuple[tuple[Late, ...], tuple[Refused, ...]]:
    """Every late act, and those not done by `as_of`; who has an approved written request is not late.

    Clause: 四(二), 四(三)
    """
    if any(excuses(each, day) for each in case.exceptions):
        return (), ()
    acts = (
        (Lateness.LATE_DECLARE, dates.declare_by, course.declared_at),
        (Lateness.LATE_COUNTERSIGN, dates.countersign_by, course.countersigned_at),
        (Lateness.LATE_SUBMIT, dates.submit_by, course.submitted_at),
        (Lateness.LATE_REVIEW, dates.review_by, course.reviewed_at),
    )
    late: list[Late] = []
    refused: list[Refused] = []
    for kind, due, done in acts:
        now = done or (_evening(case.as_of) if case.as_of else None)
        if due is None or now is None:
            continue
        found = lateness(
            kind,
            due,
            done,
            calendar,
            now=now,
            objection_pending=bool(pending_objections(course.objections, now)),
            objection_found_on=_held_until(course, due),
        )
        if isinstance(found, Refused):
            refused.append(found)
        elif found:
            late.append(found)
    return tuple(late), tuple(refused)


def _held_until(course: Course, due: date) -> date | None:
    """The finding of the last objection that was raised by a due day and decided only after it (A27)."""
    held = [
        day_of(each.found_at)
        for each in course.objections
        if each.found_at and day_of(each.raised_at) <= due < day_of(each.found_at)
    ]
    return max(held, default=None)


def last_day_told(case: Case) -> date | None:
    """The last day that anything in the case speaks of."""
    instants = [each.at for each in case.events]
    instants += [each.signed_at for each in case.declarations]
    instants += [each.countersigned_at for each in case.declarations if each.countersigned_at]
    days = [day_of(each) for each in instants]
    days += [each.found_on for each in case.findings]
    days += [each.on for each in case.ladder.orders]
    days += [each.given_on for each in case.ladder.proofs]
    days += [
        each for each in (case.ladder.disobeyed_on, *(case.report.received_on if case.report else ())) if each
    ]
    return max(days, default=None)


def _evening(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), SHANGHAI)


def _first(events: Iterable[EventFacts], kind: EventKind) -> EventFacts | None:
    return min((each for each in events if each.kind is kind), key=lambda each: each.at, default=None)


def _at(event: EventFacts | None) -> datetime | None:
    return event.at if event else None


def _objections(events: Iterable[EventFacts]) -> tuple[Objection, ...]:
    """Objections with the finding that names them; a finding that names none answers every objection before it."""
    known = tuple(events)
    decided = [each for each in known if each.kind is EventKind.OBJECTION_DECIDED]
    return tuple(
        Objection(
            raised.of or f"{at}",
            raised.at,
            min(
                (each.at for each in decided if each.of in ("", raised.of) and each.at >= raised.at),
                default=None,
            ),
        )
        for at, raised in enumerate(known)
        if raised.kind is EventKind.OBJECTED
    )
