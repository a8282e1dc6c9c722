"""A case concludes: two strands, each heard, proposed, reviewed by two and decided for itself; then it is closed."""

import pytest

from demo import staff
from tests.journeys.story import COUNTERSIGNER, FACTS, FIRM, OFFICIAL, Story

pytestmark = pytest.mark.browser


def test_a_difference_confirmed_by_two_opens_both_strands(story: Story) -> None:
    assert story.compared
    page = story.case_page(staff.PRINCIPAL).sees("第一线", "第二线", OFFICIAL, COUNTERSIGNER)
    assert page.page.get_by_role("button", name="结案").get_attribute("aria-disabled") == "true"
    page.follow("看对照").sees(FIRM, "瞒报，已确认", "裴映川提请确认")


def test_both_strands_are_decided_and_the_case_is_closed(story: Story) -> None:
    assert story.closed
    page = story.at_desk(staff.PRINCIPAL).follow("案件", whole=True).follow("已结案").follow(story.case)
    page.sees("党内严重警告", "诫勉", "事实的时间线", "程序的时间线")


def test_only_marked_facts_are_fit_for_publication(story: Story) -> None:
    assert story.closed
    page = story.at_desk(staff.REVIEWER).follow("案件", whole=True).follow("已结案").follow(story.case)
    page.follow("标注可以公开的事实").sees(*(text for _, _, text in FACTS))


def test_the_reporter_is_told_that_it_is_concluded(story: Story) -> None:
    assert story.closed
    reporter = story.reporter().sees("已办结", "您反映的问题已经查清")
    reporter.leave()
