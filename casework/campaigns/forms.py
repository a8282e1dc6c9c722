"""Forms of campaigns: fields, hints and the instructions their errors give. No rule of the plan."""

from web.fields import (
    AtMost,
    Boxes,
    DayText,
    Form,
    Needed,
    Optional,
    Radios,
    Selection,
    TextBlock,
    TextLine,
    Tick,
)
from web.i18n import lazy_gettext as _l

DOCUMENT = _l("文号或者文件名称")


class NewCampaign(Form):
    """Title, profile and the five days; days left empty are those the profile prints."""

    title = TextLine(_l("名称"), [Needed(_l("请填写名称")), AtMost(120)])
    profile = Radios(_l("规定版本"), [Needed(_l("请选一个规定版本"))])
    opens_on = DayText(
        _l("申报开始日"),
        [Optional()],
        description=_l("这一天是应申报人员的基准日。五个日期都不填，用规定版本印的日期"),
    )
    declare_by = DayText(_l("申报截止日"), [Optional()])
    countersign_by = DayText(_l("公示审签截止日"), [Optional()])
    deliver_by = DayText(_l("报送市纪委截止日"), [Optional()])
    review_by = DayText(_l("审核截止日"), [Optional()])


class Reason(Form):
    """Why a campaign ends."""

    reason = TextBlock(
        _l("理由"), [Needed(_l("请写明理由")), AtMost(400)], description=_l("加密保存，只有本机关能看")
    )


class ChosenReason(Form):
    """Why something is changed or ended, from a closed list."""

    reason = Selection(_l("理由"), [Needed(_l("请选理由"))])


class NewPerson(Form):
    """A person who is put on the register and the roster of a unit."""

    name = TextLine(_l("姓名"), [Needed(_l("请填写姓名")), AtMost(60)])
    post = TextLine(_l("现任职务"), [Needed(_l("请填写职务")), AtMost(120)])
    rank = Selection(_l("级别"), [Needed(_l("请选级别"))])
    managed_by = Selection(_l("干部管理权限"), [Needed(_l("请选干部管理权限"))])
    standing = Boxes(_l("职务情况"), [Optional()])
    roles = Boxes(
        _l("担任的领导职务"), [Optional()], description=_l("只选确实担任的；审签人和上报渠道由此确定")
    )
    reason = Selection(_l("理由"), [Optional()], description=_l("申报开始后增加人员要选一项"))


class FixRoster(Form):
    """List everybody of the unit; the reason is asked for once filing has opened."""

    reason = Selection(_l("理由"), [Optional()], description=_l("申报开始后增加人员要选一项"))


class NewCharge(Form):
    """A row of the portfolio table, its leader and target by name."""

    leader = TextLine(_l("领导姓名"), [Needed(_l("请填写姓名")), AtMost(60)])
    leader_unit = TextLine(_l("领导所在单位"), [Optional(), AtMost(120)], description=_l("有同名的要写"))
    post = Selection(_l("以什么身份审签"), [Needed(_l("请选一项"))])
    charge = Radios(_l("分管什么"), [Needed(_l("请选一项"))])
    target = TextLine(
        _l("分管对象"),
        [Needed(_l("请填写分管对象")), AtMost(120)],
        description=_l(
            "单位全称、人员姓名（有同名的写成“姓名，单位全称”）、地区名称或者业务名称，与上一项对应"
        ),
    )
    from_on = DayText(_l("起"), [Needed(_l("请填写开始日期"))])
    to_on = DayText(_l("止"), [Optional()], description=_l("没有结束的不填"))
    document = TextLine(
        _l("依据文件"), [Needed(_l("请填写依据文件的文号")), AtMost(120)], description=DOCUMENT
    )
    acting = Tick(_l("代行：空缺或者外出期间经授权审签，上面填授权文件的文号"))


class EndCharge(Form):
    """The last day of a row, and why it ends."""

    last_day = DayText(
        _l("最后一天"), [Needed(_l("请填写日期"))], description=_l("录错的，填开始日的前一天，等于没有生效过")
    )
    reason = Selection(_l("理由"), [Needed(_l("请选理由"))])


class NewAbsence(Form):
    """A leader away from his post."""

    leader = TextLine(_l("领导姓名"), [Needed(_l("请填写姓名")), AtMost(60)])
    leader_unit = TextLine(_l("领导所在单位"), [Optional(), AtMost(120)], description=_l("有同名的要写"))
    from_on = DayText(_l("起"), [Needed(_l("请填写开始日期"))])
    to_on = DayText(_l("止"), [Needed(_l("请填写结束日期"))])
    document = TextLine(_l("依据"), [Needed(_l("请填写依据")), AtMost(120)], description=DOCUMENT)


class NewEvidence(Form):
    """Evidence of one of the four, or a progress check."""

    what = Radios(_l("登记什么"), [Needed(_l("请选一项"))])
    day = DayText(_l("日期"), [Needed(_l("请填写日期"))])
    document = TextLine(_l("证明材料"), [Needed(_l("请填写证明材料")), AtMost(120)], description=DOCUMENT)


class NewDelivery(Form):
    """A hand-in at the city's commission."""

    organ = Selection(_l("报送单位"), [Needed(_l("请选报送单位"))])
    item = Radios(_l("材料"), [Needed(_l("请选一项"))])
    delivered_on = DayText(_l("收到日期"), [Needed(_l("请填写日期"))])
    document = TextLine(_l("来文"), [Needed(_l("请填写来文")), AtMost(120)], description=DOCUMENT)
    nobody = Tick(_l("没有市管干部，报0人"))


class NewLateFiling(Form):
    """A written request for one person."""

    person = Selection(_l("为谁请示"), [Needed(_l("请选一个人"))])
    number = TextLine(_l("请示文号"), [Needed(_l("请填写文号")), AtMost(60)])
    requested_on = DayText(_l("请示日期"), [Needed(_l("请填写日期"))])
    reason = TextBlock(
        _l("理由"),
        [Needed(_l("请写明理由")), AtMost(1000)],
        description=_l("加密保存，只有本单位和批准机关能看"),
    )


class EndObstacle(Form):
    """The day on which what kept the person from filing ended."""

    ended_on = DayText(_l("特殊情况消除的日期"), [Needed(_l("请填写日期"))])


class Decision(Form):
    """Granted or not."""

    answer = Radios(_l("批准意见"), [Needed(_l("请选一项"))])
