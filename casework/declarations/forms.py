"""Forms of declarations: fields and the instructions their errors give. No rule of the campaign."""

from casework.declarations.arriving import LARGEST, MIB, InMemory
from web.fields import (
    AtMost,
    DayText,
    Files,
    Form,
    Needed,
    NeededIf,
    Optional,
    Radios,
    TextBlock,
    TextLine,
    Tick,
)
from web.i18n import lazy_gettext as _l
from web.receiving import Limits, Part

UPLOAD = Limits(body=LARGEST + 2 * MIB, files=1, file=LARGEST)


def open_sink(part: Part) -> InMemory:
    """Where an uploaded file goes: into memory."""
    del part
    return InMemory()


class ImportWorkbook(Form):
    """A filled workbook."""

    workbook = Files(_l("填好的工作簿"), [Needed(_l("请选择填好的工作簿"))])
    amend = Tick(_l("其中有已经签字或者正在公示的，修改事实后另立新版，重新签字、重新公示"))


class AttestPaper(Form):
    """The code printed on the sheet and the day beside the ink; once by the clerk, once by a second member."""

    code = TextLine(_l("纸面上的校验码"), [Needed(_l("请照打印的表填写25位校验码")), AtMost(80)])
    signed_on = DayText(_l("签字日期"), [Needed(_l("请填写纸面上的签字日期"))])
    scan = Files(_l("签字后的扫描件（可不选）"), [Optional()])


class AttestCountersignature(Form):
    """The same for the countersigner, whose hour counts."""

    code = TextLine(_l("纸面上的校验码"), [Needed(_l("请照打印的表填写25位校验码")), AtMost(80)])
    signed_on = DayText(_l("签字日期"), [Needed(_l("请填写纸面上的签字日期"))])
    hour = TextLine(_l("签字时间"), [Needed(_l("请填写时间，比如17:30")), AtMost(5)])
    scan = Files(_l("签字后的扫描件（可不选）"), [Optional()])


class ConfirmPaper(Form):
    """The second member's own look at the sheet."""

    code = TextLine(_l("纸面上的校验码"), [Needed(_l("请照打印的表填写25位校验码")), AtMost(80)])


class PostPublicity(Form):
    """Where the sheet hangs; a unit without a superior system says so."""

    reason = TextLine(_l("只在本单位公示的原因"), [Optional(), AtMost(200)])


class RecordObjection(Form):
    """An objection as it was raised; a name only where the objector gave one."""

    text = TextBlock(_l("异议内容"), [Needed(_l("请写明异议内容")), AtMost(4000)])
    objector = TextLine(_l("提出人（匿名的不填）"), [Optional(), AtMost(60)])


class DecideObjection(Form):
    """What the commission found."""

    upheld = Radios(
        _l("核实结果"), [Needed(_l("请选择核实结果"))], choices=[("no", _l("不成立")), ("yes", _l("成立"))]
    )
    finding = TextBlock(_l("核实情况"), [Needed(_l("请写明核实情况")), AtMost(4000)])


class Opinion(Form):
    """审签意见: sign, give back, or say that another must sign."""

    opinion = Radios(
        _l("您的意见"),
        [Needed(_l("请选择一项意见"))],
        choices=[
            ("sign", _l("同意，签字")),
            ("return", _l("退回补正")),
            ("other", _l("应由他人审签（回避）")),
        ],
    )
    reason = TextBlock(
        _l("退回的理由"),
        [NeededIf("opinion", {"return", "other"}, _l("请写明要补什么、何时交回")), AtMost(2000)],
    )


class Review(Form):
    """The reviewing office's opinion; verdicts come beside each declared row."""

    opinion = TextBlock(_l("审核意见"), [Needed(_l("请写明审核意见")), AtMost(4000)])
