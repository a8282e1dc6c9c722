"""附件1 as columns: which sheets a workbook has, what stands in each column, and how it is written.

One description serves the blank workbooks, the import, the pages and the printed form. Titles are those of the
form itself; `aliases` are other ways people head the same column.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from casework.declarations.terms import Holding, Occupation, Sex
from regulation.labels import label
from regulation.terms import Appointer, BusinessState, EnterpriseKind, ManagedBy, Rank, Relation, Verdict

_REGION_CODE = re.compile(r"(?<!\d)\d{6}\s+(?=\D)")


class Kind(StrEnum):
    """How a column is read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DAY = "day"
    MONTH = "month"
    AMOUNT = "amount"
    PERCENT = "percent"
    CHOICE = "choice"
    CHOICES = "choices"
    PLACES = "places"
    PLACE = "place"
    PERSON_ID = "person_id"
    FIRM_CODE = "firm_code"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `choices` leads from the written word to the stored value; the first word of a value is offered."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    hint: str = ""
    example: str = ""

    @property
    def offered(self) -> tuple[str, ...]:
        """The words of the drop-down list, one for each stored value."""
        first: dict[str, str] = {}
        for word, value in self.choices.items():
            first.setdefault(value, word)
        return tuple(first.values())

    def word(self, value: str) -> str:
        """The written word of a stored value; of a text the text itself."""
        return next((word for word, stored in self.choices.items() if stored == value), value)

    def said(self, value: str) -> str:
        """A stored value as people read it: several choices in words, a place by its name alone."""
        if self.kind in (Kind.PLACE, Kind.PLACES):
            return _REGION_CODE.sub("", value)
        return "、".join(self.word(part) for part in value.split("、")) if self.choices else value


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """One sheet. `many`: any number of rows for one person; the others hold exactly one."""

    key: str
    title: str
    columns: tuple[Column, ...]
    many: bool = True

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


def _words(members: Iterable[StrEnum], **more: StrEnum) -> dict[str, str]:
    return {label(member): member.value for member in members} | {
        word: member.value for word, member in more.items()
    }


YES_NO = {"是": "yes", "否": "no", "有": "yes", "无": "no", "√": "yes", "×": "no", "1": "yes", "0": "no"}
HAS = {"无": "no", "有": "yes", "否": "no", "是": "yes"}
RELATIONS = _words((Relation.SPOUSE, Relation.CHILD, Relation.CHILD_SPOUSE)) | {
    "妻子": "spouse", "妻": "spouse", "丈夫": "spouse", "夫": "spouse", "儿子": "child", "女儿": "child",
    "子": "child", "女": "child", "长子": "child", "长女": "child", "养子": "child", "养女": "child",
    "继子": "child", "继女": "child", "子女之配偶": "child_spouse", "儿媳": "child_spouse", "女婿": "child_spouse",
}  # fmt: skip
RANKS = {label(rank): rank.value for rank in Rank} | {
    "正省级": "province_principal", "副省级": "province_deputy", "正厅级": "bureau_principal",
    "副厅级": "bureau_deputy", "正局级": "bureau_principal", "副局级": "bureau_deputy",
    "正处级": "division_principal", "副处级": "division_deputy", "正县级": "division_principal",
    "副县级": "division_deputy", "正科级": "section_principal", "副科级": "section_deputy", "无": "none",
}  # fmt: skip
AUTHORITIES = {label(each): each.value for each in ManagedBy} | {
    "中管": "centre", "省管": "province", "市管": "city", "区管": "county", "县管": "county", "区县管": "county",
    "单位管理": "unit", "系统管理": "system", "垂直管理": "system",
}  # fmt: skip
KINDS = {label(each): each.value for each in EnterpriseKind} | {
    "有限公司": "limited", "股份公司": "joint_stock", "个体户": "sole_trader", "其他": "other", "外资独资": "foreign_owned",
    "中外合资": "sino_foreign_joint_venture", "外商独资": "foreign_owned", "在国(境)外注册公司或投资入股": "abroad",
}  # fmt: skip
ASSESSMENTS = {
    "不在": Verdict.OUT.value, "在": Verdict.IN.value, "不确定": Verdict.UNCERTAIN.value,
    "不在管辖范围内": Verdict.OUT.value, "在管辖范围内": Verdict.IN.value,
}  # fmt: skip

