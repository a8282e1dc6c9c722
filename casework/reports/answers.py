"""The ways an act on a report can be refused: values, shown to the officer with what to do next."""

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why an act was not done."""

    UNKNOWN = "unknown"
    STALE = "stale"
    ALREADY_DONE = "already_done"
    REASON_MISSING = "reason_missing"
    EVIDENCE_WEAK = "evidence_weak"
    NOBODY_ASKED = "nobody_asked"
    TEXT_MISSING = "text_missing"
    WRONG_STAGE = "wrong_stage"
    REPEATS_REPORT = "repeats_report"
    SAME_OFFICE = "same_office"
    NO_RECIPIENT = "no_recipient"
    GUARDED_OFFICE = "guarded_office"
    NOT_A_HANDLER = "not_a_handler"
    NO_MAILBOX = "no_mailbox"


@dataclass(frozen=True, slots=True)
class NotDone:
    """The act was not done, and why. `run` is the repeated passage, `now` the version that stands."""

    problem: Problem
    run: str = ""
    now: int = 0
