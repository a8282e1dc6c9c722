"""The mailbox: opened by the receipt alone, verified, and never showing what was reported."""

import re
from pathlib import Path

import pytest
from flask import Flask

from config import PortalConfig
from mailbox.ids import ThreadId
from portal.desk import Desk
from portal.pools import TooBusy
from sealing.receipts import draw
from tests.portal import city
from tests.portal.browser import Visit
from tests.portal.clock import SetClock
from tests.portal.office import Office
from tests.portal.pages import PDF, send, to_check


@pytest.fixture
def receipt(app: Flask) -> str:
    return send(to_check(Visit(app)))


def enter(visit: Visit, typed: str) -> Visit:
    return visit.open("/").press("打开信箱", receipt=typed)


def answer(office: Office, kind: str, **body: object) -> None:
    (deposit,) = [each for each in office.waiting() if each.kind == "report"]
    office.write(deposit.id, office.read(deposit)["mailbox_recipient"], kind, **body)


def test_the_receipt_opens_status_and_replies_and_not_the_report(
    app: Flask, receipt: str, office: Office
) -> None:
    answer(office, "status", status="more_wanted", reason="请说明时间")
    answer(office, "reply", text="关于时间：大致是哪一年？", n=2)
    visit = enter(Visit(app), f"{receipt[:5]} {receipt[5:10]}-{receipt[10:]}")
    assert visit.heading == "您的信箱"
    for words in ("需补充材料", "关于时间：大致是哪一年？", "请说明时间", "2026年11月20日", "2026年11月23日"):
        assert words in visit.text
    for secret in ("蔺书遥", "澄远", receipt):
        assert secret not in visit.html
    assert not any(receipt in str(each.headers) for each in visit.log)
    assert visit.response.headers["Cache-Control"] == "no-store"


def test_before_the_first_letter_the_report_is_received(app: Flask, receipt: str) -> None:
    visit = enter(Visit(app), receipt)
    assert "已接收" in visit.text
    assert "还没有来信" in visit.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "请输入25位回执"),
        ("1234", "请数一数"),
        ("l2345" * 5, "把1写成l"),
        ("１２３４５" * 5, "抄错了"),
        ("9" * 5000, "请数一数"),
    ],
)
def test_a_mistyped_receipt_is_told_apart_and_kept(visit: Visit, typed: str, said: str) -> None:
    enter(visit, typed)
    assert said in visit.text
    assert visit.value("receipt") == typed
    assert visit.address == "/mailbox/open?again=1", "Back and Forward ask for this page again"
    assert visit.cookies() == (["__Host-visit"] if typed else [])


def test_a_wrong_receipt_is_kept_sealed_for_minutes_and_shown_only_where_the_refusal_led(
    visit: Visit, settings: PortalConfig, clock: SetClock
) -> None:
    typed = "1234567890" * 2
    enter(visit, typed)
    kept = b"".join(
        Path(settings.portal_database.removeprefix("sqlite:///") + end).read_bytes() for end in ("", "-wal")
    )
    assert typed.encode() not in kept
    assert typed not in "".join(each.request.url + str(each.headers) for each in visit.log)
    assert visit.open("/mailbox/open").value("receipt") == ""
    assert visit.open("/mailbox/open?again=1").value("receipt") == typed
    clock.forward(minutes=21)
    assert visit.open("/mailbox/open?again=1").value("receipt") == ""
    assert "错误" not in visit.text


def test_leaving_and_opening_forget_the_wrong_receipt(app: Flask, receipt: str) -> None:
    for way in ("leave", "open"):
        visit = enter(Visit(app), "1234567890" * 2)
        name, cookie = next((each.key, each.value) for each in visit.client._cookies.values())
        if way == "leave":
            visit.follow("立即离开")
        else:
            enter(visit, receipt)
        visit.client.set_cookie(name, cookie, domain="localhost", secure=True)
        assert visit.open("/mailbox/open?again=1").value("receipt") == ""


def test_one_wrong_digit_is_found_before_any_look_up(app: Flask, receipt: str) -> None:
    wrong = receipt[:-1] + str((int(receipt[-1]) + 1) % 10)
    assert "抄错了" in enter(Visit(app), wrong).text


