"""Published notices: shown when they verify, silent once withdrawn or expired."""

import pytest

from mailbox.notices import PublicKind
from tests.portal import city
from tests.portal.browser import Visit
from tests.portal.clock import SetClock
from tests.portal.office import Office

BODY = {
    "number": "青纪发〔2026〕14号",
    "title": "关于2起领导干部家属违规经商办企业典型问题的通报",
    "issuer": "青澜市纪委监委",
    "addressee": "各区县（市）纪委监委：",
    "paragraphs": [["h", "一、石亭县交通运输局原副局长郁承砚瞒报问题"], "郁承砚受到撤销党内职务处分。"],
    "facts": [],
    "signed_by_office": "中共青澜市纪律检查委员会",
    "dated": "2026-11-18",
    "published_on": "2026-11-18",
    "take_down_on": "2028-11-18",
    "state": "published",
    "reason_class": "",
}


def test_a_notice_has_a_stable_address_stands_in_list_feed_and_search(visit: Visit, office: Office) -> None:
    office.publish("n14", **BODY)
    assert visit.open("/").follow(BODY["title"]).heading == BODY["title"]
    assert "郁承砚受到撤销" in visit.text
    assert visit.response.headers["X-Robots-Tag"].startswith("noindex")
    assert BODY["title"] in visit.client.get("/notices/feed.xml").text
    visit.open("/notices").press("查找", words="石亭县 郁承砚")
    assert BODY["title"] in visit.text
    visit.press("查找", words="没有这个词")
    assert BODY["title"] not in visit.text


@pytest.mark.parametrize("state", ["withdrawn", "expired"])
def test_a_notice_taken_down_shows_number_days_and_class_of_reason_only(
    visit: Visit, office: Office, state: str
) -> None:
    office.publish("n14", **BODY | {"state": state, "reason_class": "公布期满"})
    for path in ("/", "/notices", "/notices/n14", "/notices/feed.xml", "/notices?words=郁承砚"):
        page = visit.client.get(path).text
        assert "郁承砚" not in page.replace("?words=郁承砚", "").replace('value="郁承砚"', "").replace(
            "含“郁承砚”", ""
        )
        assert "石亭县" not in page
    visit.open("/notices/n14")
    assert "青纪发〔2026〕14号" in visit.text
    assert "公布期满" in visit.text


def test_the_day_of_taking_down_comes_by_itself(visit: Visit, office: Office, clock: SetClock) -> None:
    office.publish("n14", **BODY | {"take_down_on": "2026-11-19"})
    assert "郁承砚" not in visit.open("/notices/n14").text
    assert "公布期已满" in visit.text


def test_a_corrected_notice_says_so_above_itself(visit: Visit, office: Office) -> None:
    office.publish(
        "n14",
        **BODY
        | {"state": "corrected", "corrected_on": "2026-11-19", "correction": "“2020年”更正为“2021年”。"},
    )
    visit.open("/notices/n14")
    assert visit.text.index("更正为") < visit.text.index("郁承砚")


def test_what_another_key_signed_is_not_shown(visit: Visit, office: Office) -> None:
    office.publish("n14", signer=city.ROOT, **BODY)
    office.publish("n15", PublicKind.NOTICE, signer=city.signing("nanqiao"), **BODY)
    assert "没有通报" in visit.open("/notices").text
    assert visit.open("/notices/n14").status == 404


def test_a_search_without_a_hit_says_one_thing(visit: Visit, office: Office) -> None:
    office.publish("n14", **BODY)
    visit.open("/notices?words=没有这个词")
    assert "没有含“没有这个词”的通报" in visit.text
    assert "有0份" not in visit.text
    assert "还没有通报" not in visit.text
    assert "contains “撤销”" in visit.open("/notices?words=撤销&lang=en").text
