"""The pages of declarations, as a clerk, a declarant, a countersigner and an inspector meet them."""

import io
import re
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from casework.access import Role
from casework.acts import ActRow
from casework.confined import process
from casework.declarations import register
from casework.declarations.form import short_code
from casework.declarations.rows import FORM, IN_FORCE, DeclarationRow, VersionRow
from tests.audit import audit
from tests.casework.conftest import Browser, Staff
from tests.casework.filing import DATES_2026, Filing, settle
from tests.workbooks import filling

CHIEF, SECRETARY = "裴念慈", "苗若榆"


class House:
    """A filing unit in 2026 and its browsers, each signed in once."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.filing: Filing = settle(staff, dates=DATES_2026)
        self.browsers: dict[str, Browser] = {}

    def as_role(self, role: Role) -> Browser:
        if role.value not in self.browsers:
            self.browsers[role.value] = self.staff.sign_in(role)
        return self.browsers[role.value]

    def as_person(self, name: str, *roles: Role) -> Browser:
        if name not in self.browsers:
            self.filing.account(name, *roles)
            self.browsers[name] = self.staff.sign_in(f"u{len(self.filing.officers) - 1}")
        return self.browsers[name]

    def row(self, name: str = CHIEF) -> DeclarationRow:
        with self.staff.store.read() as db:
            return db.scalars(select(DeclarationRow).where(DeclarationRow.name == name)).one()

    def version(self, name: str = CHIEF) -> VersionRow:
        with self.staff.store.read() as db:
            return register.version_in_force(db, self.row(name))

    def bring(self, data: bytes | None = None, status: int = 200) -> str:
        whole = data if data is not None else filling.unit_list(filling.untidy_rows())
        answer = self.as_role(Role.UNIT_CLERK).post(
            "/declarations/import", data={"workbook": (io.BytesIO(whole), "名单.xlsx")}, content_type="multipart/form-data"
        )  # fmt: skip
        return seen(answer, status)

    def at(self, *more: str, name: str = CHIEF) -> str:
        return "/".join(("/declarations", self.row(name).id, *more))

    def sign(self, name: str = CHIEF) -> Any:
        browser = self.as_person(name, Role.DECLARANT)
        return browser.post(self.at("sign", name=name), data={"form_hash": self.version(name).form_hash})

    def hang_out(self, name: str = CHIEF) -> Any:
        return self.as_role(Role.UNIT_CLERK).post(
            self.at("post", "own_unit", name=name), data={"reason": "没有主管系统"}
        )


def seen(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.text
    audit(answer)
    return str(answer.text)


def get(browser: Browser, path: str, status: int = 200) -> str:
    return seen(browser.get(path), status)


@pytest.fixture
def house(staff: Staff) -> House:
    return House(staff)


def test_a_clerk_brings_a_workbook_and_finds_it_in_the_register(house: House) -> None:
    clerk = house.as_role(Role.UNIT_CLERK)
    assert "这里还没有申报表" in get(clerk, "/declarations")
    get(clerk, "/declarations/import")
    assert "新登记5人" in house.bring()
    again = house.bring()
    assert "内容相同、早已登记5人" in again
    page = get(clerk, "/declarations")
    assert "应申报5人" in page
    assert "已登记5人" in page
    assert CHIEF in get(clerk, "/declarations?state=draft&name=裴")
    assert CHIEF not in get(clerk, "/declarations?state=archived")


def test_when_too_many_files_are_being_read_the_page_says_so_and_nothing_is_taken(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "PATIENCE_SECONDS", 0.0)
    with monkeypatch.context() as full:
        full.setattr(process, "_gate", process._Gate(1))
        with process._gate:
            whole = filling.unit_list(filling.untidy_rows())
            answer = house.as_role(Role.UNIT_CLERK).post(
                "/declarations/import",
                data={"workbook": (io.BytesIO(whole), "名单.xlsx")},
                content_type="multipart/form-data",
            )
            assert answer.headers["Retry-After"] == "30"
            assert "请过半分钟再试" in seen(answer, 503)
        assert "新登记5人" in house.bring()


def test_a_wrong_workbook_is_answered_cell_by_cell_and_takes_nothing(house: House) -> None:
    rows = dict(filling.untidy_rows())
    rows["本人"] = [
        filling.person(1, "<b>某人</b>", "副局长", 14) | {"出生年月": "六八年"},
        *rows["本人"][1:],
    ]
    page = house.bring(filling.unit_list(rows), status=422)
    assert "没有导入" in page
    assert "D5" in page
    assert "请写成1968年3月这样的年月" in page
    assert "请用下载的模板填写" in house.bring(b"not a workbook", status=422)
    with house.staff.store.read() as db:
        assert db.scalars(select(DeclarationRow)).all() == []


def test_blank_workbooks_can_be_taken_home(house: House) -> None:
    clerk = house.as_role(Role.UNIT_CLERK)
    answer = clerk.get("/declarations/blank/shenbaobiao-danwei.xlsx")
    assert answer.status_code == 200
    assert answer.data[:2] == b"PK"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert clerk.get("/declarations/blank/passwd").status_code == 404


def test_a_declaration_shows_the_form_masked_and_only_to_whom_it_exists(house: House) -> None:
    house.bring()
    page = get(house.as_role(Role.UNIT_CLERK), house.at())
    assert "郁承川" in page
    number = filling.id_number("19680307", 31)
    assert number not in page
    assert f"{number[:3]}***********{number[-4:]}" in page
    assert "去审签" not in page
    assert "郁承川" in get(house.as_role(Role.INVESTIGATOR), house.at())
    assert house.as_person("蔺书遥", Role.DECLARANT).get(house.at()).status_code == 404
    assert house.as_role(Role.AUDITOR).get(house.at()).status_code == 403


def test_the_declarant_signs_and_the_clerk_hangs_it_out(house: House) -> None:
    house.bring()
    own = house.as_person(CHIEF, Role.DECLARANT)
    assert "签字就要负责" in get(own, house.at())
    refused = house.hang_out()
    assert "还没有签字承诺" in seen(refused, 409)
    assert house.sign().status_code == 303
    page = get(own, house.at() + "?done=signed")
    assert "验签通过" in page
    sheet = get(house.as_role(Role.UNIT_CLERK), house.at("sheet"))
    assert "郁承川" not in sheet
    assert "郁某" in sheet
    assert "13900000000" not in sheet
    assert house.hang_out().status_code == 303
    assert "公示期未满" in get(own, house.at()) or "公示" in get(own, house.at())


def test_the_printed_form_carries_the_code_that_the_paper_way_asks_for(house: House) -> None:
    house.bring()
    clerk = house.as_role(Role.UNIT_CLERK)
    printed = get(clerk, house.at("print"))
    code = short_code(house.version().form_hash)
    assert house.version().form_hash in printed
    assert "-".join(code[n : n + 5] for n in range(0, 25, 5)) in printed
    get(clerk, house.at("paper", "declarant"))
    told = {"signed_on": "2026-11-20", "scan": (io.BytesIO(b"ink"), "scan.jpg")}
    wrong = clerk.post(
        house.at("paper", "declarant"), data={**told, "code": "AAAAA"}, content_type="multipart/form-data"
    )
    assert "校验码与这一版不一致" in seen(wrong, 409)
    told["scan"] = (io.BytesIO(b"ink"), "scan.jpg")
    right = clerk.post(
        house.at("paper", "declarant"), data={**told, "code": code}, content_type="multipart/form-data"
    )
    assert right.status_code == 303, right.text
    assert clerk.get(house.at()).text.count("复核纸面签字") == 0
    same = clerk.post(house.at("confirm", "declarant"), data={"code": code})
    assert "两个不同的人" in seen(same, 409)
    second = house.as_person("谈绍原", Role.UNIT_CLERK)
    assert "复核纸面签字" in get(second, house.at())
    assert second.post(house.at("confirm", "declarant"), data={"code": code}).status_code == 303
    assert "纸面签字，两人证明" in get(second, house.at())


def test_the_scan_of_the_ink_is_seen_as_a_picture_only(house: House) -> None:
    house.bring()
    clerk = house.as_role(Role.UNIT_CLERK)
    code = short_code(house.version().form_hash)
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(picture, "JPEG")
    told = {
        "signed_on": "2026-11-20",
        "code": code,
        "scan": (io.BytesIO(picture.getvalue()), "scan.jpg", "image/jpeg"),
    }
    assert (
        clerk.post(house.at("paper", "declarant"), data=told, content_type="multipart/form-data").status_code
        == 303
    )
    seen_scan = clerk.get(house.at("scan", "declarant", "1"))
    assert seen_scan.mimetype == "image/png"
    assert seen_scan.data.startswith(b"\x89PNG")
    assert clerk.get(house.at("scan", "declarant", "2")).status_code == 404
    assert clerk.get(house.at("scan", "countersigner", "1")).status_code == 404


def test_the_countersigner_meets_the_queue_the_consequence_and_the_refusal_first(house: House) -> None:
    house.bring()
    house.sign()
    house.hang_out()
    leader = house.as_person(SECRETARY, Role.COUNTERSIGNER)
    path = f"/declarations/countersign/{house.row().id}"
    assert leader.get("/declarations/countersign").headers["Location"] == path
    page = get(leader, path)
    assert "签字就要负责" in page
    assert "现在不能签字" in page
    assert re.search(r'aria-current="page"[^>]*><span class="row"><b>裴念慈', page)
    digest = house.version().form_hash
    early = leader.post(path, data={"opinion": "sign", "form_hash": digest})
    assert "没有办成" in seen(early, 409)
    missing = leader.post(path, data={"opinion": "return", "form_hash": digest})
    assert "请写明要补什么、何时交回" in seen(missing, 422)
    house.staff.time.pass_(days=6)
    leader = house.staff.sign_in(f"u{len(house.filing.officers) - 1}")
    assert "现在不能签字" not in get(leader, path)
    assert leader.post(path, data={"opinion": "sign", "form_hash": digest}).status_code == 303
    assert "现在没有等您审签的申报表" in get(leader, "/declarations/countersign?done=countersigned")


def test_a_returned_form_says_why_to_its_declarant(house: House) -> None:
    house.bring()
    house.sign()
    house.hang_out()
    leader = house.as_person(SECRETARY, Role.COUNTERSIGNER)
    path = f"/declarations/countersign/{house.row().id}"
    back = leader.post(
        path, data={"opinion": "return", "reason": "请补充业务往来。", "form_hash": house.version().form_hash}
    )
    assert back.status_code == 303
    assert "请补充业务往来。" in get(house.browsers[CHIEF], house.at())


def test_objections_are_written_down_by_the_unit_and_decided_by_the_commission(house: House) -> None:
    house.bring()
    house.sign()
    house.hang_out()
    clerk, inspector = house.as_role(Role.UNIT_CLERK), house.as_role(Role.INVESTIGATOR)
    assert "请写明异议内容" in seen(clerk.post(house.at("object"), data={"text": ""}), 422)
    assert clerk.post(house.at("object"), data={"text": "该所常替局里做账。"}).status_code == 303
    blocked = get(clerk, house.at())
    assert "等纪委核实" in blocked
    assert "该所常替局里做账。" not in blocked
    page = get(inspector, house.at())
    assert "该所常替局里做账。" in page
    where = re.search(r'action="(/declarations/[^"]+/objections/[^"]+)"', page)
    assert where is not None
    found = inspector.post(where[1], data={"upheld": "no", "finding": "没有往来。"})
    assert found.status_code == 303
    assert "没有往来。" in get(inspector, house.at())
    told = get(clerk, house.at())
    assert "不成立" in told
    assert "没有往来。" not in told


def test_the_commission_reviews_and_archives(house: House) -> None:
    house.bring()
    house.sign()
    house.hang_out()
    leader = house.as_person(SECRETARY, Role.COUNTERSIGNER)
    digest = house.version().form_hash
    house.staff.time.pass_(days=6)
    house.browsers.clear()
    leader = house.staff.sign_in(f"u{len(house.filing.officers) - 1}")
    assert (
        leader.post(
            f"/declarations/countersign/{house.row().id}", data={"opinion": "sign", "form_hash": digest}
        ).status_code
        == 303
    )
    assert house.as_role(Role.UNIT_CLERK).post(house.at("submit")).status_code == 303
    inspector = house.as_role(Role.INVESTIGATOR)
    page = get(inspector, house.at())
    assert "机构：澄远会计师事务所" in page
    said = {"verdict-m1": "out", "reason-m1": "与公路无关。", "opinion": "同意。"}
    assert "请写明" in seen(inspector.post(house.at("review"), data={"opinion": ""}), 422)
    assert inspector.post(house.at("review"), data=said).status_code == 303
    assert inspector.post(house.at("archive")).status_code == 303
    assert "已经归档" in get(inspector, house.at() + "?done=archived")


def test_the_pages_speak_english_too(house: House) -> None:
    house.bring()
    clerk = house.as_role(Role.UNIT_CLERK)
    for path in ("/declarations", "/declarations/import", house.at()):
        assert 'lang="en"' in get(clerk, f"{path}?lang=en")


ALTERED = "内容与台账不一致"


def altered_in_ledger(house: House) -> list[tuple[str, str]]:
    with house.staff.store.read() as db:
        found = db.execute(select(ActRow.kind, ActRow.record_id).where(ActRow.act == "open_altered"))
        return [(each.kind, each.record_id) for each in found]


def test_a_payload_laid_back_into_a_signed_version_is_refused_and_the_register_stands(house: House) -> None:
    house.bring()
    house.sign()
    clerk = house.as_role(Role.UNIT_CLERK)
    assert "承诺" in get(clerk, house.at())
    version, other = house.version(), house.version("苗若榆")
    with house.staff.store.write() as db:
        db.get_one(VersionRow, version.id).sealed_body = other.sealed_body
    assert ALTERED in get(clerk, house.at(), 409)
    assert (FORM, version.id) in altered_in_ledger(house)
    assert CHIEF in get(clerk, "/declarations")


def test_a_version_that_a_newer_one_replaced_is_refused_when_it_is_put_back_in_force(house: House) -> None:
    house.bring()
    first = house.version()
    rows = filling.untidy_rows()
    next(row for row in rows["本人"] if row.get("姓名") == CHIEF)["出生年月"] = "1969年11月"
    house.bring(filling.unit_list(rows))
    clerk = house.as_role(Role.UNIT_CLERK)
    newer = house.version()
    assert newer.n == first.n + 1
    get(clerk, house.at())
    with house.staff.store.write() as db:
        db.delete(db.get_one(VersionRow, newer.id))
        db.get_one(DeclarationRow, first.declaration_id).version = first.n
    assert ALTERED in get(clerk, house.at(), 409)
    assert (IN_FORCE, first.declaration_id) in altered_in_ledger(house)
    assert CHIEF in get(clerk, "/declarations")
