"""Filling the blank workbooks as clerks do, untidily but plainly.

`python -m tests.workbooks.filling` writes unit-list.xlsx and one-person.xlsx beside this file; saved once with
LibreOffice 7.4 (`soffice --headless --convert-to xlsx|ods --outdir saved …`) they became the files in `saved/`.
"""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from casework.declarations.columns import NUMBER, SHEETS
from casework.declarations.templates import Blank, workbook

HERE = Path(__file__).parent
SAVED = HERE / "saved"
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


def id_number(born: str, order: int, region: str = "990102") -> str:
    """A number with a right check digit in a region that does not exist."""
    digits = f"{region}{born}{order:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11]


def unit_list(rows: Rows) -> bytes:
    """The unit's list with these rows: titles as keys, beside 序号."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(Blank.UNIT_LIST)))
    for spec in SHEETS:
        page = book[spec.title]
        places = {column.title: n for n, column in enumerate((NUMBER, *spec.columns), start=1)}
        for line, row in enumerate(rows.get(spec.title, ()), start=5):  # a blank row stays under the example
            for title, value in row.items():
                page.cell(line, places[title], value)
    return _saved(book)


def one_person(rows: Rows) -> bytes:
    """One person's file."""
    book = openpyxl.load_workbook(io.BytesIO(workbook(Blank.ONE_PERSON)))
    for spec in SHEETS:
        page = book[spec.title]
        for line, row in enumerate(rows.get(spec.title, ()), start=4):
            for n, column in enumerate(spec.columns):
                if column.title in row:
                    where = (line, n + 1) if spec.many else (n + 3, 2)
                    page.cell(*where, row[column.title])
    return _saved(book)


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def person(number: Any, name: str, post: str, order: int, **more: Any) -> dict[str, Any]:
    """A row of 本人 with believable values."""
    return {
        "序号": number, "姓名": name, "性别": "男", "出生年月": "1968年3月", "政治面貌": "中共党员",
        "单位": "青澜市交通运输局", "现任职务": post, "级别": "副县处级", "干部管理权限": "市管干部",
        "分管工作": "公路、水运", "管辖地区": "青澜市", "身份证号": id_number("19680307", order), "联系电话": "13900000000",
    } | more  # fmt: skip


def spouse(number: Any, name: str, **more: Any) -> dict[str, Any]:
    return {"序号": number, "称谓": "配偶", "姓名": name, "出生年月": "1970-11", "从业形式": "公职"} | more


def shop(number: Any, kin: str, **more: Any) -> dict[str, Any]:
    return {
        "序号": number, "亲属姓名": kin, "市场主体名称": "青澜拾光办公用品经营部", "类型": "个体工商户",
        "统一社会信用代码或注册号": "230100100001231", "成立日期": "2013年5月6日", "注册地": "990103 南桥区",
        "经营范围": "办公用品零售", "个人认缴出资额（万元）": 8, "个人出资比例（%）": 100, "任职": "法定代表人、股东",
        "经营状态": "在营", "与本人管辖关系自评": "不在",
    } | more  # fmt: skip


def statement(number: Any, *, nil: bool = False, **more: Any) -> dict[str, Any]:
    row = {"序号": number, "确无应申报的经商办企业、社会中介、外企高级职务": "是" if nil else "否"}
    return row | {"有无利用职务影响提供便利和优惠条件": "无"} | more


def untidy_rows() -> Rows:
    """Five people of one unit, written the ways people write."""
    return {
        "本人": [
            person(1, "蔺书遥 ", "副局长", 14),
            person("2", "谈绍原", "副局长　", 22, 出生年月="1971.06", 级别="副处级", 任职时间=dt.date(2012, 6, 1)),
            {},
            person(3, "裴念慈", "总工程师", 31, 性别="女", 出生年月="１９６９年１２月", 是否班子成员=True),
            person("４", "尹予安", "办公室主任", 47, 干部管理权限="单位管理", 级别="正科级"),
            person(5, "苗若榆", "党组书记、局长", 55, 级别="正处级", 是否班子成员="是", 是否主要负责人="是"),
        ],
        "家庭成员": [
            spouse(1, "云知遥", 从业形式="自主经营"),
            {"序号": 1, "称谓": "女儿", "姓名": "蔺未晞", "出生年月": "2004年7月", "从业形式": "学生"},
            spouse(2, "宋听澜"),
            spouse("3", "郁承川", 称谓="丈夫", 从业形式="受雇"),
            spouse(5, "郗景行", 从业形式="退休"),
        ],
        "经商办企业": [
            shop(1, "云知遥", 统一社会信用代码或注册号=230100100001231, 成立日期=dt.date(2013, 5, 6)),
            shop(1, "云知遥", 市场主体名称="青澜小满食品有限公司", 类型="有限责任公司", 成立日期="2014-12-3",
                 统一社会信用代码或注册号=None, 注册地="深圳市", 与本人管辖关系自评="不确定"),
            shop("2", "宋听澜", 市场主体名称="青澜竹溪建材经营部", 成立日期="2014.12.03")
            | {"统一社会信用代码或注册号": "１１００００００００００００９", "个人出资比例（%）": "35%"},
        ],
        "社会中介": [
            {"序号": 3, "亲属姓名": "郁承川", "机构": "澄远会计师事务所", "业务类别": "审计", "地点": "990103 南桥区",
             "开始时间": 41976, "与本人管辖关系自评": "不在"},
        ],
        "外企高级职务": [
            {"序号": 2, "亲属姓名": "宋听澜", "企业": "青澜海屿精密机械有限公司", "企业类型": "中外合资", "职务": "副总经理",
             "委派或聘任方": "外方", "所在地": "990104 柳溪区", "任职起": "2012年9月1日", "与本人管辖关系自评": "不在"},
        ],
        "承诺": [
            statement(1), statement(2), statement(3),
            statement(4, nil=True) | {"确无配偶、子女及其配偶": "是"},
            statement(5, nil=True),
        ],
    }  # fmt: skip


def people(rows: Rows) -> Iterable[str]:
    return [str(row["姓名"]).strip() for row in rows["本人"] if row]


def one_person_rows() -> Rows:
    """One person's file with one shop."""
    bare = {key: value for key, value in person(None, "蔺书遥", "副局长", 14).items() if key != "序号"}
    return {
        "本人": [bare],
        "家庭成员": [{key: value for key, value in spouse(None, "云知遥").items() if key != "序号"}],
        "经商办企业": [{key: value for key, value in shop(None, "云知遥").items() if key != "序号"}],
        "承诺": [{key: value for key, value in statement(None).items() if key != "序号"}],
    }


if __name__ == "__main__":
    (HERE / "unit-list.xlsx").write_bytes(unit_list(untidy_rows()))
    (HERE / "one-person.xlsx").write_bytes(one_person(one_person_rows()))
