"""The portal's own words for its lists: one mapping each, as msgids, shown through gettext."""

from collections.abc import Mapping
from typing import Any, Final

from portal.answers import AtCommission, RelativeKind
from portal.letters import Status
from portal.reminders import Seen
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
DOUBTFUL_CONTACT: Final = _l(
    "这里看不出怎样找到您。请核对：电话、地址、邮箱，或者别的办法都可以。不影响继续。"
)
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
