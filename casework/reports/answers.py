"""The ways an act on a report can be refused: values, shown to the officer with what to do next."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why an act was not done."""

    UNKNOWN = "unknown"
    STALE = "stale"
    ALREADY_DONE = "already_done"
    REASON_MISSING = "reason_missing"
    TEXT_MISSING = "text_missing"
    WRONG_STAGE = "wrong_stage"
    REPEATS_REPORT = "repeats_report"
    SAME_OFFICE = "same_office"
    NO_RECIPIENT = "no_recipient"
    GUARDED_OFFICE = "guarded_office"
    NOT_A_HANDLER = "not_a_handler"
    NO_MAILBOX = "no_mailbox"


PROBLEM_WORDS: Mapping[Problem, str] = {
    Problem.UNKNOWN: "没有找到。请回到收件列表再试。",
    Problem.STALE: "您打开以后，别人已经改过这一件。请核对两个版本，再决定是否继续。",
    Problem.ALREADY_DONE: "这一步已经办过。",
    Problem.REASON_MISSING: "请写明理由。",
    Problem.TEXT_MISSING: "请写要发给举报人的内容。",
    Problem.WRONG_STAGE: "这一件目前的环节不能办这一步。",
    Problem.REPEATS_REPORT: "不要复述举报内容。请改写这一段：“%(run)s”",
    Problem.SAME_OFFICE: "这一件已经在本机关。请选另一个机关。",
    Problem.NO_RECIPIENT: "这个机关还没有公钥，不能加密转送。请打印封套，派人送达。",
    Problem.GUARDED_OFFICE: "举报可能反映这个机关的人，不能转给它。请转给它的上级。",
    Problem.NOT_A_HANDLER: "请选本机关持有密钥的承办人。",
    Problem.NO_MAILBOX: "举报人没有信箱，不能在这里回信。",
}


@dataclass(frozen=True, slots=True)
class NotDone:
    """The act was not done, and why. `run` is the repeated passage, `now` the version that stands."""

    problem: Problem
    run: str = ""
    now: int = 0
