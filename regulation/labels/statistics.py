"""The Chinese names of 附件2: its blocks, columns, steps and formulas."""

from collections.abc import Mapping
from enum import StrEnum

from regulation.controls import Formula
from regulation.statistics import Block, Column, LastStep

STATISTICS_LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    Block: {
        Block.CITY_MANAGED: "市管",
        Block.TOWNSHIP: "乡镇街道",
        Block.STATION: "站所",
        Block.STATE_ENTERPRISE: "国企",
        Block.DIVISION: "处级",
        Block.SECTION: "科级",
        Block.OTHER: "其他",
    },
    Column: {
        Column.OBLIGED: "应申报人数",
        Column.FILED: "已申报人数",
        Column.NIL: "其中零申报",
        Column.EXCUSED: "特殊情况未申报",
        Column.SUPPLEMENTED: "已补报",
        Column.POSTED: "公示人数",
        Column.COUNTERSIGNED: "审签人数",
        Column.OBJECTIONS: "公示异议数",
        Column.WITH_BUSINESS: "有配偶子女经商办企业的人数",
        Column.ENTITIES: "涉及户数",
        Column.INSIDE: "在管辖范围内人数",
        Column.ENTITIES_INSIDE: "在管辖范围内户数",
        Column.OUTSIDE: "不在管辖范围内人数",
        Column.ENTITIES_OUTSIDE: "不在管辖范围内户数",
        Column.INSIDE_AND_OUTSIDE: "兼有人数",
        Column.UNCERTAIN_ONLY: "待甄别人数",
        Column.ENTITIES_UNCERTAIN: "待甄别户数",
        Column.FOREIGN_POST: "外企高级职务人数",
        Column.ENTITIES_FOREIGN_POST: "外企高级职务户数",
        Column.REMINDED: "教育提醒人次",
        Column.ORDERED: "责令纠正人数",
        Column.RECTIFIED: "已纠正人数",
        Column.LEFT_POST: "辞职、调整职务人数",
        Column.REMOVED: "撤销党内职务人数",
        Column.REPORTS: "收到举报件",
        Column.CONCEALED: "发现瞒报人数",
        Column.OMITTED: "发现漏报人数",
        Column.DECLARANTS_HELD: "追究本人人数",
        Column.COUNTERSIGNERS_HELD: "追究审签人人数",
        Column.CASES_EXPOSED: "通报曝光起数",
        Column.PERSONS_EXPOSED: "通报曝光人数",
    },
    LastStep: {
        LastStep.NONE: "未责令纠正",
        LastStep.ORDERED: "已责令纠正",
        LastStep.RECTIFIED: "已经纠正",
        LastStep.LEFT_POST: "已辞职或调整职务",
        LastStep.REMOVED: "已撤销党内职务",
    },
    Formula: {
        Formula.COVERAGE: "已申报＋特殊情况未申报－已补报＝应申报",
        Formula.FILED_WITHIN_OBLIGED: "应申报不少于已申报",
        Formula.POSTED_WITHIN_FILED: "已申报不少于公示",
        Formula.COUNTERSIGNED_WITHIN_POSTED: "公示不少于审签",
        Formula.BUSINESSES: "有经商办企业＝范围内＋范围外－兼有＋待甄别",
        Formula.ENTITIES: "涉及户数＝范围内＋范围外＋待甄别",
        Formula.ORDERS: "责令纠正不少于已纠正、辞职调整、撤销职务之和",
        Formula.SUPPLEMENTED_WITHIN_EXCUSED: "特殊情况未申报不少于已补报",
        Formula.PARTS: "合计等于各下级单位之和",
    },
}
