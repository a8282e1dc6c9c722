"""Fields draw themselves as questions whose texts are tied to their controls."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.audit import audit, text_of
from web.fields import (
    AtMost,
    Boxes,
    DayBoxes,
    DayText,
    Digits,
    Form,
    Needed,
    NeededIf,
    OneOf,
    Optional,
    Radios,
    Secret,
    Selection,
    TextBlock,
    TextLine,
    Tick,
)
from web.fields.dates import parse_day


class Every(Form):
    """One field of every kind."""

    kin = Radios(
        "哪位亲属",
        choices=[("a", "配偶"), ("b", "子女")],
        validators=[Needed("请选一位")],
        hints={"a": "登记的"},
    )
    firm = TextLine("企业", description="招牌上的名字", validators=[Needed("请写企业")])
    unknown = Tick("不清楚名称")
    acts = TextBlock("做了什么", validators=[Optional(), AtMost(5)])
    on = DayBoxes("哪天", validators=[Optional()])
    by = DayText("截止", validators=[Optional()])
    why = Boxes("理由", choices=[("x", "甲"), ("y", "乙")])
    place = Selection("地区", choices=[("1", "东屿区"), ("2", "南桥区")])
    pin = Secret("口令")
    code = Digits("回执")
    sure = Tick("我已核对", validators=[Needed("请核对后勾选")])
    reason = TextLine("退回的理由", validators=[NeededIf("kin", {"b"}, "请写理由")])
    name = TextLine("姓名", validators=[OneOf(["firm"], "姓名和企业至少写一样")])


def sent(app: Flask, **data: Any) -> Every:
    """The form as a sent request fills and judges it."""
    with app.test_request_context("/", method="POST", data=data):
        form = Every()
        form.validate()
        return form


def drawn(app: Flask, markup: Any) -> Element:
    """A drawn field, parsed."""
    with app.test_request_context("/"):
        page: Element = html5lib.parse(str(markup()), namespaceHTMLElements=False)
    return page


def test_a_question_is_label_hint_error_control_reminder_in_this_order(app: Flask) -> None:
    form = sent(app)
    form.firm.reminder = "像手机号"
    page = drawn(app, form.firm)
    question = page.find(".//div")
    assert question is not None
    assert question.get("class") == "q bad"
    assert [child.tag for child in question] == ["label", "p", "p", "input", "p"]
    control = page.find(".//input")
    assert control is not None
    assert control.get("aria-describedby") == "firm-hint firm-error firm-reminder"
    assert control.get("aria-invalid") == "true"
    error = page.find(".//*[@id='firm-error']")
    assert error is not None
    assert text_of(error) == "错误：请写企业"


def test_a_good_field_claims_nothing(app: Flask) -> None:
    control = drawn(app, sent(app, firm="澄远").firm).find(".//input")
    assert control is not None
    assert control.attrib == {
        "aria-describedby": "firm-hint", "class": "in", "id": "firm", "name": "firm", "type": "text", "value": "澄远",
    }  # fmt: skip


def test_option_rows_are_grouped_and_the_whole_row_is_the_label(app: Flask) -> None:
    page = drawn(app, sent(app).kin)
    group = page.find(".//fieldset")
    assert group is not None
    assert group.get("aria-describedby") == "kin-error"
    assert group[0].tag == "legend"
    assert [label.get("for") for label in page.iter("label")] == ["kin-0", "kin-1"]
    assert [control.get("type") for control in page.iter("input")] == ["radio", "radio"]
    assert text_of(next(page.iter("label"))) == "配偶登记的"


def test_the_summary_leads_to_the_first_control_of_each_field(app: Flask) -> None:
    form = sent(app, acts="一二三四五六七", **{"on-year": "2026"}, by="明天", kin="b", place="1")
    assert form.error_list() == [
        ("请写企业", "firm"),
        ("最多5字，请删去2字", "acts"),
        ("请把年、月、日都写上，比如2026、12、4", "on-year"),
        ("请写成2026年12月4日这样的日期", "by"),
        ("请核对后勾选", "sure"),
        ("请写理由", "reason"),
        ("姓名和企业至少写一样", "name"),
    ]
    assert sent(app).error_list()[0] == ("请选一位", "kin-0")


def test_what_was_never_offered_is_refused_with_an_instruction(app: Flask) -> None:
    form = sent(app, kin="z", place="9", why="q", firm="x", sure="y")
    assert [words for words, _ in form.error_list()] == ["请从列出的选项中选一项"] * 3


def test_values_come_out_clean(app: Flask) -> None:
    form = sent(
        app, kin="a", firm=" 澄远\x00 检测 ", acts="一\r\n二", pin=" a b ", code="４８", sure="y", why=["x", "y"],
        by="2026.12.4", place="2", **{"on-year": "２０２６", "on-month": "2", "on-day": "28"},
    )  # fmt: skip
    assert not form.errors
    assert (form.firm.data, form.acts.data, form.pin.data) == ("澄远 检测", "一\n二", " a b ")
    assert (form.on.data, form.by.data, form.why.data) == (date(2026, 2, 28), date(2026, 12, 4), ["x", "y"])
    assert form.sure.data is True


def test_a_password_is_never_shown_again(app: Flask) -> None:
    control = drawn(app, sent(app, pin="secret").pin).find(".//input")
    assert control is not None
    assert control.get("value") == ""


def test_dates_keep_what_was_typed(app: Flask) -> None:
    form = sent(app, by="十二月", **{"on-year": "2026", "on-month": "", "on-day": "31"})
    assert [control.get("value") for control in drawn(app, form.on).iter("input")] == ["2026", "", "31"]
    assert [control.get("value") for control in drawn(app, form.by).iter("input")] == ["十二月"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年12月4日", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("２０２６．１２．４", date(2026, 12, 4)),
        ("2026/2/30", None),
        ("9999-12-31", None),
        ("0001-01-01", None),
        ("12月4日", None),
        ("", None),
    ],
)
def test_days_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_a_refused_form_is_a_page_that_begins_with_error(client: FlaskClient) -> None:
    page = audit(client.post("/write", data={"text": "一二三四五六七八九十百"}))
    summary = page.find(".//*[@role='alert']")
    assert summary is not None
    assert [(text_of(link), link.get("href")) for link in summary.iter("a")] == [
        ("请写称呼", "#name"),
        ("最多10字，请删去1字", "#text"),
    ]
    assert (page.findtext(".//title") or "").startswith("错误：写信")
    assert text_of(next(page.iter("textarea"))) == "一二三四五六七八九十百"
