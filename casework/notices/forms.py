"""The forms of notices: closed lists, dates and ticks. The only free texts stay in the file and never enter a notice."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from casework.notices.drafts import CaseChosen
from casework.notices.labels import ADDRESSEE_LABELS, COPY_LABELS, REASON_LABELS, REQUIREMENT_LABELS
from casework.notices.reading import CaseToChoose
from casework.notices.words import Kin, ReasonClass, Wrong
from web.fields import (
    AtMost,
    Boxes,
    DayText,
    Form,
    Hidden,
    Needed,
    Optional,
    Radios,
    Selection,
    TextBlock,
    Tick,
)
from web.i18n import lazy_gettext as _l
from web.text import clean_line

Word = TypeVar("Word", bound=StrEnum)


def _choices(labels: Mapping[StrEnum, str]) -> list[tuple[str, object]]:
    return [(each.value, _l(words)) for each, words in labels.items()]


class Edition(Form):
    """A form that carries the edition its sender saw."""

    edition = Hidden()

    @property
    def seen(self) -> int:
        """The edition as a number; 0 for anything else, which is always old."""
        text = str(self.edition.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0


class EditDraft(Edition):
    """What is chosen for the whole notice. Cases and facts are read by `cases_chosen`."""

    addressee = Selection(_l("主送"), choices=_choices(ADDRESSEE_LABELS))  # type: ignore[arg-type]  # a mapping of one enum
    copies = Boxes(_l("抄送（可不选）"), [Optional()], choices=_choices(COPY_LABELS))  # type: ignore[arg-type]  # a mapping of one enum
    take_down_on = DayText(_l("下架日期"), [Needed(_l("写哪天下架；通报不能没有期限"))])
    requirement = Selection(_l("要求"), choices=_choices(REQUIREMENT_LABELS))  # type: ignore[arg-type]  # a mapping of one enum
    new_date = DayText(_l("新的期限"), [Needed(_l("写补报的期限"))])
    assessment = TextBlock(
        _l("个人信息保护影响评估（只存档，不进通报）"),
        [Needed(_l("写清为什么要公布姓名、对本人有什么影响、怎样保护")), AtMost(4000)],
    )


class Approve(Edition):
    """The principal's approval."""

    digest = Hidden()
    publish_on = DayText(_l("哪天发布"), [Needed(_l("写发布日期，可以是今天"))])
    override_reason = TextBlock(_l("为什么可以保留与举报相同的文字"), [Optional(), AtMost(1000)])
    typical = Tick(_l("认定所列问题属于典型问题，可以点名道姓通报曝光"))
    agreed = Tick(_l("我看过上面的通报全文、决定和检查，同意签发"), [Needed(_l("看过以后勾选这一项再签发"))])


class Withdraw(Form):
    """Withdrawing: only the class of the reason is made public."""

    reason = Radios(
        _l("原因类别（会公开）"),
        [Needed(_l("选一个原因类别"))],
        choices=[
            (each.value, _l(words))
            for each, words in REASON_LABELS.items()
            if each is not ReasonClass.EXPIRED
        ],
    )


def cases_chosen(sent: Mapping[str, str], offered: tuple[CaseToChoose, ...]) -> tuple[CaseChosen, ...]:
    """The drafter's choices for each case, from the controls `wrong-1`, `kin-1`, `place-<fact>`, `firm-1-1`.

    A fact without a place is left out; equal places keep the order in which the facts stood.
    """
    return tuple(_case_chosen(sent, n, each) for n, each in enumerate(offered, start=1))


def _case_chosen(sent: Mapping[str, str], n: int, offered: CaseToChoose) -> CaseChosen:
    placed = [
        (int(place), fact.id)
        for fact in offered.facts
        if (place := sent.get(f"place-{fact.id}", "")).isdecimal() and len(place) < 4
    ]
    firms = {
        name: reason
        for i, name in enumerate(offered.case.business_names, start=1)
        if (reason := clean_line(sent.get(f"firm-{n}-{i}", ""))[:500])
    }
    return CaseChosen(
        reference=offered.case.reference,
        wrong=_one(Wrong, sent.get(f"wrong-{n}", ""), offered.chosen.wrong),
        kin=_one(Kin, sent.get(f"kin-{n}", ""), offered.chosen.kin),
        facts=tuple(fact_id for _, fact_id in sorted(placed, key=lambda each: each[0])),
        firm_reasons=firms,
    )


def _one(words: type[Word], value: str, default: Word) -> Word:
    return words(value) if value in {each.value for each in words} else default
