"""The Chinese words of this subject's closed lists; a page wraps them in gettext."""

from collections.abc import Mapping

from casework.declarations.faults import ActFault, CellFault

CELL_FAULTS: Mapping[CellFault, str] = {
    CellFault.NEEDED: "请填写这一格",
    CellFault.DAY: "请写成2014年12月3日这样的日期",
    CellFault.MONTH: "请写成1968年3月这样的年月",
    CellFault.AMOUNT: "请只写数字，单位是万元",
    CellFault.PERCENT: "请写0到100之间的数字",
    CellFault.CHOICE: "请从列出的选项中选一项",
    CellFault.PERSON_ID: "身份证号有误，请对照证件逐位核对",
    CellFault.DIGITS_LOST: "号码被表格软件存成了数值，后几位已经丢失；请把这一列设为“文本”再重新填写",
    CellFault.FIRM_CODE: "代码有误，请对照营业执照填写18位统一社会信用代码或者15位注册号",
    CellFault.TELEPHONE: "请填写电话号码",
    CellFault.TOO_LONG: "文字太长，请写得短一些",
    CellFault.FORMULA: "公式出错，请改成数值或者文字",
    CellFault.KIN_UNKNOWN: "这个亲属不在“家庭成员”表里，请先在那里填写，或者核对姓名",
    CellFault.NUMBER_UNKNOWN: "这个序号在“本人”表里没有，请核对序号",
    CellFault.NUMBER_TWICE: "这个序号已经用过，请给每个申报人不同的序号",
    CellFault.PERSON_TWICE: "同一个人填了两次，请删去一行",
    CellFault.SECOND_ROW: "每个申报人只填一行，请删去多余的行",
    CellFault.SHEET_MISSING: "缺少这张表，请用模板填写，不要改动表名",
    CellFault.SHEET_HIDDEN: "这张表被隐藏了，请取消隐藏后再导入",
    CellFault.HEAD_MISSING: "没有找到表头，请用模板填写，不要删除表头",
    CellFault.COLUMN_MISSING: "缺少这一列，请用模板填写，不要删除列",
    CellFault.COLUMN_TWICE: "这一列出现了两次，请删去一列",
    CellFault.EMPTY: "没有填写任何申报人",
    CellFault.NO_KIN_UNSAID: "家庭成员一行都没有；确无配偶、子女及其配偶的，请选“是”",
    CellFault.NO_KIN_CONTRADICTED: "已经填了家庭成员，请把“确无配偶、子女及其配偶”改为“否”",
    CellFault.NIL_UNSAID: "没有填经商办企业等情况；确无应申报情况的，请选“是”",
    CellFault.NIL_CONTRADICTED: "已经填了经商办企业等情况，请把“确无应申报情况”改为“否”",
    CellFault.FAVOURS_NOTE: "选了“有”，请写明情况",
    CellFault.NOT_ON_ROSTER: "本单位的应申报名册里没有这个人，请核对姓名，或者先报名册变动",
    CellFault.NAMESAKES: "名册里有几个同名的人，请核对职务，使它与名册一致",
    CellFault.OTHER_UNIT: "这个人在名册里属于别的单位，请由那个单位导入",
    CellFault.ALREADY_SIGNED: "这份申报表已经签字，修改请由本人撤回后另立新版",
}

ACT_FAULTS: Mapping[ActFault, str] = {
    ActFault.UNKNOWN: "没有找到这份申报表",
    ActFault.NOT_YOURS: "这一步要由申报人本人、审签人或者经办人各自的账号来办",
    ActFault.CODE_DIFFERS: "填写的校验码与这一版不一致。请核对纸面上的版次；不是这一版的，打印这一版重新签字",
    ActFault.SAME_MEMBER: "两次证明要由两个不同的人来做",
    ActFault.NOT_STARTED: "还没有人登记这份纸面签字",
    ActFault.ALREADY_SIGNED: "这一版已经签过字",
    ActFault.DAY_IMPOSSIBLE: "签字日期不可能：不能在成表之前，也不能在今天之后",
    ActFault.REASON_NEEDED: "请写明理由",
    ActFault.ALREADY_FOUND: "这条异议已经有处理结论",
    ActFault.ALREADY_POSTED: "这一版已经在这里公示",
    ActFault.OFFICE_WITHOUT_KEY: "负责审核的纪委（纪检组）还没有启用密钥，异议无处密封；请提出异议的人直接向上级纪委反映",
}

STEPS: tuple[str, ...] = ("填报", "签字承诺", "公示", "审签", "上报", "审核", "归档")

FILED: Mapping[str, str] = {
    "signed": "已经签字承诺。这一版不再改动。",
    "attested": "已经登记纸面签字。请第二个人核对同一张表后确认。",
    "confirmed": "纸面签字已经由两个人证明，签字成立。",
    "posted": "已经公示。",
    "objected": "异议已经记录。处理之前不能审签。",
    "found": "异议处理意见已经记录。",
    "countersigned": "已经审签。",
    "returned": "已经退回。",
    "submitted": "已经报送上一级。",
    "reviewed": "审核意见已经记录。",
    "archived": "已经归档。",
}

WORDS_OF_THE_FORM: tuple[str, ...] = (
    "公职", "受雇", "自主经营", "学生", "无业", "退休", "在", "不在", "不确定", "无",
)  # fmt: skip
