"""Forms of accounts, keys, units: fields and the instructions their errors give. No rule of the office."""

from wtforms.validators import Regexp

from web.fields import (
    AtMost,
    Boxes,
    DayText,
    Digits,
    Form,
    Hidden,
    Needed,
    Optional,
    Radios,
    Secret,
    Selection,
    TextBlock,
    TextLine,
)
from web.i18n import lazy_gettext as _l


class SignIn(Form):
    """User name, password, one-time code."""

    user_name = TextLine(_l("用户名"), [Needed(_l("请填写用户名")), AtMost(60)])
    password = Secret(_l("密码"), [Needed(_l("请填写密码"))])
    code = Digits(_l("动态码"), [Needed(_l("请填写动态码")), AtMost(12)])
    next = Hidden()
    held_to = Hidden()


class Unlock(Form):
    """Password and one-time code of the member whose session is locked."""

    password = Secret(_l("密码"), [Needed(_l("请填写密码"))])
    code = Digits(_l("动态码"), [Needed(_l("请填写动态码")), AtMost(12)])
    next = Hidden()
    held_to = Hidden()


class Enrol(Form):
    """A new member's password and second factor."""

    password = Secret(_l("新密码"), [Needed(_l("请填写新密码"))])
    again = Secret(_l("再写一遍新密码"), [Needed(_l("请把新密码再写一遍"))])
    totp_secret = Hidden()
    code = Digits(_l("动态码"), [Needed(_l("请填写动态码")), AtMost(12)])


class ChangePassword(Form):
    """The present password and code, and the new password."""

    old_password = Secret(_l("现在的密码"), [Needed(_l("请填写现在的密码"))])
    code = Digits(_l("动态码"), [Needed(_l("请填写动态码")), AtMost(12)])
    password = Secret(_l("新密码"), [Needed(_l("请填写新密码"))])
    again = Secret(_l("再写一遍新密码"), [Needed(_l("请把新密码再写一遍"))])
    held_to = Hidden()


class Fingerprint(Form):
    """A colleague's fingerprint, heard in person and typed."""

    typed = Digits(_l("对方念出的指纹"), [Needed(_l("请填写对方念出的25位数字")), AtMost(40)])


class StartFounding(Form):
    """Whom the officer confirms, and that member's fingerprint."""

    second = Radios(_l("与谁一起生成"), [Needed(_l("请选一个人"))])
    typed = Digits(_l("对方念出的指纹"), [Needed(_l("请填写对方念出的25位数字")), AtMost(40)])


class NewMember(Form):
    """A new account: who, and what for."""

    name = TextLine(_l("姓名"), [Needed(_l("请填写姓名")), AtMost(60)])
    user_name = TextLine(_l("用户名"), [Needed(_l("请填写用户名")), AtMost(60)])
    roles = Boxes(_l("职责"), [Needed(_l("请至少选一项职责"))])


class NewUnit(Form):
    """A unit whose declarations this office reviews."""

    name = TextLine(_l("单位名称"), [Needed(_l("请填写单位名称")), AtMost(120)])
    aliases = TextBlock(_l("别名"), [Optional(), AtMost(600)])
    kind = Selection(_l("单位性质"), [Needed(_l("请选单位性质"))])
    level = Selection(_l("职权范围的层级"), [Needed(_l("请选层级"))])
    belongs_to = Selection(_l("隶属"), [Needed(_l("请选隶属"))])
    region_code = Digits(
        _l("行政区划代码"),
        [Needed(_l("请填写六位行政区划代码")), Regexp(r"[0-9]{6}\Z", message=_l("请填写六位数字"))],
    )


class NewKin(Form):
    """Two persons of the rosters who are near kin."""

    person = TextLine(_l("人员姓名"), [Needed(_l("请填写姓名")), AtMost(60)])
    person_unit = TextLine(_l("人员所在单位"), [Optional(), AtMost(120)])
    kin = TextLine(_l("亲属姓名"), [Needed(_l("请填写姓名")), AtMost(60)])
    kin_unit = TextLine(_l("亲属所在单位"), [Optional(), AtMost(120)])
    kinship = Radios(_l("亲属关系"), [Needed(_l("请选亲属关系"))])


class LedgerFilter(Form):
    """What the auditor looks for."""

    act = Selection(_l("行为"), [Optional()])
    user_name = TextLine(_l("用户名"), [Optional(), AtMost(60)])
    day = DayText(_l("日期"), [Optional()])
