"""The report's page: everything the reporter said, why it came here, who speaks with him, what was told and when."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from casework.access import Role
from casework.acts import ActRow
from casework.cases import service as cases
from casework.cases.opening import Opening
from casework.cases.records import PersonIn
from casework.reports.endings import true_ending
from casework.reports.rows import ReportRow
from casework.reports.words import Stage
from tests.casework.conftest import Browser
from tests.casework.reports.conftest import Desk, subject
from tests.casework.reports.test_pages import LIN, PNG, at, get, version


@pytest.fixture
def officer(desk: Desk) -> Browser:
    return desk.staff.sign_in(Role.PETITION_OFFICER)


def lines(page: str) -> str:
    """The words of the page without its tags."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", page))


def test_all_that_the_reporter_answered_is_read_in_words(desk: Desk, officer: Browser) -> None:
    asked: dict[str, Any] = {**LIN, "level": "division", "at_commission": "unsure"}
    other: dict[str, Any] = {**subject("", "某街道办"), "level": "unknown", "at_commission": "yes"}
    fields = {
        "relative": "child_spouse",
        "business": "澄远检测",
        "place": "青年路东门",
        "acts": "开会定的",
        "when": "去年九月",
        "beneficiary": "他女婿",
        "route": {"row": "Q8a", "clause": "检举控告工作规则 第十四至十六条"},
    }
    page = lines(get(officer, at(desk.arrived(asked, other, **fields))))
    for said in ("处级", "青澜市南桥区（990103）", "在纪委监委工作 不清楚", "在纪委监委工作 是"):
        assert said in page
    for said in ("子女的配偶", "澄远检测", "青年路东门", "开会定的", "去年九月", "他女婿", "某街道办"):
        assert said in page
    assert "举报人不知道被反映人的级别" in page
    assert "依据：检举控告工作规则 第十四至十六条。" in page
    assert "Q8a" not in page


def test_an_answer_nobody_knows_is_still_shown_as_it_was_told(desk: Desk, officer: Browser) -> None:
    odd = {**LIN, "level": "很大的官", "region": "城东那边", "at_commission": "好像是"}
    page = lines(get(officer, at(desk.arrived(odd))))
    assert all(said in page for said in ("很大的官", "城东那边", "好像是"))


def test_a_status_without_words_is_one_line_and_no_empty_letter(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN)
    officer.post(at(reference, "accept"), data={"version": version(desk, reference), "text": ""})
    page = get(officer, at(reference))
    assert '<p class="words"></p>' not in page
    assert "已受理，2026年11月20日，员petition_officer" in lines(page)
    officer.post(at(reference, "close"), data={"version": version(desk, reference), "text": "已核实完毕。"})
    page = get(officer, at(reference))
    assert page.count('<li class="line">') == 1
    assert "已办结 已核实完毕。" in lines(page)


def test_who_does_not_answer_reporters_is_told_who_does(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN)
    officer.post(at(reference, "accept"), data={"version": version(desk, reference), "text": ""})
    handler = desk.staff.members[Role.INVESTIGATOR.value]
    officer.post(at(reference, "handler"), data={"handler_id": handler})
    page = get(desk.staff.sign_in(Role.INVESTIGATOR), at(reference))
    assert "回信和要求补充由信访举报人员办理：员petition_officer。" in page
    assert 'id="reply"' not in page
    assert "由信访举报人员办理" not in get(officer, at(reference))


def test_declining_shows_each_destination_under_its_ground(desk: Desk, officer: Browser) -> None:
    page = get(officer, at(desk.arrived(LIN), "decline"))
    rows = re.findall(r'<div class="opt">.*?</div>', page, flags=re.DOTALL)
    assert len(rows) == 3
    assert sum("12345" in row for row in rows) == 1
    assert sum("法院" in row for row in rows) == 1
    assert all('class="hint"' in row for row in rows)
    assert page.count("12345") == 1


def grown(desk: Desk, reference: str) -> str:
    """Open a case from an accepted report; its reference."""
    with desk.staff.store.read() as db:
        report_id = db.scalars(select(ReportRow.id).where(ReportRow.reference == reference)).one()
    desk.staff.add("investigator2", Role.INVESTIGATOR)
    desk.staff.grant(Role.PETITION_OFFICER.value, "investigator2")
    made = cases.open_case(
        desk.staff.store,
        desk.officer(Role.INVESTIGATOR.value),
        desk.staff.time,
        opening=Opening(
            declarant=PersonIn(desk.persons["lin"], "蔺书遥", desk.units[LIN["unit"]], LIN["unit"], "副局长"),
            declaration_ids=(),
            report_id=report_id,
            report_reference=reference,
            facts="核实配偶是否实际经营。",
            second_handler=desk.staff.members["investigator2"],
            no_conflict_declared=True,
        ),
    )
    assert isinstance(made, str), made
    return made


