"""The portal's own words for its lists: one mapping each, as msgids, shown through gettext."""

from collections.abc import Mapping
from typing import Any, Final

from portal.answers import AtCommission, RelativeKind
from portal.letters import Status
from portal.reminders import Seen
from regulation.decisions import ReceivingRow
from regulation.terms import SubjectLevel
from web.i18n import lazy_gettext as _l

LEVELS: Final[Mapping[str, Any]] = {
    SubjectLevel.SECTION_OR_BELOW: _l("科级及以下"),
    SubjectLevel.DIVISION: _l("处级"),
    SubjectLevel.CITY_MANAGED: _l("市里管的领导干部"),
    SubjectLevel.PROVINCE_MANAGED: _l("省里管的领导干部"),
    SubjectLevel.CENTRE_MANAGED: _l("中央管的领导干部"),
    SubjectLevel.UNKNOWN: _l("不清楚"),
}
LEVEL_HINTS: Final[Mapping[str, Any]] = {
    SubjectLevel.SECTION_OR_BELOW: _l("比如科长、所长、乡镇干部、村里的干部"),
    SubjectLevel.DIVISION: _l("比如区里的局长、市局的处长"),
    SubjectLevel.CITY_MANAGED: _l("比如区委书记、区长、市直单位的局长"),
    SubjectLevel.PROVINCE_MANAGED: _l("比如市委、市政府的领导"),
}
RELATIVES: Final[Mapping[str, Any]] = {
    RelativeKind.SPOUSE: _l("配偶"),
    RelativeKind.CHILD: _l("子女"),
    RelativeKind.CHILD_SPOUSE: _l("子女的配偶"),
    RelativeKind.OTHER_KIN: _l("其他亲属或关系密切的人"),
    RelativeKind.UNKNOWN: _l("不清楚"),
}
AT_COMMISSION: Final[Mapping[str, Any]] = {
    AtCommission.NO: _l("不是"),
    AtCommission.YES: _l("是"),
    AtCommission.UNSURE: _l("不清楚"),
}
STATUSES: Final[Mapping[str, Any]] = {
    Status.RECEIVED: _l("已接收"),
    Status.ACCEPTED: _l("已受理"),
    Status.TRANSFERRED: _l("已转送"),
    Status.IN_HAND: _l("办理中"),
    Status.CLOSED: _l("已办结"),
    Status.DECLINED: _l("不予受理"),
    Status.MORE_WANTED: _l("需补充材料"),
}
REMINDERS: Final[Mapping[Seen, Any]] = {
    Seen.RECEIPT: _l("这里像有一个25位回执。回执不要写给任何人，请删去。"),
    Seen.PHONE: _l(
        "这里像有一个电话号码。如果是您自己的，建议删去；想匿名，就不要留下能认出您的内容。不影响继续。"
    ),
    Seen.IDENTITY: _l(
        "这里像有一个身份证号。如果是您自己的，建议删去；想匿名，就不要留下能认出您的内容。不影响继续。"
    ),
    Seen.MAIL: _l(
        "这里像有一个电子邮箱。如果是您自己的，建议删去；想匿名，就不要留下能认出您的内容。不影响继续。"
    ),
    Seen.NAME: _l(
        "这里像有您自己的姓名。想匿名，就请删去；实名的，姓名只写在“匿名或实名”那一页。不影响继续。"
    ),
}
WHY_THIS_OFFICE: Final[Mapping[str, Any]] = {
    ReceivingRow.Q1: _l("被反映人是省里或者中央管的领导干部，由省级机关直接受理，只有它能打开。"),
    ReceivingRow.Q2: _l(
        "被反映人是市里管的领导干部，由市级机关受理。为避开他所在的地方和单位，他那里的人看不到这件举报。"
    ),
    ReceivingRow.Q3: _l("被反映人在市直单位或者市属企事业单位，由市级机关受理，不交给他自己的单位。"),
    ReceivingRow.Q4: _l("被反映人在区县、乡镇或者基层站所，由这个区县的机关受理。"),
    ReceivingRow.Q5: _l(
        "被反映人在垂直管理系统或者中央、省属单位，由有管理权限的机关受理；这里没有它的，先由市级机关收下再转送。"
    ),
    ReceivingRow.Q7: _l("被反映人不止一位，由其中级别最高的一级受理；不在同一个地方的，由共同的上一级受理。"),
    ReceivingRow.Q8: _l("人或者地方还不清楚，由市级机关受理，查清后再转给合适的机关。"),
    ReceivingRow.Q8A: _l("级别不清楚，由市级机关受理，查清后再转给合适的机关；不会先交给他所在的区县。"),
}
LIFTED: Final = _l("被反映人在纪检监察机关工作，或者拿不准，所以交给上一级，他所在的机关看不到。")