def test_a_code_that_opens_nothing_says_so_plainly(visit: Visit) -> None:
    enter(visit, draw())
    assert "没有打开任何信箱" in visit.text
    assert visit.open("/mailbox").heading == "凭回执打开信箱"


def test_a_letter_with_a_file_reaches_the_office_once(app: Flask, receipt: str, office: Office) -> None:
    visit = enter(Visit(app), receipt)
    once = visit.value("once")
    visit.press("发送", [("files", "补充.pdf", PDF)], text="补充一张单据")
    assert "已送出" in visit.text
    assert "补充一张单据" not in visit.html
    form = {"text": "补充一张单据", "once": once}
    visit.client.post("/mailbox", data=form, content_type="multipart/form-data", headers=visit.headers)
    (message,) = [each for each in office.waiting() if each.kind == "message"]
    body = office.read(message)
    assert (body["text"], body["request"], body["files"][0]["name"]) == ("补充一张单据", None, "补充.pdf")
    assert office.file(message, 1) == PDF
    desk: Desk = app.extensions["portal.desk"]
    assert list(desk.drafts.staging.iterdir()) == []


@pytest.mark.parametrize(
    ("what", "link", "button"),
    [
        ("protection", "请求保护", "发送保护请求"),
        ("recusal", "申请办案人回避", "发送回避申请"),
        ("complaint", "投诉办理人员", "发送投诉"),
        ("retaliation", "报告打击报复", "发送打击报复报告"),
    ],
)
def test_the_four_requests_reach_the_office_by_name(
    app: Flask, receipt: str, office: Office, what: str, link: str, button: str
) -> None:
    visit = enter(Visit(app), receipt).follow(link)
    visit.press(button, text="")
    assert "请写几个字" in visit.text
    visit.press(button, text="有人打听是谁举报的")
    (message,) = [each for each in office.waiting() if each.kind == "message"]
    assert (office.read(message)["request"], office.read(message)["text"]) == (what, "有人打听是谁举报的")


def test_after_a_transfer_letters_go_to_the_office_that_wrote_last(
    app: Flask, receipt: str, office: Office
) -> None:
    answer(office, "status", status="transferred", reason="", n=1)
    (report,) = office.waiting()
    other = Office("dongyu", office.store, office.blobs)
    other.write(
        report.id,
        office.read(report)["mailbox_recipient"],
        "status",
        status="accepted",
        reason="",
        on="2026-11-24",
    )
    enter(Visit(app), receipt).press("发送", text="给新的机关")
    assert [each.office_id for each in other.waiting()] == ["dongyu"]


def test_a_letter_nobody_in_the_directory_signed_is_not_shown(
    app: Flask, receipt: str, office: Office
) -> None:
    answer(office, "reply", text="请告诉我您的姓名", signer=city.ROOT)
    visit = enter(Visit(app), receipt)
    assert "请告诉我您的姓名" not in visit.html
    assert "没有通过核验" in visit.text


def test_an_ended_session_keeps_the_text_and_asks_for_the_receipt_again(
    app: Flask, receipt: str, office: Office, clock: SetClock
) -> None:
    visit = enter(Visit(app), receipt)
    clock.forward(hours=3)
    visit.press("发送", text="写了很久的一封信")
    assert visit.heading == "凭回执打开信箱"
    assert "写了很久的一封信" in visit.html
    enter(visit, receipt)
    assert visit.value("text") == "写了很久的一封信", "also by way of the home page"
    visit.press("发送")
    assert len([each for each in office.waiting() if each.kind == "message"]) == 1


def test_a_refused_letter_has_an_address_of_its_own_and_keeps_the_text(
    app: Flask, receipt: str, office: Office
) -> None:
    visit = enter(Visit(app), receipt).press("发送", text="")
    assert visit.address == "/mailbox?again=1"
    assert "请写几个字" in visit.text
    assert "请写几个字" not in visit.open("/mailbox").text
    visit.press("发送", [("files", "坏.pdf", b"MZ nothing of a document")], text="长" * 20_001)
    assert "请删去1字" in visit.text
    assert "“坏.pdf”的内容不是pdf文件" in visit.text
    assert visit.value("text") == "长" * 20_001
    assert visit.open("/mailbox").value("text") == "长" * 20_001
    assert visit.open("/mailbox/ask/recusal").value("text") == "", "it waits on its own page"
    visit.press("发送回避申请", text="")
    assert visit.address == "/mailbox/ask/recusal?again=1"
    visit.open("/mailbox").press("发送", text="短的")
    assert "已送出" in visit.text
    assert "错误" not in visit.open("/mailbox?again=1").text, "Back to a refusal that was mended shows none"
    assert [office.read(each)["text"] for each in office.waiting() if each.kind == "message"] == ["短的"]


