"""A citizen reports anonymously with files, on a phone and without scripts, and later reads the reply and answers it."""

import re

import pytest

from demo import staff
from tests.browser.person import Person, file
from tests.journeys.story import FIRM, OFFICIAL, TEXT, UNIT, Story, paper

pytestmark = pytest.mark.browser


def test_the_officer_reads_what_the_citizen_wrote_and_nothing_tells_who_wrote_it(story: Story) -> None:
    officer = story.report_page(staff.PETITION)
    officer.sees(OFFICIAL, UNIT, FIRM, TEXT, "匿名", "配偶", "IMG_0193.jpg", "检测收费单.pdf")


def test_files_are_shown_as_pictures_made_in_confinement(story: Story) -> None:
    for name, told in (
        ("IMG_0193.jpg", "这是隔离生成的图片。"),
        ("检测收费单.pdf", "这是隔离生成的图片，共2页。"),
    ):
        officer = story.report_page(staff.PETITION).follow(name).at_page("安全查看")
        officer.sees(told)
        width = officer.page.locator("img.sheet").evaluate(
            "picture => picture.decode().then(() => picture.naturalWidth)"
        )
        assert width > 100
        picture = officer.profile.request.get(
            officer.page.locator("img.sheet").evaluate("picture => picture.src")
        )
        assert picture.headers["content-type"] == "image/png"
        assert b"Phone of the reporter" not in picture.body()


def test_the_original_is_given_out_only_for_a_reason_and_as_an_attachment(story: Story) -> None:
    officer = (
        story.report_page(staff.PETITION).follow("检测收费单.pdf").press("下载原件").sees("请写明理由。")
    )
    officer = story.report_page(staff.PETITION).follow("检测收费单.pdf")
    officer.write(为什么要打开原件="核对收费单的水印")
    with officer.page.expect_download() as given:
        officer.page.get_by_role("button", name="下载原件").click()
    assert given.value.suggested_filename == f"{story.reference}-2.pdf"
    assert given.value.path().read_bytes() == paper()


def test_the_reporter_reads_status_and_letters_and_answers_with_the_receipt(story: Story) -> None:
    assert story.accepted
    reporter = story.reporter().sees("已受理", "已受理，正在核实。", "请问大致是哪一年开始的？")
    assert TEXT not in reporter.text, "the report's own words are never shown"
    reporter.write(回信="是2025年9月开始的。").attach("添加文件（可不选）", [file("通知.pdf", paper())])
    reporter.press("发送回信").sees("已送出。")
    reporter.follow("报告打击报复").write(发生了什么="昨天有人到店里问是谁写的信。").press("发送打击报复报告")
    reporter.press("关闭信箱").at_page("会话已结束")
    assert _cookies(reporter) == []
    reporter.leave()
    story.house.pass_time()
    story.at_desk(staff.PETITION).follow("收件", whole=True).press("收取新件")
    officer = story.report_page(staff.PETITION)
    officer.sees("是2025年9月开始的。", "请先看：", "昨天有人到店里问是谁写的信。", "通知.pdf")


def test_the_receipt_stands_in_no_address_and_no_cookie(story: Story) -> None:
    reporter = story.reporter()
    digits = re.compile(r"\d{25}|(\d{5}[ %+-]?){5}")
    for answer in reporter.answers:
        assert digits.search(answer.url) is None
        assert digits.search(str(answer.headers.get("set-cookie", ""))) is None
    reporter.leave()


def _cookies(person: Person) -> list[str]:
    return [each["name"] for each in person.profile.cookies()]
