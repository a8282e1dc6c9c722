"""What linkage is asked and what it answers: a clue in, candidates with their rows of evidence out."""

from dataclasses import dataclass, replace
from enum import StrEnum

from casework.linkage.normalise import person_name
from casework.linkage.roster import Mention
from casework.linkage.score import Band, Level, Row, total
from casework.linkage.standing import Standing, has_full_name, rests_on_name, standing_of


class CandidateKind(StrEnum):
    """What a candidate is."""

    OFFICIAL = "official"
    FIRM = "firm"


@dataclass(frozen=True, slots=True)
class Clue:
    """What a report says, as far as linkage needs it."""

    mentions: tuple[Mention, ...] = ()
    firms: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible match; `tied_with` others of the list agree equally well."""

    kind: CandidateKind
    id: str
    label: str
    detail: str
    rows: tuple[Row, ...]
    band: Band
    tied_with: int = 0

    @property
    def total(self) -> float:
        """Bits, for ordering only; never shown."""
        return total(self.rows)

    @property
    def standing(self) -> Standing:
        """The word for its card."""
        return standing_of(self.rows, self.band, tied=self.tied_with > 0)


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Candidates in order, the weak ones apart, and the model version. `hidden` are all that are no candidates,
    `possible` every one whose band is not HIDDEN, also those for whom the list has no room."""

    candidates: tuple[Candidate, ...]
    hidden: int
    model: str
    weak: tuple[Candidate, ...] = ()
    possible: tuple[Candidate, ...] = ()

    def of(self, person_id: str) -> Candidate | None:
        """The candidate of this id, weak or not."""
        return next((c for c in (*self.candidates, *self.weak) if c.id == person_id), None)


def with_homonyms(found: list[Candidate]) -> list[Candidate]:
    """A full name is always worth showing; one merely met in the text, where another bearer of it is shown."""
    shown = {_canonical(c) for c in found if c.band is not Band.HIDDEN and has_full_name(c.rows)}
    return [
        replace(c, band=Band.DOUBTFUL)
        if c.band is Band.HIDDEN
        and has_full_name(c.rows)
        and (c.rows[0].level is not Level.IN_TEXT or _canonical(c) in shown)
        else c
        for c in found
    ]


def same_name_alone(one: Candidate, other: Candidate) -> bool:
    """Whether for both only one and the same full name speaks, so that nobody can tell which is meant."""
    return (
        rests_on_name(one.rows)
        and rests_on_name(other.rows)
        and has_full_name(one.rows)
        and has_full_name(other.rows)
        and _canonical(one) == _canonical(other)
    )


def _canonical(candidate: Candidate) -> str:
    return person_name(candidate.label).canonical
