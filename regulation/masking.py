"""What the publicity sheet shows of a declaration, field by field.

Rules kept here: no ID number, address, telephone or amount; relatives as relation and surname only, a child under
fourteen as relation only; the firm is shown; what is written freely is shown with such numbers taken out; a field
without a rule is not shown.

Clause: 三(二); A17, A23; 个人信息保护法 第六、二十五、二十八条.
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from regulation.facts import Kin
from regulation.terms import Relation

LEFT_OUT = "〔略〕"
MINOR_UNDER = 14


class SheetField(StrEnum):
    """The fields of 附件1 that a declaration holds about people and businesses."""

    # A 本人
    NAME = "name"
    SEX = "sex"
    BORN_ON = "born_on"
    POLITICAL_STATUS = "political_status"
    UNIT = "unit"
    POST = "post"
    IN_POST_FROM = "in_post_from"
    RANK = "rank"
    CHARGE = "charge"
    AREA = "area"
    ID_NUMBER = "id_number"
    TELEPHONE = "telephone"
    ADDRESS = "address"
    # B 家庭成员
    RELATION = "relation"
    KIN_NAME = "kin_name"
    KIN_BORN_ON = "kin_born_on"
    KIN_NATIONALITY = "kin_nationality"
    KIN_EMPLOYER = "kin_employer"
    KIN_POST = "kin_post"
    KIN_OCCUPATION = "kin_occupation"
    # C, C′, D, E 经商办企业、业务往来、社会中介、外企高级职务
    FIRM_NAME = "firm_name"
    FIRM_FORMER_NAME = "firm_former_name"
    FIRM_CODE = "firm_code"
    FIRM_KIND = "firm_kind"
    FIRM_FOUNDED_ON = "firm_founded_on"
    FIRM_REGION = "firm_region"
    FIRM_ADDRESS = "firm_address"
    FIRM_SCOPE = "firm_scope"
    FIRM_STATE = "firm_state"
    FIRM_OFFICE = "firm_office"
    CAPITAL = "capital"
    CONTRIBUTION = "contribution"
    SHARE = "share"
    NOMINEE = "nominee"
    SELF_ASSESSMENT = "self_assessment"
    DEALINGS = "dealings"
    INCOME = "income"
    APPOINTED_BY = "appointed_by"
    # F, G, K
    FAVOURS = "favours"
    COMMITMENT = "commitment"
    REMARKS = "remarks"
    EVIDENCE = "evidence"


class Shown(StrEnum):
    """How a field stands on the sheet."""

    WHOLE = "whole"
    SURNAME = "surname"
    WITHOUT_NUMBERS = "without_numbers"
    LEFT_OUT = "left_out"


_WHOLE = {
    SheetField.NAME, SheetField.SEX, SheetField.POLITICAL_STATUS, SheetField.UNIT, SheetField.POST,
    SheetField.IN_POST_FROM, SheetField.RANK, SheetField.CHARGE, SheetField.AREA, SheetField.RELATION,
    SheetField.FIRM_KIND, SheetField.FIRM_FOUNDED_ON, SheetField.FIRM_REGION, SheetField.FIRM_STATE,
    SheetField.FIRM_OFFICE, SheetField.SHARE, SheetField.NOMINEE, SheetField.APPOINTED_BY,
    SheetField.FIRM_NAME, SheetField.FIRM_FORMER_NAME, SheetField.FIRM_CODE, SheetField.COMMITMENT,
}  # fmt: skip
_WITHOUT_NUMBERS = {
    SheetField.FIRM_SCOPE, SheetField.SELF_ASSESSMENT, SheetField.DEALINGS, SheetField.FAVOURS,
    SheetField.REMARKS,
}  # fmt: skip

TREATMENT: Mapping[SheetField, Shown] = (
    dict.fromkeys(SheetField, Shown.LEFT_OUT)
    | dict.fromkeys(_WHOLE, Shown.WHOLE)
    | dict.fromkeys(_WITHOUT_NUMBERS, Shown.WITHOUT_NUMBERS)
    | {SheetField.KIN_NAME: Shown.SURNAME}
)

_COMPOUND_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "独孤",
        "南宫",
        "万俟",
        "闻人",
        "夏侯",
        "皇甫",
        "尉迟",
        "公羊",
        "澹台",
        "公冶",
        "宗政",
        "濮阳",
        "淳于",
        "单于",
        "太叔",
        "申屠",
        "公孙",
        "仲孙",
        "轩辕",
        "令狐",
        "钟离",
        "宇文",
        "长孙",
        "慕容",
        "鲜于",
        "闾丘",
        "司徒",
        "司空",
        "亓官",
        "司寇",
        "呼延",
        "赫连",
        "纳兰",
        "完颜",
        "端木",
        "百里",
        "东郭",
        "西门",
        "南门",
        "第五",
        "拓跋",
        "漆雕",
        "乐正",
        "梁丘",
        "左丘",
        "谷梁",
    ]
)
_NUMBERS = re.compile(
    r"""
    (?<!\d)\d{17}[\dXx](?!\d)                                   # resident ID, 18
    | (?<!\d)\d{15}(?!\d)                                       # resident ID, 15
    | (?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)  # mobile
    | (?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)                         # landline
    | (?:人民币|￥|¥|\$)?\s*\d[\d,，]*(?:\.\d+)?\s*(?:余|多)?[十百千万亿]*(?:元|美元|港元|港币|欧元|万|亿)
    | [〇零一二两三四五六七八九十百千万亿]+(?:余|多)?(?:元|美元|港元|欧元)
    """,
    re.VERBOSE,
)


def is_minor(kin: Kin, day: date) -> bool:
    """Whether a relative is a child under fourteen on `day`; a child whose birthday is unknown counts as one.

    Clause: 个人信息保护法 第二十八条; A23.
    """
    if kin.relation is not Relation.CHILD:
        return False
    born = kin.born_on
    if born is None:
        return True
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day)) < MINOR_UNDER


def surname(name: str) -> str:
    """The surname of a Chinese name; of a name written in another script its first letter."""
    name = name.strip()
    return name[:2] if name[:2] in _COMPOUND_SURNAMES and len(name) > 2 else name[:1]


def without_numbers(text: str) -> str:
    """Free text with ID numbers, telephone numbers and amounts taken out."""
    return _NUMBERS.sub(LEFT_OUT, text)


def on_sheet(field: SheetField, value: str, *, minor: bool = False) -> str | None:
    """What the sheet shows of one field; None where it shows nothing.

    `minor` is said of a child under fourteen, whose name is left out whole.
    Clause: 三(二); A17, A23.
    """
    shown = TREATMENT[field]
    if shown is Shown.LEFT_OUT or (minor and field is SheetField.KIN_NAME):
        return None
    if shown is Shown.SURNAME:
        return f"{surname(value)}某" if value.strip() else None
    return without_numbers(value) if shown is Shown.WITHOUT_NUMBERS else value


def sheet(values: Mapping[SheetField, str], *, minor: bool = False) -> dict[SheetField, str]:
    """The fields of one person or one business as the publicity sheet shows them, in the order of the form.

    Clause: 三(二); A17, A23.
    """
    shown = ((field, on_sheet(field, values[field], minor=minor)) for field in SheetField if field in values)
    return {field: value for field, value in shown if value is not None}
