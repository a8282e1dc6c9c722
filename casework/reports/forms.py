"""Forms of reports: fields and the instructions their errors give. No rule of the office."""

from typing import Any

from casework.reports.labels import CHANNEL_LABELS, DECLINE_ADVICE
from casework.reports.words import Channel
from regulation.case_terms import DeclineGround
from regulation.labels import label
from web.fields import (
    AtMost,
    DayText,
    Form,
    Hidden,
    Needed,
    Optional,
    Radios,
    Selection,
    TextBlock,
    TextLine,
    Tick,
)
from web.i18n import gettext as _
from web.i18n import lazy_gettext as _l

BY_HAND = (Channel.PHONE, Channel.LETTER, Channel.VISIT)


class Versioned(Form):
    """A form that carries the version the officer saw."""

    version = Hidden()

    @property
    def seen(self) -> int:
        """The version as a number; 0 for anything else, which is always stale."""
        text = str(self.version.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0


class Accept(Versioned):
    """受理."""

    text = TextBlock(_l("给举报人的话（可以不写）"), [Optional(), AtMost(4000)])


class Decline(Versioned):
    """不予受理."""

    ground = Radios(_l("依据哪一项不予受理"), [Needed(_l("请选一项"))], choices=[])
    text = TextBlock(_l("还要告诉举报人的话（可以不写）"), [Optional(), AtMost(4000)])

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.ground.choices = [(ground.value, _(label(ground))) for ground in DeclineGround]
        self.ground.hints = {ground.value: _(DECLINE_ADVICE[ground]) for ground in DeclineGround}


class AskForMore(Versioned):
    """要求补充."""

    text = TextBlock(_l("请举报人补充什么"), [Needed(_l("请写要补充的内容")), AtMost(4000)])


class Close(Versioned):
    """办结."""

    text = TextBlock(_l("怎样答复举报人"), [Needed(_l("请写答复")), AtMost(4000)])


class Transfer(Versioned):
    """转送."""

    to_office = Selection(_l("转给哪个机关"), [Needed(_l("请选一个机关"))], choices=[])
    text = TextBlock(_l("给举报人的话（可以不写）"), [Optional(), AtMost(4000)])


class Reply(Versioned):
    """回信."""

    text = TextBlock(_l("回信"), [Needed(_l("请写要发给举报人的内容。")), AtMost(4000)])


class Judge(Form):
    """确认关联、不是、存疑."""

    kind = Hidden()
    target = Hidden()
    judgement = Hidden()
    reason = TextLine(_l("理由"), [Optional(), AtMost(500)])


class LookUp(Form):
    """在名册里找人."""

    name = TextLine(_l("姓名"), [Optional(), AtMost(60)])
    unit = TextLine(_l("单位"), [Optional(), AtMost(120)])


class Original(Form):
    """打开原件."""

    reason = TextLine(_l("为什么要打开原件"), [Needed(_l("请写明理由。")), AtMost(500)])


class Record(Form):
    """登记来电、来信、来访."""

    channel = Radios(_l("怎样收到的"), [Needed(_l("请选一项"))], choices=[])
    received_on = DayText(_l("哪天收到的"), [Needed(_l("请填日期"))])
    name = TextLine(_l("被反映人姓名"), [Optional(), AtMost(60)])
    unit = TextLine(_l("单位"), [Optional(), AtMost(120)])
    post = TextLine(_l("职务"), [Optional(), AtMost(120)])
    relative = TextLine(_l("哪位亲属"), [Optional(), AtMost(120)])
    business = TextLine(_l("企业"), [Optional(), AtMost(200)])
    text = TextBlock(_l("反映的情况"), [Needed(_l("请写反映的情况")), AtMost(20000)])
    named = Tick(_l("实名：有真实姓名和联系方式"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.channel.choices = [(each.value, _(CHANNEL_LABELS[each])) for each in BY_HAND]


__all__ = [
    "Accept",
    "AskForMore",
    "Close",
    "Decline",
    "Judge",
    "LookUp",
    "Original",
    "Record",
    "Reply",
    "Transfer",
    "Versioned",
]
