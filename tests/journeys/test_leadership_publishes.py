"""Leadership publishes: a notice of marked facts alone, approved by somebody else, stands on the public site."""

import pytest

from demo import staff
from tests.journeys.story import COUNTERSIGNER, FACTS, FIRM, OFFICIAL, TEXT, Story

pytestmark = pytest.mark.browser


def test_a_notice_is_drafted_from_marked_facts_and_waits_for_somebody_else(story: Story) -> None:
    assert story.drafted
    drafter = story.at_desk(staff.REVIEWER)
    assert drafter.page.get_by_role("button", name="签发").count() == 0
    assert drafter.page.get_by_role("link", name="看签批单").count() == 0


def test_citizens_read_the_approved_notice_and_find_it_again(story: Story) -> None:
    title = story.published
    for language in ("zh", "en"):
        reader = story.citizen(language)
        reader.go(reader.entry).follow(title)
        for name in (OFFICIAL, COUNTERSIGNER, *(text for _, _, text in FACTS)):
            assert name in reader.text
        for kept_back in ("许念慈", FIRM, TEXT, "证据07"):
            assert kept_back not in reader.text
        address = reader.page.url
        reader.follow("全部通报").write(查找通报="检测企业 审签").press("查找").follow(title)
        assert reader.page.url == address, "a notice has one address"
        reader.leave()


def test_the_published_notice_can_be_withdrawn_and_says_so(story: Story) -> None:
    title = story.published
    principal = story.notice_page(staff.PRINCIPAL2).follow("撤回通报").press("撤回")
    principal.sees("选一个原因类别")
    principal.page.get_by_role("radio").first.check()
    principal.press("撤回").sees("已撤回。")
    reader = story.citizen().go("/notices")
    assert title not in reader.text
    reader.follow("", within=reader.page.locator("main dl")).sees("已经撤回")
    assert OFFICIAL not in reader.text
    reader.leave()


def test_the_page_of_figures_counts_what_happened(story: Story) -> None:
    assert story.closed
    principal = story.at_desk(staff.PRINCIPAL).follow("统计", whole=True)
    numbers = principal.page.locator("main dl a").all_inner_texts()
    assert any(each.strip().isdigit() and int(each) > 0 for each in numbers), numbers
    for address in principal.page.locator("main dl a").evaluate_all(
        "links => links.map(link => link.pathname + link.search)"
    ):
        principal.go(address)
