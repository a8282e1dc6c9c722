"""Which article applies by date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.chapters import Mark, load
from regulation.decisions import Flag, Reason, Refused
from regulation.legal_basis import MATTER_OF, Article, LegalBasis, Matter, article_on, legal_basis
from regulation.terms import ConductType

CHAPTERS = load("HRB-2014")


@pytest.mark.parametrize(
    ("matter", "day", "article", "verified"),
    [
        (Matter.FAMILY_BUSINESS, date(2003, 12, 31), "第七十六条", True),
        (Matter.FAMILY_BUSINESS, date(2015, 12, 31), "第七十六条", True),
        (Matter.FAMILY_BUSINESS, date(2016, 1, 1), "第九十一条", False),
        (Matter.FAMILY_BUSINESS, date(2018, 9, 30), "第九十一条", False),
        (Matter.FAMILY_BUSINESS, date(2018, 10, 1), "第九十七条", False),
        (Matter.FAMILY_BUSINESS, date(2023, 12, 31), "第九十七条", False),
        (Matter.FAMILY_BUSINESS, date(2024, 1, 1), "第一百零七条", True),
        (Matter.FAVOUR, date(2014, 12, 1), "第七十七条等", False),
        (Matter.FAVOUR, date(2016, 6, 1), "第八十九条", False),
        (Matter.FAVOUR, date(2019, 6, 1), "第九十五条", False),
        (Matter.FAVOUR, date(2024, 6, 1), "第一百零四条", True),
        (Matter.MUTUAL_FAVOURS, date(2016, 6, 1), "第八十条", False),
        (Matter.MUTUAL_FAVOURS, date(2019, 6, 1), "第八十六条", True),
        (Matter.MUTUAL_FAVOURS, date(2024, 6, 1), "第九十五条", True),
        (Matter.NON_REPORTING, date(2016, 6, 1), "第六十七条", True),
        (Matter.NON_REPORTING, date(2019, 6, 1), "第七十三条", False),
        (Matter.NON_REPORTING, date(2024, 6, 1), "第八十一条", False),
    ],
)
def test_each_period_has_its_article(matter: Matter, day: date, article: str, verified: bool) -> None:
    found = article_on(matter, day, CHAPTERS)
    assert isinstance(found, Article)
    assert (found.article, found.verified) == (article, verified)


def test_the_plan_itself_governs_non_reporting_in_2014() -> None:
    found = article_on(Matter.NON_REPORTING, date(2014, 12, 3), CHAPTERS)
    assert isinstance(found, Article)
    assert "实施办法" in found.citation
    assert found.verified


def test_an_unverified_article_says_so_whenever_it_is_cited() -> None:
    found = article_on(Matter.FAVOUR, date(2016, 6, 1), CHAPTERS)
    assert isinstance(found, Article)
    assert found.citation == "《中国共产党纪律处分条例》（2015年）第八十九条（条文待核对）"


def test_the_law_at_the_end_of_the_conduct_applies_alone_while_it_is_still_in_force() -> None:
    """S35."""
    found = legal_basis(Matter.FAMILY_BUSINESS, date(2015, 1, 19), date(2015, 1, 30), CHAPTERS)
    assert found == LegalBasis(
        Article(
            Matter.FAMILY_BUSINESS,
            "《中国共产党纪律处分条例》（2003年）",
            "第七十六条",
            date(2003, 12, 31),
            Mark.SOURCE,
            "工作方案 四(三)",
        ),
        None,
        "四(三)",
        frozenset(),
    )


def test_a_later_text_at_the_decision_is_shown_beside_it_for_the_decider_to_choose() -> None:
    found = legal_basis(Matter.FAMILY_BUSINESS, date(2015, 12, 31), date(2024, 2, 1), CHAPTERS)
    assert isinstance(found, LegalBasis)
    assert found.must_choose
    assert found.at_decision is not None
    assert (found.at_conduct.article, found.at_decision.article) == ("第七十六条", "第一百零七条")
    assert found.flags == frozenset()
    unverified = legal_basis(Matter.FAMILY_BUSINESS, date(2015, 12, 31), date(2016, 2, 1), CHAPTERS)
    assert isinstance(unverified, LegalBasis)
    assert unverified.flags == {Flag.ARTICLE_UNVERIFIED}


def test_a_time_without_a_text_and_a_decision_before_the_act_are_refused() -> None:
    before = legal_basis(Matter.FAVOUR, date(2003, 12, 30), date(2004, 1, 1), CHAPTERS)
    assert before == Refused(Reason.ARTICLE_MISSING, "四(四)", "2003年以前的条文未收录")
    backwards = legal_basis(Matter.FAVOUR, date(2014, 12, 2), date(2014, 12, 1), CHAPTERS)
    assert backwards == Refused(Reason.DATES_IMPOSSIBLE, "四(四)", "决定早于行为终了")


def test_every_conduct_has_its_matter() -> None:
    assert set(MATTER_OF) == set(ConductType)


@given(
    matter=st.sampled_from(list(Matter)),
    ended=st.dates(date(2003, 12, 31), date(2026, 1, 1)),
    days=st.integers(0, 5000),
)
def test_two_texts_are_shown_exactly_when_they_differ(matter: Matter, ended: date, days: int) -> None:
    decided = date.fromordinal(ended.toordinal() + days)
    found = legal_basis(matter, ended, decided, CHAPTERS)
    assert isinstance(found, LegalBasis)
    assert found.at_conduct == article_on(matter, ended, CHAPTERS)
    assert (found.at_decision or found.at_conduct) == article_on(matter, decided, CHAPTERS)
