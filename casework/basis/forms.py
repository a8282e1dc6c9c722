"""The forms of the calculator and of the tables of working days."""

from wtforms import ValidationError

from casework.basis.labels import POST_LABELS
from casework.declarations.arriving import InMemory
from regulation.holiday_notices import MOST_CHARACTERS
from regulation.labels import label
from regulation.terms import ManagedBy
from web.fields import AtMost, DayText, Files, Form, Needed, Optional, Selection, TextBlock, TextLine, Tick
from web.i18n import gettext as _
from web.i18n import lazy_gettext as _l
from web.receiving import Limits, Part


class Ask(Form):
    """Whose form, managed by whom, posted when."""

    post = Selection(_l("职务类型"), choices=[(kind.value, _l(words)) for kind, words in POST_LABELS.items()])
    managed_by = Selection(
        _l("干部管理权限"),
        choices=[("", _l("按这类职务的通常情况")), *((each.value, _l(label(each))) for each in ManagedBy)],
        default="",
    )
    county = Tick(_l("在县（市），不在区"))
    affiliation_local = Tick(_l("组织关系在属地"))
    posted_on = DayText(_l("公示开始日"), [Needed(_l("写公示开始的日期，例如2014年12月4日"))])


class TryOut(Form):
    """Cases told as JSON."""

    told = TextBlock(_l("案例（JSON）"), [Needed(_l("贴入一个或者多个案例")), AtMost(100_000)])


class CalendarUpload:
    """A notice is a page of text: what is larger is none."""

    LIMITS = Limits(body=1024 * 1024, files=1, file=64 * 1024)

    @staticmethod
    def open_sink(part: Part) -> InMemory:
        """Where the uploaded file goes: into memory."""
        del part
        return InMemory()


class FourDigits:
    """A year in four digits."""

    def __call__(self, form: Form, field: TextLine) -> None:
        """Raise ValidationError for anything else."""
        del form
        typed = field.data or ""
        if not (len(typed) == 4 and typed.isascii() and typed.isdigit()):
            raise ValidationError(_("年份写四位数字，比如2027"))


class LoadTable(Form):
    """What the notice of one year says. A file, if one is chosen, takes the place of the text."""

    year = TextLine(_l("年份"), [Needed(_l("年份写四位数字，比如2027")), FourDigits()])
    notice = TextLine(
        _l("通知的名称"),
        [Needed(_l("写通知的名称，比如国务院办公厅关于2027年部分节假日安排的通知")), AtMost(200)],
    )
    source = TextLine(_l("文号或者网址"), [Needed(_l("写通知的文号或者网址，供复核的人核对")), AtMost(500)])
    text = TextBlock(
        _l("放假和上班的日子"),
        [Needed(_l("贴入通知里放假、上班的各条，或者选一个文本文件")), AtMost(MOST_CHARACTERS)],
    )
    file = Files(_l("文本文件（可不选）"), [Optional()])
    reason = TextBlock(_l("更正的理由（只在更正已经录入的年份时写）"), [Optional(), AtMost(1000)])


class Withdraw(Form):
    """Why a table is taken back."""

    reason = TextBlock(_l("撤回的理由"), [Needed(_l("请写明理由。")), AtMost(1000)])
