"""The Chinese names of the states of a case: msgids, wrapped in gettext when shown."""

from collections.abc import Mapping

from casework.cases.states import (
    CaseState,
    DiscrepancyState,
    Duty,
    HearingKind,
    OpinionKind,
    ServingManner,
    StepState,
    StrandState,
)
from casework.cases.waiting import Todo

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
TODO_LABELS: Mapping[Todo, str] = {
    Todo.FIND: "记查明的事实",
    Todo.COMPARE: "与申报对照",
    Todo.CONFIRM: "确认差异",
    Todo.HEAR: "听取本人说明",
    Todo.PROPOSE: "提出处理意见",
    Todo.REVIEW: "写审理意见",
    Todo.DECIDE: "作出决定",
}
SERVING_LABELS: Mapping[ServingManner, str] = {
    ServingManner.HANDED: "本人签收",
    ServingManner.LEFT: "本人拒绝签收，留置送达",
}
OPINION_LABELS: Mapping[OpinionKind, str] = {
    OpinionKind.PROPOSAL: "处理意见",
    OpinionKind.TRIAL: "审理意见",
}
