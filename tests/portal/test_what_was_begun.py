"""What was begun and left: the home page offers to go on; the check page says what was left empty and what is doubtful."""

import pytest

from tests.portal.browser import Visit, text_of
from tests.portal.clock import SetClock
from tests.portal.office import Office
from tests.portal.pages import receipt_on, send, to_check

TERM, WORDS = "{http://www.w3.org/1999/xhtml}dt", "{http://www.w3.org/1999/xhtml}dd"


def rows(visit: Visit) -> dict[str, str]:
    """The check page's answers by their terms."""
    terms, words = [], []
    for each in visit.tree.iter():
        if each.tag == TERM:
            terms.append(text_of(each))
        elif each.tag == WORDS and "change" not in each.get("class", ""):
            words.append(text_of(each))
    return dict(zip(terms, words, strict=True))


def test_the_home_page_leads_to_the_first_unanswered_page_or_to_erasing_the_draft(visit: Visit) -> None:
    visit.open("/report").press("继续", name="蔺书遥").press("继续", region="990000")
    visit.open("/").follow("继续写")
    assert visit.heading == "这个人在哪个市？"
    visit.open("/").follow("清除草稿")
    assert visit.heading == "要清除这份草稿吗？"
    assert visit.open("/report").value("name") == "蔺书遥", "asking erases nothing"
    visit.open("/report/discard").press("清除草稿")
    assert visit.heading == "会话已结束"
    assert visit.cookies() == []
    assert "开始举报" in visit.open("/").text


def test_an_unconfirmed_receipt_is_found_again_from_the_home_page(visit: Visit, clock: SetClock) -> None:
    receipt = send(to_check(visit))
    visit.open("/")
    assert "回执还没有确认保存" in visit.text
    assert receipt_on(visit.follow("回到回执")) == receipt
    assert visit.open("/report/discard").address == "/", "nothing is left to erase"
    clock.forward(minutes=61)
    assert "回到回执" not in visit.open("/").text


def test_a_sending_that_broke_off_goes_on_from_the_home_page(visit: Visit, office: Office) -> None:
    from sqlalchemy import text as sql

    to_check(visit)
    with office.store.write() as db:
        db.execute(sql("ALTER TABLE blobs RENAME TO away"))
    visit.press("发送举报", truthful="y")
    visit.open("/")
    assert "上次没有发送成功" in visit.text
    with office.store.write() as db:
        db.execute(sql("ALTER TABLE away RENAME TO blobs"))
    send(visit.follow("继续发送"))
    assert len(office.waiting()) == 1


def test_what_was_left_empty_is_said_to_be_so_and_not_sure_stands_where_it_was_chosen(visit: Visit) -> None:
    said = rows(to_check(visit, relative="unknown"))
    assert (said["谁得了好处"], said["还想说的"], said["文件"]) == ("未填", "未填", "未填")
    assert (said["级别"], said["哪位亲属"]) == ("不清楚", "不清楚")
    visit.open("/report/check?lang=en")
    said = rows(visit)
    assert (said["Who gained"], said["Files"], said["Level"]) == ("Left empty", "Left empty", "Not sure")
    visit.open("/report/business").press("Continue", business="", business_unknown="y")
    assert rows(visit.open("/report/check"))["Firm or shop"] == "Not sure"


@pytest.mark.parametrize(
    ("contact", "doubtful"),
    [
        ("abc", True),
        ("？", True),
        ("12345", True),
        ("13900000001", False),
        ("0451-5000 0001", False),
        ("a@example.org", False),
        ("镜湖路邮局信箱七号", False),
        ("微信 abc", False),
        ("每周五下午在老地方的茶馆里可以找到我，问老板就行", False),
    ],
)
def test_a_contact_that_reaches_nobody_is_doubted_and_never_refused(
    visit: Visit, contact: str, doubtful: bool
) -> None:
    to_check(visit).follow("更改署名方式").press("继续", named="yes").press(
        "继续", name="阮知柏", contact=contact
    )
    assert visit.heading == "发送前请核对"
    assert ("看不出怎样找到您" in visit.text) == doubtful
    assert ("看不出怎样找到您" in visit.follow("更改联系方式").text) == doubtful
