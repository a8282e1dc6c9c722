"""The pages of 放假安排: typed, previewed month by month, sent, confirmed by another; refusals by line in both tongues."""

import io
from typing import Any

import pytest

from casework.access import Role
from tests.casework.conftest import Browser, Staff
from tests.casework.working_days import NAME, NOTICE_2027, SOURCE, loaded, published

FORM = {"year": "2027", "notice": NAME, "source": SOURCE, "text": NOTICE_2027, "step": "submit"}


def send(client: Browser, address: str = "/basis/calendar/load", **fields: Any) -> Any:
    return client.post(address, data=FORM | fields, content_type="multipart/form-data")


def test_one_person_previews_and_sends_another_confirms(staff: Staff) -> None:
    registrar, approver = staff.sign_in(Role.REGISTRAR), staff.sign_in(Role.APPROVER)
    seen = send(registrar, step="preview")
    assert seen.status_code == 200
    assert "预览：2027年" in seen.text
    assert "还涉及别的年份" in seen.text
    assert "2026年12月31日" in seen.text
    assert "没有公布" in registrar.get("/basis/calendar").text, "a preview keeps nothing"
    sent = send(registrar)
    assert sent.status_code == 303
    page = registrar.get(sent.headers["Location"])
    assert "须由另一个人复核" in page.text
    assert "核对无误" not in page.text
    other = approver.get(sent.headers["Location"])
    assert "核对无误，开始适用" in other.text
    assert other.text.count("个工作日") == 12
    done = approver.post(f"{sent.headers['Location']}/confirm")
    assert done.headers["Location"] == "/basis/calendar?done=2027"
    listed = approver.get(done.headers["Location"]).text
    assert "员registrar录入" in listed
    assert "员approver复核" in listed
    year = approver.get("/basis/calendar/2027")
    assert 'class="worked">20<b>班</b>' in year.text
    assert approver.get("/basis/calendar/2028").status_code == 404
    assert "2007" in approver.get("/basis/calendar/2007").text


def test_what_is_wrong_is_told_by_line_in_both_languages(staff: Staff) -> None:
    client = staff.sign_in(Role.REGISTRAR)
    wrong = NOTICE_2027.replace("（周六）上班", "（周一）上班", 1).replace("共1天", "共2天", 1)
    page = send(client, text=wrong)
    assert page.status_code == 422
    assert "第2行：星期不对：2027-02-20" in page.text
    assert "第5行：天数不对：共2天≠1" in page.text
    english = send(client, "/basis/calendar/load?lang=en", text=wrong).text
    assert "Line 2: The weekday is not right: 2027-02-20" in english
    assert "Line 5: The number of days is not right" in english
    for fields in ({"text": ""}, {"year": "MMXXVII"}, {"notice": ""}, {"source": ""}, {"text": "1月1日放假"}):
        assert send(client, **fields).status_code == 422, fields
    assert "not published" in client.get("/basis/calendar").text, "the language is the member's own"


def test_a_year_of_the_chapters_is_refused_with_the_days_that_differ(staff: Staff) -> None:
    client = staff.sign_in(Role.PETITION_OFFICER)
    lines = [
        "2026-01-01 休", "2026-01-02 休", "2026-02-16 休", "2026-02-17 休", "2026-02-18 休", "2026-02-19 休",
        "2026-04-06 休", "2026-05-01 休", "2026-05-04 休", "2026-06-19 休", "2026-09-25 休", "2026-10-01 休",
        "2026-10-02 休", "2026-04-05 休", "2026-05-02 休", "2026-10-03 休",
    ]  # fmt: skip
    page = send(client, year="2026", text="\n".join(lines))
    assert page.status_code == 422
    assert "已经写在规则里" in page.text
    assert "2026年2月20日" in page.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_text_file_takes_the_place_of_the_text(staff: Staff, encoding: str) -> None:
    client = staff.sign_in(Role.REGISTRAR)
    file = (io.BytesIO(NOTICE_2027.encode(encoding)), "通知.txt")
    seen = send(client, text="见文件", file=file, step="preview")
    assert seen.status_code == 200
    assert "元旦：2026年12月31日至2027年1月3日" in seen.text


def test_a_file_that_is_no_text_or_too_large_is_refused(staff: Staff) -> None:
    client = staff.sign_in(Role.REGISTRAR)
    page = send(client, file=(io.BytesIO(b"\xff\xfe\x00\x81\xff" * 20), "notice.pdf"))
    assert page.status_code == 422
    assert "不是文字" in page.text
    page = send(client, file=(io.BytesIO(b"1" * 70_000), "notice.txt"))
    assert page.status_code == 422
    assert "文件太大" in page.text


def test_a_correction_needs_its_reason_and_shows_what_changes(staff: Staff) -> None:
    published(staff)
    client = staff.sign_in(Role.REGISTRAR)
    more = NOTICE_2027 + "\n3月1日放假"
    page = send(client, text=more)
    assert page.status_code == 422
    assert "请写明理由。不同的日子：2027年3月1日" in page.text
    assert send(client, text=more, reason="补发通知").status_code == 303


def test_a_draft_is_withdrawn_on_its_page(staff: Staff) -> None:
    address = f"/basis/calendar/tables/{loaded(staff)}"
    client = staff.sign_in(Role.REGISTRAR)
    assert client.post(f"{address}/withdraw", data={"reason": ""}).status_code == 422
    assert client.post(f"{address}/withdraw", data={"reason": "抄错"}).status_code == 303
    assert "已撤回" in client.get(address).text
    assert "这一步已经办过" in staff.sign_in(Role.APPROVER).post(f"{address}/confirm").text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REGISTRAR])
def test_each_role_meets_the_table_of_roles(staff: Staff, role: Role) -> None:
    address = f"/basis/calendar/tables/{loaded(staff)}"
    client = staff.sign_in(role)
    assert client.get("/basis/calendar").status_code == 200
    assert client.get(address).status_code == 200
    assert client.get("/basis/calendar/tables/none").status_code == 404
    may_load, may_confirm = role is Role.PETITION_OFFICER, role is Role.APPROVER
    assert (client.get("/basis/calendar/load").status_code == 200) is may_load
    withdrawn = client.post(f"{address}/withdraw", data={"reason": ""}).status_code
    assert withdrawn == (422 if may_load or may_confirm else 403)
    assert client.post(f"{address}/confirm").status_code == (303 if may_confirm else 403)
