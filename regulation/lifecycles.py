"""From which state a declaration, a report, a clue or a notice may go to which, with the clause that opens the way.

A transition that stands in no table is refused. The conditions of a transition (who, when, with what) stand in the
module of its clause; here stands only the order.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from regulation.case_terms import ClueState, DeclarationState, Disposal, NoticeState, ReportState
from regulation.decisions import Body, Reason, Refused, Route
from regulation.labels import label

DECLARATION: Mapping[DeclarationState, Mapping[DeclarationState, str]] = {
    DeclarationState.DRAFT: {DeclarationState.SIGNED: "三(一)"},
    DeclarationState.SIGNED: {DeclarationState.POSTED: "三(二)"},
    DeclarationState.POSTED: {
        DeclarationState.SIGNED: "三(二)",  # amended: a new version, publicity starts again (A18)
        DeclarationState.COUNTERSIGNED: "三(二)",
        DeclarationState.RETURNED: "三(二)",
    },
    DeclarationState.RETURNED: {DeclarationState.SIGNED: "三(一)"},
    DeclarationState.COUNTERSIGNED: {
        DeclarationState.SUBMITTED: "三(二)",
        DeclarationState.REVIEWED: "三(三)",  # R4, R6, R8: reviewed where it ends
    },
    DeclarationState.SUBMITTED: {DeclarationState.REVIEWED: "三(三)"},
    DeclarationState.REVIEWED: {DeclarationState.ARCHIVED: "三(五)"},
    DeclarationState.ARCHIVED: {},  # a later correction is a new version (SR-44)
}
REPORT: Mapping[ReportState, Mapping[ReportState, str]] = {
    ReportState.RECEIVED: {
        ReportState.ACCEPTED: "检举控告工作规则 第十四条",
        ReportState.TRANSFERRED: "检举控告工作规则 第十六条",
        ReportState.DECLINED: "检举控告工作规则 第十三条",
        ReportState.MORE_WANTED: "检举控告工作规则 第十三条",
    },
    ReportState.ACCEPTED: {
        ReportState.IN_HAND: "检举控告工作规则 第十七条",
        ReportState.TRANSFERRED: "检举控告工作规则 第十六条",
        ReportState.MORE_WANTED: "检举控告工作规则 第十七条",
    },
    ReportState.TRANSFERRED: {
        ReportState.ACCEPTED: "检举控告工作规则 第十六条",
        ReportState.TRANSFERRED: "检举控告工作规则 第十六条",
        ReportState.DECLINED: "检举控告工作规则 第十三条",
    },
    ReportState.IN_HAND: {
        ReportState.CLOSED: "检举控告工作规则 第二十七条",
        ReportState.MORE_WANTED: "检举控告工作规则 第十七条",
        ReportState.TRANSFERRED: "检举控告工作规则 第十六条",
    },
    ReportState.MORE_WANTED: {
        ReportState.ACCEPTED: "检举控告工作规则 第十四条",
        ReportState.IN_HAND: "检举控告工作规则 第十七条",
        ReportState.DECLINED: "检举控告工作规则 第十三条",
        ReportState.CLOSED: "检举控告工作规则 第二十七条",
    },
    ReportState.CLOSED: {
        ReportState.IN_HAND: "检举控告工作规则 第二十七条"
    },  # new evidence is verified (T-02)
    ReportState.DECLINED: {ReportState.RECEIVED: "检举控告工作规则 第十三条"},  # resubmitted with facts
}
CLUE: Mapping[ClueState, Mapping[ClueState, str]] = {
    ClueState.ACCEPTED: {
        ClueState.INQUIRY: "检举控告工作规则 第十七条",
        ClueState.PRELIM_VERIFY: "检举控告工作规则 第十七条",
        ClueState.HOLD: "检举控告工作规则 第十七条",
        ClueState.CLOSED: "检举控告工作规则 第十七条",
        ClueState.TRANSFERRED: "检举控告工作规则 第十六条",
    },
    ClueState.INQUIRY: {
        ClueState.CLOSED: "监督执纪工作规则 第三十条",
        ClueState.PRELIM_VERIFY: "监督执纪工作规则 第三十条",
        ClueState.HOLD: "监督执纪工作规则 第三十条",
    },
    ClueState.PRELIM_VERIFY: {
        ClueState.CASE: "监督执纪工作规则 第三十五条",
        ClueState.CLOSED: "监督执纪工作规则 第三十五条",
        ClueState.HOLD: "监督执纪工作规则 第三十五条",
        ClueState.TRANSFERRED: "监督执纪工作规则 第三十五条",
    },
    ClueState.HOLD: {
        ClueState.INQUIRY: "检举控告工作规则 第十七条",
        ClueState.PRELIM_VERIFY: "检举控告工作规则 第十七条",
        ClueState.CLOSED: "检举控告工作规则 第十七条",
    },
    ClueState.CASE: {ClueState.CLOSED: "四(四)"},
    ClueState.CLOSED: {ClueState.PRELIM_VERIFY: "检举控告工作规则 第二十七条"},
    ClueState.TRANSFERRED: {},
}
NOTICE: Mapping[NoticeState, Mapping[NoticeState, str]] = {
    NoticeState.DRAFT: {NoticeState.APPROVED: "四(四)"},
    NoticeState.APPROVED: {NoticeState.PUBLISHED: "四(四)", NoticeState.DRAFT: "四(四)"},
    NoticeState.PUBLISHED: {
        NoticeState.CORRECTED: "四(四)",
        NoticeState.WITHDRAWN: "四(四)",
        NoticeState.EXPIRED: "四(四)",
    },
    NoticeState.CORRECTED: {
        NoticeState.CORRECTED: "四(四)",
        NoticeState.WITHDRAWN: "四(四)",
        NoticeState.EXPIRED: "四(四)",
    },
    NoticeState.WITHDRAWN: {},
    NoticeState.EXPIRED: {},
}
_TABLES: Mapping[type[StrEnum], Mapping[Any, Mapping[Any, str]]] = {
    DeclarationState: DECLARATION,
    ReportState: REPORT,
    ClueState: CLUE,
    NoticeState: NOTICE,
}
STATE_OF_DISPOSAL: Mapping[Disposal, ClueState] = {
    Disposal.INQUIRY: ClueState.INQUIRY,
    Disposal.PRELIM_VERIFY: ClueState.PRELIM_VERIFY,
    Disposal.HOLD: ClueState.HOLD,
    Disposal.CLOSE: ClueState.CLOSED,
}


def may_move(now: StrEnum, then: StrEnum) -> Refused | None:
    """Whether a thing in one state may go to another of the same kind.

    Clause: 三, 检举控告工作规则 第十三至十七条
    """
    if type(then) is type(now) and then in _TABLES[type(now)][now]:
        return None
    return Refused(Reason.TRANSITION_FORBIDDEN, "三", f"{label(now)}→{label(then)}")


def clause_of(now: StrEnum, then: StrEnum) -> str:
    """The clause that opens the way; raises KeyError where there is none."""
    return _TABLES[type(now)][now][then]


def hops(route: Route) -> tuple[Body, ...]:
    """逐级上报: every body a form passes, in order, each once (SR-13).

    Clause: 二 ¶1
    """
    way = (route.compiled_by, *route.via, route.review, route.file)
    return tuple(dict.fromkeys(body for body in way if body))


def may_submit(route: Route, reached: Sequence[Body], to: Body) -> Refused | None:
    """No hop is skipped: the next body on the way and no other (SR-13).

    Clause: 二 ¶1
    """
    way = hops(route)
    if tuple(reached) == way[: len(reached)] and len(reached) < len(way) and way[len(reached)] == to:
        return None
    return Refused(Reason.STEP_SKIPPED, "二 ¶1")


def may_review(*, filed_by: str, reviewer: str) -> Refused | None:
    """Who organised the filing of a form never reviews it: primary duty and supervision are two hands (SR-14).

    Clause: 二 ¶1
    """
    return Refused(Reason.DECIDER_CONCERNED, "二 ¶1") if filed_by == reviewer else None
