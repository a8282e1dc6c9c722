"""The Chinese names of the figures: msgids, wrapped in gettext when shown."""

from collections.abc import Mapping

from casework.cases.service import CaseFigure
from casework.leadership.figures import CONFIRMED, DIFFERENCES
from casework.reports.service import ReportFigure

FIGURE_LABELS: Mapping[str, str] = {
    ReportFigure.RECEIVED: "收到举报",
    ReportFigure.RECEIVED_THIS_WEEK: "本周新增",
    ReportFigure.IN_HAND: "在办",
    ReportFigure.PENDING: "待受理",
    ReportFigure.ACCEPTED: "受理后待处置",
    ReportFigure.OVERDUE: "超期",
    ReportFigure.CONCLUDED: "已办结的举报",
    ReportFigure.TOOK_TO_CASE: "立案核实",
    ReportFigure.CLOSED_WITHOUT_CASE: "未立案办结",
    ReportFigure.DECLINED: "不予受理",
    ReportFigure.SENT_ON: "转送",
    CONFIRMED: "查实的举报",
    DIFFERENCES: "认定的瞒报和漏报",
    CaseFigure.CONCEALED: "认定的瞒报",
    CaseFigure.OMITTED: "认定的漏报",
    CaseFigure.WITH_DIFFERENCE: "有瞒报漏报的案件",
    CaseFigure.SIGNER_HELD: "追究审签人的案件",
    CaseFigure.SIGNER_OPEN: "审签人责任未结的案件",
    CaseFigure.SIGNER_NOT_HELD: "审签人不予追究的案件",
    CaseFigure.SIGNER_REFERRED: "审签人责任已移送的案件",
}
UNIT_LABELS: Mapping[str, str] = {
    "obliged": "应申报",
    "filed": "已申报",
    "on-time": "按期申报",
    "unfiled": "未申报",
}
KIND_LABELS: Mapping[str, str] = {
    "report": "举报",
    "case": "案件",
    "declaration": "申报表",
    "roster": "名册条目",
}
