"""The two blank workbooks of 附件1: one person's file, and a unit's list whose sheets are joined by 序号.

`python -m casework.declarations.templates FOLDER` writes both. They are made anew byte for byte the same.
"""

import io
import sys
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from casework.declarations.columns import EXAMPLE_MARK, NUMBER, SHEETS, Column, Kind, SheetSpec

ROWS_READY = 500
MADE_ON = datetime(2014, 12, 1)  # noqa: DTZ001 - a fixed stamp in the file's properties, no instant
TEXTS = frozenset({Kind.PERSON_ID, Kind.FIRM_CODE, Kind.TELEPHONE, Kind.MONTH, Kind.PLACE, Kind.PLACES})
NUMBERS = frozenset({Kind.AMOUNT, Kind.PERCENT})


class Blank(StrEnum):
    """The two blanks, by file name."""

    ONE_PERSON = "shenbaobiao-geren.xlsx"
    UNIT_LIST = "shenbaobiao-danwei.xlsx"


TITLES: Mapping[Blank, str] = {
    Blank.ONE_PERSON: "领导干部配偶子女经商办企业申报表（个人）",
    Blank.UNIT_LIST: "领导干部配偶子女经商办企业申报表（单位名单）",
}

INSTRUCTIONS = (
    "一、由申报人如实填写。配偶、子女及其配偶的从业情况和经商办企业情况都要填，没有的要明确选“无”或者“是”。",
    "二、带*的必须填写。灰色的一行是例子，不用删除，导入时不读。",
    "三、日期可以写成2014年12月3日、2014-12-3或者2014.12.03。年月写成1968年3月。",
    "四、身份证号、统一社会信用代码、注册号所在的列已经设为“文本”，请直接填写，不要改成数值。",
    "五、金额单位是万元，按登记机关的最新数据填认缴数，不填实缴数。",
    "六、停业、吊销未注销的市场主体也要填写。",
    "七、称谓选“配偶、子女、子女的配偶”；子女包括养子女、继子女。",
    "八、“与本人管辖关系自评”只由本人判断，最后由纪委甄别。拿不准的选“不确定”并说明。",
    "九、不要改动表名、表头，不要使用公式、宏和外部链接。填好后另存为xlsx或者ods。",
    "十、导入后由本人签字承诺。签字有两种，效力相同：在系统里签，或者在打印的表上用笔签。",
)
JOINED = (
    "各表用同一个“序号”表示同一个申报人：在“本人”表里给每人一个序号，其他表的每一行写上所属申报人的序号。"
)


class _Looks:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        face = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
        self.title: Format = book.add_format({**face, "bold": True, "font_size": 14})
        self.plain: Format = book.add_format({**face, "text_wrap": True})
        self.head: Format = book.add_format(
            {**face, "bold": True, "border": 1, "bg_color": "#E3EEEB", "text_wrap": True}
        )
        self.example: Format = book.add_format(
            {**face, "italic": True, "font_color": "#6F7B77", "bg_color": "#F0F0EC", "num_format": "@"}
        )
        self.text: Format = book.add_format({**face, "num_format": "@"})
        self.day: Format = book.add_format({**face, "num_format": "yyyy-mm-dd"})
        self.number: Format = book.add_format({**face, "num_format": "0.00####"})
        self.hint: Format = book.add_format({**face, "font_color": "#4A5652", "text_wrap": True})

    def of(self, column: Column) -> Format:
        if column.kind in TEXTS:
            return self.text
        if column.kind is Kind.DAY:
            return self.day
        return self.number if column.kind in NUMBERS else self.plain


def workbook(blank: Blank) -> bytes:
    """The bytes of one blank workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"title": TITLES[blank], "created": MADE_ON})
        looks = _Looks(book)
        _instructions(book.add_worksheet("填写说明"), blank, looks)
        for spec in SHEETS:
            page = book.add_worksheet(spec.title)
            if blank is Blank.UNIT_LIST:
                _table(page, spec, (NUMBER, *spec.columns), looks)
            elif spec.many:
                _table(page, spec, spec.columns, looks)
            else:
                _downwards(page, spec, looks)
    return out.getvalue()


def _instructions(page: Worksheet, blank: Blank, looks: _Looks) -> None:
    page.set_column(0, 0, 100)
    page.write_string(0, 0, TITLES[blank], looks.title)
    lines = (*INSTRUCTIONS, JOINED) if blank is Blank.UNIT_LIST else INSTRUCTIONS
    for row, words in enumerate(lines, start=2):
        page.write_string(row, 0, words, looks.plain)


def _table(page: Worksheet, spec: SheetSpec, columns: tuple[Column, ...], looks: _Looks) -> None:
    """A head, the example, and rows ready to fill."""
    page.merge_range(0, 0, 0, len(columns) - 1, spec.title, looks.title)
    for place, column in enumerate(columns):
        page.set_column(place, place, _width(column), looks.of(column))
        page.write_string(1, place, _head(column), looks.head)
        example = column.word(column.example) if column.example else ""
        if place == 0 and column is not NUMBER:
            example = f"{EXAMPLE_MARK}：{example}"
        page.write_string(2, place, example, looks.example)
        _offer(page, column, 3, place, 2 + ROWS_READY, place)
    page.freeze_panes(2, 0)


def _downwards(page: Worksheet, spec: SheetSpec, looks: _Looks) -> None:
    """Titles downwards, the value beside each, then a hint and an example."""
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 36)
    page.set_column(2, 3, 34)
    page.merge_range(0, 0, 0, 3, spec.title, looks.title)
    for place, words in enumerate(("项目", "填写内容", "说明", "例子")):
        page.write_string(1, place, words, looks.head)
    for row, column in enumerate(spec.columns, start=2):
        page.write_string(row, 0, _head(column), looks.head)
        page.write_blank(row, 1, None, looks.of(column))
        page.write_string(row, 2, column.hint, looks.hint)
        page.write_string(row, 3, column.example, looks.example)
        _offer(page, column, row, 1, row, 1)


def _offer(page: Worksheet, column: Column, top: int, left: int, bottom: int, right: int) -> None:
    """The drop-down list and the hint of a column."""
    rule: dict[str, object] = {"validate": "any"}
    if column.kind is Kind.CHOICE:
        rule = {
            "validate": "list",
            "source": list(column.offered),
            "error_title": "请重新填写",
            "error_message": "请从列出的选项中选一项",
        }
    if column.hint:
        rule |= {"input_title": column.title[:32], "input_message": column.hint}
    if len(rule) > 1:
        page.data_validation(top, left, bottom, right, rule)


def _head(column: Column) -> str:
    return f"{column.title}*" if column.needed else column.title


def _width(column: Column) -> int:
    if column is NUMBER:
        return 8
    if column.kind in (Kind.PERSON_ID, Kind.FIRM_CODE, Kind.LONG_TEXT, Kind.PLACE, Kind.PLACES):
        return 26
    return max(12, min(30, 2 * len(column.title) + 2))


def write(folder: Path) -> list[Path]:
    """Write both blanks into a folder; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for blank in Blank:
        path = folder / blank.value
        path.write_bytes(workbook(blank))
        paths.append(path)
    return paths


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
