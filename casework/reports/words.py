"""The closed lists of this subject. Their Chinese names stand in `labels`."""

from collections.abc import Mapping
from enum import StrEnum


class Channel(StrEnum):
    """How a report came in."""

    WEB = "web"
    PHONE = "phone"
    LETTER = "letter"
    VISIT = "visit"
    TRANSFER = "transfer"


class Stage(StrEnum):
    """Where a report stands in its office."""

    SEALED = "sealed"
    PENDING = "pending"
    ACCEPTED = "accepted"
    MORE_WANTED = "more_wanted"
    IN_CASE = "in_case"
    CLOSED = "closed"
    DECLINED = "declined"
    TRANSFERRED = "transferred"


class ReporterStatus(StrEnum):
    """The seven words a reporter reads; fixed by the format of the mailbox."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    TRANSFERRED = "transferred"
    IN_HAND = "in_hand"
    CLOSED = "closed"
    DECLINED = "declined"
    MORE_WANTED = "more_wanted"


class Request(StrEnum):
    """What a reporter may ask for besides writing; such messages stand first."""

    RETALIATION = "retaliation"
    PROTECTION = "protection"
    RECUSAL = "recusal"
    COMPLAINT = "complaint"


class Judgement(StrEnum):
    """What a person decided about a suggestion."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class SetAside(StrEnum):
    """Why a deposit could not be registered."""

    LOST = "lost"
    BROKEN = "broken"
    STRANGER = "stranger"


class Verdict(StrEnum):
    """What a signed form says of the firm a report names; no judgement of anybody."""

    FIRM_DECLARED = "firm_declared"
    FIRM_DOUBTFUL = "firm_doubtful"
    FIRM_ABSENT = "firm_absent"
    DECLARED_NOTHING = "declared_nothing"
    FIRM_NOT_TOLD = "firm_not_told"


class LinkKind(StrEnum):
    """What a report was linked with."""

    OFFICIAL = "official"
    REPORT = "report"


class View(StrEnum):
    """The tabs of the inbox."""

    MINE = "mine"
    NEW = "new"
    SOON = "soon"
    OVERDUE = "overdue"
    UNREAD = "unread"
    NAMED_OVERDUE = "named_overdue"
    ALL = "all"


OPEN_STAGES = frozenset({Stage.PENDING, Stage.ACCEPTED, Stage.MORE_WANTED, Stage.IN_CASE})
CLUE_STAGES = frozenset({Stage.ACCEPTED, Stage.MORE_WANTED, Stage.IN_CASE, Stage.CLOSED})
"""Stages in which a report is a clue that investigators may read."""

CHANNEL_SIGNS: Mapping[Channel, str] = {
    Channel.WEB: "网",
    Channel.PHONE: "电",
    Channel.LETTER: "信",
    Channel.VISIT: "访",
    Channel.TRANSFER: "转",
}
"""The first character of a number and a reference; part of an identifier, so it is not translated."""
