"""A workbook becomes forms, or the list of cells to put right."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from casework.confined import read_workbook
from casework.declarations import templates
from casework.declarations.columns import KIN, OWN, SHEETS
from casework.declarations.faults import CellFault
from casework.declarations.labels import CELL_FAULTS
from casework.declarations.values import Misread, is_person_id, read
from casework.declarations.workbooks import ReadWorkbook, read_forms
from tests.workbooks import filling
from tests.workbooks.filling import SAVED


def forms_in(data: bytes) -> ReadWorkbook:
    return read_forms(read_workbook(data))


def faults_of(data: bytes) -> list[tuple[str, str, CellFault]]:
    return [(error.sheet, error.cell, error.fault) for error in forms_in(data).errors]


def changed(sheet: str, cell: str, value: Any) -> bytes:
    """The untidy unit list with one cell written otherwise."""
    book = openpyxl.load_workbook(io.BytesIO(filling.unit_list(filling.untidy_rows())))
    book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_every_way_of_writing_is_read_the_same_from_each_program() -> None:
    written = forms_in(filling.unit_list(filling.untidy_rows()))
    assert written.errors == ()
    assert [filled.form.own["name"] for filled in written.forms] == [
        "蔺书遥",
        "谈绍原",
        "裴念慈",
        "尹予安",
        "苗若榆",
    ]
    for path in (SAVED / "unit-list.xlsx", SAVED / "unit-list.ods"):
        saved = forms_in(path.read_bytes())
        assert [filled.form for filled in saved.forms] == [filled.form for filled in written.forms], path.name


def test_dates_codes_and_shares_are_stored_in_one_way() -> None:
    first, second, third, fourth, fifth = (
        filled.form for filled in forms_in((SAVED / "unit-list.xlsx").read_bytes()).forms
    )
    assert [row["founded_on"] for row in first.businesses] == ["2013-05-06", "2014-12-03"]
    assert first.businesses[0]["code"] == "230100100001231"
    assert (second.businesses[0]["founded_on"], second.businesses[0]["share"]) == ("2014-12-03", "35")
    assert second.businesses[0]["code"] == "110000000000009"
    assert (second.own["born_on"], second.own["in_post_from"]) == ("1971-06", "2012-06")
    assert (third.own["born_on"], third.own["team_member"]) == ("1969-12", "yes")
    assert third.intermediaries[0]["founded_on"] == "2014-12-03"
    assert [row["relation"] for row in first.kin] == ["spouse", "child"]
    assert (fourth.is_nil, fourth.kin, fifth.is_nil) == (True, (), True)


def test_one_persons_file_reads_downwards() -> None:
    saved = forms_in((SAVED / "one-person.xlsx").read_bytes())
    assert saved == forms_in(filling.one_person(filling.one_person_rows()))
    (filled,) = saved.forms
    assert (filled.form.own["name"], filled.cell, len(filled.form.businesses)) == ("蔺书遥", "B3", 1)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "fault"),
    [
        ("本人", "D5", "六八年春", CellFault.MONTH),
        ("本人", "Q5", "990102196803070000", CellFault.PERSON_ID),
        ("本人", "Q5", 990102196803070014, CellFault.DIGITS_LOST),
        ("本人", "I5", "厅官", CellFault.CHOICE),
        ("本人", "B5", None, CellFault.NEEDED),
        ("本人", "A6", 1, CellFault.NUMBER_TWICE),
        ("家庭成员", "A5", 77, CellFault.NUMBER_UNKNOWN),
        ("经商办企业", "B5", "别人", CellFault.KIN_UNKNOWN),
        ("经商办企业", "E5", "2.30100100001231E+14", CellFault.DIGITS_LOST),
        ("经商办企业", "E5", "91350100M000100Y4Z", CellFault.FIRM_CODE),
        ("经商办企业", "G5", "2014年13月3日", CellFault.DAY),
        ("经商办企业", "N5", 120, CellFault.PERCENT),
        ("经商办企业", "M5", "八万多", CellFault.AMOUNT),
        ("承诺", "B5", "是", CellFault.NO_KIN_CONTRADICTED),
        ("承诺", "C5", "是", CellFault.NIL_CONTRADICTED),
        ("承诺", "C9", "否", CellFault.NIL_UNSAID),
        ("承诺", "D5", "有", CellFault.FAVOURS_NOTE),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_and_nothing_is_read(
    sheet: str, cell: str, value: Any, fault: CellFault
) -> None:
    read_back = forms_in(changed(sheet, cell, value))
    assert read_back.forms == ()
    assert (sheet, fault) in {(error.sheet, error.fault) for error in read_back.errors}
    named = {error.cell for error in read_back.errors if error.fault is fault}
    assert cell in named or fault in (CellFault.FAVOURS_NOTE, CellFault.NEEDED, CellFault.NUMBER_TWICE)


def test_the_same_person_twice_is_found_by_the_number_of_the_card() -> None:
    rows = dict(filling.untidy_rows())
    rows["本人"] = [*rows["本人"], filling.person(6, "苗若榆", "局长", 55)]
    rows["承诺"] = [*rows["承诺"], filling.statement(6, nil=True) | {"确无配偶、子女及其配偶": "是"}]
    assert [fault for _, _, fault in faults_of(filling.unit_list(rows))] == [CellFault.PERSON_TWICE]


def workbook_of(
    sheets: dict[str, list[list[Any]]], *, merge: tuple[str, str] | None = None, hide: str = ""
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for n, row in enumerate(rows):
                page.write_row(n, 0, row)
            if merge and merge[0] == name:
                page.merge_range(merge[1], rows[0][0])
            if hide == name:
                page.hide()
    return out.getvalue()


OWN_HEAD = ["序号", "姓 名", "出生年月", "单位", "现任职务", "级别", "干部管理权限", "身份证号"]
OWN_ROW = [
    "1",
    "蔺书遥",
    "1968-03",
    "青澜市交通运输局",
    "副局长",
    "副县处级",
    "市管",
    filling.id_number("19680307", 14),
]
KIN_HEAD = ["序号", "称谓", "姓名", "从业形式"]
SAID = ["序号", "无此成员", "零申报", "有无提供便利"]


def test_heads_may_stand_lower_be_two_rows_high_and_hold_merged_cells() -> None:
    upper = ["序号", "亲属情况", "", ""]
    lower = ["", "称谓", "姓名", "从业形式"]
    data = workbook_of(
        {
            "本人": [["青澜市交通运输局申报名单"], [], OWN_HEAD, OWN_ROW],
            "家庭成员": [upper, lower, ["1", "配偶", "云知遥", "公职"]],
            "承诺": [SAID, ["1", "否", "是", "无"]],
        },
        merge=("本人", "A1:H1"),
    )
    read_back = forms_in(data)
    assert read_back.errors == ()
    assert read_back.forms[0].form.kin[0]["name"] == "云知遥"


def test_shifted_columns_do_no_harm_and_a_missing_one_is_named() -> None:
    turned = [[row[n] for n in (7, 2, 1, 0, 4, 3, 6, 5)] for row in (OWN_HEAD, OWN_ROW)]
    rest = {"家庭成员": [KIN_HEAD, ["1", "配偶", "云知遥", "公职"]], "承诺": [SAID, ["1", "否", "是", "无"]]}
    assert forms_in(workbook_of({"本人": turned, **rest})).errors == ()
    short = [row[:7] for row in (OWN_HEAD, OWN_ROW)]
    assert faults_of(workbook_of({"本人": short, **rest})) == [("本人", "", CellFault.COLUMN_MISSING)]


def test_a_missing_a_hidden_and_a_headless_sheet_are_named() -> None:
    rows = {"本人": [OWN_HEAD, OWN_ROW], "家庭成员": [["随便"]], "其他": [["看看"]]}
    assert faults_of(workbook_of(rows)) == [
        ("家庭成员", "", CellFault.HEAD_MISSING),
        ("承诺", "", CellFault.SHEET_MISSING),
    ]
    hidden = workbook_of(
        {"看": [[]], "本人": [OWN_HEAD, OWN_ROW], "承诺": [SAID, ["1", "否", "是", "无"]]}, hide="本人"
    )
    assert ("本人", "", CellFault.SHEET_HIDDEN) in faults_of(hidden)


def test_the_blanks_offered_to_everybody_are_current() -> None:
    for blank in templates.Blank:
        assert Path("portal/forms", blank.value).read_bytes() == templates.workbook(blank)


def test_the_example_rows_of_the_blanks_are_never_read() -> None:
    for blank in templates.Blank:
        assert faults_of(templates.workbook(blank)) == [("本人", "", CellFault.EMPTY)]


def test_every_fault_has_an_instruction_and_every_example_can_be_read() -> None:
    assert set(CELL_FAULTS) == set(CellFault)
    for spec in SHEETS:
        for column in spec.columns:
            if column.example:
                assert read(column.example, column), column.title


@pytest.mark.parametrize(
    ("text", "right"),
    [("11010519491231002X", True), ("440524188001010014", True), ("11010519491231002x", False), ("110105490000002", False), ("990102196803070016", True)],
)  # fmt: skip
def test_the_number_of_a_card_is_checked(text: str, right: bool) -> None:
    assert is_person_id(text) is right


def test_a_month_typed_as_a_number_is_not_guessed() -> None:
    with pytest.raises(Misread):
        read(1968.1, OWN.column("born_on"))
    assert read("女婿", KIN.column("relation")) == "child_spouse"


def test_three_hundred_people_are_read_in_seconds() -> None:
    rows: dict[str, list[dict[str, Any]]] = {"本人": [], "家庭成员": [], "经商办企业": [], "承诺": []}
    for n in range(1, 301):
        rows["本人"].append(filling.person(n, f"蔺书{n:03d}", "科员", n))
        rows["家庭成员"].append(filling.spouse(n, f"云知{n:03d}"))
        rows["经商办企业"].append(filling.shop(n, f"云知{n:03d}"))
        rows["承诺"].append(filling.statement(n))
    data = filling.unit_list(rows)
    assert len(forms_in(data).forms) == 300
