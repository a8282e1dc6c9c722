"""Rows of evidence: each field compared, at which level, how many bits, how frequent the value is.

A row accuses nobody and decides nothing; the sum only orders. `Level` says in words what agreed.
"""

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What was compared."""

    NAME = "name"
    UNIT = "unit"
    POST = "post"
    REGION = "region"
    FIRM = "firm"


class Level(StrEnum):
    """How it agreed or differed; MISSING weighs nothing either way."""

    SAME = "same"
    SURNAME_VARIANT = "surname_variant"
    HOMOPHONE = "homophone"
    NEAR_SOUND = "near_sound"
    ONE_CHARACTER = "one_character"
    SURNAME_ONLY = "surname_only"
    IN_TEXT = "in_text"
    SHORT_FORM = "short_form"
    PART_OF = "part_of"
    SAME_OFFICE = "same_office"
    SIMILAR = "similar"
    OTHER_PLACE = "other_place"
    OTHER_TRADE = "other_trade"
    ONE_OF = "one_of"
    HEAD_OR_DEPUTY = "head_or_deputy"
    WITHIN = "within"
    CODE = "code"
    CORE_AND_PLACE = "core_and_place"
    CORE = "core"
    DIFFERENT = "different"
    MISSING = "missing"


class Band(StrEnum):
    """STRONG and DOUBTFUL are shown, HIDDEN is only counted."""

    STRONG = "strong"
    DOUBTFUL = "doubtful"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: what the report says, what the roster says, how they agree.

    `frequency` is the number of bearers of the agreeing value among those compared; None if not counted.
    """

    field: Field
    left: str
    right: str
    level: Level
    weight: float
    frequency: int | None = None

    @property
    def agrees(self) -> bool:
        """Whether the row speaks for the pair."""
        return self.weight > 0 and self.level not in {Level.DIFFERENT, Level.OTHER_PLACE, Level.MISSING}


def total(rows: tuple[Row, ...]) -> float:
    """The sum in bits."""
    return sum(row.weight for row in rows)
