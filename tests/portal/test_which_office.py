"""哪个机关受理: the page answers by the rule that routes reports, and keeps nothing."""

import pytest

from tests.portal.browser import Visit


@pytest.mark.parametrize(
    ("post", "level", "region", "office"),
    [
        ("科长", "section_or_below", "990103", "南桥区纪委监委"),
        ("区长", "unknown", "990103", "青澜市纪委监委"),
        ("", "unknown", "990103", "青澜市纪委监委"),
        ("", "province_managed", "990100", "澜江省纪委监委"),
        ("", "unknown", "", "青澜市纪委监委"),
    ],
)
def test_post_level_and_place_name_the_office(
    visit: Visit, post: str, level: str, region: str, office: str
) -> None:
    visit.open("/").follow("看看由哪个机关受理")
    visit.press("看结果", post=post, level=level, region=region)
    assert f"由这个机关受理 {office}" in visit.text
    assert visit.cookies() == []


def test_an_answer_that_was_not_offered_is_refused_in_words(visit: Visit) -> None:
    visit.open("/which-office?post=x&level=king&region=1")
    assert visit.status == 200
    assert "请从列出的选项中选一项" in visit.text
