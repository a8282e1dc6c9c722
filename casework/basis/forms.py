"""The forms of the calculator."""

from casework.basis.labels import POST_LABELS
from regulation.labels import label
from regulation.terms import ManagedBy
from web.fields import AtMost, DayText, Form, Needed, Selection, TextBlock, Tick
from web.i18n import lazy_gettext as _l


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
