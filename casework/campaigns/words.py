"""The closed lists of this subject; stored values are stable, Chinese names stand in `labels`."""

from enum import StrEnum


class Duty(StrEnum):
    """Whose duty a progress check is: 主体责任 of the party committee, 监督责任 of the commission (SR-63)."""

    PRIMARY = "primary"
    SUPERVISORY = "supervisory"


class WhyListed(StrEnum):
    """Why somebody is listed after filing has opened. Closed, like the lists below: what these rows say lies in clear
    and is read by every office in reach, so nothing is written there that a word of a person's fate could slip into."""

    OVERLOOKED = "overlooked"
    APPOINTED = "appointed"
    MOVED_IN = "moved_in"
    CORRECTED = "corrected"


class WhyRemoved(StrEnum):
    """Why somebody is taken off the roster."""

    MOVED_AWAY = "moved_away"
    RETIRED = "retired"
    OUT_OF_POST = "out_of_post"
    DIED = "died"
    NOT_OBLIGED = "not_obliged"
    LISTED_TWICE = "listed_twice"
    MISTAKEN = "mistaken"


class WhyEnded(StrEnum):
    """Why a row of the portfolio table ends."""

    DUTIES_CHANGED = "duties_changed"
    POST_CHANGED = "post_changed"
    MISTAKEN = "mistaken"


class WhyVoided(StrEnum):
    """Why an entry of a delivery is taken back."""

    MISTAKEN = "mistaken"
    HANDED_IN_TWICE = "handed_in_twice"
    GIVEN_BACK = "given_back"


EARLIER = "earlier"
"""Stands where a reason was once written freely: its words are no longer kept."""
