"""What the calculator asks the regulation: who signs, which way, from when; and whole cases told as JSON."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from casework.basis.posts import PostKind, person_of
from casework.database import CHINA
from regulation.assessment import assess
from regulation.calendar import UnpublishedYear, calendar_of
from regulation.case_checks import check, check_profile
from regulation.cases import read_cases
from regulation.chapters import ChapterError, load
from regulation.countersigning import expected_post
from regulation.decisions import ExpectedPost, Route
from regulation.explanation import explain
from regulation.publicity import PublicityTerm, publicity_term
from regulation.reading import BadInput, parse
from regulation.routing import route_declaration
from regulation.terms import ManagedBy
from regulation.working_tables import YearTable

MOST_CASES = 20
MOST_CHARACTERS = 100_000


@dataclass(frozen=True, slots=True)
class Conditions:
    """What somebody asks about."""

    post: PostKind
    managed_by: ManagedBy | None
    county: bool
    affiliation_local: bool
    posted_on: Any


@dataclass(frozen=True, slots=True)
class Worked:
    """The three answers with the words of their clauses; `term` may be provisional."""

    signer: ExpectedPost
    signer_words: str
    route: Route
    route_words: str
    term: PublicityTerm
    publicity_words: str
    profile: str


def work_out(asked: Conditions, loaded: tuple[YearTable, ...] = ()) -> Worked:
    """Ask the regulation. Posting counts from the opening of office on the day given."""
    chapters = load()
    person = person_of(
        asked.post, asked.managed_by, county=asked.county, affiliation_local=asked.affiliation_local
    )
    signer, route = expected_post(person), route_declaration(person)
    started = datetime.combine(asked.posted_on, time(9), CHINA)
    day = asked.posted_on
    return Worked(
        signer=signer,
        signer_words=_words(f"countersigning.{signer.row.value}", day),
        route=route,
        route_words=_words(f"routing.{route.row.value}", day),
        term=publicity_term(started, calendar_of(chapters, loaded), chapters),
        publicity_words="领导干部填好的《申报表》在本单位和主管系统公示不少于3个工作日。",
        profile=chapters.profile,
    )


def _words(name: str, day: Any) -> str:
    try:
        return load().text(name, day)
    except ChapterError:
        return ""


def try_out(text: str, loaded: tuple[YearTable, ...] = ()) -> tuple[tuple[str, ...], ...] | str:
    """Each case of a JSON text in sentences; or one sentence that names what is wrong with the text."""
    if len(text) > MOST_CHARACTERS:
        return f"最多{MOST_CHARACTERS:,}个字符"
    try:
        cases = read_cases(parse(text))
        if len(cases) > MOST_CASES:
            return f"一次最多{MOST_CASES}个案例"
        told = []
        for case in cases:
            check_profile(case)
            chapters = load(case.profile)
            calendar = calendar_of(chapters, loaded)
            check(case, calendar)
            told.append(explain(assess(case, chapters, calendar), chapters))
    except (BadInput, ChapterError) as fault:
        return str(fault)
    except UnpublishedYear as unpublished:
        return f"有期限算到{unpublished.year}年，节日表还没有这一年"
    return tuple(told)
