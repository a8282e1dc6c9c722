"""Reasons in words: each row of evidence as one sentence a person can check. Never a score.

The sentences stand in `labels`; a page fills in what the report and the roster say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from casework.linkage.candidates import Candidate, CandidateKind
from casework.linkage.labels import ReasonCode
from casework.linkage.score import Field, Level, Row

_ROWS: Mapping[tuple[Field, Level], ReasonCode] = {
    (Field.NAME, Level.SAME): ReasonCode.NAME_SAME,
    (Field.NAME, Level.SURNAME_VARIANT): ReasonCode.NAME_VARIANT,
    (Field.NAME, Level.HOMOPHONE): ReasonCode.NAME_SOUND,
    (Field.NAME, Level.NEAR_SOUND): ReasonCode.NAME_NEAR_SOUND,
    (Field.NAME, Level.ONE_CHARACTER): ReasonCode.NAME_ONE_CHARACTER,
    (Field.NAME, Level.SURNAME_ONLY): ReasonCode.NAME_SURNAME,
    (Field.NAME, Level.IN_TEXT): ReasonCode.NAME_IN_TEXT,
    (Field.NAME, Level.MISSING): ReasonCode.NAME_NOT_TOLD,
    (Field.UNIT, Level.SAME): ReasonCode.UNIT_SAME,
    (Field.UNIT, Level.SHORT_FORM): ReasonCode.UNIT_SHORT,
    (Field.UNIT, Level.PART_OF): ReasonCode.UNIT_PART,
    (Field.UNIT, Level.SAME_OFFICE): ReasonCode.UNIT_OFFICE,
    (Field.UNIT, Level.SIMILAR): ReasonCode.UNIT_SIMILAR,
    (Field.UNIT, Level.OTHER_PLACE): ReasonCode.UNIT_OTHER_PLACE,
    (Field.UNIT, Level.DIFFERENT): ReasonCode.UNIT_DIFFERENT,
    (Field.POST, Level.SAME): ReasonCode.POST_SAME,
    (Field.POST, Level.ONE_OF): ReasonCode.POST_ONE_OF,
    (Field.POST, Level.HEAD_OR_DEPUTY): ReasonCode.POST_DEPUTY,
    (Field.POST, Level.DIFFERENT): ReasonCode.POST_DIFFERENT,
    (Field.REGION, Level.SAME): ReasonCode.REGION_SAME,
    (Field.REGION, Level.WITHIN): ReasonCode.REGION_WITHIN,
    (Field.REGION, Level.DIFFERENT): ReasonCode.REGION_DIFFERENT,
    (Field.FIRM, Level.CODE): ReasonCode.FIRM_CODE,
    (Field.FIRM, Level.SAME): ReasonCode.FIRM_SAME,
    (Field.FIRM, Level.CORE_AND_PLACE): ReasonCode.FIRM_PLACE,
    (Field.FIRM, Level.CORE): ReasonCode.FIRM_CORE,
    (Field.FIRM, Level.HOMOPHONE): ReasonCode.FIRM_SOUND,
    (Field.FIRM, Level.ONE_CHARACTER): ReasonCode.FIRM_ONE_CHARACTER,
    (Field.FIRM, Level.OTHER_PLACE): ReasonCode.FIRM_OTHER_PLACE,
    (Field.FIRM, Level.OTHER_TRADE): ReasonCode.FIRM_OTHER_TRADE,
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence and what fills it; `speaks_for` is False where it speaks against the pair."""

    code: ReasonCode
    left: str = ""
    right: str = ""
    others: int = 0
    speaks_for: bool = True

    @property
    def values(self) -> dict[str, str | int]:
        """The sentence's placeholders."""
        return {"left": self.left, "right": self.right, "others": self.others}


def reasons(candidate: Candidate) -> tuple[Reason, ...]:
    """The reasons of a candidate, agreement first, then frequency, then ties, then what speaks against."""
    rows = {row.field: row for row in candidate.rows}
    told = [_reason(row) for row in candidate.rows if (row.field, row.level) in _ROWS]
    if all(f in rows and rows[f].level is Level.SAME for f in (Field.NAME, Field.UNIT, Field.POST)):
        merged = {ReasonCode.NAME_SAME, ReasonCode.UNIT_SAME, ReasonCode.POST_SAME}
        told = [Reason(ReasonCode.ALL_AGREE), *(r for r in told if r.code not in merged)]
    speaking = [r for r in told if r.speaks_for]
    against = [r for r in told if not r.speaks_for]
    if candidate.kind is CandidateKind.OFFICIAL:
        speaking += _about_the_name(candidate, rows)
    if candidate.tied_with:
        tied = ReasonCode.TIED if candidate.kind is CandidateKind.OFFICIAL else ReasonCode.TIED_FIRMS
        against.append(Reason(tied, others=candidate.tied_with, speaks_for=False))
    return (*speaking, *against)


def _reason(row: Row) -> Reason:
    return Reason(_ROWS[(row.field, row.level)], row.left, row.right, speaks_for=row.agrees)


def _about_the_name(candidate: Candidate, rows: dict[Field, Row]) -> list[Reason]:
    name = rows.get(Field.NAME)
    if name is None or name.level not in {Level.SAME, Level.SURNAME_VARIANT, Level.IN_TEXT}:
        return []
    others = (name.frequency or 1) - 1
    frequency = Reason(ReasonCode.HOMONYMS, others=others) if others else Reason(ReasonCode.NO_HOMONYM)
    alone = not any(row.agrees for row in candidate.rows if row.field is not Field.NAME)
    return [frequency, Reason(ReasonCode.NAME_ALONE, speaks_for=False)] if alone else [frequency]
