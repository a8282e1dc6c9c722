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
    "fix_roster": "确定应申报名单",
    "set_portfolio": "登记分管",
    "end_portfolio": "结束分管",
    "set_absence": "登记代签安排",
    # declarations
    "file_declaration": "登记申报表",
    "replace_declaration": "另立申报表新版",
    "sign_commitment": "签字承诺",
    "attest_paper": "证明纸面签字",
    "confirm_paper": "复核纸面签字",
    "post_publicity": "公示",
    "record_objection": "记录公示异议",
    "decide_objection": "处理公示异议",
    "countersign": "审签",
    "countersign_refused": "审签未成",
    "return_declaration": "退回申报表",
    "submit_up": "上报申报表",
    "review_declaration": "审核申报表",
    "archive": "申报表归档",
    # reports
    "collect": "收取举报",
    "alarm_unopenable": "告警：收到的内容本机关打不开",
    "register": "登记举报",
    "register_again": "登记重复件",
    "register_addition": "登记补充材料",
    "return_receipt": "收到转送回执",
    "assign": "分办",
    "accept": "受理",
    "ask_for_more": "要求补充材料",
    "decline_other_organ": "不予受理：不属本机关受理",
    "decline_settled_by_law": "不予受理：已由法定程序处理",
    "decline_no_substance": "不予受理：无实质内容",
    "close_case": "办结",
    "mark_in_case": "并入案件",
    "leave_case": "移出案件",
    "mark_read": "标记来信已读",
    "refresh_clocks": "重算时限",
    "transfer": "转送",
    "forward_addition": "转送补充材料",
    "alarm_no_superior_key": "告警：上级机关没有密钥",
    "alarm_no_recipient": "告警：接收机关没有密钥",
    "link_yes": "确认关联",
    "link_no": "判断不是",
    "link_unsure": "关联存疑",
    "undo_link": "撤销关联判断",
    "view_file": "安全查看材料",
    "open_original": "打开材料原件",
    "write": "给举报人回信",
    "send_reply": "发出回信",
    "send_status": "发出办理状态",
    "deliver": "投递",
    # cases
    # notices
}

KIND_LABELS: Mapping[str, str] = {
    "page": "页面",
    "record": "记录",
    "member": "账号",
    "organ": "机关、单位",
    "person": "人员",
    "kin": "近亲属关系",
    "directory": "机关名录",
    # campaigns
    "campaign": "专项治理",
    "portfolio": "分管安排",
    # declarations
    "declaration": "申报表",
    "objection": "公示异议",
    "objection_finding": "异议处理意见",
    "return": "退回理由",
    "review": "审核意见",
    "signed_scan": "签字扫描件",
    # reports
    "report": "举报",
    "reports": "举报",
    "report_file": "举报材料",
    "report_link": "关联判断",
    "report_summary": "举报摘要",
    "report_summaries": "举报摘要",
    "message": "往来信件",
    "outgoing": "待发信件",
    # cases
    "case": "案件",
    # notices
}

LEDGER_FAULT_WORDS: dict[LedgerFault, str] = {
    LedgerFault.MISSING: "缺少一条记录",
    LedgerFault.ALTERED: "记录被改动或者调换",
    LedgerFault.CUT: "末尾的记录被删去",
    LedgerFault.REWRITTEN: "记录与已签名的检查点不符",
    LedgerFault.UNSIGNED: "检查点的签名不对",
}
