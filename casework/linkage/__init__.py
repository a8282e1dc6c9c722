"""Linkage: from what a report says to the declarants and firms it may concern, always with reasons.

A name alone is never a match; a score orders candidates and accuses nobody; every score is a list of
rows that can be read aloud; ties are shown as ties. People decide, and what they decided can be undone.
"""

from casework.linkage.candidates import Candidate, CandidateKind, Clue, Suggestions
from casework.linkage.explain import Reason, reasons
from casework.linkage.firms import FirmName, KnownFirm
from casework.linkage.labels import REASONS, STANDINGS, ReasonCode
from casework.linkage.linker import Linker
from casework.linkage.normalise import plain
from casework.linkage.roster import Declarant, Mention, Posting, Roster
from casework.linkage.score import Band, Field, Level, Row
from casework.linkage.standing import Standing
from casework.linkage.units import Gazetteer
from casework.linkage.weights import Weights

__all__ = [
    "REASONS",
    "STANDINGS",
    "Band",
    "Candidate",
    "CandidateKind",
    "Clue",
    "Declarant",
    "Field",
    "FirmName",
    "Gazetteer",
    "KnownFirm",
    "Level",
    "Linker",
    "Mention",
    "Posting",
    "Reason",
    "ReasonCode",
    "Roster",
    "Row",
    "Standing",
    "Suggestions",
    "Weights",
    "plain",
    "reasons",
]