def test_a_report_in_a_case_leads_there_for_those_for_whom_the_case_exists(
    desk: Desk, officer: Browser
) -> None:
    reference = desk.arrived(LIN)
    officer.post(at(reference, "accept"), data={"version": version(desk, reference), "text": ""})
    case = grown(desk, reference)
    with desk.staff.store.read() as db:
        assert db.scalars(select(ReportRow.stage)).one() is Stage.IN_CASE
    assert f"案件{case}" in get(desk.staff.sign_in(Role.INVESTIGATOR), at(reference))
    assert case not in get(officer, at(reference)), "petition officers see no cases"
    desk.staff.add("investigator3", Role.INVESTIGATOR)
    desk.staff.grant(Role.PETITION_OFFICER.value, "investigator3")
    assert case not in get(desk.staff.sign_in("investigator3"), at(reference)), "not one of his cases"


def test_an_original_is_named_by_reference_number_and_what_it_is(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN, files={"王小明的身份证.exe": b"MZ\x90\x00" * 20, "a.txt": PNG})
    document = desk.open(reference).document_id
    for n, name in enumerate((f"{reference[2:]}-1.bin", f"{reference[2:]}-2.png")):
        given = officer.post(at(reference, "files", document, str(n), "original"), data={"reason": "鉴定"})
        header = given.headers["Content-Disposition"]
        assert header.startswith(f'attachment; filename="{name}"')
        assert header.isascii()
        assert "%E7%8E%8B" not in header, "the reporter's own name for a file is not handed on"
        assert given.mimetype == "application/octet-stream"


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (PNG, "png"),
        (b"%PDF-1.7 ...", "pdf"),
        (b"\xff\xd8\xff\xe0....", "jpg"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"\x00\x00\x00\x18ftypheic", "heic"),
        (b"\x00\x00\x00\x18ftypisom", "mp4"),
        (b"PK\x03\x04...word/document.xml...", "docx"),
        (b"PK\x03\x04...word/document.xml...word/vbaProject.bin", "bin"),
        (b"PK\x03\x04 a zip of anything", "bin"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "xls"),
        ("他说的话".encode("gb18030"), "txt"),
        (b"<html><script>alert(1)</script>", "txt"),
        (b"MZ\x90\x00\x03", "bin"),
        (b"", "bin"),
    ],
)
def test_the_ending_is_told_from_the_bytes(data: bytes, ending: str) -> None:
    assert true_ending(data) == ending


def test_a_safe_view_of_one_page_says_so_plainly(desk: Desk, officer: Browser) -> None:
    reference = desk.arrived(LIN, files={"照片.png": PNG})
    page = get(officer, at(reference, "files", desk.open(reference).document_id, "0"))
    assert "这是隔离生成的图片。" in page
    assert "可以看前" not in page


def acts(desk: Desk, act: str) -> list[str]:
    with desk.staff.store.read() as db:
        return list(db.scalars(select(ActRow.record_id).where(ActRow.act == act)))


def homonyms(desk: Desk) -> None:
    desk.unit("石亭县自然资源局", "990122")
    desk.person("lin-b", "蔺书遥", "石亭县自然资源局", "局长")


def test_two_of_one_name_are_both_shown_when_the_report_names_a_third_unit(
    desk: Desk, officer: Browser
) -> None:
    homonyms(desk)
    post_told = desk.arrived(subject("蔺书遥", "东屿区卫生健康局", "副局长", "990102"))
    reference = desk.arrived(subject("蔺书遥", "东屿区卫生健康局", "", "990102"))
    for each, tied in ((post_told, False), (reference, True)):
        both = [s for s in desk.open(each).suggestions if s.label == "蔺书遥"]
        assert {s.target for s in both} == {desk.persons["lin"], desk.persons["lin-b"]}
        assert [s.tied for s in both] == [tied, tied]
        assert [s.link for s in both] == [None, None]
    page = get(officer, at(reference))
    assert "地区不同：举报写东屿区，名册是石亭县" in page
    assert "名册中还有1人同名" in page
    assert page.count("与另外1人同样相符") == 2
    assert "同一官员" not in page


def test_the_badge_says_no_more_than_the_reasons(desk: Desk, officer: Browser) -> None:
    homonyms(desk)
    only_name = get(officer, at(desk.arrived(subject("蔺书遥"))))
    assert only_name.count('<span class="tag">姓名相符</span>') == 2
    assert "可能是同一人" not in only_name
    full = get(officer, at(desk.arrived(LIN)))
    assert full.count('<span class="tag teal">可能是同一人</span>') == 1


def test_confirming_on_the_name_alone_needs_words_and_the_page_says_which(
    desk: Desk, officer: Browser
) -> None:
    homonyms(desk)
    reference = desk.arrived(subject("蔺书遥"))
    data = {"kind": "official", "target": desk.persons["lin"], "judgement": "yes", "reason": " "}
    refused = officer.post(at(reference, "links"), data=data)
    assert refused.status_code == 422
    assert "请写凭什么认定" in refused.text
    assert f'href="#reason-{desk.persons["lin"]}"' in refused.text
    assert desk.open(reference).suggestions[0].link is None
    told = officer.post(at(reference, "links"), data={**data, "reason": "核对过住址"})
    assert told.status_code == 303
    strong = desk.arrived(LIN)
    assert officer.post(at(strong, "links"), data={**data, "reason": ""}).status_code == 303


