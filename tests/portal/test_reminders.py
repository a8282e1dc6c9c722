"""A text that seems to hold what an anonymous reporter would not want to send is pointed out, and never blocked."""

import time

import pytest

from portal.reminders import Seen, seen_in
from sealing.receipts import draw, grouped
from tests.portal.browser import Visit
from tests.portal.office import Office
from tests.portal.pages import send, to_check


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("有疑问可以打13800000000问我", Seen.PHONE),
        ("电话 138 0000 0000", Seen.PHONE),
        ("座机0999-88888888", Seen.PHONE),
        ("全角１３８００００００００", Seen.PHONE),
        ("身份证11010519491231002X", Seen.IDENTITY),
        ("写信到someone@example.org", Seen.MAIL),
        ("我叫阮知柏，住在东屿区", Seen.NAME),
        ("阮知柏都看见了", Seen.NAME),
        ("去年九月起，辖区十几家商户都被要求换成这一家检测，合同号2025090112345", None),
        ("", None),
    ],
)
def test_what_a_text_seems_to_hold(text: str, seen: Seen | None) -> None:
    assert seen_in(text, "阮知柏") == seen


def test_a_receipt_is_the_gravest() -> None:
    receipt = draw()
    assert seen_in(f"我的回执是{receipt}，电话13800000000") == Seen.RECEIPT
    assert seen_in("回执 " + " ".join(grouped(receipt))) == Seen.RECEIPT


@pytest.mark.parametrize("piece", ["甲", "1", "a", "a.", "1 ", "@", "我叫", "a@b", "13800000000"])
def test_no_text_takes_long(piece: str) -> None:
    began = time.perf_counter()
    seen_in(piece * 400_000)
    assert time.perf_counter() - began < 0.5


def test_the_reminder_stands_on_the_page_and_does_not_block(visit: Visit, office: Office) -> None:
    to_check(visit, acts="有疑问可以打13800000000问我")
    assert "提醒：这里像有一个电话号码" in visit.text
    visit.follow("更改做了什么")
    assert "提醒：这里像有一个电话号码" in visit.text
    send(visit.open("/report/check"))
    assert len(office.waiting()) == 1
