"""The Chinese names of roles, acts, kinds of record and ledger faults: msgids, wrapped in gettext when shown.

Every word that `acts.record` is called with has a line here; a test reads the calls and compares.
"""

from collections.abc import Mapping

from casework.access import Role
from casework.checkpoints import LedgerFault

ROLE_LABELS: Mapping[Role, str] = {
    Role.PETITION_OFFICER: "信访举报人员",
    Role.INVESTIGATOR: "监督检查、审查调查人员",
    Role.TRIAL_REVIEWER: "案件审理人员",
    Role.APPROVER: "审批领导",
    Role.REGISTRAR: "案件监督管理人员",
    Role.CUSTODIAN: "举报人身份保管人",
    Role.UNIT_CLERK: "单位经办人",
    Role.DECLARANT: "申报人",
    Role.COUNTERSIGNER: "审签人",
    Role.SYSTEM_ADMINISTRATOR: "系统管理员",
    Role.SECURITY_ADMINISTRATOR: "安全管理员",
    Role.AUDITOR: "审计管理员",
}

ACT_LABELS: Mapping[str, str] = {
    # acts
    "open": "打开内容",
    "open_altered": "打开时发现内容与台账不符",
    "refuse": "拒绝查看",
    # offices
    "add_office": "建立机关",
    "add_unit": "建立单位",
    "add_person": "登记人员",
    "add_member": "建立账号",
    "renew_link": "重发开通链接",
    "enrol": "开通账号",
    "change_password": "更换密码",
    "disable_member": "停用账号",
    "disable_unused": "停用久未使用的账号",
    "sign_in": "登录",
    "refuse_sign_in": "登录未成功",
    "unlock": "解锁",
    "sign_out": "退出登录",
    "start_founding": "发起密钥生成",
    "confirm_founding": "确认并生成密钥",
    "grant_key": "授予密钥",
    "fingerprint_differs": "指纹核对不一致",
    "record_kin": "登记近亲属关系",
    "sign_directory": "签发机关名录",
    # campaigns
    "create_campaign": "建立专项治理",
    "close_campaign": "结束专项治理",
    "add_roster": "列入应申报名册",
    "remove_roster": "移出应申报名册",
    "add_portfolio": "登记分工",
    "end_portfolio": "终止分工",
    "add_absence": "登记领导外出",
}

KIND_LABELS: Mapping[str, str] = {
    "page": "页面",
    "record": "记录",
    "member": "账号",
    "organ": "机关、单位",
    "person": "人员",
    "kin": "近亲属关系",
    "directory": "机关名录",
    "campaign": "专项治理",
    "roster_entry": "应申报名册",
    "portfolio_entry": "分工",
    "absence": "领导外出",
}

LEDGER_FAULT_WORDS: dict[LedgerFault, str] = {
    LedgerFault.MISSING: "缺少一条记录",
    LedgerFault.ALTERED: "记录被改动或者调换",
    LedgerFault.CUT: "末尾的记录被删去",
    LedgerFault.REWRITTEN: "记录与已签名的检查点不符",
    LedgerFault.UNSIGNED: "检查点的签名不对",
}
