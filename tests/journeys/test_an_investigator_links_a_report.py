"""A report is linked with the right one of two officials of one name, and a case grows out of it."""

import pytest

from demo import staff
from tests.journeys.story import FIRM, OFFICIAL, UNIT, Story

pytestmark = pytest.mark.browser


def test_two_officials_of_one_name_are_both_shown_with_their_reasons(story: Story) -> None:
    officer = story.report_page(staff.PETITION)
    shown = officer.page.locator("#related li.card", has_text=OFFICIAL).all_inner_texts()
    assert any(f"{UNIT}副局长" in each and "姓名、单位、职务都一致" in each for each in shown)
    assert any("石亭县住房和建设局副局长" in each and "单位不同" in each for each in shown)
    assert all("名册中还有1人同名" in each for each in shown if "确认关联" in each)
    [right] = [each for each in shown if f"{UNIT}副局长" in each and "确认关联" in each]
    assert "可能是同一人" in right


def test_the_declaration_says_beside_the_report_that_the_firm_is_missing(story: Story) -> None:
    assert story.accepted
    officer = story.report_page(staff.FIRST)
    officer.sees("申报有出入", "申报表里没有这家企业", FIRM)


def test_the_judgement_stands_with_who_made_it_and_why(story: Story) -> None:
    assert story.accepted
    officer = story.report_page(staff.FIRST)
    officer.sees("已确认关联", "单位和职务一致", "已判断不是", "举报写明了单位，不是这一位")


def test_one_report_grows_into_one_case(story: Story) -> None:
    assert story.case.startswith("案-")
    officer = story.report_page(staff.FIRST)
    assert officer.page.get_by_role("link", name="据此立案").count() == 0


def test_who_is_of_another_office_finds_neither_report_nor_case(story: Story) -> None:
    assert story.case
    stranger = story.at_desk("i0103")
    for path in (f"/reports/{story.reference}", f"/cases/{story.case}"):
        stranger.answers.clear()
        stranger.go(path).at_page("没有这一页")
        assert stranger.answers[0].status == 404
