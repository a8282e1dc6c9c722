"""The questions, from the first page to the receipt, for a reader without scripts."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import text as sql

from config import PortalConfig
from mailbox.directory import YearDays
from portal import create_app
from portal.desk import Desk
from tests.portal import city
from tests.portal.browser import Visit
from tests.portal.clock import SetClock
from tests.portal.office import Office
from tests.portal.pages import PDF, receipt_on, send, to_check


def test_a_citizen_reports_with_files_and_the_office_reads_it(visit: Visit, office: Office) -> None:
    to_check(visit)
    visit.follow("更改材料").press(
        "添加", [("files", "单据.pdf", PDF), ("files", "照片.txt", "说明".encode())]
    )
    assert "没有收下" not in visit.text
    assert "单据.pdf" in visit.text
    visit.press("继续")
    assert visit.heading == "发送前请核对"
    assert "青澜市纪委监委" in visit.text
    receipt = send(visit)
    assert visit.heading == "已收到。请保存这25位回执"
    (deposit,) = office.waiting()
    body = office.read(deposit)
    assert body["acts"] == "辖区商户都被要求换成这一家检测"
    assert office.file(deposit, 1) == PDF
    assert receipt not in "".join(each.headers.get("Location", "") for each in visit.log)


def test_no_cookie_is_set_before_the_first_post_and_one_after_it(visit: Visit) -> None:
    for path in (
        "/",
        "/protection",
        "/report",
        "/contact",
        "/notices",
        "/mailbox/open",
        "/?lang=en",
        "/?big=1",
    ):
        visit.open(path)
        assert visit.cookies() == []
    visit.open("/report").press("继续", name="", unit="")
    assert visit.cookies() == []
    visit.press("继续", name="蔺书遥")
    assert visit.cookies() == ["__Host-visit"]
    cookie = visit.log[-2].headers["Set-Cookie"]
    assert all(part in cookie for part in ("Secure", "HttpOnly", "Path=/", "SameSite=Strict"))
    assert "Domain" not in cookie
    assert "Max-Age" not in cookie


def test_errors_stand_at_the_fields_and_nothing_typed_is_lost(visit: Visit) -> None:
    visit.open("/report").press("继续", post="副局长")
    assert "错误：" in visit.html[: visit.html.index("</title>")]
    assert "请写姓名或者单位" in visit.text
    assert visit.value("post") == "副局长"


def test_a_change_from_the_check_page_leads_back_to_it(visit: Visit) -> None:
    to_check(visit).follow("更改职务").press("继续", post="局长")
    assert visit.heading == "发送前请核对"
    assert "局长" in visit.text
    visit.follow("更改所在地区").press("继续", region="990000")
    assert visit.heading == "发送前请核对"
    visit.follow("更改所在地区").press("继续", region="unknown")
    assert visit.heading == "发送前请核对"


def test_a_new_place_asks_the_nearer_steps_again(visit: Visit) -> None:
    to_check(visit).follow("更改所在地区").press("继续", region="unknown")
    visit.follow("更改所在地区").press("继续", region="990000")
    assert visit.heading == "这个人在哪个市？"
    visit.press("继续", region="990000")
    assert visit.heading == "发送前请核对"
    assert "澜江省" in visit.text


def test_several_people_are_asked_one_by_one_and_one_can_be_taken_out(visit: Visit, office: Office) -> None:
    to_check(visit).follow("增加或者去掉一个人").press("继续", more="yes")
    assert visit.heading == "您要反映谁？"
    visit.press("继续", name="郁承砚", level="section_or_below")
    for region in ("990000", "990100", "990102"):
        visit.press("继续", region=region)
    visit.press("继续", at_commission="no")
    assert visit.heading == "发送前请核对"
    visit.follow("增加或者去掉一个人").press("继续", more="yes").press("继续", name="多余")
    visit.open("/report/others").press("去掉第3人").press("继续", more="no")
    send(visit)
    (deposit,) = office.waiting()
    assert [each["name"] for each in office.read(deposit)["subjects"]] == ["蔺书遥", "郁承砚"]
    assert office.read(deposit)["route"]["row"] == "Q7"


def test_the_check_page_says_what_is_missing_before_sending(visit: Visit, office: Office) -> None:
    visit.open("/report").press("继续", name="蔺书遥")
    visit.open("/report/check").press("发送举报", truthful="y")
    assert visit.heading == "发送前请核对"
    assert "还差3处" in visit.text
    assert office.waiting() == []


def test_the_truth_box_must_be_ticked(visit: Visit, office: Office) -> None:
    to_check(visit).press("发送举报")
    assert "请先勾选" in visit.text
    assert office.waiting() == []


def test_refreshing_and_sending_again_show_the_same_receipt(visit: Visit, office: Office) -> None:
    to_check(visit)
    again = Visit(visit.app)
    again.client._cookies = visit.client._cookies
    again.open("/report/check")
    receipt = send(visit)
    assert receipt_on(again.press("发送举报", truthful="y")) == receipt
    assert receipt_on(visit.open("/report/receipt")) == receipt
    assert receipt_on(visit.open("/report/check")) == receipt
    assert receipt_on(visit.open("/report")) == receipt
    assert len(office.waiting()) == 1


def test_a_confirmed_receipt_is_gone_and_so_is_the_cookie(visit: Visit) -> None:
    send(to_check(visit))
    visit.press("完成，结束会话")
    assert "请先抄下" in visit.text
    visit.press("完成，结束会话", kept="y")
    assert visit.heading == "会话已结束"
    assert visit.cookies() == []
    assert visit.open("/report/receipt").heading == "举报领导干部家属违规经商办企业"


def test_an_unconfirmed_receipt_is_gone_after_an_hour(visit: Visit, clock: SetClock) -> None:
    send(to_check(visit))
    clock.forward(minutes=49)
    assert len(receipt_on(visit.open("/report/receipt"))) == 25
    clock.forward(minutes=11)
    assert visit.open("/report/receipt").heading == "举报领导干部家属违规经商办企业"


def test_the_receipt_downloads_under_a_name_that_says_nothing(visit: Visit) -> None:
    receipt = send(to_check(visit))
    visit.open("/report/receipt/notes.txt")
    assert receipt in visit.html.replace(" ", "")
    assert visit.response.headers["Content-Disposition"] == 'attachment; filename="notes.txt"'
    assert visit.response.headers["Cache-Control"] == "no-store"


def test_a_named_reporter_is_told_of_fifteen_days_and_an_anonymous_one_is_not(
    visit: Visit, app: Flask, office: Office
) -> None:
    send(to_check(visit))
    assert "15个工作日" not in visit.text
    named = to_check(Visit(app))
    named.follow("更改署名方式").press("继续", named="yes")
    assert named.heading == "您是谁，怎样找到您？"
    named.press("继续", name="阮知柏", contact="信箱七号", id_number="1")
    assert "身份证号应是18位" in named.text
    named.press("继续", id_number="")
    assert named.heading == "发送前请核对"
    send(named)
    assert "最迟2026年12月11日" in named.text
    assert [deposit.vault is not None for deposit in office.waiting()].count(True) == 1


def test_across_an_unpublished_year_both_dates_are_told_and_the_one_date_once_the_house_loaded_it(
    settings: PortalConfig, app: Flask, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.offices.LOOK_AGAIN", 0.0)
    clock.forward(days=38)  # 2026-12-28
    named = to_check(Visit(app)).follow("更改署名方式").press("继续", named="yes")
    named.press("继续", name="阮知柏", contact="信箱七号")
    send(named)
    assert "暂定2027年1月15日–2027年1月19日" in named.text
    loaded = YearDays(2027, "通知（虚构）", ("2026-12-31", "2027-01-01"), ())
    city.lay_directory(settings, replace(city.directory(version=2), working_days=(loaded,)))
    named.open("/report/receipt")
    assert "最迟2027年1月20日" in named.text
    assert "暂定" not in named.text


def test_an_office_without_custodians_offers_anonymity(visit: Visit) -> None:
    to_check(visit, unit="", level="section_or_below")
    assert "南桥区纪委监委" in visit.text
    visit.follow("更改署名方式").press("继续", named="yes").press("继续", name="阮知柏", contact="信箱七号")
    assert "还没有三名保管人" in visit.text
    assert "发送举报" not in visit.html


def test_without_a_recipient_the_address_is_shown_and_nothing_can_be_sent(
    settings: PortalConfig, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.offices.LOOK_AGAIN", 0.0)
    city.lay_directory(settings, city.directory(version=2, province_keyed=False))
    to_check(visit, level="province_managed")
    assert "澜江省纪委监委" in visit.text
    assert "不能从这里发送" in visit.text
    assert "发送举报" not in visit.html


def test_yes_and_unsure_go_one_level_higher(visit: Visit) -> None:
    to_check(visit, unit="", level="section_or_below", at_commission="unsure")
    assert "青澜市纪委监委" in visit.text
    assert "他所在的机关看不到" in visit.text


@pytest.mark.parametrize("table", ["drafts"])
def test_when_the_store_refuses_the_page_keeps_what_was_typed(
    visit: Visit, office: Office, app: Flask, table: str
) -> None:
    desk: Desk = app.extensions["portal.desk"]
    to_check(visit).follow("更改做了什么")
    with desk.store.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.set_authorizer(None)
    owner = Office.at(desk.config)
    owner.store.close()
    visit.headers["Sec-Fetch-Site"] = "same-origin"
    _rename(desk.config, table)
    visit.press("继续", acts="新写的一段话")
    assert visit.status == 503
    assert "新写的一段话" in visit.html


def _rename(settings: PortalConfig, table: str) -> None:
    from mailbox.engine import Store, open_engine

    store = Store(open_engine(settings.portal_database))
    with store.write() as db:
        db.execute(sql(f"ALTER TABLE {table} RENAME TO away"))
    store.close()


def test_when_the_mailbox_refuses_nothing_is_accepted_and_a_later_try_succeeds(
    visit: Visit, office: Office
) -> None:
    to_check(visit)
    with office.store.write() as db:
        db.execute(sql("ALTER TABLE blobs RENAME TO away"))
    visit.press("发送举报", truthful="y")
    assert visit.status == 503
    assert "没有送出" in visit.text
    assert "青澜澄远检测技术有限公司" in visit.text
    with office.store.write() as db:
        db.execute(sql("ALTER TABLE away RENAME TO blobs"))
    send(visit)
    assert len(office.waiting()) == 1


def test_an_expired_draft_keeps_the_page_that_was_just_written(visit: Visit, clock: SetClock) -> None:
    to_check(visit).follow("更改做了什么")
    clock.forward(hours=74)
    visit.press("继续", relative="child", business="某店", acts="刚写的")
    assert visit.heading == "您要反映谁？"
    assert "以前写的已经清除" in visit.text


def test_leaving_erases_the_draft_and_goes_to_an_ordinary_page(visit: Visit) -> None:
    to_check(visit).follow("立即离开")
    assert visit.response.headers["Location"].startswith("https://")
    assert '"cookies"' in visit.response.headers["Clear-Site-Data"]
    assert visit.cookies() == []


def test_an_old_browser_without_fetch_metadata_needs_and_has_the_token(app: Flask) -> None:
    old = Visit(app, headers={})
    old.open("/report").press("继续", name="蔺书遥")
    assert old.heading == "这个人在哪个省？"
    assert old.press("继续", region="990000").heading == "这个人在哪个市？"
    forged = old.client.post("/report/others", data={"more": "no"})
    assert forged.status_code == 400


def test_a_page_from_elsewhere_changes_nothing(app: Flask) -> None:
    answer = app.test_client().post("/report", data={"name": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


def test_without_a_trusted_directory_the_door_is_closed(settings: PortalConfig, clock: SetClock) -> None:
    clock.forward(days=400)
    closed = Visit(create_app(settings, clock=clock))
    for path in ("/", "/report", "/contact"):
        assert closed.open(path).status == 503
    assert closed.heading == "暂时不能提交"


def test_english_is_carried_in_links_before_the_form_and_kept_by_the_draft_after_it(visit: Visit) -> None:
    visit.open("/?lang=en")
    assert 'lang="en"' in visit.html
    assert 'href="/report?lang=en"' in visit.html
    visit.follow("Start a report").press("Continue", name="蔺书遥")
    assert 'lang="en"' in visit.open("/report/others").html
    visit.open("/report/others?lang=zh").open("/report/others?lang=en")
    assert 'lang="en"' in visit.open("/report/others").html
