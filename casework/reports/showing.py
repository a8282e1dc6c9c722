"""How a report's clock and reasons are said on a page: words for values, in the reader's language."""

from datetime import date
from typing import NamedTuple

from casework.linkage import REASONS, Reason
from casework.reports.answers import NotDone
from casework.reports.clocks import ClockFace, ClockState
from casework.reports.labels import PROBLEM_WORDS
from casework.reports.reading import OpenReport
from casework.reports.words import Stage
from web.i18n import gettext as _
from web.rendering import short_day


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


def reason_words(reason: Reason) -> str:
    """One reason of a suggestion as a sentence."""
    return str(_(REASONS[reason.code], **reason.values))


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
