"""哪个机关受理: the page answers by the rule that routes reports, keeps nothing and puts nothing into an address."""

import pytest

from config import PortalConfig
from tests.portal import city
from tests.portal.browser import Visit


@pytest.mark.parametrize(
    ("post", "level", "region", "office", "why"),
    [
        ("科长", "section_or_below", "990103", "南桥区纪委监委", "由这个区县的机关受理"),
        ("区长", "unknown", "990103", "青澜市纪委监委", "按职务看"),
        ("区委书记", "section_or_below", "990103", "青澜市纪委监委", "按职务看"),
        ("副局长", "division", "990103", "青澜市纪委监委", "处级干部可能是市里管的"),
        ("纪委书记", "unknown", "990103", "澜江省纪委监委", "由省级机关受理"),
        ("", "unknown", "990103", "青澜市纪委监委", "级别不清楚"),
        ("", "province_managed", "990100", "澜江省纪委监委", "省里或者中央管"),
        ("", "unknown", "", "青澜市纪委监委", "没有写明在哪个市"),
    ],
)
def test_post_level_and_place_name_the_office_and_the_reason(
    visit: Visit, post: str, level: str, region: str, office: str, why: str
) -> None:
    visit.open("/").follow("看看由哪个机关受理")
    visit.press("看结果", post=post, level=level, region=region)
    assert f"由这个机关受理 {office}" in visit.text
    assert why in visit.text
    assert "比如科长、所长、乡镇干部" in visit.text
    assert visit.cookies() == []


def test_what_was_asked_stands_in_no_address_and_in_no_store(visit: Visit) -> None:
    visit.open("/which-office").press("看结果", post="区长", level="division", region="990103")
    assert visit.response.request.path == "/which-office"
    assert visit.response.request.query_string == b""
    assert visit.response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in visit.response.headers
    visit.open("/which-office?post=区长&level=division&region=990103")
    assert "由这个机关受理" not in visit.text


def test_a_superior_without_a_mailbox_is_named_with_its_address(
    settings: PortalConfig, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.offices.LOOK_AGAIN", 0.0)
    city.lay_directory(settings, city.directory(version=2, province_keyed=False))
    visit.open("/which-office").press("看结果", level="province_managed", region="")
    assert "澜江省纪委监委信访室" in visit.text


def test_an_answer_that_was_not_offered_is_refused_in_words(visit: Visit) -> None:
    visit.open("/which-office").press("看结果", post="x", level="king", region="1")
    assert visit.status == 200
    assert "请从列出的选项中选一项" in visit.text
