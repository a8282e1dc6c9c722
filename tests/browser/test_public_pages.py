"""The public site in a real browser without scripts: on a phone, at a desk, in both languages, within its budgets."""

import contextlib
import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from tests.browser import citizen as way
from tests.browser.doors import running
from tests.browser.inspector import Inspector
from tests.browser.person import DESK, PHONE, Person, file
from tests.browser.publicsite import PublicSite, directory_of_today
from tests.portal.test_notices import BODY

pytestmark = pytest.mark.browser
LANGUAGES = ("zh", "en")
PAGES = (
    "/", "/protection", "/accessibility", "/contact", "/statistics", "/forms", "/notices", "/notices/n14", "/notices/n15",
    "/report", "/mailbox/open", "/report/done", "/nowhere",
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_that_only_says_something_is_accessible_and_fits_a_narrow_phone(
    chromium: Browser, inspector: Inspector, public_site: PublicSite, language: str
) -> None:
    if language == LANGUAGES[0]:
        public_site.office.publish("n14", **BODY)
        public_site.office.publish(
            "n15",
            **{**BODY, "number": "青纪发〔2026〕15号", "state": "withdrawn", "reason_class": "事实有误"},
        )
    reader = Person.at(chromium, public_site.door.address, language=language, inspector=inspector)
    for path in PAGES:
        reader.go(f"{path}?lang={language}")
    reader.go(f"/notices?words=撤销&lang={language}").go(f"/?big=1&lang={language}")
    assert reader.profile.cookies() == []
    reader.leave()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_is_accessible_answered_wrongly_and_rightly(
    chromium: Browser, inspector: Inspector, public_site: PublicSite, language: str
) -> None:
    citizen = Person.at(chromium, public_site.door.address, language=language, inspector=inspector)
    citizen.go(citizen.entry).follow("开始举报").press("继续").sees("请写姓名或者单位，有一样就可以")
    assert citizen.page.title().startswith(citizen.words("错误："))
    citizen.write(姓名="很长的姓名" * 60).press("继续")
    way.to_check(citizen, files=[file("收据.pdf", way.PDF), file("说明.txt", "写了字的".encode())])
    citizen.press("发送举报").sees("请先勾选“我写的是我知道的情况，没有捏造”")
    citizen.follow("更改").press("继续").at_page("发送前请核对")
    citizen.follow("增加或者去掉一个人").press("继续").sees("请选“没有了”或者“还有一位”")
    citizen.choose("还有一位").press("继续").write(姓名="郁承砚", 单位="东屿区教育局").press("继续")
    for _ in range(2):
        citizen.choose("不清楚").press("继续")
    citizen.go("/report/others").press("去掉第%(n)s人", n=2).at_page("还要反映别的人吗？")
    citizen.go("/report/files").attach("选择文件", [file("坏.pdf", b"MZ not a document")]).press("添加")
    citizen.go("/report/naming").choose("实名举报").press("继续").press("继续")
    citizen.write(您的姓名或者单位名称="卞听禾", 联系方式="镜湖路邮局信箱七号").write(
        **{"身份证号（可不写）": "1"}
    )
    citizen.press("继续").write(**{"身份证号（可不写）": ""}).press("继续").at_page("发送前请核对")
    citizen.leave()


@pytest.mark.parametrize("language", LANGUAGES)
def test_receipt_and_mailbox_are_accessible_in_every_state(
    chromium: Browser, inspector: Inspector, public_site: PublicSite, language: str
) -> None:
    citizen = Person.at(chromium, public_site.door.address, language=language, inspector=inspector)
    before = {each.thread_id for each in public_site.office.waiting()}
    receipt = way.send(way.to_check(citizen))
    citizen.press("完成，结束会话").sees("请先抄下、打印或下载回执，再勾选这一项")
    citizen.choose("我已抄下、打印或下载了回执").press("完成，结束会话").at_page("会话已结束")
    citizen.go(f"/mailbox/open?lang={language}").press("打开信箱").sees("请输入25位回执")
    citizen.write(输入25位回执="1" * 25).press("打开信箱")
    citizen.write(输入25位回执=receipt).press("打开信箱").at_page("您的信箱").sees("已接收")
    (deposit,) = [each for each in public_site.office.waiting() if each.thread_id not in before]
    recipient = public_site.office.read(deposit)["mailbox_recipient"]
    thread = deposit.thread_id
    for kind, said in (
        ("status", {"status": "accepted", "reason": ""}),
        ("status", {"status": "more_wanted", "reason": "请写大致的时间"}),
        ("reply", {"text": "请问是哪一年？\n不清楚也可以。"}),
    ):
        public_site.office.write(thread, recipient, kind, **said)
    citizen.go("/mailbox").sees("需补充材料", "请问是哪一年？").press("发送回信").sees(
        "请写几个字，或者添加文件"
    )
    citizen.write(回信="是2025年。").attach("添加文件（可不选）", [file("补充.pdf", way.PDF)])
    citizen.press("发送回信").sees("已送出。")
    for request in ("报告打击报复", "请求保护", "申请办案人回避", "投诉办理人员"):
        citizen.follow(request).go("/mailbox")
    citizen.press("关闭信箱").at_page("会话已结束")
    citizen.leave()


def test_the_first_visit_is_small_asks_for_little_and_leaves_no_cookie(
    chromium: Browser, public_site: PublicSite
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE, locale="zh-CN")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    received: dict[str, int] = {}
    asked: dict[str, str] = {}
    wire.on("Network.requestWillBeSent", lambda e: asked.setdefault(e["requestId"], e["request"]["url"]))
    wire.on("Network.loadingFinished", lambda e: received.setdefault(e["requestId"], e["encodedDataLength"]))
    page.goto(public_site.door.address + "/", wait_until="networkidle")
    page.get_by_role("link", name="开始举报").click()
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").inner_text() == "您要反映谁？"
    sizes = {
        address.removeprefix(public_site.door.address): received.get(n, 0) for n, address in asked.items()
    }
    ours = {path: size for path, size in sizes.items() if not path.startswith("data:")}
    assert len(ours) <= 4, ours
    assert all(path.startswith("/") for path in ours), "something of a third party"
    assert sum(ours.values()) <= 30_000, ours
    assert context.cookies() == []
    [stylesheet] = [path for path in ours if path.endswith(".css")]
    body = context.request.get(public_site.door.address + stylesheet).body()
    assert len(gzip.compress(body, 9)) <= 10_240
    context.close()


@pytest.mark.parametrize("kind", ["unsigned", "expired", "older"])
def test_without_a_directory_to_trust_every_page_is_a_readable_503(
    chromium: Browser, inspector: Inspector, tmp_path: Path, kind: str
) -> None:
    directory = directory_of_today(days=-1) if kind == "expired" else directory_of_today()
    settings = {"SHUANGCHA_LOWEST_DIRECTORY": "2"} if kind == "older" else {}
    site = PublicSite.found(tmp_path, directory=directory, settings=settings)
    if kind == "unsigned":
        site.door.settings = {**site.door.settings, "SHUANGCHA_ROOT_VERIFY_KEY": _foreign_key()}
    with running(site.door):
        reader = Person.at(chromium, site.door.address, inspector=inspector)
        for path in ("/", "/report", "/mailbox/open", "/notices"):
            reader.answers.clear()
            reader.go(path)
            assert [each.status for each in reader.answers if each.url.endswith(path)] == [503]
            reader.at_page("暂时不能提交").sees("没有收下任何内容", "改用电话、来信、来访")
        assert reader.page.locator("form").count() == 0
        reader.leave()


def _foreign_key() -> str:
    from sealing.signing import SigningKey

    return str(SigningKey.from_seed(b"another root key".ljust(32)).verify_key)


def test_the_whole_form_can_be_filled_in_with_the_keyboard_alone(
    chromium: Browser, public_site: PublicSite
) -> None:
    citizen = Person.at(chromium, public_site.door.address, viewport=DESK).go("/report")
    keys = citizen.page.keyboard
    keys.press("Tab")
    assert citizen.page.evaluate("document.activeElement.className") == "skip", "the skip link comes first"
    for _ in range(40):
        if citizen.page.evaluate("document.activeElement.name") == "name":
            break
        keys.press("Tab")
    keys.type("蔺书遥")
    keys.press("Tab")
    keys.type("南桥区市场监督管理局")
    with citizen.page.expect_navigation():
        keys.press("Enter")
    citizen.at_page("这个人在哪个省？")
    for _ in range(40):
        if citizen.page.evaluate("document.activeElement.name") == "region":
            break
        keys.press("Tab")
    keys.press("Space")
    keys.press("Tab")
    for _ in range(5):
        if citizen.page.evaluate("document.activeElement.tagName") == "BUTTON":
            break
        keys.press("Tab")
    with citizen.page.expect_navigation():
        keys.press("Enter")
    citizen.at_page("这个人在哪个市？")
    citizen.leave()


def test_leaving_forgets_everything_and_shows_an_ordinary_page(
    chromium: Browser, public_site: PublicSite
) -> None:
    citizen = Person.at(chromium, public_site.door.address).go("/report")
    citizen.write(姓名="蔺书遥").press("继续")
    assert [each["name"] for each in citizen.profile.cookies()] == ["__Host-visit"]
    citizen.answers.clear()
    with (
        contextlib.suppress(PlaywrightError),
        citizen.page.expect_navigation(),
    ):  # no weather page is reached here
        citizen.page.get_by_role("link", name="立即离开").click()
    [answer] = [each for each in citizen.answers if each.url.endswith("/leave")]
    assert answer.headers["location"].startswith("https://www.baidu.com/")
    assert citizen.profile.cookies() == []
    citizen.go("/report")
    assert citizen.field("姓名").input_value() == ""
    citizen.leave()


def _walk(citizen: Person, *, back: int) -> list[str]:
    """The headings one comes by going back so often, and forward again; every page must be there without asking."""
    seen = []
    for go, times in ((citizen.page.go_back, back), (citizen.page.go_forward, back)):
        for _ in range(times):
            go()
            assert not citizen.page.url.startswith("chrome-error:"), "the browser asks to send the form again"
            seen.append(citizen.heading)
    return seen


def test_back_and_forward_over_refused_pages_never_ask_to_send_again(
    chromium: Browser, public_site: PublicSite
) -> None:
    citizen = Person.at(chromium, public_site.door.address).go("/report").write(职务="副局长").press("继续")
    citizen.sees("请写姓名或者单位，有一样就可以")
    assert _walk(citizen, back=1) == ["您要反映谁？"] * 2
    citizen.sees("请写姓名或者单位，有一样就可以")
    assert citizen.field("职务").input_value() == "副局长"
    way.to_check(citizen, text="长" * 20)
    citizen.go("/report/details").write(还想说的="长" * 20_001).press("继续").sees("请删去1字")
    citizen.go("/report/naming")
    citizen.page.go_back()
    assert citizen.sees("请删去1字").field("还想说的").input_value() == "长" * 20_001
    citizen.write(还想说的="短").press("继续").at_page("发送前请核对")
    citizen.press("发送举报").sees("请先勾选“我写的是我知道的情况，没有捏造”")
    assert _walk(citizen, back=2)[-1] == "发送前请核对"
    receipt = way.send(citizen)
    citizen.press("完成，结束会话").sees("请先抄下、打印或下载回执，再勾选这一项")
    _walk(citizen, back=3)
    assert way.receipt_on(citizen) == receipt
    citizen.choose("我已抄下、打印或下载了回执").press("完成，结束会话").at_page("会话已结束")
    _walk(citizen, back=2)
    citizen.at_page("会话已结束")
    citizen.leave()


def test_back_and_forward_in_the_mailbox_never_ask_to_send_again(
    chromium: Browser, public_site: PublicSite
) -> None:
    citizen = Person.at(chromium, public_site.door.address)
    receipt = way.send(way.to_check(citizen))
    citizen.choose("我已抄下、打印或下载了回执").press("完成，结束会话")
    citizen.go("/").write(输入25位回执="1" * 25).press("打开信箱").sees("有数字抄错了，请对照回执核对")
    assert citizen.field("输入25位回执").input_value() == "1" * 25
    citizen.write(输入25位回执=receipt).press("打开信箱").at_page("您的信箱")
    assert _walk(citizen, back=2)[-1] == "您的信箱"
    citizen.press("发送").sees("请写几个字，或者添加文件")
    citizen.write(写给受理机关="长" * 20_001).press("发送").sees("请删去1字")
    _walk(citizen, back=2)
    assert citizen.sees("请删去1字").field("写给受理机关").input_value() == "长" * 20_001
    citizen.write(写给受理机关="补充一句。").press("发送").sees("已送出。")
    _walk(citizen, back=3)
    citizen.sees("已送出。").leave()
