"""A refused page has an address of its own: what was typed waits there, sealed, until it is mended."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text as sql

from config import PortalConfig
from mailbox.engine import Store, open_engine
from tests.portal.browser import Visit
from tests.portal.clock import SetClock
from tests.portal.office import Office
from tests.portal.pages import PDF, receipt_on, send, to_check


def refused(visit: Visit, address: str, words: str) -> None:
    """The last POST was answered by a way to this address, where the words stand and Back finds them again."""
    assert visit.log[-2].status_code == 303
    assert visit.address == address
    assert words in visit.text
    assert "错误：" in visit.html[: visit.html.index("</title>")]
    assert words in visit.open(address).text


def test_every_page_of_the_form_refuses_at_an_address_of_its_own(visit: Visit) -> None:
    visit.open("/report").press("继续", post="副局长")
    refused(visit, "/report?again=1", "请写姓名或者单位")
    assert visit.value("post") == "副局长"
    visit.press("继续", name="蔺书遥")
    visit.press("继续", region=None)
    refused(visit, "/report/province?again=1", "请选一个")
    visit.press("继续", region="990000").press("继续", region=None)
    refused(visit, "/report/city?again=1", "请选一个")
    visit.press("继续", region="990100").press("继续", region=None)
    refused(visit, "/report/county?again=1", "请选一个")
    visit.press("继续", region="990103").press("继续", at_commission=None)
    refused(visit, "/report/commission?again=1", "请选一个")
    visit.press("继续", at_commission="no").press("继续", more=None)
    refused(visit, "/report/others?again=1", "请选“没有了”")
    visit.press("继续", more="no").press("继续", acts="写了一半")
    refused(visit, "/report/business?again=1", "请选择是哪位亲属")
    assert visit.value("acts") == "写了一半"
    visit.press("继续", relative="spouse", business="某店").press("继续", text="长" * 20_001)
    refused(visit, "/report/details?again=1", "请删去1字")
    visit.press("继续", text="").press("添加")
    refused(visit, "/report/files?again=1", "还没有选文件")
    visit.press("继续").press("继续")
    refused(visit, "/report/naming?again=1", "请选“匿名举报”")
    visit.press("继续", named="yes").press("继续", name="阮知柏")
    refused(visit, "/report/identity?again=1", "请写一种联系方式")
    visit.press("继续", contact="信箱七号").press("发送举报")
    refused(visit, "/report/check?again=1", "请先勾选")
    send(visit)
    visit.press("完成，结束会话")
    refused(visit, "/report/receipt?again=1", "请先抄下")


def test_a_mended_page_shows_no_refusal_when_one_goes_back_to_it(visit: Visit) -> None:
    visit.open("/report").press("继续", post="副局长").press("继续", name="蔺书遥")
    visit.open("/report?again=1")
    assert "请写姓名或者单位" not in visit.text
    assert visit.value("name") == "蔺书遥"


def test_what_was_refused_waits_on_its_page_and_is_not_sent(visit: Visit, office: Office) -> None:
    to_check(visit).follow("更改做了什么").press("继续", acts="长" * 20_001)
    assert visit.address == "/report/business?again=1&from=check"
    visit.follow("返回上一页")
    assert visit.heading == "发送前请核对"
    assert "辖区商户" in visit.text
    assert visit.open("/report/business").value("acts") == "长" * 20_001
    send(visit.open("/report/check"))
    (deposit,) = office.waiting()
    assert office.read(deposit)["acts"] == "辖区商户都被要求换成这一家检测"


def test_a_refused_text_lies_sealed_and_goes_with_the_draft(
    visit: Visit, settings: PortalConfig, clock: SetClock
) -> None:
    visit.open("/report").press("继续", post="一句认得出来的话" * 30)
    folder = Path(settings.portal_database.removeprefix("sqlite:///")).parent
    kept = b"".join(path.read_bytes() for path in folder.glob("portal.db*"))
    assert len(kept) > 10_000
    assert "认得出来".encode() not in kept
    clock.forward(hours=74)
    assert visit.open("/report?again=1").value("post") == ""


def test_an_empty_first_page_needs_neither_draft_nor_cookie(visit: Visit) -> None:
    visit.open("/report").press("继续")
    refused(visit, "/report?again=1", "请写姓名或者单位")
    assert visit.cookies() == []


def test_a_refusal_after_the_draft_was_erased_says_so_and_keeps_the_text(
    visit: Visit, clock: SetClock
) -> None:
    to_check(visit).follow("更改做了什么")
    clock.forward(hours=74)
    visit.press("继续", relative=None, acts="刚写的")
    assert "以前写的已经清除" in visit.text
    assert "请选择是哪位亲属" in visit.text
    assert visit.value("acts") == "刚写的"


def test_more_than_a_draft_keeps_is_shown_from_the_request(visit: Visit) -> None:
    to_check(visit).follow("更改做了什么").press("继续", acts="长" * 400_000)
    assert visit.status == 200
    assert visit.log[-1].request.method == "POST"
    assert visit.value("acts") == "长" * 400_000
    assert "请删去380,000字" in visit.text


def test_a_draft_that_cannot_be_written_shows_the_refusal_with_the_text(
    visit: Visit, settings: PortalConfig, app: Flask
) -> None:
    to_check(visit).follow("更改做了什么")
    store = Store(open_engine(settings.portal_database))
    with store.write() as db:
        db.execute(
            sql("CREATE TRIGGER full BEFORE UPDATE ON drafts BEGIN SELECT RAISE(FAIL, 'disk is full'); END")
        )
    store.close()
    visit.press("继续", relative=None, acts="新写的一段话")
    assert visit.status == 503
    assert "没有存下来" in visit.text
    assert "请选择是哪位亲属" in visit.text
    assert visit.value("acts") == "新写的一段话"


def test_a_file_that_was_refused_is_not_mentioned_once_the_page_is_left(visit: Visit) -> None:
    to_check(visit).follow("更改材料").press("添加", [("files", "空.pdf", b""), ("files", "好.pdf", PDF)])
    assert "“空.pdf”是空的" in visit.text
    assert "好.pdf" in visit.text
    visit.press("继续")
    assert visit.heading == "发送前请核对"
    assert "空.pdf" not in visit.open("/report/files?again=1").text


def test_the_receipt_of_an_interrupted_confirmation_is_still_there(visit: Visit) -> None:
    receipt = send(to_check(visit))
    visit.press("完成，结束会话")
    assert receipt_on(visit) == receipt


@pytest.mark.parametrize("people", [1, 2, 3])
def test_the_links_back_lead_over_every_page_to_the_home_page(visit: Visit, people: int) -> None:
    to_check(visit)
    for n in range(2, people + 1):
        visit.open("/report/others").press("继续", more="yes").press("继续", name=f"某人{n}")
        for region in ("990000", "990100", "990102"):
            visit.press("继续", region=region)
        visit.press("继续", at_commission="no")
    assert visit.heading == "发送前请核对"
    walked = []
    while visit.address != "/":
        visit.follow("返回上一页")
        walked.append(visit.address)
    person = ["commission", "county", "city", "province", "who"]
    expected = ["/report/naming", "/report/files", "/report/details", "/report/business", "/report/others"]
    for n in range(people, 0, -1):
        pages = [f"/report/{name}/{n}" if n > 1 else f"/report/{name}" for name in person]
        expected += [page if page != "/report/who" else "/report" for page in pages]
        expected += [f"/report/others?before={n}"] if n > 1 else []
    assert walked == [*expected, "/"]


def test_a_change_leads_back_to_the_check_page_from_every_page(visit: Visit) -> None:
    to_check(visit)
    links = re.findall(r'href="([^"]*from=check)"', visit.html)
    assert len(links) > 10
    for link in links:
        visit.open(link).follow("返回上一页")
        assert visit.heading == "发送前请核对", link


def test_going_back_from_a_person_that_was_not_written_leaves_nobody_behind(
    visit: Visit, office: Office
) -> None:
    to_check(visit).follow("增加或者去掉一个人").press("继续", more="yes")
    assert visit.address == "/report/who/2"
    visit.follow("返回上一页")
    assert visit.heading == "还要反映别的人吗？"
    visit.press("继续", more="no")
    assert visit.heading == "发送前请核对"
    send(visit)
    (deposit,) = office.waiting()
    assert len(office.read(deposit)["subjects"]) == 1


@pytest.mark.parametrize(
    ("chosen", "next_page", "region"),
    [
        (["unknown"], "/report/commission", ""),
        (["990000", "unknown"], "/report/commission", ""),
        (["990000", "990100", "unknown"], "/report/commission", "990100"),
        (["990000", "990000"], "/report/commission", "990000"),
    ],
)
def test_not_sure_at_any_of_the_three_places_goes_on_and_stays_chosen(
    visit: Visit, office: Office, chosen: list[str], next_page: str, region: str
) -> None:
    visit.open("/report").press("继续", name="蔺书遥", level="section_or_below")
    for place in chosen:
        visit.press("继续", region=place)
    assert visit.address == next_page
    visit.follow("返回上一页")
    ticked = [
        each.get("value")
        for each in visit.tree.iter("{http://www.w3.org/1999/xhtml}input")
        if each.get("checked") is not None
    ]
    assert ticked == [chosen[-1]]
    visit.press("继续", region=chosen[-1]).press("继续", at_commission="no")
    visit.open("/report/details").press("继续", text="一句话")
    visit.open("/report/naming").press("继续", named="no")
    send(visit.open("/report/check"))
    (deposit,) = office.waiting()
    assert office.read(deposit)["subjects"][0]["region"] == region
