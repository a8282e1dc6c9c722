"""What the publicity sheet shows, field by field."""

from datetime import date

import pytest

from regulation.facts import Kin, PersonId
from regulation.masking import (
    LEFT_OUT,
    TREATMENT,
    SheetField,
    is_minor,
    on_sheet,
    sheet,
    surname,
    without_numbers,
)
from regulation.terms import Relation


def test_numbers_of_persons_addresses_telephones_and_amounts_are_not_on_the_sheet() -> None:
    for field in (
        SheetField.ID_NUMBER,
        SheetField.TELEPHONE,
        SheetField.ADDRESS,
        SheetField.CAPITAL,
        SheetField.CONTRIBUTION,
        SheetField.INCOME,
        SheetField.FIRM_ADDRESS,
        SheetField.KIN_BORN_ON,
        SheetField.KIN_EMPLOYER,
        SheetField.KIN_POST,
        SheetField.EVIDENCE,
    ):
        assert on_sheet(field, "内容") is None


def test_a_relative_stands_as_relation_and_surname_beside_the_firm() -> None:
    shown = sheet(
        {
            SheetField.KIN_NAME: "沈晓岚",
            SheetField.RELATION: "配偶",
            SheetField.FIRM_NAME: "青澜市东屿区云帆餐饮有限公司",
            SheetField.CONTRIBUTION: "200",
            SheetField.KIN_BORN_ON: "1970-01",
        }
    )
    assert shown == {
        SheetField.RELATION: "配偶",
        SheetField.KIN_NAME: "沈某",
        SheetField.FIRM_NAME: "青澜市东屿区云帆餐饮有限公司",
    }


def test_a_child_under_fourteen_stands_without_any_name() -> None:
    assert sheet({SheetField.RELATION: "子女", SheetField.KIN_NAME: "沈小舟"}, minor=True) == {
        SheetField.RELATION: "子女"
    }


@pytest.mark.parametrize(
    ("born_on", "day", "minor"),
    [
        (date(2001, 3, 2), date(2015, 3, 1), True),
        (date(2001, 3, 2), date(2015, 3, 2), False),
        (date(2004, 2, 29), date(2018, 2, 28), True),
        (None, date(2015, 3, 2), True),
    ],
)
def test_fourteen_is_counted_to_the_birthday(born_on: date | None, day: date, minor: bool) -> None:
    assert is_minor(Kin(PersonId("k"), Relation.CHILD, born_on=born_on), day) is minor


def test_a_spouse_of_unknown_birthday_is_no_minor() -> None:
    assert not is_minor(Kin(PersonId("k"), Relation.SPOUSE), date(2014, 12, 3))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("沈晓岚", "沈"), ("欧阳海", "欧阳"), ("欧阳", "欧"), (" 李四", "李"), ("Maria", "M"), ("", "")],
)
def test_surnames(name: str, expected: str) -> None:
    assert surname(name) == expected


def test_an_empty_name_shows_nothing() -> None:
    assert on_sheet(SheetField.KIN_NAME, " ") is None


@pytest.mark.parametrize(
    "secret",
    [
        "230102196001010015",
        "23010219600101001X",
        "230102600101001",
        "13800138000",
        "138-0013-8000",
        "+86 13800138000",
        "0451-12345678",
        "200万元",
        "1,200.50元",
        "人民币300万元",
        "三百余万元",
        "5000美元",
        "2亿",
    ],
)
def test_free_text_loses_its_numbers(secret: str) -> None:
    shown = without_numbers(f"其妻出资{secret}，联系本人")
    assert secret not in shown
    assert LEFT_OUT in shown


@pytest.mark.parametrize("text", ["2014年12月3日成立", "千万不要", "持股30%", "承建3号楼", "第5条"])
def test_free_text_keeps_what_is_no_secret(text: str) -> None:
    assert without_numbers(text) == text


def test_every_field_has_a_rule() -> None:
    assert set(TREATMENT) == set(SheetField)
