"""One line of a comparison: what was declared, what was found, on what basis, how they differ.

Line body, version 1: the fields of `Line`, enums as their stored words. `rows` are the fields shown under the line,
each (field, declared, found, differs); a text is what a person reads, "" where nothing stands.
"""

import unicodedata
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from casework.cases.facts import FoundFact
from casework.declarations.service import SignedVersion
from regulation.comparing import Comparison, ComparisonReason
from regulation.comparison_lines import ComparisonLine, lines
from regulation.decisions import Flag
from regulation.facts import Business
from regulation.terms import DiscrepancyKind, Relation, Strand
from regulation.understatement import ComparedField


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of an entity, declared beside found."""

    field: ComparedField
    declared: str
    found: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One finding held against the declaration. `version` is the decisive version, "" where none was signed."""

    finding_id: str
    relation: Relation
    relative: str
    entity: str
    basis: str
    kind: DiscrepancyKind
    reason: ComparisonReason
    version: str
    countersigner: str
    clause: str
    strands: tuple[Strand, ...]
    flags: tuple[Flag, ...]
    rows: tuple[FieldRow, ...]

    def body(self) -> dict[str, Any]:
        return {**asdict(self), "rows": [asdict(row) for row in self.rows]}

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> "Line":
        return cls(
            body["finding_id"],
            Relation(body["relation"]),
            body["relative"],
            body["entity"],
            body["basis"],
            DiscrepancyKind(body["kind"]),
            ComparisonReason(body["reason"]),
            body["version"],
            body["countersigner"],
            body["clause"],
            tuple(Strand(each) for each in body["strands"]),
            tuple(Flag(each) for each in body["flags"]),
            tuple(
                FieldRow(ComparedField(row["field"]), row["declared"], row["found"], row["differs"])
                for row in body["rows"]
            ),
        )


@dataclass(frozen=True, slots=True)
class VersionShown:
    """The version a comparison was made with, and who signed it."""

    declaration_id: str
    version_id: str
    n: int
    campaign: str
    hash: str
    signed_on: str
    publicity_from: str
    publicity_to: str
    objections: int
    countersigner_id: str
    countersigner: str
    countersigner_post: str
    countersigned_on: str
    clause: str

    @classmethod
    def of(cls, version: SignedVersion) -> "VersionShown":
        return cls(
            version.declaration_id,
            version.version_id,
            version.n,
            version.campaign,
            version.hash,
            version.signed_at.date().isoformat(),
            version.publicity_from.date().isoformat() if version.publicity_from else "",
            version.publicity_to.date().isoformat() if version.publicity_to else "",
            version.objections,
            version.countersigner_id,
            version.countersigner,
            version.countersigner_post.value if version.countersigner_post is not None else "",
            version.countersigned_at.date().isoformat() if version.countersigned_at else "",
            version.countersign_clause,
        )

    @property
    def signed(self) -> date:
        return date.fromisoformat(self.signed_on)

    @property
    def countersigned(self) -> date | None:
        return date.fromisoformat(self.countersigned_on) if self.countersigned_on else None

    @property
    def publicity(self) -> tuple[date, date] | None:
        """The first and the last day of publicity."""
        if not (self.publicity_from and self.publicity_to):
            return None
        return date.fromisoformat(self.publicity_from), date.fromisoformat(self.publicity_to)

    def body(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> "VersionShown":
        return cls(**body)


def plain_name(name: str) -> str:
    """A firm's name without width, brackets' style and spaces: for telling the same name, nothing more."""
    folded = unicodedata.normalize("NFKC", name)
    return "".join(folded.split()).replace("(", "").replace(")", "").upper()


def same_entity(declared: Business, code: str, found: Business) -> bool:
    """The same firm: the same code; or, within the same relation, the same full name."""
    if code and code == found.id:
        return True
    named = bool(found.name) and plain_name(declared.name) == plain_name(found.name)
    return named and declared.relation is found.relation


BESIDES = frozenset({ComparedField.NAME, ComparedField.HOLDER, ComparedField.STATE, ComparedField.KIND})


def is_shown(row: ComparisonLine) -> bool:
    """Presence names the entity already; what only repeats it, or was neither declared nor differs, is left out."""
    return row.differs or row.field not in BESIDES


def line_from(found: FoundFact, compared: Comparison) -> Line:
    """The line of one finding, beside the decisive version."""
    decisive = compared.decisive
    rows = lines(found.fact, decisive, kin_names={found.fact.of.kin: found.relative}) if decisive else ()
    return Line(
        finding_id=found.id,
        relation=found.relation,
        relative=found.relative,
        entity=found.name,
        basis="；".join(filter(None, (found.basis, found.evidence))),
        kind=compared.kind,
        reason=compared.reason,
        version=decisive.version if decisive is not None else "",
        countersigner=decisive.countersigner if decisive is not None else "",
        clause=compared.clause,
        strands=tuple(sorted(compared.strands)),
        flags=tuple(sorted(compared.flags)),
        rows=tuple(
            FieldRow(row.field, row.declared, row.found, row.differs and bool(row.found))
            for row in rows
            if is_shown(row)
        ),
    )
