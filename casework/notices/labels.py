"""The Chinese names of the words of notices: msgids, wrapped in gettext when shown."""

from collections.abc import Mapping

from casework.notices.words import (
    Addressee,
    CheckKind,
    Copy,
    Kin,
    LateKind,
    Problem,
    ReasonClass,
    Requirement,
    Wrong,
)

WRONG_LABELS: Mapping[Wrong, str] = {
    Wrong.CONCEALED: "瞒报",
    Wrong.OMITTED: "漏报",
    Wrong.ENGAGED: "在管辖的地区和业务范围内经商办企业",
    Wrong.FAVOURED: "为经商办企业提供便利",
}
KIN_LABELS: Mapping[Kin, str] = {
    Kin.SPOUSE: "配偶",
    Kin.CHILD: "子女",
    Kin.CHILD_SPOUSE: "子女配偶",
    Kin.FAMILY: "家属（几人或者不分）",
}
ADDRESSEE_LABELS: Mapping[Addressee, str] = {
    Addressee.CITY: "各区县（市）纪委监委，市直各部门、各企事业单位纪检监察组织",
    Addressee.DISTRICT: "各乡镇（街道）纪（工）委，各直属单位纪检监察组织",
    Addressee.UNITS: "各地区、各部门、各单位",
}
COPY_LABELS: Mapping[Copy, str] = {
    Copy.ORGANISATION_DEPARTMENT: "同级党委组织部",
    Copy.INSPECTION_OFFICE: "同级党委巡察办",
    Copy.GENERAL_OFFICE: "同级党委办公厅（室）",
}
REQUIREMENT_LABELS: Mapping[Requirement, str] = {
    Requirement.DELIVER_AND_EXPLAIN: "补报齐全，书面说明迟报原因",
    Requirement.DELIVER_AND_REVIEW: "补报齐全，书面说明原因，主要负责同志作书面检查",
}
LATE_LABELS: Mapping[LateKind, str] = {
    LateKind.CITY_MANAGED_FORMS: "市管干部申报表",
    LateKind.STATISTICS: "自查情况统计表",
    LateKind.WRITTEN_REPORT: "书面报告",
    LateKind.UNFILED: "应报未报",
}
REASON_LABELS: Mapping[ReasonClass, str] = {
    ReasonClass.DECISION_CHANGED: "处理决定变更",
    ReasonClass.UNDER_REVIEW: "申诉复查",
    ReasonClass.MISTAKE: "内容有误",
    ReasonClass.PERSONAL_DATA: "个人信息保护",
    ReasonClass.EXPIRED: "公布期满",
}
CHECK_LABELS: Mapping[CheckKind, str] = {
    CheckKind.ISSUER: "由市纪委作出，不点经批准延期的单位",
    CheckKind.IN_FORCE: "案件已结，决定已经生效",
    CheckKind.CONFIRMED: "“瞒报”“漏报”经两人确认",
    CheckKind.COMPLETE: "要素齐全",
    CheckKind.NAMES: "没有亲属和不予追究、未结、移送的人的姓名",
    CheckKind.FIRMS: "企业没有写名称，或者记了必须写的理由",
    CheckKind.PERSONAL_DATA: "没有证件号、住址、电话，没有未成年人",
    CheckKind.REPORTER: "没有与举报相同的连续八个字",
    CheckKind.DATES: "写了下架日期，日期先后正确",
    CheckKind.ASSESSMENT: "个人信息保护影响评估已记",
}
PROBLEM_LABELS: Mapping[Problem, str] = {
    Problem.NOT_READY: "检查还没有全部通过，请先改好标出的地方。",
    Problem.CHANGED_SINCE: "您打开之后，内容已被改动。请看清现在的内容再办。",
    Problem.WRONG_STATE: "这份通报现在不能这样办，请看它的状态。",
    Problem.NOTHING_CHOSEN: "请至少选一项。",
    Problem.NOT_A_CHOICE: "选的内容不在可选的范围，可能刚被撤回。请重新选。",
    Problem.NOTHING_CHANGED: "与已发布的内容相同，没有可以更正的。",
    Problem.DATE_PAST: "发布日期不能早于今天。",
    Problem.TAKE_DOWN_EARLY: "下架日期要晚于发布日期。",
}