KIN_NAME = Column(
    "kin_name",
    "亲属姓名",
    needed=True,
    aliases=("姓名", "家属姓名"),
    hint="与“家庭成员”表的姓名一致",
    example="云知遥",
)
ASSESSMENT = Column(
    "assessment", "与本人管辖关系自评", Kind.CHOICE, needed=True, choices=ASSESSMENTS,
    aliases=("自评", "本人自评", "与本人管辖关系"), hint="在、不在或者不确定", example="不在",
)  # fmt: skip

OWN = SheetSpec(
    "own",
    "本人",
    (
        Column("name", "姓名", needed=True, aliases=("申报人", "本人姓名"), example="蔺书遥"),
        Column("sex", "性别", Kind.CHOICE, choices={"男": Sex.MALE.value, "女": Sex.FEMALE.value}, example="男"),
        Column("born_on", "出生年月", Kind.MONTH, needed=True, aliases=("出生日期",), example="1968年3月"),
        Column("political_status", "政治面貌", example="中共党员"),
        Column("unit", "单位", needed=True, aliases=("工作单位", "所在单位"), example="青澜市建设委员会"),
        Column("post", "现任职务", needed=True, aliases=("职务",), example="副主任"),
        Column("in_post_from", "任职时间", Kind.MONTH, aliases=("任现职时间",), example="2012年6月"),
        Column("rank", "级别", Kind.CHOICE, needed=True, choices=RANKS, aliases=("职级",), hint="没有级别的选“无级别”", example="副县处级"),
        Column("rank_equivalent", "是否相当于", Kind.CHOICE, choices=YES_NO, aliases=("相当于",), hint="级别为“相当于”的选“是”", example="否"),
        Column("team_member", "是否班子成员", Kind.CHOICE, choices=YES_NO, example="是"),
        Column("principal_leader", "是否主要负责人", Kind.CHOICE, choices=YES_NO, example="否"),
        Column("managed_by", "干部管理权限", Kind.CHOICE, needed=True, choices=AUTHORITIES, example="市管干部"),
        Column("affiliation", "组织关系所在地", example="青澜市"),
        Column("charge", "分管工作", aliases=("管辖业务范围", "分管工作/管辖业务范围", "分管业务"), hint="没有分管工作的写主管业务", example="机关采购、物业管理"),
        Column("area", "管辖地区", example="青澜市"),
        Column("id_number", "身份证号", Kind.PERSON_ID, needed=True, aliases=("身份证号码", "公民身份号码"), hint="先把这一列设为“文本”再填写", example="990102196803070016"),
        Column("telephone", "联系电话", Kind.TELEPHONE, aliases=("电话", "手机"), example="13900000000"),
    ),
    many=False,
)  # fmt: skip
KIN = SheetSpec(
    "kin",
    "家庭成员",
    (
        Column("relation", "称谓", Kind.CHOICE, needed=True, choices=RELATIONS, aliases=("关系",), example="配偶"),
        Column("name", "姓名", needed=True, example="云知遥"),
        Column("born_on", "出生年月", Kind.MONTH, aliases=("出生日期",), hint="子女要填，未满十四岁的公示时不显示姓名", example="1970年11月"),
        Column("nationality", "国籍或移居情况", aliases=("国籍", "国籍/移居", "移居情况"), example="中国，无"),
        Column("employer", "工作单位", aliases=("单位",), example="青澜市第二中学"),
        Column("post", "职务", example="教师"),
        Column(
            "occupation", "从业形式", Kind.CHOICE, needed=True, aliases=("从业",),
            choices={"公职": Occupation.PUBLIC.value, "受雇": Occupation.EMPLOYED.value,
                     "自主经营": Occupation.OWN_BUSINESS.value, "学生": Occupation.STUDENT.value,
                     "无业": Occupation.NONE.value, "退休": Occupation.RETIRED.value}, example="公职",
        ),
    ),
)  # fmt: skip
BUSINESSES = SheetSpec(
    "businesses",
    "经商办企业",
    (
        KIN_NAME,
        Column("firm_name", "市场主体名称", needed=True, aliases=("企业名称", "企业或其他市场主体名称", "名称"), example="青澜拾光办公用品经营部"),
        Column("former_name", "曾用名", example=""),
        Column("code", "统一社会信用代码或注册号", Kind.FIRM_CODE, aliases=("统一社会信用代码/注册号", "统一社会信用代码", "注册号"), hint="18位代码或者15位注册号，先把这一列设为“文本”", example="230100100001231"),
        Column("kind", "类型", Kind.CHOICE, needed=True, choices=KINDS, aliases=("主体类型",), example="个体工商户"),
        Column("founded_on", "成立日期", Kind.DAY, example="2013年5月6日"),
        Column("registered_at", "注册地", Kind.PLACE, needed=True, hint="写到市、区（县），可以在前面加六位区划代码", example="990103 南桥区"),
        Column("operating_at", "经营地", Kind.PLACES, hint="几处的用顿号隔开", example="990103 南桥区、990104 柳溪区"),
        Column("scope", "经营范围", Kind.LONG_TEXT, example="办公用品零售"),
        Column("industry", "行业码", example="F5241"),
        Column("capital", "注册资本（万元）", Kind.AMOUNT, aliases=("注册资本(金)或出资额(万元)", "注册资本"), example="8"),
        Column("contribution", "个人认缴出资额（万元）", Kind.AMOUNT, aliases=("认缴出资", "认缴出资万元", "个人认缴出资额"), example="8"),
        Column("share", "个人出资比例（%）", Kind.PERCENT, aliases=("个人出资比例", "比例", "比例%"), example="100"),
        Column(
            "office", "任职", Kind.CHOICES, hint="几项的用顿号隔开", example="法定代表人",
            choices={"法定代表人": Holding.LEGAL_REPRESENTATIVE.value, "董事": Holding.DIRECTOR.value,
                     "监事": Holding.SUPERVISOR.value, "经理": Holding.MANAGER.value, "股东": Holding.SHAREHOLDER.value,
                     "无": Holding.NONE.value, "董事长": Holding.DIRECTOR.value, "总经理": Holding.MANAGER.value,
                     "经营者": Holding.LEGAL_REPRESENTATIVE.value},
        ),
        Column("nominee", "是否代持或实际控制", Kind.CHOICE, choices=YES_NO, aliases=("是否代持/实际控制", "是否代持"), example="否"),
        Column(
            "state", "经营状态", Kind.CHOICE, needed=True,
            choices={label(each): each.value for each in BusinessState}
            | {"在业": "trading", "存续": "trading", "开业": "trading", "吊销": "licence_revoked", "已注销": "deregistered"},
            hint="停业、吊销未注销的也要填", example="在营",
        ),
        ASSESSMENT,
        Column("assessment_note", "自评说明", Kind.LONG_TEXT, aliases=("说明",), example="在外区经营，与本单位没有往来"),
    ),
)  # fmt: skip
INTERMEDIARIES = SheetSpec(
    "intermediaries",
    "社会中介",
    (
        KIN_NAME,
        Column("firm_name", "机构", needed=True, aliases=("机构名称", "执业机构"), example="澄远会计师事务所"),
        Column("activity", "业务类别", example="审计"),
        Column("registered_at", "地点", Kind.PLACE, needed=True, aliases=("所在地",), example="990103 南桥区"),
        Column("income", "收入方式", example="工资"),
        Column("founded_on", "开始时间", Kind.DAY, aliases=("起",), example="2010年1月4日"),
        ASSESSMENT,
        Column("assessment_note", "自评说明", Kind.LONG_TEXT, aliases=("说明",), example=""),
    ),
)  # fmt: skip
FOREIGN_POSTS = SheetSpec(
    "foreign_posts",
    "外企高级职务",
    (
        KIN_NAME,
        Column("firm_name", "企业", needed=True, aliases=("企业名称",), example="青澜海屿精密机械有限公司"),
        Column("kind", "企业类型", Kind.CHOICE, needed=True, aliases=("类型", "外商独资/中外合资"), choices={word: value for word, value in KINDS.items() if value in {"foreign_owned", "sino_foreign_joint_venture"}}, example="中外合资企业"),
        Column("post", "职务", needed=True, example="副总经理"),
        Column("appointed_by", "委派或聘任方", Kind.CHOICE, needed=True, aliases=("委派/聘任方",), choices={label(Appointer.FOREIGN_SIDE): "foreign_side", label(Appointer.CHINESE_SIDE): "chinese_side"}, example="外方"),
        Column("registered_at", "所在地", Kind.PLACE, needed=True, aliases=("地点", "注册地"), example="990104 柳溪区"),
        Column("founded_on", "任职起", Kind.DAY, aliases=("起",), example="2012年9月1日"),
        Column("ended_on", "任职止", Kind.DAY, aliases=("止",), example=""),
        ASSESSMENT,
        Column("assessment_note", "自评说明", Kind.LONG_TEXT, aliases=("说明",), example=""),
    ),
)  # fmt: skip
DEALINGS = SheetSpec(
    "dealings",
    "业务往来",
    (
        Column("firm_name", "市场主体名称", needed=True, aliases=("企业名称", "名称"), example="青澜拾光办公用品经营部"),
        Column("unit", "往来单位", needed=True, hint="本单位或者下属单位", example="青澜市交通运输局"),
        Column("content", "往来内容", Kind.LONG_TEXT, example=""),
        Column("happened_on", "时间", Kind.DAY, example=""),
        Column("amount", "金额（万元）", Kind.AMOUNT, aliases=("金额",), example=""),
    ),
)  # fmt: skip
COMMITMENT = SheetSpec(
    "statement",
    "承诺",
    (
        Column("no_kin", "确无配偶、子女及其配偶", Kind.CHOICE, choices=YES_NO, aliases=("无此成员",), hint="家庭成员一行都没有时选“是”", example="否"),
        Column("no_business", "确无应申报的经商办企业、社会中介、外企高级职务", Kind.CHOICE, choices=YES_NO, aliases=("零申报", "确无应申报情况"), hint="三张表一行都没有时选“是”", example="否"),
        Column("favours", "有无利用职务影响提供便利和优惠条件", Kind.CHOICE, needed=True, choices=HAS, aliases=("有无提供便利",), example="无"),
        Column("favours_note", "便利和优惠条件的说明", Kind.LONG_TEXT, example=""),
        Column("evidence", "佐证材料清单", Kind.LONG_TEXT, example=""),
        Column("request_number", "书面请示文号", example=""),
        Column("remarks", "备注", Kind.LONG_TEXT, example=""),
    ),
    many=False,
)  # fmt: skip

SHEETS = (OWN, KIN, BUSINESSES, INTERMEDIARIES, FOREIGN_POSTS, DEALINGS, COMMITMENT)
NUMBER = Column(
    "number",
    "序号",
    needed=True,
    aliases=("编号", "本人序号"),
    hint="各表用同一个序号表示同一个申报人",
    example="例",
)
EXAMPLE_MARK = "例"
"""What stands in 序号 (or before it) of the greyed example row; such a row is never read."""
