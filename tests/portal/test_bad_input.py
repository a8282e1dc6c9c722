"""Bad input: a clear message, nothing typed is lost, and nothing changes."""

import io

import pytest
from flask import Flask

from config import PortalConfig
from portal import create_app
from portal.desk import Desk
from tests.portal.browser import Visit
from tests.portal.clock import SetClock
from tests.portal.office import Office
from tests.portal.pages import PDF, send, to_check

FETCH = {"Sec-Fetch-Site": "same-origin"}


def test_an_empty_report_says_what_to_write(visit: Visit, office: Office) -> None:
    visit.open("/report").press("继续")
    assert "请写姓名或者单位" in visit.text
    assert visit.cookies() == []
    assert office.waiting() == []


def test_a_text_over_the_limit_is_shown_again_with_what_to_take_away(visit: Visit) -> None:
    to_check(visit).follow("更改做了什么")
    assert "最多20,000字" in visit.text
    visit.press("继续", acts="长" * 200_000)
    assert visit.status == 200
    assert "请删去180,000字" in visit.text
    assert visit.value("acts") == "长" * 200_000
    assert "长" * 100 not in visit.open("/report/check").text


def test_skipping_does_not_throw_away_a_text_that_is_too_long(visit: Visit) -> None:
    to_check(visit).follow("更改做了什么").press(
        "先跳过这一页", acts="长" * 20_001, relative=None, business=""
    )
    assert "请删去1字" in visit.text
    visit.press("先跳过这一页", acts="长" * 20_000)
    assert visit.heading == "发送前请核对"


def test_twenty_thousand_fields_are_refused_in_words(app: Flask) -> None:
    answer = app.test_client().post("/report", data={f"f{n}": "x" for n in range(20_000)}, headers=FETCH)
    assert answer.status_code == 413
    assert "一次最多提交500项" in answer.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("𠮷野家𬱖𪚥", "𠮷野家𬱖𪚥"),
        ("甲\x00乙", "甲乙"),
        ("甲\u202e乙", "甲\u202e乙"),
        ("e\u0301", "é"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{ 7 * 7 }}", "{{ 7 * 7 }}"),
    ],
)
def test_rare_and_hostile_characters_arrive_as_text(
    visit: Visit, office: Office, typed: str, kept: str
) -> None:
    to_check(visit, acts=typed)
    assert "<script>alert" not in visit.html
    send(visit)
    (deposit,) = office.waiting()
    assert office.read(deposit)["acts"] == kept


def test_lone_surrogates_and_bytes_that_are_no_text_become_marks(
    app: Flask, visit: Visit, office: Office
) -> None:
    to_check(visit)
    body = b"when=&beneficiary=&text=%ED%A0%80%FF" + "，后面的字还在".encode()
    visit.client.post(
        "/report/details", data=body, content_type="application/x-www-form-urlencoded", headers=FETCH
    )
    send(visit.open("/report/check"))
    (deposit,) = office.waiting()
    text = office.read(deposit)["text"]
    assert text.endswith("，后面的字还在")
    assert "\ufffd" in text
    assert text.isprintable()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("病毒.exe", b"MZ\x90\x00" + bytes(100), "不是能收的文件"),
        ("网页.html", b"<!DOCTYPE html><script>alert(1)</script>", "不是能收的文件"),
        ("假照片.jpg", b"MZ\x90\x00" + bytes(100), "的内容不是jpg文件，和名字不符"),
        ("假文本.txt", b"<!DOCTYPE html><script>alert(1)</script>", "的内容不是txt文件，和名字不符"),
        ("图.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "不是能收的文件"),
        ("没有后缀", PDF, "不是能收的文件"),
        ("空.pdf", b"", "是空的，里面什么也没有"),
    ],
)
def test_a_file_that_is_not_taken_is_named_with_the_reason_and_not_kept(
    app: Flask, visit: Visit, name: str, content: bytes, said: str
) -> None:
    to_check(visit).follow("更改材料").press("添加", [("files", name, content)])
    assert f"“{name}”{said}" in visit.text
    assert visit.address.startswith("/report/files?again=1")
    desk: Desk = app.extensions["portal.desk"]
    assert list(desk.drafts.staging.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.JPG", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(50)),
        ("录音.amr", b"#!AMR\n" + bytes(40)),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)),
        ("表.xlsx", b"PK\x03\x04" + bytes(60)),
        ("字.txt", "国标编码的文字".encode("gb18030")),
        ("../../etc/单据.pdf", PDF),
    ],
)
def test_common_files_are_taken(visit: Visit, name: str, content: bytes) -> None:
    to_check(visit).follow("更改材料").press("添加", [("files", name, content)])
    assert name.rpartition("/")[2] in visit.text
    assert "etc" not in visit.text
    assert "错误" not in visit.text


