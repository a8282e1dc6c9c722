"""Chinese names of this subject's closed lists: message ids of the translations, wrapped in gettext by the page."""

from collections.abc import Mapping

from casework.campaigns.answers import Problem
from casework.campaigns.words import EARLIER, Duty, WhyEnded, WhyListed, WhyRemoved, WhyVoided
from regulation.case_terms import ExceptionState

DUTY_LABELS: Mapping[Duty, str] = {
    Duty.PRIMARY: "主要负责人检查进展（主体责任）",
    Duty.SUPERVISORY: "纪委（纪检组）检查进展（监督责任）",
}

WHY_LISTED_LABELS: Mapping[str, str] = {
    WhyListed.OVERLOOKED: "名册漏列",
    WhyListed.APPOINTED: "新任职",
    WhyListed.MOVED_IN: "调入",
    WhyListed.CORRECTED: "更正后重新列入",
}
WHY_REMOVED_LABELS: Mapping[str, str] = {
    WhyRemoved.MOVED_AWAY: "调离",
    WhyRemoved.RETIRED: "退休",
    WhyRemoved.OUT_OF_POST: "不再担任原职务",
    WhyRemoved.DIED: "去世",
    WhyRemoved.NOT_OBLIGED: "不属于申报范围",
    WhyRemoved.LISTED_TWICE: "重复列入",
    WhyRemoved.MISTAKEN: "录入有误",
}
WHY_ENDED_LABELS: Mapping[str, str] = {
    WhyEnded.DUTIES_CHANGED: "分工调整",
    WhyEnded.POST_CHANGED: "职务变动",
    WhyEnded.MISTAKEN: "录入有误",
}
WHY_VOIDED_LABELS: Mapping[str, str] = {
    WhyVoided.MISTAKEN: "登记有误",
    WhyVoided.HANDED_IN_TWICE: "重复登记",
    WhyVoided.GIVEN_BACK: "材料退回重报",
}
WHY_LABELS: Mapping[str, str] = {
    **WHY_LISTED_LABELS,
    **WHY_REMOVED_LABELS,
    **WHY_ENDED_LABELS,
    EARLIER: "原来写的理由已不保存",
}
"""What a page shows for a kept reason."""

REQUEST_LABELS: Mapping[ExceptionState, tuple[str, str]] = {
    ExceptionState.REQUESTED: ("待批", "amb"),
    ExceptionState.APPROVED: ("已批准", "teal"),
    ExceptionState.DUE: ("应补报", "amb"),
    ExceptionState.OVERDUE: ("补报超期", "red"),
    ExceptionState.CLOSED: ("已补报", "grn"),
}
"""The state of a request and the kind of its tag."""

GROUND_LABELS: Mapping[str, str] = {
    "SR-01": "六类机关县处级以上领导干部",
    "SR-02": "人民团体、事业单位相当于县处级以上领导干部",
    "SR-03": "国有企业及其分支机构领导人员",
    "SR-04": "区县直属机关科级以上负责人",
    "SR-05": "乡镇、街道负责人",
    "SR-06": "基层站所负责人",
    "A21": "中直、省属单位领导干部",
    "A14": "基准日不在职",
    "SR-07": "不属工作对象",
}
"""By which words of 一 a person must declare, or why not (`regulation.scope`)."""

STANDING_LABELS: Mapping[str, str] = {
    "leadership_team_member": "领导班子成员",
    "principal_leader": "主要负责人",
    "party_secretary": "党委（党组）书记",
    "responsible_post": "正职或者副职负责人",
    "rank_equivalent": "相当于该级别",
    "non_leading_post": "非领导职务",
    "rehired": "退休后返聘",
    "party_member": "中共党员",
    "party_post": "担任党内职务",
    "affiliation_local": "组织关系在属地",
}
"""The yes-or-no facts of a person that the page offers, in this order."""

PROBLEM_WORDS: Mapping[Problem, str] = {
    Problem.UNKNOWN: "没有找到。请核对后再试。",
    Problem.NOT_YOURS: "这个单位不归本账号管理，请由它自己或者审核它的机关登记。",
    Problem.NOT_COMPETENT: "这一步不能由本账号办理，请由有权的机关、另一位同事办理。",
    Problem.CAMPAIGN_RUNNING: "还有一个专项治理没有结束。请先结束它。",
    Problem.CAMPAIGN_CLOSED: "这个专项治理已经结束，不能再改。",
    Problem.PROFILE_UNKNOWN: "请从列出的规定版本中选一个。",
    Problem.DATES_MISSING: "这个规定版本没有印日期，请把五个日期都填上。",
    Problem.ALREADY_LISTED: "这个人已经在名册里。",
    Problem.ALREADY_DONE: "这一步已经办过。",
    Problem.REASON_MISSING: "请写明理由。申报开始后名册已经固定，改动要说明原因。",
    Problem.UNIT_MISSING: "这个人没有登记所在单位，请先登记。",
    Problem.DOCUMENT_MISSING: "请填写依据文件的文号或者名称。",
    Problem.TARGET_UNKNOWN: "没有找到这个名称，或者有重名。请写全称；人员有同名的，写明所在单位。",
    Problem.POST_NOT_YOURS: "单位只登记本单位的书记和分管领导；上级领导由审核机关登记。",
    Problem.DATES_REVERSED: "请核对日期：结束日不能早于开始日，也不能晚于原来的结束日。",
    Problem.TOO_FAR: "结束日太远，当年的工作日还没有公布。请先填到已公布的年份。",
    Problem.IN_THE_FUTURE: "请填写今天或者以前的日期。",
    Problem.NOT_THE_PRINCIPAL: "只有本单位主要负责人本人可以签字。",
    Problem.NO_RECIPIENT: "接收机关或者本单位还没有密钥，请示暂时不能加密送达。请先生成密钥。",
}

PROFILE_LABELS: Mapping[str, str] = {
    "HRB-2014": "哈尔滨市2014年专项治理方案",
    "CURRENT": "现行规定",
}
"""What the profiles of the regulation are called on the page."""
