"""三(四) 开展举报: what is taken in, what may be declined, what a named and an anonymous reporter may expect.

Rules kept here: every channel is published; anybody may report; an anonymous report within scope must be
processed and nobody may trace its author; a report is declined on the three grounds of article 13 alone; what
belongs to the superior is sealed on and never worked on here. No code is needed for the clause on files: uploads
are sealed while they stream and cleaned in the confined child.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from regulation.case_terms import (
    Advice,
    Channel,
    DeclineGround,
    ForwardStep,
    Naming,
    Particular,
    ReporterRequest,
    Truth,
)
from regulation.decisions import Reason, Refused
from regulation.terms import Level

CLAUSE = "三(四)"
ARTICLE_13 = "检举控告工作规则 第十三条"
CITY_AND_ABOVE = frozenset({Level.CITY, Level.PROVINCE, Level.CENTRE})
PUBLISHED_CHANNELS = tuple(Channel)


@dataclass(frozen=True, slots=True)
class ReportContent:
    """What an intake officer sees of a report when he asks whether it may be declined."""

    particulars: frozenset[Particular] = frozenset()
    settled_by_law: bool = False
    belongs_to_another_organ: bool = False


@dataclass(frozen=True, slots=True)
class Handling:
    """What the kind of reporter means for the queue and for the clocks."""

    naming: Naming
    has_priority: bool
    is_told_of_acceptance: bool
    is_told_of_result: bool


def unpublished_channels(published: frozenset[Channel]) -> tuple[Channel, ...]:
    """举报电话、举报网站 and the other channels that a commission has not made public yet (SR-41, P-01).

    Clause: 三(四)
    """
    return tuple(channel for channel in PUBLISHED_CHANNELS if channel not in published)


def naming(*, name: bool, contact: bool, verified: bool | None = None) -> Naming:
    """Named is a real name or unit and a contact; signed but false or unverifiable is anonymous (P-02).

    `verified` is None until somebody tried.
    Clause: 检举控告工作规则 第二十四条、第三十条
    """
    return Naming.NAMED if name and contact and verified is not False else Naming.ANONYMOUS


def handling(kind: Naming, *, is_repeat: bool = False) -> Handling:
    """实名优先办理、优先处置、给予答复 (P-03); a repeat is registered and kept, not told again (T-01).

    Clause: 检举控告工作规则 第十四条、第二十五条、第二十六条
    """
    named = kind is Naming.NAMED
    return Handling(
        naming=kind,
        has_priority=named,
        is_told_of_acceptance=named and not is_repeat,
        is_told_of_result=named,
    )


def decline_ground(report: ReportContent) -> DeclineGround | None:
    """The ground of article 13 that fits, None where the report must be accepted (P-05); anonymity is no ground (P-04).

    Clause: 检举控告工作规则 第十三条、第二十九条
    """
    if report.settled_by_law:
        return DeclineGround.SETTLED_BY_LAW
    if report.belongs_to_another_organ:
        return DeclineGround.OTHER_ORGAN
    return None if report.particulars else DeclineGround.NO_SUBSTANCE


def may_decline(report: ReportContent, ground: DeclineGround | None) -> Advice | Refused:
    """A decline rests on the ground that fits and comes with advice: where to go, or which facts to give (P-05).

    Clause: 检举控告工作规则 第十三条
    """
    if ground is None or ground is not decline_ground(report):
        return Refused(Reason.OUTSIDE_ARTICLE_13, ARTICLE_13)
    return Advice.GIVE_FACTS if ground is DeclineGround.NO_SUBSTANCE else Advice.WHERE_TO_GO


def may_trace_reporter() -> Refused:
    """Nobody may look for an anonymous reporter by handwriting or address; the request is registered as 过问 (P-04).

    The product holds no address of a reporter, so there is nothing to open, with or without approval.
    Clause: 检举控告工作规则 第二十九条
    """
    return Refused(Reason.TRACING_FORBIDDEN, "检举控告工作规则 第二十九条", "登记为过问")


def may_reply(*, receipt_checked: bool, repeats_report: bool) -> Refused | None:
    """An answer is given only after the receipt was checked and never repeats what was reported (P-06, P-07).

    Clause: 检举控告工作规则 第四十七条
    """
    if not receipt_checked:
        return Refused(Reason.RECEIPT_UNCHECKED, "检举控告工作规则 第四十七条")
    return Refused(Reason.REPEATS_REPORT, "检举控告工作规则 第四十七条") if repeats_report else None


def opens_a_report_of_its_own(request: ReporterRequest) -> bool:
    """打击报复 is a case type of its own, linked to the first report; the other requests stay with it (P-08, P-09).

    Clause: 检举控告工作规则 第三十五条、第三十七条
    """
    return request is ReporterRequest.RETALIATION


def may_work_on_superiors_report(step: ForwardStep | None, done: Sequence[ForwardStep]) -> Refused | None:
    """径送: resealed, receipted, the local wraps destroyed, number and time kept; in this order and nothing else.

    It must not be hidden, delayed, copied, excerpted, spread or entered (T-03). `step` None is any other work.
    Clause: 检举控告工作规则 第十五条
    """
    order = tuple(ForwardStep)
    expected = order[len(done)] if tuple(done) == order[: len(done)] and len(done) < len(order) else None
    if step is not None and step is expected:
        return None
    return Refused(Reason.SUPERIORS_REPORT, "检举控告工作规则 第十五条")


def truth_of(
    *,
    confirmed: bool,
    intent_proven: bool = False,
    approved_by: Level | None = None,
    mistaken: bool = False,
) -> Truth:
    """An unfounded report is 失实. 诬告陷害 needs intent and the approval of a city-level body; till then 拟认定 (F-01).

    错告 means education only.
    Clause: 检举控告工作规则 第三十九条、第四十五条
    """
    if confirmed:
        return Truth.CONFIRMED
    if intent_proven:
        approved = approved_by in CITY_AND_ABOVE
        return Truth.FALSE_ACCUSATION if approved else Truth.FALSE_ACCUSATION_PROPOSED
    return Truth.MISTAKEN if mistaken else Truth.UNFOUNDED


def may_find_false_accusation(level: Level) -> Refused | None:
    """Only a body of a city with districts, or above, approves 诬告陷害 (F-01).

    Clause: 检举控告工作规则 第三十九条
    """
    if level in CITY_AND_ABOVE:
        return None
    return Refused(Reason.NOT_CITY_LEVEL, "检举控告工作规则 第三十九条")


def may_clarify(truth: Truth, *, approved_by_principal: bool, holds_reporter_data: bool) -> Refused | None:
    """澄清 of an unfounded report: approved by the commission's principal, without any trace of the reporter (F-02).

    Clause: 检举控告工作规则 第五十条
    """
    if truth is Truth.CONFIRMED or not approved_by_principal:
        return Refused(Reason.NOT_COMPETENT, "检举控告工作规则 第五十条")
    if holds_reporter_data:
        return Refused(Reason.REPEATS_REPORT, "检举控告工作规则 第四十七条")
    return None