def test_a_letter_beyond_what_is_kept_is_shown_from_the_request(app: Flask, receipt: str) -> None:
    visit = enter(Visit(app), receipt).press("发送", text="长" * 300_001)
    assert visit.value("text") == "长" * 300_001


def test_the_state_stands_at_the_top_and_the_field_is_no_reply_before_the_first_letter(
    app: Flask, receipt: str, office: Office
) -> None:
    visit = enter(Visit(app), receipt)
    assert "您的信箱 已接收 2026年11月20日 看全部进度" in visit.text
    assert "写给受理机关" in visit.text
    assert "发送回信" not in visit.text
    answer(office, "status", status="accepted", reason="")
    answer(office, "reply", text="关于时间：大致是哪一年？", n=2)
    visit.open("/mailbox")
    assert "您的信箱 已受理" in visit.text
    assert "发送回信" in visit.text


def test_closing_ends_the_session_and_takes_the_cookie(app: Flask, receipt: str) -> None:
    visit = enter(Visit(app), receipt).press("关闭信箱")
    assert visit.cookies() == []
    assert visit.open("/mailbox").heading == "凭回执打开信箱"


def test_when_too_many_look_up_at_once_the_form_is_kept(
    app: Flask, receipt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Desk = app.extensions["portal.desk"]

    def busy(_receipt: object) -> None:
        raise TooBusy

    monkeypatch.setattr(desk.lookups, "derive", busy)
    visit = enter(Visit(app), receipt)
    assert visit.status == 503
    assert visit.value("receipt") == receipt


def test_the_proof_of_registration_is_checked_before_it_is_shown(
    settings: object, app: Flask, receipt: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    import base64
    from dataclasses import replace

    from ledger.checkpoints import sign_checkpoint
    from ledger.hashing import leaf_hash
    from ledger.tree import MerkleTree
    from mailbox.register import ORIGIN, deposit_leaf

    monkeypatch.setattr("portal.offices.LOOK_AGAIN", 0.0)
    desk: Desk = app.extensions["portal.desk"]
    city.lay_directory(
        desk.config, replace(city.directory(version=2), register_key=str(city.ROOT.verify_key))
    )
    (report,) = office.waiting()
    salt = b"s" * 32
    leaves = [leaf_hash(deposit_leaf(salt, ThreadId(name))) for name in ("a", report.id, "b")]
    tree = MerkleTree(leaves)
    proof = {
        "salt": base64.b64encode(salt).decode(),
        "index": 1,
        "path": [base64.b64encode(each).decode() for each in tree.inclusion_proof(1)],
        "checkpoint": sign_checkpoint(ORIGIN, 3, tree.root(), city.ROOT),
    }
    answer(office, "proof", **proof | {"index": 0})
    visit = enter(Visit(app), receipt)
    assert "刚刚核对过" not in visit.text
    answer(office, "proof", **proof)
    visit.open("/mailbox")
    assert "刚刚核对过" in visit.text
    assert tree.root().hex()[:4] in visit.text
    assert "shuangcha/deposits" in visit.client.get("/mailbox/proof/notes.txt").text


def test_a_missing_proof_is_said_after_a_day(app: Flask, receipt: str, clock: SetClock) -> None:
    clock.forward(days=2)
    assert "登记证明还没有到" in enter(Visit(app), receipt).text


def test_no_receipt_ever_stands_in_an_address_or_a_cookie(app: Flask, receipt: str) -> None:
    visit = enter(Visit(app), receipt)
    said = "".join(str(each.headers) + each.request.path for each in visit.log)
    assert receipt not in re.sub(r"\D", "", said)
