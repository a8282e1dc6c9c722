"""The forms of a case: fields and the instructions their errors give. No rule of the case."""

from collections.abc import Mapping

from casework.cases.disclosing import PARTS
from casework.cases.labels import HEARING_LABELS, SERVING_LABELS
from casework.cases.states import HearingKind, ServingManner
from regulation.case_terms import AccountabilityForm, Outcome
from regulation.labels import label
from regulation.terms import (
    Appointer,
    BusinessState,
    ConductType,
    EnterpriseKind,
    FindingSource,
    Relation,
    Step,
    Verdict,
)
from regulation.terms import Strand as StrandKind
from web.fields import AtMost, DayText, Form, Needed, NeededIf, Radios, Selection, TextBlock, TextLine, Tick
from web.i18n import lazy_gettext as _l

LONG = 4000
SHORT = 200


def choices(members: object) -> list[tuple[str, object]]:
    """Value and label of enum members, the label translated when shown."""
    return [(each.value, _l(label(each))) for each in members]  # type: ignore[attr-defined]  # an enum or a tuple of members


class OpenCase(Form):
    """Opening a case from a report and its declarant."""

    facts = TextBlock(_l("共同的事实"), [Needed(_l("写一两句：查到了什么，与哪份申报不一致")), AtMost(LONG)])
    second_handler = Selection(_l("另一名承办人"), [Needed(_l("核实由两人以上进行，请选另一名承办人"))])
    no_conflict = Tick(
        _l("我与被反映人、审签人和举报人没有近亲属等应当回避的关系"),
        [Needed(_l("先确认没有应当回避的情形；有的，不要立案，报告领导"))],
    )


class JoinReport(Form):
    """A further report for an open case."""

    case = Selection(_l("并入哪个案件"), [Needed(_l("选择案件"))])
    words = TextBlock(_l("为什么是同一件事"), [Needed(_l("写明为什么是同一件事")), AtMost(SHORT)])
    no_conflict = Tick(
        _l("我与被反映人、审签人和举报人没有近亲属等应当回避的关系"),
        [Needed(_l("先确认没有应当回避的情形；有的，不要并入，报告领导"))],
    )


class TakeOutReport(Form):
    """Taking a joined report out again."""

    sure = Tick(_l("这件举报说的不是同一件事，移出本案"), [Needed(_l("核对后勾选"))])


