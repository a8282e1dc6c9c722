"""Forms of accounts, keys, units: fields and the instructions their errors give. No rule of the office."""

from web.fields import AtMost, Digits, Form, Hidden, Needed, Secret, TextLine
from web.i18n import lazy_gettext as _l

__all__ = ["ChangePassword", "Enrol", "SignIn", "Unlock"]


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
