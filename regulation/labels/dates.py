"""The Chinese names of what the dates of a campaign bring: tables, milestones, lateness, publicity, the sheet."""

from collections.abc import Mapping
from enum import StrEnum

from regulation.deadlines import Lateness, Milestone
from regulation.late_units import Deliverable, InPlace
from regulation.masking import SheetField, Shown
from regulation.publicity import PostingPlace
from regulation.working_tables import TableFault

DATE_LABELS: Mapping[type[StrEnum], Mapping[str, str]] = {
    TableFault: {
        TableFault.NOT_TOML: "不是可读的 TOML 文本",
        TableFault.NO_YEAR: "缺少年份",
        TableFault.NO_NOTICE: "缺少通知名称或出处",
        TableFault.NOT_DATES: "日期写法不对",
        TableFault.OUTSIDE_YEAR: "日期不属于该年通知",
        TableFault.OFF_AND_WORKED: "同一天既放假又上班",
        TableFault.FESTIVAL_MISSING: "缺少法定节假日",
        TableFault.NOT_NEXT_YEAR: "须先载入前一年",
    },
    Milestone: {
        Milestone.D1: "组织申报",
        Milestone.D2: "公示审签",
        Milestone.D3: "报送市纪委",
        Milestone.D4: "审核整改",
    },
    Lateness: {
        Lateness.LATE_DECLARE: "逾期申报",
        Lateness.LATE_COUNTERSIGN: "逾期审签",
        Lateness.LATE_SUBMIT: "逾期上报",
        Lateness.LATE_REVIEW: "逾期审核",
        Lateness.OBJECTION_PENDING: "异议待决",
    },
    Deliverable: {
        Deliverable.CITY_MANAGED_FORMS: "市管干部申报表",
        Deliverable.STATISTICS: "自查情况统计表",
        Deliverable.WRITTEN_REPORT: "书面报告",
    },
    InPlace: {
        InPlace.CONVEYED: "传达到位",
        InPlace.ORGANISED: "组织到位",
        InPlace.SELF_CHECKED: "自查到位",
        InPlace.COMMITTED: "承诺到位",
    },
    PostingPlace: {
        PostingPlace.OWN_UNIT: "本单位",
        PostingPlace.SUPERIOR_SYSTEM: "主管系统",
    },
    SheetField: {
        SheetField.NAME: "姓名",
        SheetField.SEX: "性别",
        SheetField.BORN_ON: "出生年月",
        SheetField.POLITICAL_STATUS: "政治面貌",
        SheetField.UNIT: "单位",
        SheetField.POST: "现任职务",
        SheetField.IN_POST_FROM: "任职时间",
        SheetField.RANK: "级别",
        SheetField.CHARGE: "分管工作",
        SheetField.AREA: "管辖地区",
        SheetField.ID_NUMBER: "身份证号",
        SheetField.TELEPHONE: "联系电话",
        SheetField.ADDRESS: "住址",
        SheetField.RELATION: "称谓",
        SheetField.KIN_NAME: "亲属姓名",
        SheetField.KIN_BORN_ON: "亲属出生年月",
        SheetField.KIN_NATIONALITY: "国籍、移居情况",
        SheetField.KIN_EMPLOYER: "亲属工作单位",
        SheetField.KIN_POST: "亲属职务",
        SheetField.KIN_OCCUPATION: "从业形式",
        SheetField.FIRM_NAME: "市场主体名称",
        SheetField.FIRM_FORMER_NAME: "曾用名",
        SheetField.FIRM_CODE: "注册号或统一社会信用代码",
        SheetField.FIRM_KIND: "主体类型",
        SheetField.FIRM_FOUNDED_ON: "成立日期",
        SheetField.FIRM_REGION: "注册地、经营地",
        SheetField.FIRM_ADDRESS: "详细地址",
        SheetField.FIRM_SCOPE: "经营范围",
        SheetField.FIRM_STATE: "经营状态",
        SheetField.FIRM_OFFICE: "在企业任职",
        SheetField.CAPITAL: "注册资本",
        SheetField.CONTRIBUTION: "认缴出资额",
        SheetField.SHARE: "出资比例",
        SheetField.NOMINEE: "是否代持",
        SheetField.SELF_ASSESSMENT: "与本人管辖关系自评",
        SheetField.DEALINGS: "与本单位的业务往来",
        SheetField.INCOME: "收入",
        SheetField.APPOINTED_BY: "委派、聘任方",
        SheetField.FAVOURS: "提供便利情况",
        SheetField.COMMITMENT: "承诺",
        SheetField.REMARKS: "备注",
        SheetField.EVIDENCE: "佐证材料",
    },
    Shown: {
        Shown.WHOLE: "照登",
        Shown.SURNAME: "只登姓氏",
        Shown.WITHOUT_NUMBERS: "略去号码和金额",
        Shown.LEFT_OUT: "不登",
    },
}
