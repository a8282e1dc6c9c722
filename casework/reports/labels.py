"""Chinese names of this subject's closed lists: message ids of the translations, wrapped in gettext by the page."""

from collections.abc import Mapping

from casework.reports.answers import Problem
from casework.reports.words import (
    Channel,
    Judgement,
    ReporterStatus,
    Request,
    Stage,
    Verdict,
    View,
)
from regulation.case_terms import DeclineGround

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
    Problem.TEXT_MISSING: "请写要发给举报人的内容。",
    Problem.WRONG_STAGE: "这一件目前的环节不能办这一步。",
    Problem.REPEATS_REPORT: "不要复述举报内容。请改写这一段：“%(run)s”",
    Problem.SAME_OFFICE: "这一件已经在本机关。请选另一个机关。",
    Problem.NO_RECIPIENT: "这个机关还没有公钥，不能加密转送。请先联系它建立密钥，或者转给它的上级。",
    Problem.GUARDED_OFFICE: "举报可能反映这个机关的人，不能转给它。请转给它的上级。",
    Problem.NOT_A_HANDLER: "请选本机关持有密钥的承办人。",
    Problem.NO_MAILBOX: "举报人没有信箱，不能在这里回信。",
}
