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
    # cases
    "open_case": "立案",
    "assign_investigation": "指定承办人",
    "assign_trial": "指定审理人员",
    "record_finding": "记查明的事实",
    "withdraw_finding": "撤回查明的事实",
    "compare": "与申报对照",
    "propose_discrepancy": "提请确认差异",
    "confirm_discrepancy": "确认差异",
    "reject_discrepancy": "不确认差异",
    "open_strand_declarant": "开启申报人线",
    "open_strand_countersigner": "开启审签人线",
    "open_strand_primary_responsibility": "开启主体责任线",
    "open_strand_supervisory_responsibility": "开启监督责任线",
    "open_strand_failure_to_file": "开启应报未报线",
    "hear_statement": "听取本人说明",
    "hear_waiver": "记本人放弃说明",
    "proposal": "提出处理意见",
    "trial": "提出审理意见",
    "decide_held": "决定追究",
    "decide_not_held": "决定不予追究",
    "refer_strand": "移交一线",
    "record_receipt": "记移交回执",
    "take_L1_REMIND": "教育提醒",
    "take_L2_ORDER_RECTIFY": "责令纠正",
    "take_L3_ORDER_RESIGN": "责令辞职",
    "take_L3_ADJUST_POST": "调整职务",
    "take_L4_REMOVE_PARTY_POST": "撤销党内职务",
    "step_done": "处置已照办",
    "step_refused": "拒不照办",
    "record_conduct": "记行为类型",
    "mark_disclosable": "标注可公开的事实",
    "unmark_disclosable": "撤回可公开的事实",
    "close_case": "结案",
    # notices
    "draft_notice": "起草通报",
    "change_notice": "改动通报",
    "submit_notice": "通报送批",
    "return_notice": "退回通报",
    "approve_notice": "批准通报",
    "approve_correction": "批准更正",
    "undo_approval": "撤回批准",
    "start_correction": "起草更正",
    "drop_correction": "不再更正",
    "withdraw_notice": "撤回通报",
    "carry_published": "发布通报",
    "carry_corrected": "发布更正",
    "carry_withdrawn": "撤下通报（撤回）",
    "carry_expired": "撤下通报（到期）",
}

KIND_LABELS: Mapping[str, str] = {
    "page": "页面",
    "record": "记录",
    "member": "账号",
    "organ": "机关、单位",
    "person": "人员",
    "kin": "近亲属关系",
    "directory": "机关名录",
    # cases
    "case": "案件",
    "case_list": "案件列表",
    "finding": "查明的事实",
    "comparison": "对照",
    "discrepancy": "差异",
    "strand": "责任线",
    "hearing": "本人说明",
    "opinion": "意见",
    "decision": "决定",
    "ladder_step": "处置",
    "disclosable_fact": "可公开的事实",
    # notices
    "notice": "通报",
}

LEDGER_FAULT_WORDS: dict[LedgerFault, str] = {
    LedgerFault.MISSING: "缺少一条记录",
    LedgerFault.ALTERED: "记录被改动或者调换",
    LedgerFault.CUT: "末尾的记录被删去",
    LedgerFault.REWRITTEN: "记录与已签名的检查点不符",
    LedgerFault.UNSIGNED: "检查点的签名不对",
}