class RecordFinding(Form):
    """One fact as found."""

    entity = Radios(
        _l("查明的是什么"),
        [Needed(_l("选择是企业还是职务"))],
        choices=[("business", _l("经商办企业")), ("post", _l("外企或者其他职务"))],
        default="business",
    )
    relation = Selection(_l("哪位亲属"), [Needed(_l("选择是哪位亲属"))], choices=choices(Relation))
    relative = TextLine(_l("亲属姓名"), [Needed(_l("写亲属的姓名")), AtMost(60)])
    name = TextLine(_l("企业或者单位名称"), [Needed(_l("写登记的全称")), AtMost(SHORT)])
    code = TextLine(_l("统一社会信用代码或者注册号"), [AtMost(30)])
    kind = Selection(_l("主体类型"), choices=choices(EnterpriseKind), default=EnterpriseKind.LIMITED.value)
    state = Selection(_l("经营状态"), choices=choices(BusinessState), default=BusinessState.TRADING.value)
    office = TextLine(_l("担任的职务"), [AtMost(60)])
    appointed_by = Selection(
        _l("由谁委派或者聘任"), choices=choices(Appointer), default=Appointer.NOBODY.value
    )
    share = TextLine(_l("出资比例（%）"), [AtMost(10)])
    amount = TextLine(_l("认缴出资额（万元）"), [AtMost(20)])
    nominee = Tick(_l("由他人代持"))
    registered = TextLine(_l("注册地"), [AtMost(60)])
    operating = TextLine(_l("经营地"), [AtMost(60)])
    scope = TextLine(_l("经营范围"), [AtMost(SHORT)])
    held_from = DayText(_l("从哪一天起"))
    held_to = DayText(_l("到哪一天止"))
    source = Selection(_l("从哪里查明"), choices=choices(FindingSource), default=FindingSource.REGISTRY.value)
    basis = TextLine(_l("依据"), [Needed(_l("写明依据，例如登记档案、银行流水")), AtMost(SHORT)])
    evidence = TextLine(_l("证据编号"), [AtMost(60)])
    report = Selection(_l("来自哪件举报"), choices=[("", _l("不是从举报得知"))], default="")
    verdict = Radios(
        _l("在不在本人管辖的地区和业务范围内"),
        [Needed(_l("作出甄别；拿不准的选待甄别，结案前再定"))],
        choices=choices(Verdict),
    )
    verdict_reason = TextLine(_l("甄别的理由"), [Needed(_l("写明为什么")), AtMost(SHORT)])
    fake_exit = Tick(_l("名义上退出，实际利益还在"))
    knew = Tick(_l("审签时案卷里已有这件事"))
    note = TextBlock(_l("备注"), [AtMost(LONG)])

    GROUPS = (
        (_l("是什么"), ("entity", "relation", "relative", "name", "code", "kind", "state")),
        (
            _l("持有或者任职"),
            ("share", "amount", "nominee", "office", "appointed_by", "held_from", "held_to"),
        ),
        (_l("在哪里、做什么"), ("registered", "operating", "scope")),
        (_l("从哪里查明"), ("source", "basis", "evidence", "report", "fake_exit", "knew")),
        (_l("甄别"), ("verdict", "verdict_reason", "note")),
    )
    HINTS: Mapping[str, object] = {
        "code": _l("可以不写。18位代码，或者15位以内的老注册号"),
        "office": _l("可以不写。例如监事、财务总监"),
        "share": _l("可以不写。只写数字，例如60"),
        "amount": _l("可以不写。只写数字，例如300"),
        "registered": _l("可以不写。区县名称，例如南桥区；没有的写六位区划代码"),
        "operating": _l("可以不写。几处的用顿号分开，例如柳溪区、南桥区"),
        "scope": _l("可以不写。几项的用顿号分开，例如检验检测、食品销售"),
        "held_from": _l("可以不写。例如2013年9月5日"),
        "held_to": _l("可以不写，至今还在的不写"),
        "evidence": _l("可以不写。案卷里的编号，例如证据07"),
        "note": _l("可以不写"),
    }


class ScreenFinding(Form):
    """甄别 of one finding, anew."""

    verdict = Radios(
        _l("在不在本人管辖的地区和业务范围内"),
        [Needed(_l("作出甄别；拿不准的选待甄别，结案前再定"))],
        choices=choices(Verdict),
    )
    words = TextBlock(_l("甄别的理由"), [Needed(_l("写明为什么")), AtMost(SHORT)])


class Reasoned(Form):
    """A reason, nothing else."""

    words = TextBlock(_l("理由"), [Needed(_l("写明理由")), AtMost(LONG)])


class RecordHearing(Form):
    """What the person said, or that he waived it."""

    kind = Radios(
        _l("怎样听取"),
        [Needed(_l("选择本人作了说明，还是放弃说明"))],
        choices=[(each.value, _l(words)) for each, words in HEARING_LABELS.items()],
        default=HearingKind.STATEMENT.value,
    )
    heard_on = DayText(_l("日期"), [Needed(_l("写听取说明的日期，例如2026年11月22日"))])
    words = TextBlock(_l("内容"), [Needed(_l("写下本人的说明，或者放弃说明的经过")), AtMost(LONG)])


ENDS = (Outcome.HELD, Outcome.NOT_HELD)


class GiveOpinion(Form):
    """A proposal or a trial opinion."""

    outcome = Radios(_l("意见"), [Needed(_l("选择追究还是不予追究"))], choices=choices(ENDS))
    words = TextBlock(_l("理由"), [Needed(_l("写明事实、依据和理由")), AtMost(LONG)])


SPECIFIC = (
    AccountabilityForm.DISCIPLINARY_SANCTION.value,
    AccountabilityForm.ORGANIZATIONAL_MEASURE.value,
)
"""Forms of accountability that say nothing until somebody says which."""


