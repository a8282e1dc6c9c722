"""The questions of the public door. Every list has 不清楚, and only name-or-unit must be answered."""

from typing import Any, Final

from stdnum.cn import ric
from wtforms import ValidationError

from portal.words import AT_COMMISSION, LEVEL_HINTS, LEVELS, RELATIVES
from web.fields import (
    AtMost,
    Digits,
    Files,
    Form,
    Hidden,
    Needed,
    NeededIf,
    OneOf,
    Optional,
    Radios,
    Selection,
    TextBlock,
    TextLine,
    Tick,
)
from web.i18n import gettext as _
from web.i18n import lazy_gettext as _l

LONG: Final = 20_000
LINE: Final = 200


def _level() -> Radios:
    return Radios(
        _l("级别"),
        choices=list(LEVELS.items()),
        hints=dict(LEVEL_HINTS),
        default="unknown",
        validators=[Optional()],
    )


class Who(Form):
    """Whom it is about."""

    name = TextLine(
        _l("姓名"),
        description=_l("不知道全名，写记得的几个字，或者写“李局长”这样的称呼。"),
        validators=[OneOf(["unit"], _l("请写姓名或者单位，有一样就可以")), AtMost(LINE)],
    )
    unit = TextLine(
        _l("单位"), description=_l("单位、部门或者村、社区的名称。"), validators=[Optional(), AtMost(LINE)]
    )
    post = TextLine(_l("职务"), description=_l("不清楚可以不写。"), validators=[Optional(), AtMost(LINE)])
    level = _level()


class Place(Form):
    """One of the three steps to a region."""

    region = Radios(_l("在哪里"), validators=[Needed(_l("请选一个；拿不准就选“不清楚”"))])


class Which(Form):
    """Post, level and place: which office handles a report on such a person."""

    post = TextLine(
        _l("职务"),
        description=_l("比如区长、镇长、局长；不清楚可以不写。"),
        validators=[Optional(), AtMost(LINE)],
    )
    level = _level()
    region = Selection(_l("在哪里"))


class Commission(Form):
    """The outright question."""

    at_commission = Radios(
        _l("这个人是不是在纪委监委工作？"),
        choices=list(AT_COMMISSION.items()),
        validators=[Needed(_l("请选一个；拿不准就选“不清楚”"))],
    )


class Others(Form):
    """Whether the report is about more people."""

    more = Radios(
        _l("还要反映别的人吗？"),
        choices=[("no", _l("没有了")), ("yes", _l("还有一位"))],
        validators=[Needed(_l("请选“没有了”或者“还有一位”"))],
    )


class Business(Form):
    """Which relative, what business, where, and what the official did."""

    relative = Radios(
        _l("哪位亲属"),
        choices=list(RELATIVES.items()),
        validators=[Needed(_l("请选择是哪位亲属；拿不准就选“不清楚”"))],
    )
    business = TextLine(
        _l("企业或店铺的名称"),
        description=_l("招牌、合同、发票或包装上的名字都可以。"),
        validators=[
            NeededIf("business_unknown", [False], _l("请写企业或店铺的名称；不知道全名，写记得的几个字")),
            AtMost(LINE),
        ],
    )
    business_unknown = Tick(_l("不清楚名称"))
    place = TextLine(
        _l("在哪里经营"), description=_l("区县、街道或大致位置。"), validators=[Optional(), AtMost(LINE)]
    )
    acts = TextBlock(
        _l("这位领导干部为这门生意做了什么"),
        description=_l("比如打招呼、批项目、指定供应商、减免费用。最多20,000字。"),
        validators=[Optional(), AtMost(LONG)],
    )


class Details(Form):
    """When, for whose good, and whatever else."""

    when = TextLine(
        _l("什么时候"),
        description=_l("大致的年月就可以，比如2025年9月至今。"),
        validators=[Optional(), AtMost(LINE)],
    )
    beneficiary = TextLine(
        _l("谁得了好处"),
        description=_l("人或者企业；大致多少也可以写。"),
        validators=[Optional(), AtMost(LINE)],
    )
    text = TextBlock(
        _l("还想说的"),
        description=_l("谁能证明、哪里有记录、申报时有没有隐瞒。最多20,000字。"),
        validators=[Optional(), AtMost(LONG)],
    )


class Material(Form):
    """Files."""

    files = Files(_l("选择文件"))


class Naming(Form):
    """Anonymous or named."""

    named = Radios(
        _l("匿名还是实名？"),
        choices=[("no", _l("匿名举报")), ("yes", _l("实名举报"))],
        validators=[Needed(_l("请选“匿名举报”或者“实名举报”"))],
    )


class Identity(Form):
    """Who a named reporter is."""

    name = TextLine(
        _l("您的姓名或者单位名称"),
        validators=[Needed(_l("请写您的姓名；不想写，请返回选“匿名举报”")), AtMost(LINE)],
    )
    contact = TextLine(
        _l("联系方式"),
        description=_l("电话、地址或者邮箱，写一样能找到您的。"),
        validators=[Needed(_l("请写一种联系方式；没有联系方式只能按匿名办理")), AtMost(LINE)],
    )
    id_number = TextLine(_l("身份证号（可不写）"), validators=[Optional(), AtMost(18)])

    def validate_id_number(self, field: Any) -> None:
        """Checked only where it is given."""
        if field.data and not ric.is_valid(field.data):
            raise ValidationError(_("身份证号应是18位，请核对；也可以不写"))


class Check(Form):
    """The one box before sending."""

    truthful = Tick(
        _l("我写的是我知道的情况，没有捏造"),
        validators=[Needed(_l("请先勾选“我写的是我知道的情况，没有捏造”"))],
    )


class Kept(Form):
    """The receipt is kept."""

    kept = Tick(
        _l("我已抄下、打印或下载了回执"), validators=[Needed(_l("请先抄下、打印或下载回执，再勾选这一项"))]
    )


class LookUp(Form):
    """The receipt that opens a mailbox; `unsent` carries a letter whose session had ended."""

    receipt = Digits(_l("输入25位回执"), description=_l("空格、短横都可以照抄。"), validators=[])
    unsent = Hidden()


class Letter(Form):
    """What a reporter writes from the mailbox; `once` makes a repeated sending the same letter."""

    text = TextBlock(
        _l("回信"), description=_l("最多20,000字。请不要写自己的姓名和电话。"), validators=[AtMost(LONG)]
    )
    files = Files(_l("添加文件（可不选）"))
    once = Hidden()


class Search(Form):
    """Words to look for in published notices."""

    words = TextLine(_l("查找通报"), validators=[Optional(), AtMost(100)])