def test_the_weak_ones_unfold_with_reasons_and_can_be_judged(desk: Desk, officer: Browser) -> None:
    desk.person("weak", "蔺淑瑶", "北泽县住房和城乡建设局", "科员")
    reference = desk.arrived(LIN)
    opened = desk.open(reference)
    [weak] = [each for each in opened.weak if each.target == desk.persons["weak"]]
    assert weak.reasons
    page = get(officer, at(reference))
    folded = page.split("<details>")[1].split("</details>")[0]
    assert "蔺淑瑶" in folded
    assert "理由很弱" in folded
    assert folded.count("确认关联") == folded.count("存疑") == len(opened.weak)
    data = {"kind": "official", "target": weak.target, "judgement": "yes", "reason": ""}
    assert officer.post(at(reference, "links"), data=data).status_code == 422
    assert officer.post(at(reference, "links"), data={**data, "reason": "听写错了"}).status_code == 303
    assert weak.target in {each.target for each in desk.open(reference).suggestions}


def test_somebody_is_looked_up_on_the_roster_linked_with_a_reason_and_the_look_up_is_recorded(
    desk: Desk, officer: Browser
) -> None:
    reference = desk.arrived(subject("老林", "某局"))
    assert "在名册里找人" in get(officer, at(reference))
    get(officer, at(reference, "roster"))
    assert acts(desk, "look_up_person") == []
    assert officer.post(at(reference, "roster"), data={"name": " ", "unit": ""}).status_code == 422
    found = officer.post(at(reference, "roster"), data={"name": "", "unit": "南桥市监局"})
    assert found.status_code == 200
    assert "蔺书遥" in found.text
    assert "肖远山" not in found.text
    assert acts(desk, "look_up_person") == [desk.open(reference).id]
    both = officer.post(at(reference, "roster"), data={"name": "张伟", "unit": "东屿区教育局"}).text
    assert both.count("确认关联") == 1
    data = {"kind": "official", "target": desk.persons["lin"], "judgement": "yes", "reason": ""}
    refused = officer.post(at(reference, "links"), data=data)
    assert refused.status_code == 422
    assert "蔺书遥" in refused.text
    told = officer.post(at(reference, "links"), data={**data, "reason": "来信人电话里说的就是他"})
    assert told.status_code == 303
    page = get(officer, at(reference))
    assert "来信人电话里说的就是他" in page
    assert "南桥区市场监督管理局副局长" in page


def test_a_look_up_for_a_walled_report_is_as_for_none(desk: Desk) -> None:
    desk.staff.add("lin", Role.PETITION_OFFICER, person_id=desk.persons["lin"])
    desk.staff.grant(Role.PETITION_OFFICER.value, "lin")
    reference = desk.arrived(LIN)
    client = desk.staff.sign_in("lin")
    assert client.get(at(reference, "roster")).status_code == 404
    assert client.post(at(reference, "roster"), data={"name": "张伟"}).status_code == 404
    assert acts(desk, "look_up_person") == []


def test_everybody_of_the_name_is_walled_off_until_somebody_has_judged(desk: Desk) -> None:
    homonyms(desk)
    desk.staff.add("lin", Role.PETITION_OFFICER, person_id=desk.persons["lin-b"])
    desk.staff.grant(Role.PETITION_OFFICER.value, "lin")
    reference = desk.arrived(subject("蔺书遥", "东屿区卫生健康局"))
    assert desk.staff.sign_in("lin").get(at(reference)).status_code == 404


@pytest.mark.parametrize("path", ["", "decline", "roster"])
def test_the_page_is_read_in_english_too(desk: Desk, officer: Browser, path: str) -> None:
    reference = desk.arrived({**LIN, "level": "division"}, route={"row": "Q8a", "clause": "art. 14"})
    officer.post(
        at(reference, "links"), data={"kind": "official", "target": desk.persons["lin"], "judgement": "no"}
    )
    page = get(officer, at(reference, path).rstrip("/") + "?lang=en")
    shown = lines(page.split("<main")[1])
    own = (
        "蔺书遥",
        "南桥区市场监督管理局",
        "副局长",
        reference,
        "青澜市南桥区",
        "员petition_officer",
        "员investigator",
    )
    for each in (*own, "去年九月起辖区十几家商户都被要求换成他家的检测公司", "张伟", "肖远山"):
        shown = shown.replace(each, "")
    assert (
        re.findall("[\u4e00-\u9fff]+", re.sub("员[a-z_]+|[\u4e00-\u9fff]+局|党委书记|局长", "", shown)) == []
    )
