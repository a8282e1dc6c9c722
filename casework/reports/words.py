"""The closed lists of this subject and their Chinese names (message ids of the translations)."""

from collections.abc import Mapping
from enum import StrEnum


class Channel(StrEnum):
    """How a report came in."""

    WEB = "web"
    PHONE = "phone"
    LETTER = "letter"
    VISIT = "visit"
    TRANSFER = "transfer"


class Stage(StrEnum):
    """Where a report stands in its office."""

    SEALED = "sealed"
    PENDING = "pending"
    ACCEPTED = "accepted"
    MORE_WANTED = "more_wanted"
    IN_CASE = "in_case"
    CLOSED = "closed"
    DECLINED = "declined"
    TRANSFERRED = "transferred"


class ReporterStatus(StrEnum):
    """The seven words a reporter reads; fixed by the format of the mailbox."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    IN_HAND = "in_hand"
    CLOSED = "closed"
    DECLINED = "declined"
    MORE_WANTED = "more_wanted"


class Request(StrEnum):
    """What a reporter may ask for besides writing; such messages stand first."""

    RETALIATION = "retaliation"
    PROTECTION = "protection"
    RECUSAL = "recusal"
    COMPLAINT = "complaint"


class Judgement(StrEnum):
    """What a person decided about a suggestion."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class LinkKind(StrEnum):
    """What a report was linked with."""

    OFFICIAL = "official"
    REPORT = "report"


class View(StrEnum):
    """The tabs of the inbox."""

    MINE = "mine"
    NEW = "new"
    SOON = "soon"
    OVERDUE = "overdue"
    UNREAD = "unread"
    NAMED_OVERDUE = "named_overdue"
    ALL = "all"


CHANNEL_LABELS: Mapping[Channel, str] = {
    Channel.WEB: "网站",
    Channel.PHONE: "电话",
    Channel.LETTER: "来信",
    Channel.VISIT: "来访",
    Channel.TRANSFER: "转送",
}
CHANNEL_SIGNS: Mapping[Channel, str] = {
    Channel.WEB: "网",
    Channel.PHONE: "电",
    Channel.LETTER: "信",
    Channel.VISIT: "访",
    Channel.TRANSFER: "转",
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
VIEW_LABELS: Mapping[View, str] = {
    View.MINE: "待我处理",
    View.NEW: "新到",
    View.SOON: "临期",
    View.OVERDUE: "超期",
    View.UNREAD: "来信未读",
    View.NAMED_OVERDUE: "实名超期",
    View.ALL: "全部",
}

OPEN_STAGES = frozenset({Stage.PENDING, Stage.ACCEPTED, Stage.MORE_WANTED, Stage.IN_CASE})
CLUE_STAGES = frozenset({Stage.ACCEPTED, Stage.MORE_WANTED, Stage.IN_CASE, Stage.CLOSED})
"""Stages in which a report is a clue that investigators may read."""