class Decide(Form):
    """The reasoned decision of a strand."""

    outcome = Radios(_l("决定"), [Needed(_l("选择追究还是不予追究"))], choices=choices(ENDS))
    form = Selection(
        _l("追究方式"),
        [NeededIf("outcome", {Outcome.HELD.value}, _l("决定追究的，选择追究方式"))],
        choices=[("", _l("不适用")), *choices(AccountabilityForm)],
        default="",
    )
    form_words = TextLine(
        _l("具体处理"),
        [NeededIf("form", SPECIFIC, _l("写明具体处理，例如：撤销党内职务处分")), AtMost(SHORT)],
    )
    cited_clause = TextLine(_l("依据的条款"), [Needed(_l("写明条款，例如：工作方案四（四）")), AtMost(SHORT)])
    evidence = TextLine(_l("证据"), [Needed(_l("写明至少一项证据")), AtMost(SHORT)])
    reason = TextBlock(_l("理由"), [Needed(_l("写明理由；两线的理由分别写，不能照抄")), AtMost(LONG)])
    in_force_on = DayText(_l("生效日期"), [Needed(_l("写生效日期"))])


class RecordServing(Form):
    """How a decision was served."""

    served_on = DayText(_l("送达的日期"), [Needed(_l("写送达的日期，例如2026年11月22日"))])
    manner = Radios(
        _l("怎样送达"),
        [Needed(_l("选择本人签收还是留置送达"))],
        choices=[(each.value, _l(words)) for each, words in SERVING_LABELS.items()],
        default=ServingManner.HANDED.value,
    )
    by = TextLine(_l("由谁送达"), [Needed(_l("写明由谁送达")), AtMost(60)])
    words = TextBlock(
        _l("送达的经过"),
        [
            NeededIf("manner", {ServingManner.LEFT.value}, _l("本人拒绝签收的，写明经过和在场的见证人")),
            AtMost(LONG),
        ],
    )

    HINTS: Mapping[str, object] = {"words": _l("本人签收的可以不写；拒绝签收的，写明经过和在场的见证人。")}


class Refer(Form):
    """Referral of a strand to the competent commission."""

    to = TextLine(_l("移交给哪个机关"), [Needed(_l("写明有管理权限的机关")), AtMost(80)])


class Receipt(Form):
    """The return receipt of a referral."""

    received_on = DayText(_l("回执日期"), [Needed(_l("写回执上的日期"))])


class TakeStep(Form):
    """A step of the ladder."""

    step = Radios(_l("哪一步"), [Needed(_l("选择这一步"))], choices=choices(Step))
    ordered_on = DayText(_l("作出的日期"), [Needed(_l("写作出的日期"))])
    number = TextLine(_l("文号"), [AtMost(60)])
    due_on = DayText(_l("期限"))
    content = TextBlock(_l("内容"), [Needed(_l("写明谁、什么时候、说了或者要求了什么")), AtMost(LONG)])


class SettleStep(Form):
    """What became of an order."""

    obeyed = Radios(
        _l("结果"),
        [Needed(_l("选择结果"))],
        choices=[("yes", _l("已经照办，有证明")), ("no", _l("拒不照办，已听取本人说明"))],
    )
    on = DayText(_l("日期"), [Needed(_l("写日期"))])


class MarkFact(Form):
    """One fact fit for publication."""

    part = Selection(_l("属于哪一部分"), [Needed(_l("选择属于通报的哪一部分"))], choices=choices(PARTS))
    strand = Selection(
        _l("谁的事实"),
        choices=[("", _l("共同的事实")), *choices((StrandKind.DECLARANT, StrandKind.COUNTERSIGNER))],
        default="",
    )
    text = TextBlock(
        _l("可以公开的这一条事实"),
        [Needed(_l("写下可以公开的这一条事实，不写家属、举报人和企业的名称")), AtMost(1000)],
    )


class Conduct(Form):
    """Which conduct of the plan a case is about."""

    conduct = Selection(
        _l("行为类型"),
        [Needed(_l("选择行为类型"))],
        choices=[("none", _l("不属于所列行为")), *choices(ConductType)],
    )


class CloseCase(Form):
    """Closing, and what the reporter is told."""

    told = TextBlock(_l("告知举报人的话"), [AtMost(500)])
    sure = Tick(_l("两线都有结论，对照已归档，可以结案"), [Needed(_l("核对后勾选"))])
