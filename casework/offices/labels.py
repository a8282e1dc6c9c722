"""What the office's refusals and kinds of kin are called: msgids, wrapped in gettext when shown."""

from collections.abc import Mapping

from casework.offices.answers import Fault
from casework.offices.walls import Kinship

FAULT_WORDS: Mapping[Fault, str] = {
    Fault.UNKNOWN: "没有找到。请核对后再试。",
    Fault.NAME_TAKEN: "这个名称已经用过。请换一个。",
    Fault.ROLES_CONFLICT: "系统管理员、安全管理员、审计管理员须由三个人分别担任，并且不兼其他职责；单位账号不兼机关职责。",
    Fault.ROLES_MISSING: "请至少选一项职责。",
    Fault.LINK_USED: "这个开通链接已经用过或者过期。请让发链接的人重新发一个。",
    Fault.PASSWORD_SHORT: "密码至少写12个字符。可以用几个不相关的词连起来。",
    Fault.PASSWORD_PLAIN: "这个密码太容易猜到。请不要用姓名、用户名、连续或重复的字符。",
    Fault.PASSWORD_SAME: "新密码要与原来的不同。",
    Fault.CODE_WRONG: "动态码不对或者已经用过。请等下一个动态码再填。",
    Fault.FINGERPRINT_DIFFERS: "填写的指纹与这个账号的不一致。请当面再核对；仍不一致的，不要继续，报告安全管理员。",
    Fault.ALREADY_DONE: "这一步已经办过。",
    Fault.NOT_ENTITLED: "这个账号的职责不能持有密钥。",
    Fault.NOT_STARTED: "对方还没有开始。请让对方先在自己的页面上核对您的指纹。",
    Fault.SAME_PERSON: "须由另一个人确认。",
}

KINSHIP_LABELS: Mapping[Kinship, str] = {
    Kinship.SPOUSE: "夫妻",
    Kinship.DIRECT: "直系血亲",
    Kinship.COLLATERAL: "三代以内旁系血亲",
    Kinship.IN_LAW: "近姻亲",
}
