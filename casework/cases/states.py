"""The words of a case's life. The stored value is stable; the labels stand in `labels`.

Whose strand it is and how it was decided are the regulation's words: `StrandKind` and `Outcome`.
"""

from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands."""

    VERIFYING = "verifying"
    STRANDS_OPEN = "strands_open"
    CLOSED = "closed"


class AmendmentKind(StrEnum):
    """What was added to a finding after it was recorded; the finding itself is never edited."""

    WITHDRAWAL = "withdrawal"
    SCREENING = "screening"


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


class ServingManner(StrEnum):
    """How a decision reached its person."""

    HANDED = "handed"
    LEFT = "left"


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
