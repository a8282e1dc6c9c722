"""To whom a version is sealed, sealing it, and giving the countersigner his stanza.

A version is addressed to its unit, to each office on its route, in escrow to the commission one level above, and to
the declarant himself: to those of them that have keys at the time (D-06). Each is stored by its id.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from casework import acts
from casework.declarations.form import PAYLOAD_VERSION, Form, form_hash
from casework.declarations.rows import FORM, VersionRow
from casework.keyring import UnlockedKeys, open_sealed, seal_document
from casework.offices import lookups
from casework.offices.service import recipient_of
from sealing import HybridRecipient, Sealed, rewrap


@dataclass(slots=True)
class Recipients:
    """The recipients of one import: organs repeat, so each is looked up once."""

    db: Session
    _known: dict[str, HybridRecipient | None] = field(default_factory=dict)
    _members: dict[str, list[str]] | None = None

    def among(self, owners: Iterable[str]) -> dict[str, HybridRecipient]:
        """Those of these offices, units and members that have keys, by id."""
        found: dict[str, HybridRecipient] = {}
        for owner in dict.fromkeys(owners):
            if owner not in self._known:
                self._known[owner] = recipient_of(self.db, owner)
            recipient = self._known[owner]
            if recipient is not None:
                found[owner] = recipient
        return found

    def of_version(self, unit_id: str, offices: Iterable[str], person_id: str) -> dict[str, HybridRecipient]:
        """Unit, offices (with the escrow) and the declarant's own accounts."""
        if self._members is None:
            self._members = lookups.members_by_person(self.db)
        return self.among((unit_id, *offices, *self._members.get(person_id, ())))


def version_body(form: Form, *, declaration_id: str, n: int, commitment: dict[str, Any]) -> dict[str, Any]:
    """The payload of a version; its salt keeps the hash from telling anything about the content."""
    return {
        "salt": secrets.token_hex(16),
        "declaration": declaration_id,
        "n": n,
        "form": form.body(),
        "commitment": commitment,
    }


def seal_version(body: dict[str, Any], version_id: str, recipients: Iterable[HybridRecipient]) -> Sealed:
    """Seal a version. Its signatures stand in rows of their own: the hash binds them to it."""
    return seal_document(list(recipients), kind=FORM, id=version_id, version=PAYLOAD_VERSION, body=body)


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """An opened version. Raises nothing on reading: `AlteredVersion` came before."""

    form: Form
    commitment: dict[str, Any]


class AlteredVersion(acts.RecordAltered):
    """The sealed content is not the one whose hash was signed. An alarm."""


def open_version(db: Session, row: VersionRow, keys: UnlockedKeys) -> OpenVersion:
    """The content of a version, held against the ledger and against the hash that was signed.

    Raises `SealingError`, `RecordAltered` and `AlteredVersion`.
    """
    acts.hold(db, FORM, row.id, row.sealed_payload)
    body = open_sealed(row.sealed_body, keys, kind=FORM, id=row.id)
    if form_hash(body) != row.form_hash:
        raise AlteredVersion(FORM, row.id)
    return OpenVersion(Form.from_body(body["form"]), dict(body["commitment"]))


def readdress(db: Session, row: VersionRow, keys: UnlockedKeys, more: Iterable[str]) -> bool:
    """Give these owners a stanza besides those who have one; the payload stays as it is. False if nobody is new."""
    fresh = [owner for owner in more if owner not in row.recipients]
    owners = Recipients(db).among([*row.recipients, *fresh])
    if not set(fresh) & set(owners):
        return False
    row.sealed_header = rewrap(row.sealed_header, keys.identities, list(owners.values()))
    row.recipients = list(owners)
    return True
