"""附件1 filled in: what one person declares, as plain texts by sheet and column.

The stored texts are those of `values.read`: days 2014-12-03, months 1968-03, amounts and shares as decimals, choices
as stable words. This is the payload of a declaration's sealed document; its shape has a version of its own.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.declarations.columns import SHEETS
from regulation.terms import Verdict

PAYLOAD_VERSION = 1
Row = Mapping[str, str]
OUTSIDE_TABLES = ("businesses", "intermediaries", "foreign_posts")


@dataclass(frozen=True, slots=True)
class Form:
    """One form. `own` and `statement` are single rows, the others any number."""

    own: Row
    statement: Row
    kin: tuple[Row, ...] = ()
    businesses: tuple[Row, ...] = ()
    intermediaries: tuple[Row, ...] = ()
    foreign_posts: tuple[Row, ...] = ()
    dealings: tuple[Row, ...] = ()

    @property
    def is_nil(self) -> bool:
        """零申报: no business, no intermediary service, no foreign-appointed post."""
        return not (self.businesses or self.intermediaries or self.foreign_posts)

    @property
    def declared(self) -> tuple[tuple[str, Row], ...]:
        """Every row that carries a self-assessment, with its sheet."""
        return tuple((table, row) for table in OUTSIDE_TABLES for row in getattr(self, table))

    def assessed(self, verdict: Verdict) -> tuple[str, ...]:
        """The names of what the declarant himself assesses so."""
        return tuple(row["firm_name"] for _, row in self.declared if row.get("assessment") == verdict.value)

    def body(self) -> dict[str, Any]:
        """As JSON: empty texts are left out."""
        return {spec.key: _told(getattr(self, spec.key)) for spec in SHEETS}

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> "Form":
        """Back from `body`, every column present again."""
        tables: dict[str, Any] = {}
        for spec in SHEETS:
            told = body.get(spec.key)
            listed: list[Row] = (told or []) if spec.many else [told or {}]
            full = [{column.key: str(row.get(column.key, "")) for column in spec.columns} for row in listed]
            tables[spec.key] = tuple(full) if spec.many else full[0]
        return cls(**tables)


def _told(rows: Any) -> Any:
    if isinstance(rows, tuple):
        return [_told(row) for row in rows]
    return {key: text for key, text in sorted(rows.items()) if text}


def canonical(body: Mapping[str, Any]) -> bytes:
    """The one byte string of a version's body: sorted keys, no spaces, UTF-8. What is hashed, printed and signed."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def form_hash(body: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical body, 64 hexadecimal digits. The body holds a random salt, so the hash tells nothing."""
    return hashlib.sha256(canonical(body)).hexdigest()


SHORT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT_LENGTH = 25
_MISREAD = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "U": "V", "-": None, " ": None, "－": None, "\u3000": None}
)


def short_code(digest: str) -> str:
    """The 25 characters that stand for a hash on paper: its first 125 bits, in letters nobody confuses."""
    number = int(digest, 16) >> (256 - 5 * SHORT_LENGTH)
    return "".join(SHORT_ALPHABET[number >> shift & 31] for shift in range(5 * (SHORT_LENGTH - 1), -1, -5))


def is_code_of(typed: str, digest: str) -> bool:
    """Whether what somebody typed from the paper is this hash: the short code, or all 64 digits."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    if plain.replace(" ", "").lower() == digest:
        return True
    return plain.upper().translate(_MISREAD) == short_code(digest)
