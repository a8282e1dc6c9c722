"""Chinese names of this subject's closed lists: message ids of the translations, wrapped in gettext by the page."""

from collections.abc import Mapping

from casework.reports.answers import Problem
from casework.reports.words import (
    Channel,
    Judgement,
    ReporterStatus,
    Request,
    SetAside,
    Stage,
    Verdict,
    View,
)
from regulation.case_terms import DeclineGround
from regulation.decisions import ReceivingRow
from regulation.terms import SubjectLevel

CHANNEL_LABELS: Mapping[Channel, str] = {
    Channel.WEB: "网站",
    Channel.PHONE: "电话",
    Channel.LETTER: "来信",
    Channel.VISIT: "来访",
    Channel.TRANSFER: "转送",
}
STAGE_LABELS: Mapping[Stage, str] = {
    Stage.SEALED: "待收取",
    Stage.PENDING: "待受理",
    Stage.ACCEPTED: "线索处置",
    Stage.MORE_WANTED: "等待补充材料",
    Stage.IN_CASE: "已立案",
    Stage.CLOSED: "已办结",
    Stage.DECLINED: "不予受理",
    Stage.TRANSFERRED: "已转送",
}
STATUS_LABELS: Mapping[ReporterStatus, str] = {
    ReporterStatus.RECEIVED: "已接收",
    ReporterStatus.ACCEPTED: "已受理",
    ReporterStatus.TRANSFERRED: "已转送",
    ReporterStatus.IN_HAND: "办理中",
    ReporterStatus.CLOSED: "已办结",
    ReporterStatus.DECLINED: "不予受理",
    ReporterStatus.MORE_WANTED: "需补充材料",
}
REQUEST_LABELS: Mapping[Request, str] = {
    Request.RETALIATION: "反映打击报复",
    Request.PROTECTION: "请求保护",
    Request.RECUSAL: "申请回避",
    Request.COMPLAINT: "投诉工作人员",
}
JUDGEMENT_LABELS: Mapping[Judgement, str] = {
    Judgement.YES: "已确认关联",
    Judgement.NO: "已判断不是",
    Judgement.UNSURE: "存疑",
}
VERDICT_LABELS: Mapping[Verdict, str] = {
    Verdict.FIRM_DECLARED: "申报表里写有这家企业：“%(firm)s”",
    Verdict.FIRM_DOUBTFUL: "申报表里有名称相近的企业：“%(firm)s”",
    Verdict.FIRM_ABSENT: "申报表里没有这家企业：“%(firm)s”",
    Verdict.DECLARED_NOTHING: "经商办企业一栏填“无”，举报称有“%(firm)s”",
    Verdict.FIRM_NOT_TOLD: "举报没有写是哪家企业，请对照申报表",
}
SET_ASIDE_LABELS: Mapping[SetAside, str] = {
    SetAside.LOST: "内容缺失或者损坏",
    SetAside.BROKEN: "登记不进去，格式不对",
    SetAside.STRANGER: "收件的机关不在名录里",
}
RELATIVE_LABELS: Mapping[str, str] = {
    "spouse": "配偶",
    "child": "子女",
    "child_spouse": "子女的配偶",
    "other_kin": "其他亲属或关系密切的人",
    "unknown": "不清楚",
}
LEVEL_LABELS: Mapping[str, str] = {
    SubjectLevel.SECTION_OR_BELOW: "科级及以下",
    SubjectLevel.DIVISION: "处级",
    SubjectLevel.CITY_MANAGED: "市里管的领导干部",
    SubjectLevel.PROVINCE_MANAGED: "省里管的领导干部",
    SubjectLevel.CENTRE_MANAGED: "中央管的领导干部",
    SubjectLevel.UNKNOWN: "不清楚",
}
AT_COMMISSION_LABELS: Mapping[str, str] = {"yes": "是", "no": "不是", "unsure": "不清楚"}
"""The reporter's answers in the words in which he was asked."""

ROUTE_WORDS: Mapping[str, str] = {
    ReceivingRow.Q1: "被反映人是省管以上干部，由省级机关受理，封送本机关。",
    ReceivingRow.Q2: "被反映人是市管干部，由市级机关受理，所以送到本机关。",
    ReceivingRow.Q3: "被反映人在市直单位或者市属企事业单位，由市级机关受理，所以送到本机关，不交给他自己的单位。",
    ReceivingRow.Q4: "被反映人在区、县（市）或者乡镇、基层站所，由那里的机关受理，所以送到本机关。",
    ReceivingRow.Q5: "被反映人在垂直管理系统或者中央、省属单位，由有干部管理权限的机关受理；名录里没有的，由市级机关代收后转送。",
    ReceivingRow.Q6: "反映的是受理机关自己的人，封送上一级，所以送到本机关。",
    ReceivingRow.Q7: "被反映人不止一位，按级别最高的一位确定；同级而不在一个地方的，由共同的上级受理，所以送到本机关。",
    ReceivingRow.Q8: "举报人不知道是谁或者在哪里，由市级机关受理，所以送到本机关。",
    ReceivingRow.Q8A: "举报人不知道被反映人的级别，由市级机关受理，所以先送到本机关；查清后再下转，级别不明时不得送区、县（市）。",
}
VIEW_LABELS: Mapping[View, str] = {
    View.MINE: "待我处理",
    View.NEW: "新到",
    View.SOON: "临期",
    View.OVERDUE: "超期",
    View.UNREAD: "来信未读",
    View.NAMED_OVERDUE: "实名超期",
    View.ALL: "全部",
}
DECLINE_ADVICE: Mapping[DeclineGround, str] = {
    DeclineGround.SETTLED_BY_LAW: "这件事要走诉讼、仲裁、行政裁决或者行政复议的途径。请向有管辖权的法院、仲裁机构或者行政复议机关提出。",
    DeclineGround.OTHER_ORGAN: "这件事归其他机关或者单位办理。请向主管机关提出；不清楚是哪个机关的，可以问12345政务服务便民热线。",
    DeclineGround.NO_SUBSTANCE: "请补充具体事实：是谁、什么时间、什么地点、做了什么、有什么证据或者线索。补充后可以再发来。",
}
PROBLEM_WORDS: Mapping[Problem, str] = {
    Problem.UNKNOWN: "没有找到。请回到收件列表再试。",
    Problem.STALE: "您打开以后，别人已经改过这一件。请核对两个版本，再决定是否继续。",
    Problem.ALREADY_DONE: "这一步已经办过。",
    Problem.REASON_MISSING: "请写明理由。",
    Problem.EVIDENCE_WEAK: "名册上看到的还不足以认定是他。请写凭什么认定，比如核对过职务、住址、亲属关系或者哪份材料。",
    Problem.NOBODY_ASKED: "请写姓名或者单位，写一项就可以。",
    Problem.TEXT_MISSING: "请写要发给举报人的内容。",
    Problem.WRONG_STAGE: "这一件目前的环节不能办这一步。",
    Problem.REPEATS_REPORT: "不要复述举报内容。请改写这一段：“%(run)s”",
    Problem.SAME_OFFICE: "这一件已经在本机关。请选另一个机关。",
    Problem.NO_RECIPIENT: "这个机关还没有公钥，不能加密转送。请先联系它建立密钥，或者转给它的上级。",
    Problem.GUARDED_OFFICE: "举报可能反映这个机关的人，不能转给它。请转给它的上级；核对过不是他的，先在“可能有关”里判断“不是”。",
    Problem.NOT_A_HANDLER: "请选本机关持有密钥的承办人。",
    Problem.NO_MAILBOX: "举报人没有信箱，不能在这里回信。",
}
