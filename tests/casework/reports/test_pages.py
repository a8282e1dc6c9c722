"""The pages of reports: what officers see and may not see, what is refused, what hostile text looks like."""

import io
import re
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image
from sqlalchemy import select

from casework.access import Role
from casework.reports.rows import ReportLinkRow, ReportRow
from casework.reports.words import Stage
from tests.audit import audit
from tests.casework.conftest import Browser
from tests.casework.reports.conftest import Desk, subject

LIN = subject("蔺书遥", "南桥区市场监督管理局", "副局长", "990103")
HOSTILE = "<script>alert(1)</script>\u202e'\"><img src=x onerror=alert(2)>{{ 7*7 }}"


def picture() -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


PNG = picture()


@pytest.fixture
def officer(desk: Desk) -> Browser:
    return desk.staff.sign_in(Role.PETITION_OFFICER)


def at(reference: str, *more: str) -> str:
    return "/".join(("/reports", quote(reference), *more))


def looked(answer: Any) -> str:
    """The page's text, after the audit every page must pass."""
    audit(answer)
    return str(answer.text)


def get(client: Browser, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return looked(answer)


def version(desk: Desk, reference: str) -> str:
    with desk.staff.store.read() as db:
        return str(db.scalars(select(ReportRow.version).where(ReportRow.reference == reference)).one())


def test_the_inbox_shows_what_was_collected_with_its_clock_and_counts(desk: Desk, officer: Browser) -> None:
    assert "这个视图里没有举报" in get(officer, "/reports")
    desk.send(LIN, vault=b"vault")
    desk.sweep()
    assert "南桥区" not in get(officer, "/reports")
    assert officer.post("/reports/collect").status_code == 303
    page = get(officer, "/reports")
    assert "南桥区市场监督管理局　副局长" in page
    assert "剩15日" in page
    assert "蔺书遥" not in page
    assert "第1–1件，共1件" in page
    assert "2026-网-0001" not in page


def test_filters_narrow_the_list_and_words_search_the_sealed_summaries(desk: Desk, officer: Browser) -> None:
    desk.arrived(LIN)
    desk.arrived(subject("张伟", "柳溪区交通运输局", "局长"))
    assert "共1件" in get(officer, "/reports?view=all&words=" + quote("市場監督"))
    assert "没有" in get(officer, "/reports?view=all&words=" + quote("财政"))
    assert "共2件" in get(officer, "/reports?view=all&channel=web&named=no&handler=none&stage=pending")
    assert "共0件" in get(officer, "/reports?view=nonsense&channel=phone") or "没有举报" in get(
        officer, "/reports?channel=phone"
    )
    get(officer, "/reports?first=99999999999&view=all&stage=x&handler=" + "y" * 300)


def test_a_report_page_shows_words_suggestions_with_reasons_and_no_score(
    desk: Desk, officer: Browser
) -> None:
    page = get(officer, at(desk.arrived(subject("張偉"))))
    assert page.count("与另外1人同样相符，分不出是哪一个") == 2
    assert page.count("只有姓名相符，不能据此认定是同一人") == 2
    assert " checked" not in page
    assert "已确认关联" not in page
    assert not re.search(r"\d\s*%", re.sub("<[^>]+>", "", page))


def test_hostile_words_are_shown_and_never_run(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(
        subject(HOSTILE, HOSTILE, HOSTILE), text=HOSTILE, business=HOSTILE, files={HOSTILE: PNG}
    )
    for path in (at(reference), "/reports", at(reference, "accept")):
        page = get(officer, path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
        assert path != at(reference) or "{{ 7*7 }}" in page
    assert "U+202E" in get(officer, at(reference))


@pytest.mark.parametrize(
    "path",
    ["", "/accept", "/decline", "/transfer", "/ask-for-more", "/close", "/files/x/0", "/files/x/0/1.png"],
)
def test_a_walled_report_answers_as_one_that_does_not_exist(desk: Desk, path: str) -> None:
    desk.staff.add("lin", Role.PETITION_OFFICER, person_id=desk.persons["lin"])
    desk.staff.grant(Role.PETITION_OFFICER.value, "lin")
    reference = desk.arrived(LIN)
    client = desk.staff.sign_in("lin")
    walled = client.get(at(reference) + path)
    missing = client.get(at("网-222222") + path)
    assert (walled.status_code, missing.status_code) == (404, 404)

    def anonymous(text: str) -> str:
        return re.sub(r'value="[^"]{20,}"', "", text).replace(quote(reference), quote("网-222222"))

    assert anonymous(walled.text) == anonymous(missing.text)
    assert (
        "共0件" in client.get("/reports?view=all").text or "没有举报" in client.get("/reports?view=all").text
    )


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.AUDITOR, Role.TRIAL_REVIEWER, Role.UNIT_CLERK])
def test_other_roles_are_refused_and_registrar_and_auditor_see_numbers_only(desk: Desk, role: Role) -> None:
    reference = desk.arrived(LIN)
    client = desk.staff.sign_in(role)
    assert client.get("/reports").status_code == 403
    assert client.get(at(reference)).status_code == 403
    answer = client.get("/reports/register")
    if role in {Role.REGISTRAR, Role.AUDITOR}:
        page = looked(answer)
        assert "2026-网-0001" in page
        assert reference not in page
        assert "南桥区" not in page
    else:
        assert answer.status_code == 403


def test_declining_says_which_ground_and_the_page_refuses_none(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN)
    get(officer, at(reference, "decline"))
    refused = officer.post(at(reference, "decline"), data={"version": version(desk, reference)})
    assert refused.status_code == 422
    assert "请选一项" in looked(refused)
    done = officer.post(
        at(reference, "decline"), data={"version": version(desk, reference), "ground": "no_substance"}
    )
    assert done.status_code == 303
    assert "不予受理" in get(officer, at(reference))


def test_a_reply_that_repeats_the_report_is_refused_with_the_run_shown_and_the_text_kept(
    desk: Desk, officer: Browser
) -> None:
    reference = desk.arrived(LIN)
    text = "您说辖区十几家商户都被要求换成，我们在看。"
    refused = officer.post(at(reference, "reply"), data={"version": version(desk, reference), "text": text})
    assert refused.status_code == 422
    page = looked(refused)
    assert "辖区十几家商户都被要求换成”" in page
    assert text in page
    sent = officer.post(
        at(reference, "reply"), data={"version": version(desk, reference), "text": "请再说说是哪一年。"}
    )
    assert sent.status_code == 303
    assert "请再说说是哪一年。" in get(officer, at(reference))


def test_a_stale_form_shows_both_versions_and_can_be_sent_again(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN)
    seen = version(desk, reference)
    assert officer.post(at(reference, "accept"), data={"version": seen, "text": ""}).status_code == 303
    stale = officer.post(at(reference, "ask-for-more"), data={"version": seen, "text": "请补充时间。"})
    assert stale.status_code == 409
    page = looked(stale)
    assert "线索处置" in page
    assert "请补充时间。" in page
    again = officer.post(
        at(reference, "ask-for-more"), data={"version": version(desk, reference), "text": "请补充时间。"}
    )
    assert again.status_code == 303


def test_judging_and_undoing_on_the_page(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN)
    data = {"kind": "official", "target": desk.persons["lin"], "judgement": "no", "reason": ""}
    refused = officer.post(at(reference, "links"), data=data)
    assert refused.status_code == 422
    assert "请写明理由。" in looked(refused)
    data["reason"] = "同名不同人"
    assert officer.post(at(reference, "links"), data=data).status_code == 303
    assert "同名不同人" in get(officer, at(reference))
    with desk.staff.store.read() as db:
        link = db.scalars(select(ReportLinkRow.id)).one()
    assert officer.post(at(reference, "links", link, "undo")).status_code == 303
    assert officer.post(at(reference, "links", "x" * 26, "undo")).status_code == 404
    assert officer.post(at(reference, "links"), data={**data, "judgement": "surely"}).status_code == 400
    assert officer.post(at(reference, "links"), data={**data, "target": "x"}).status_code == 404


def test_files_are_seen_as_pictures_and_the_original_needs_a_reason(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN, files={"照片.png": PNG})
    document = desk.open(reference).document_id
    assert "照片.png" in get(officer, at(reference))
    assert "第1页" in get(officer, at(reference, "files", document, "0"))
    shown = officer.get(at(reference, "files", document, "0", "1.png"))
    assert (shown.status_code, shown.mimetype) == (200, "image/png")
    assert officer.get(at(reference, "files", document, "7")).status_code == 404
    refused = officer.post(at(reference, "files", document, "0", "original"), data={"reason": " "})
    assert refused.status_code == 422
    looked(refused)
    given = officer.post(at(reference, "files", document, "0", "original"), data={"reason": "鉴定需要"})
    assert given.data == PNG
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.mimetype == "application/octet-stream"


def test_what_came_by_telephone_stands_in_the_same_register(desk: Desk, officer: Browser) -> None:
    get(officer, "/reports/record")
    assert officer.post("/reports/record", data={"channel": "web"}).status_code == 422
    data = {
        "channel": "phone",
        "received_on": "2026-11-19",
        "name": "蔺书遥",
        "unit": "南桥市监局",
        "post": "副局长",
        "text": "来电人说，他家亲属开了检测公司。",
        "named": "y",
    }
    done = officer.post("/reports/record", data=data)
    assert done.status_code == 303
    page = get(officer, done.headers["Location"])
    assert "电话" in page
    assert "举报人没有信箱" in page
    assert "要求补充" not in page
    assert desk.deliver() == 0
    with desk.staff.store.read() as db:
        row = db.scalars(select(ReportRow)).one()
    assert (row.number, row.stage, row.due_clock) == (1, Stage.PENDING, "T-01")


def test_assigning_many_at_once(desk: Desk, officer: Browser) -> None:
    picks = [desk.arrived(LIN), desk.arrived(LIN)]
    handler = desk.staff.members[Role.INVESTIGATOR.value]
    done = officer.post("/reports/assign", data={"pick": picks, "handler_id": handler})
    assert done.headers["Location"].endswith("done=assigned")
    assert get(officer, "/reports?view=all").count("员investigator</td>") == 2
    assert (
        officer.post("/reports/assign", data={"pick": picks, "handler_id": "x"})
        .headers["Location"]
        .endswith("done=refused")
    )


def test_an_altered_report_is_an_alarm_page(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN)
    with desk.staff.store.write() as db:
        row = db.scalars(select(ReportRow)).one()
        row.sealed_payload = row.sealed_payload[:-1] + bytes([row.sealed_payload[-1] ^ 1])
    assert "内容与台账不一致" in get(officer, at(reference), 409)


@pytest.mark.parametrize("path", ["/reports", "accept", "transfer", "ask-for-more", "/reports/record", ""])
def test_every_page_is_read_in_english_too(desk: Desk, officer: Browser, path: str) -> None:
    reference = desk.arrived(subject("张伟"))
    page = get(officer, (path if path.startswith("/") else at(reference, path).rstrip("/")) + "?lang=en")
    shown = page.split("<main")[1]
    for own in (
        "张伟",
        reference,
        "网-",
        "柳溪区交通运输局",
        "东屿区教育局",
        "副局长",
        "局长",
        "青澜市纪委",
        "规则",
    ):
        shown = shown.replace(own, "")
    shown = re.sub("员[a-z_]+", "", shown)
    assert (
        re.findall(
            "[\u4e00-\u9fff]+", shown.replace("去年九月起辖区十几家商户都被要求换成他家的检测公司", "")
        )
        == []
    )
