"""How a candidate stands, in a word for its card: what the evidence carries and not a bit more.

The word follows the band and the rows together, so that no card says "the same person" above a reason that says
nobody can tell. It orders nothing and decides nothing.
"""

from enum import StrEnum

from casework.linkage.score import Band, Field, Level, Row

FULL_NAME = frozenset({Level.SAME, Level.SURNAME_VARIANT, Level.IN_TEXT})
"""Levels at which the whole name is the one in the roster."""


class Standing(StrEnum):
    """What may be said of a candidate before anybody has judged."""

    PROBABLE = "probable"
    TIED = "tied"
    UNCERTAIN = "uncertain"
    NAME_ONLY = "name_only"
    NAME_NEAR = "name_near"
    WEAK = "weak"


def has_full_name(rows: tuple[Row, ...]) -> bool:
    """Whether the name in the roster is the one told, letter for letter."""
    return any(row.field is Field.NAME and row.level in FULL_NAME for row in rows)


def rests_on_name(rows: tuple[Row, ...]) -> bool:
    """Whether the name is all that speaks for the pair."""
    return {row.field for row in rows if row.agrees} == {Field.NAME}


def standing_of(rows: tuple[Row, ...], band: Band, *, tied: bool) -> Standing:
    """The word for these rows in this band."""
    if band is Band.HIDDEN:
        return Standing.WEAK
    if rests_on_name(rows):
        return Standing.NAME_ONLY if has_full_name(rows) else Standing.NAME_NEAR
    if band is Band.STRONG:
        return Standing.TIED if tied else Standing.PROBABLE
    return Standing.UNCERTAIN
