"""适用条文: which article governs a matter, by the day the conduct ended and the day it is decided.

Rules kept here: the law at the end of the conduct applies; where a later text is in force at the decision both are
shown and the decider records which he took and why (从旧兼从轻); an article marked K is shown as unverified and
never quoted as verified. For L4 the day is `dispositions.day_of_the_article` (H-41).

Clause: 四(三), 四(四); H-41.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from regulation.chapters import ChapterError, Chapters, Mark
from regulation.decisions import Flag, Reason, Refused
from regulation.terms import ConductType


class Matter(StrEnum):
    """What an article is about."""

    FAMILY_BUSINESS = "family-business"
    FAVOUR = "favour"
    MUTUAL_FAVOURS = "mutual-favours"
    NON_REPORTING = "non-reporting"


MATTER_OF = {
    ConductType.T1A: Matter.FAMILY_BUSINESS,
    ConductType.T1B: Matter.FAMILY_BUSINESS,
    ConductType.T2: Matter.FAVOUR,
    ConductType.T3: Matter.MUTUAL_FAVOURS,
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one text, in force from a day on."""

    matter: Matter
    text: str
    article: str
    in_force_from: date
    mark: Mark
    source: str

    @property
    def verified(self) -> bool:
        """Whether the article stands in a source that was read; if not it may not be quoted as verified."""
        return self.mark is Mark.SOURCE

    @property
    def citation(self) -> str:
        """The text and the article; one not verified says so in the same breath."""
        cited = f"{self.text}{self.article}"
        return cited if self.verified else f"{cited}（条文待核对）"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The article at the end of the conduct and, where another text governs at the decision, that one too."""

    at_conduct: Article
    at_decision: Article | None
    clause: str
    flags: frozenset[Flag]

    @property
    def must_choose(self) -> bool:
        """Whether the decider has to record which of the two he applied and why."""
        return self.at_decision is not None


def article_on(matter: Matter, day: date, chapters: Chapters) -> Article | Refused:
    """The article on a matter in force on a day; refused before the first text the chapter holds."""
    value = chapters.value(f"articles.{matter}")
    try:
        row = chapters.table(value.name, day)
    except ChapterError:
        return Refused(Reason.ARTICLE_MISSING, value.clause, f"{value.days[0].year}年以前的条文未收录")
    since = max(each for each in value.days if each <= day)
    return Article(matter, row["text"], row["article"], since, Mark(row["mark"]), row["source"])


def legal_basis(matter: Matter, ended_on: date, decided_on: date, chapters: Chapters) -> LegalBasis | Refused:
    """The law at the end of the conduct, with the later text beside it if one is in force at the decision.

    `ended_on` is the last day of the conduct, the day of decision for one that still lasts. Refused where the
    decision would precede the end of the conduct or no text is held for that time.
    Clause: 四(四); 从旧兼从轻.
    """
    if decided_on < ended_on:
        return Refused(Reason.DATES_IMPOSSIBLE, chapters.clause(f"articles.{matter}"), "决定早于行为终了")
    then, now = article_on(matter, ended_on, chapters), article_on(matter, decided_on, chapters)
    if isinstance(then, Refused):
        return then
    later = now if isinstance(now, Article) and now != then else None
    shown = [each for each in (then, later) if each is not None]
    flags = (
        frozenset({Flag.ARTICLE_UNVERIFIED})
        if any(not each.verified for each in shown)
        else frozenset[Flag]()
    )
    return LegalBasis(then, later, chapters.clause(f"articles.{matter}"), flags)
