"""The words of a case's life. The stored value is stable; the label is shown through the translations.

Whose strand it is and how it was decided are the regulation's words: `StrandKind` and `Outcome`.
"""

from collections.abc import Mapping
from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands."""

    VERIFYING = "verifying"
    STRANDS_OPEN = "strands_open"
    CLOSED = "closed"


class DiscrepancyState(StrEnum):
    """A difference between declaration and finding on its way to being confirmed by two."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class StrandState(StrEnum):
    """Where a strand stands; each state but the first has its own record."""

    OPEN = "open"
    HEARD = "heard"
    PROPOSED = "proposed"
    DECIDED = "decided"
    REFERRED = "referred"


class HearingKind(StrEnum):
    """How the person was heard."""

    STATEMENT = "statement"
    WAIVER = "waiver"


class OpinionKind(StrEnum):
    """What an opinion on a strand is: the handler's proposal, or a trial reviewer's."""

    PROPOSAL = "proposal"
    TRIAL = "trial"


class Duty(StrEnum):
    """What a member does in a case; nobody does both."""

    INVESTIGATION = "investigation"
    TRIAL = "trial"


class StepState(StrEnum):
    """What became of an order on the ladder."""

    ORDERED = "ordered"
    DONE = "done"
    REFUSED = "refused"


CASE_STATE_LABELS: Mapping[CaseState, str] = {
    CaseState.VERIFYING: "核实中",
    CaseState.STRANDS_OPEN: "两线办理",
    CaseState.CLOSED: "已结案",
}
DISCREPANCY_STATE_LABELS: Mapping[DiscrepancyState, str] = {
    DiscrepancyState.PROPOSED: "待第二人确认",
    DiscrepancyState.CONFIRMED: "已确认",
    DiscrepancyState.REJECTED: "未获确认",
}
STRAND_STATE_LABELS: Mapping[StrandState, str] = {
    StrandState.OPEN: "待听取本人说明",
    StrandState.HEARD: "待提出处理意见",
    StrandState.PROPOSED: "待审理和决定",
    StrandState.DECIDED: "已决定",
    StrandState.REFERRED: "已移交",
}
HEARING_LABELS: Mapping[HearingKind, str] = {
    HearingKind.STATEMENT: "本人作了说明",
    HearingKind.WAIVER: "本人放弃说明",
}
DUTY_LABELS: Mapping[Duty, str] = {
    Duty.INVESTIGATION: "承办",
    Duty.TRIAL: "审理",
}
STEP_STATE_LABELS: Mapping[StepState, str] = {
    StepState.ORDERED: "执行中",
    StepState.DONE: "已完成",
    StepState.REFUSED: "拒不执行",
}
