"""The ways an act of this subject can be refused: values, shown to the person with what to do next."""

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """Why an act was not done."""

    UNKNOWN = "unknown"
    NOT_YOURS = "not_yours"
    NOT_COMPETENT = "not_competent"
    CAMPAIGN_RUNNING = "campaign_running"
    CAMPAIGN_CLOSED = "campaign_closed"
    PROFILE_UNKNOWN = "profile_unknown"
    DATES_MISSING = "dates_missing"
    ALREADY_LISTED = "already_listed"
    ALREADY_DONE = "already_done"
    REASON_MISSING = "reason_missing"
    UNIT_MISSING = "unit_missing"
    DOCUMENT_MISSING = "document_missing"
    TARGET_UNKNOWN = "target_unknown"
    POST_NOT_YOURS = "post_not_yours"
    DATES_REVERSED = "dates_reversed"
    TOO_FAR = "too_far"
    IN_THE_FUTURE = "in_the_future"
    NOT_THE_PRINCIPAL = "not_the_principal"
    NO_RECIPIENT = "no_recipient"


@dataclass(frozen=True, slots=True)
class NotDone:
    """The act was not done, and why; `about` is the id of the record that was in the way."""

    problem: Problem
    about: str = ""
