"""What the services of declarations answer: plain frozen values."""

from dataclasses import dataclass
from datetime import datetime

from casework.declarations.faults import CellError, NotDone
from casework.declarations.form import Form
from regulation.case_terms import DeclarationState
from regulation.decisions import CountersignRow, Refused
from regulation.facts import DeclarationVersionFacts
from regulation.terms import LeaderPost


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: who was taken, whose draft was replaced, who was already there with the same content."""

    taken: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    already: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotImported:
    """Nothing was imported: the cells to put right, or why the file itself stays closed (words, a msgid)."""

    errors: tuple[CellError, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredEntity:
    """One declared business or post as words to show beside a finding. `id` is that of the facts."""

    id: str
    relation: str
    kin_name: str
    words: str


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """One signed version as it stood: for comparing, and for holding its countersigner to account."""

    declaration_id: str
    version_id: str
    n: int
    person_id: str
    unit_id: str
    campaign: str
    hash: str
    form: Form
    facts: DeclarationVersionFacts
    declared: tuple[DeclaredEntity, ...]
    signed_at: datetime
    publicity_from: datetime | None
    publicity_to: datetime | None
    objections: int
    countersigner_id: str
    countersigner: str
    countersigner_post: LeaderPost | None
    countersigned_at: datetime | None
    countersign_row: CountersignRow | None
    countersign_clause: str


@dataclass(frozen=True, slots=True)
class Moved:
    """An act was done: the state the declaration now has."""

    declaration_id: str
    state: DeclarationState


Answer = Moved | Refused | NotDone
