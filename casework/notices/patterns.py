"""What a notice says besides facts, names, posts and dates: the office's head and fixed sentences.

The text of a notice is Chinese whatever the reader's language: it is a document, not a page.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.notices.words import Addressee, Copy, Kin, LateKind, ReasonClass, Requirement, Wrong
from casework.offices.roster import place_of

DIGITS = "零一二三四五六七八九"
BREAK = "｜"
"""Where a title may break; pages show it as a break hint and leave it out of plain text."""

KIN_WORDS: Mapping[Kin, str] = {
    Kin.SPOUSE: "配偶",
    Kin.CHILD: "子女",
    Kin.CHILD_SPOUSE: "子女配偶",
    Kin.FAMILY: "家属",
}
WRONG_WORDS: Mapping[Wrong, str] = {
    Wrong.CONCEALED: "瞒报{kin}经商办企业问题",
    Wrong.OMITTED: "漏报{kin}经商办企业情况问题",
    Wrong.ENGAGED: "{kin}在其管辖的地区和业务范围内经商办企业问题",
    Wrong.FAVOURED: "为{kin}经商办企业提供便利问题",
}
ADDRESSEE_WORDS: Mapping[Addressee, str] = {
    Addressee.CITY: "各区县（市）纪委监委，市直各部门、各企事业单位纪检监察组织：",
    Addressee.DISTRICT: "各乡镇（街道）纪（工）委，各直属单位纪检监察组织：",
    Addressee.UNITS: "各地区、各部门、各单位：",
}
COPY_WORDS: Mapping[Copy, str] = {
    Copy.ORGANISATION_DEPARTMENT: "同级党委组织部",
    Copy.INSPECTION_OFFICE: "同级党委巡察办",
    Copy.GENERAL_OFFICE: "同级党委办公厅（室）",
}
REQUIREMENT_WORDS: Mapping[Requirement, str] = {
    Requirement.DELIVER_AND_EXPLAIN: "补报齐全，并书面说明迟报原因。",
    Requirement.DELIVER_AND_REVIEW: "补报齐全，书面说明迟报原因，并由主要负责同志作出书面检查。",
}
LATE_WORDS: Mapping[LateKind, str] = {
    LateKind.CITY_MANAGED_FORMS: "市管干部的《领导干部配偶子女经商办企业申报表》",
    LateKind.STATISTICS: "《领导干部配偶子女经商办企业自查情况统计表》",
    LateKind.WRITTEN_REPORT: "组织开展专项治理情况的书面报告",
    LateKind.UNFILED: "应申报人员的《领导干部配偶子女经商办企业申报表》",
}
REASON_WORDS: Mapping[ReasonClass, str] = {
    ReasonClass.DECISION_CHANGED: "处理决定变更",
    ReasonClass.UNDER_REVIEW: "申诉复查",
    ReasonClass.MISTAKE: "内容有误",
    ReasonClass.PERSONAL_DATA: "个人信息保护",
    ReasonClass.EXPIRED: "公布期满",
}
OPENING = (
    "专项治理开展以来，纪检监察机关将查处的问题与本人申报的情况相对照，对瞒报漏报的，既追究本人责任，"
    "也追究审签人责任。现将{n}起典型问题通报如下。"
)
CLOSING = "各级党组织要引以为戒，做到应申报的全部申报。审签人签字就要负责，不得以“未接到反映”代替核对。"
TITLE_OF_SEVERAL = f"关于{{n}}起领导干部{BREAK}家属违规经商办企业{BREAK}典型问题的通报"
TITLE_OF_ONE = f"关于{{who}}{BREAK}{{wrong}}的通报"
LATE_TITLE = f"关于{{n}}个单位{BREAK}未按时完成专项治理上报工作的{BREAK}通报批评"
LATE_OPENING = (
    "《关于开展领导干部配偶子女经商办企业专项治理工作方案》要求各地区各部门各单位按时上报有关情况。"
    "截至{day}，以下{n}个单位没有按时完成有关上报工作，现予点名通报批评。"
)
LATE_CLOSING = "上述单位应于{day}前{requirement}"


@dataclass(frozen=True, slots=True)
class Head:
    """How an office appears on its documents: red head, the sign of its numbers, who signs."""

    red_head: str
    sign: str
    signed_by: tuple[str, ...]

    def number(self, year: int, sequence: int) -> str:
        """发文字号."""
        return f"{self.sign}〔{year}〕{sequence}号"


def head_of(office_name: str) -> Head:
    """The head of a place's commission; an office of another name stands under that name."""
    place = place_of(office_name)
    if not place:
        return Head(office_name, office_name, (office_name,))
    return Head(f"{place}纪委监委", f"{place[0]}纪发", (f"中共{place}纪律检查委员会", f"{place}监察委员会"))


def counted(n: int) -> str:
    """一 to 九十九, as headings are counted. Raises ValueError outside."""
    if not 1 <= n <= 99:
        raise ValueError("headings are counted from 1 to 99")
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


def written(day: date) -> str:
    """A day as documents write it."""
    return f"{day.year}年{day.month}月{day.day}日"