def test_too_large_and_too_many_files_say_the_limit_and_keep_the_others(
    settings: PortalConfig, clock: SetClock, tmp_path: object
) -> None:
    small = create_app(
        PortalConfig(
            **{name: getattr(settings, name) for name in settings.__slots__}
            | {"file_limit": 1024 * 1024, "files_limit": 2}
        ),
        clock=clock,
    )
    visit = to_check(Visit(small)).follow("更改材料")
    assert "最多2个文件，每个不超过1 MB" in visit.text
    visit.press("添加", [("files", "大.pdf", PDF * 50), ("files", "小.pdf", PDF)])
    assert "“大.pdf”超过1 MB" in visit.text
    assert "小.pdf 27 kB" in visit.text
    visit.press("添加", [("files", f"{n}.pdf", PDF) for n in range(2)])
    assert "最多添加2个文件" in visit.text
    visit.press("添加", [("files", f"{n}.pdf", PDF) for n in range(3)])
    assert "“2.pdf”没有收下" in visit.text
    visit.press("去掉文件1")
    assert "小.pdf" not in visit.text
    desk: Desk = small.extensions["portal.desk"]
    assert list(desk.drafts.staging.iterdir()) == []


def test_an_upload_that_breaks_off_leaves_nothing(app: Flask, visit: Visit) -> None:
    to_check(visit)
    body = b'--X\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n' + PDF
    answer = visit.client.post(
        "/report/files", data=body, content_type="multipart/form-data; boundary=X", headers=FETCH
    )
    assert answer.status_code < 500
    desk: Desk = app.extensions["portal.desk"]
    assert list(desk.drafts.staging.iterdir()) == []


def test_a_cookie_that_is_not_ours_is_taken_away(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie("__Host-visit", "%00'; DROP TABLE drafts", domain="localhost")
    answer = client.get("/report")
    assert answer.status_code == 200
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


def test_steps_and_people_that_do_not_exist_lead_back(visit: Visit) -> None:
    assert visit.open("/report/county").heading == "您要反映谁？"
    visit.press("继续", name="蔺书遥")
    assert visit.open("/report/who/5").heading == "还要反映别的人吗？"
    assert visit.open("/report/who/9").status == 404
    assert visit.open("/mailbox/ask/nothing").heading == "凭回执打开信箱"


def test_a_region_nobody_offered_is_refused(visit: Visit) -> None:
    visit.open("/report").press("继续", name="蔺书遥")
    visit.press("继续", region="110000")
    assert visit.heading == "这个人在哪个省？"
    assert "请从列出的选项中选一项" in visit.text


def test_a_json_body_is_no_form(app: Flask) -> None:
    answer = app.test_client().post("/report", json={"name": "x"}, headers=FETCH, follow_redirects=True)
    assert answer.status_code == 200
    assert "请写姓名或者单位" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_body_without_end_is_cut_at_the_limit(app: Flask) -> None:
    answer = app.test_client().post(
        "/report",
        input_stream=io.BytesIO(b"name=" + b"x" * 9_000_000),
        content_length=9_000_005,
        content_type="application/x-www-form-urlencoded",
        headers=FETCH,
    )
    assert answer.status_code == 413
