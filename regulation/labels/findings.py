"""The Chinese names of what screening, comparing and their neighbours answer."""

from collections.abc import Mapping
from enum import StrEnum

from regulation.comparing import ComparisonReason
from regulation.conduct import ClueType
from regulation.divisions import Containment
from regulation.legal_basis import Matter
from regulation.retention import Material
from regulation.screening import ScreeningReason, Undertaking
from regulation.understatement import ComparedField

NOT_SAID, YES, NO = "未申报", "是", "否"  # said in the lines of a comparison

FINDING_LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    Containment: {
        Containment.INSIDE: "在范围内",
        Containment.BROADER: "地点过于宽泛",
        Containment.OUTSIDE: "在范围外",
    },
    ScreeningReason: {
        ScreeningReason.OWN_UNIT_CUSTOMER: "与本单位或下属单位有业务往来",
        ScreeningReason.IN_TERRITORY: "在其主政地区之内",
        ScreeningReason.IN_AREA_AND_SCOPE: "在其管辖地区和业务范围之内",
        ScreeningReason.OUTSIDE_SCOPE: "在管辖地区之内、分管业务之外",
        ScreeningReason.SCOPE_UNKNOWN: "业务范围未登记",
        ScreeningReason.OTHER_CUSTOMER_IN_AREA: "管辖地区内有其他客户",
        ScreeningReason.PLACE_TOO_COARSE: "地点登记过于宽泛",
        ScreeningReason.PLACE_UNKNOWN: "地点未登记",
        ScreeningReason.AREA_UNKNOWN: "管辖地区未登记",
        ScreeningReason.OUTSIDE_AREA: "在管辖地区之外",
        ScreeningReason.OUTSIDE_CIRCLE: "不属于配偶、子女及其配偶",
    },
    Undertaking: {
        Undertaking.COMMITMENT: "承诺书",
        Undertaking.COMMITMENT_WITH_RESERVATION: "附保留的承诺书",
        Undertaking.RECTIFICATION_UNDERTAKING: "整改承诺书",
    },
    ClueType: {
        ClueType.PROFIT_IN_JURISDICTION: "在管辖地区和业务范围内经商办企业谋利",
        ClueType.FAVOUR_SPECIFIC_PERSON: "为特定关系人经商办企业提供方便",
    },
    ComparedField: {
        ComparedField.PRESENCE: "是否申报",
        ComparedField.AMOUNT: "认缴出资额",
        ComparedField.SHARE: "出资比例",
        ComparedField.REGISTERED_PLACE: "注册地",
        ComparedField.OPERATING_PLACE: "经营地",
        ComparedField.OFFICE: "任职",
        ComparedField.SCOPE: "经营范围",
        ComparedField.STATE: "经营状态",
        ComparedField.KIND: "主体类型",
        ComparedField.SENIORITY: "是否高级职务",
        ComparedField.APPOINTED_BY: "委派、聘任方",
        ComparedField.HOLDER: "持有人",
        ComparedField.NOMINEE: "是否代持",
        ComparedField.NAME: "名称",
    },
    ComparisonReason: {
        ComparisonReason.NOT_DECLARED: "签字时存在而未申报",
        ComparisonReason.UNDERSTATED: "已申报但少报",
        ComparisonReason.DECLARED: "已如实申报",
        ComparisonReason.BEGAN_AFTER_SIGNATURE: "签字之后发生",
        ComparisonReason.BEGAN_BETWEEN_SIGNATURES: "本人签字之后、审签之前发生",
        ComparisonReason.ENDED_BEFORE_SIGNATURE: "签字之前已经终止",
        ComparisonReason.START_UNKNOWN: "起始时间尚未查明",
        ComparisonReason.OUTSIDE_CIRCLE: "不属于应申报的亲属",
        ComparisonReason.NO_VERSION: "应报未报，没有签字的申报表",
    },
    Matter: {
        Matter.FAMILY_BUSINESS: "亲属经商办企业",
        Matter.FAVOUR: "为亲属经商办企业提供便利",
        Matter.MUTUAL_FAVOURS: "领导干部间互相提供便利",
        Matter.NON_REPORTING: "瞒报、漏报、应报未报",
    },
    Material: {
        Material.CASE_VOLUME: "案件审查、审理卷和处分决定",
        Material.CAMPAIGN: "专项治理材料",
        Material.PETITION_IMPORTANT: "重要检举控告材料",
        Material.PETITION: "其他检举控告材料",
        Material.IMPACT_ASSESSMENT: "个人信息保护影响评估",
        Material.SECURITY_LOG: "工作人员安全日志",
    },
}
