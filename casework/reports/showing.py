"""How a report's clock and reasons are said on a page: words for values, in the reader's language."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from casework.linkage import REASONS, Reason, ReasonCode, Standing
from casework.reports.answers import NotDone
from casework.reports.clocks import ClockFace, ClockState
from casework.reports.contents import Contents
from casework.reports.labels import (
    AT_COMMISSION_LABELS,
    LEVEL_LABELS,
    PROBLEM_WORDS,
    RELATIVE_LABELS,
    ROUTE_WORDS,
)
from casework.reports.reading import OpenReport
from casework.reports.words import Stage
from regulation.divisions import official_divisions
from web.i18n import gettext as _
from web.rendering import short_day

TONES: Mapping[Standing, str] = {Standing.PROBABLE: "teal", Standing.TIED: "amb", Standing.UNCERTAIN: "amb"}
"""The colour of a standing's tag; the word says it, the others have none."""


PLACES = frozenset({ReasonCode.REGION_SAME, ReasonCode.REGION_WITHIN, ReasonCode.REGION_DIFFERENT})


class ClockWords(NamedTuple):
    """What the clock component draws: shape, words, date."""

    state: str
    words: str
    on: date | None


def clock_words(clock: ClockFace) -> ClockWords | None:
    """The clock in words; None where no term runs. A provisional one says its earliest and latest day."""
    if clock.state is ClockState.NONE:
        return None
    if clock.state is ClockState.HELD:
        return ClockWords("held", str(_("暂停，等补充材料")), None)
    if clock.provisional and clock.earliest is not None and clock.latest is not None:
        first, last = short_day(clock.earliest), short_day(clock.latest)
        return ClockWords(clock.state.value, str(_("暂定%(first)s至%(last)s", first=first, last=last)), None)
    left = clock.left or 0
    if clock.state is ClockState.LATE:
        return ClockWords("late", str(_("超期%(n)s日", n=max(1, -left))), clock.latest)
    words = _("今日到期") if left == 0 else _("剩%(n)s日", n=left)
    return ClockWords(clock.state.value, str(words), clock.latest)


def told_rows(told: Contents, day: date) -> list[tuple[str, str]]:
    """Everything the reporter answered, as (term, words), in the order in which he was asked."""
    rows: list[tuple[str, str]] = []
    for subject in told.subjects:
        who = "　".join(filter(None, (subject.name, subject.unit + subject.post)))
        rows += [
            (_("反映对象"), who or _("没有写")),
            (_("级别"), _known(LEVEL_LABELS, subject.level)),
            (_("所在地方"), place_words(subject.region, day) if subject.region or subject.level else ""),
            (_("在纪委监委工作"), _known(AT_COMMISSION_LABELS, subject.at_commission)),
        ]
    rows += [
        (_("哪位亲属"), _known(RELATIVE_LABELS, told.relative)),
        (_("企业"), told.business),
        (_("经营地"), told.place),
        (_("做了什么"), told.acts),
        (_("时间"), told.when),
        (_("谁得了好处"), told.beneficiary),
    ]
    return [(str(term), str(words)) for term, words in rows if words]


def _known(labels: Mapping[str, str], value: str) -> str:
    """The words for an answer; what is no answer of ours stands as it was told."""
    return str(_(labels[value])) if value in labels else value


def place_words(code: str, day: date) -> str:
    """青澜市南桥区（990103）; the number alone where the tables do not hold it, 不清楚 where none was told."""
    if not code:
        return str(_("不清楚"))
    table = official_divisions()
    city = table.find(code[:4] + "00", day) if code[2:] != "0000" else None
    own = table.find(code, day)
    if own is None:
        return code
    name = own.name if city is None or city.code == own.code else city.name + own.name
    return f"{name}（{code}）"


def route_words(told: Contents) -> str:
    """Why the report came to this office, in a sentence; the bare mark of the rule stands nowhere."""
    return str(_(ROUTE_WORDS[told.route_row])) if told.route_row in ROUTE_WORDS else ""


def reason_words(reason: Reason, day: date) -> str:
    """One reason of a suggestion as a sentence; a place by its name where it was told by its number."""
    values = reason.values
    if reason.code in PLACES:
        names = official_divisions()
        values |= {side: names.name(str(values[side]), day) for side in ("left", "right")}
    return str(_(REASONS[reason.code], **values))


def problem_words(answer: NotDone) -> str:
    """Why an act was not done."""
    return str(_(PROBLEM_WORDS[answer.problem], run=answer.run))


def steps(report: OpenReport) -> list[tuple[str, str]]:
    """The acts that are open now, the next one first, as (endpoint, words)."""
    open_to = {
        Stage.PENDING: ("accept", "ask_for_more", "transfer", "decline"),
        Stage.MORE_WANTED: ("accept", "transfer", "decline"),
        Stage.ACCEPTED: ("ask_for_more", "transfer", "close"),
    }.get(report.stage, ())
    words = {
        "accept": _("受理"),
        "ask_for_more": _("要求补充"),
        "transfer": _("转送"),
        "decline": _("不予受理"),
        "close": _("办结"),
    }
    shown = [each for each in open_to if each != "ask_for_more" or report.has_mailbox]
    return [(f"reports.{each}", str(words[each])) for each in shown]
