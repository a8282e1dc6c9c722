"""The identity vault: a named reporter's name and contact, which no one person can open.

The document is sealed twice, nested, for each pair of the office's custodians: the outer custodian opens his
layer and hands on what is inside, the inner custodian opens that. Stock age tools open it the same way.
"""

import base64
import binascii
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass

from mailbox.directory import LEAST_CUSTODIANS, Custodian
from sealing import Identity, parse_recipient, seal, unseal

VERSION = 1


class VaultError(Exception):
    """The vault cannot be made or read."""


@dataclass(frozen=True, slots=True)
class PairEnvelope:
    """The identity for one pair: sealed to `inner`, then to `outer`; both are ids of custodians."""

    outer: str
    inner: str
    sealed: bytes


def seal_identity(document: bytes, custodians: Sequence[Custodian]) -> bytes:
    """The vault of one identity document. Raises VaultError with fewer than three custodians."""
    if len({custodian.id for custodian in custodians}) < LEAST_CUSTODIANS:
        raise VaultError("an identity needs at least three custodians")
    pairs = [
        {
            "outer": outer.id,
            "inner": inner.id,
            "sealed": base64.b64encode(
                seal(seal(document, [parse_recipient(inner.recipient)]), [parse_recipient(outer.recipient)])
            ).decode("ascii"),
        }
        for outer, inner in itertools.combinations(custodians, 2)
    ]
    return json.dumps({"version": VERSION, "pairs": pairs}, separators=(",", ":")).encode("ascii")


def read_vault(vault: bytes) -> tuple[PairEnvelope, ...]:
    """The envelopes of a vault. Raises VaultError."""
    try:
        fields = json.loads(vault)
        if fields["version"] != VERSION:
            raise VaultError("a version this reader does not know")
        return tuple(
            PairEnvelope(pair["outer"], pair["inner"], base64.b64decode(pair["sealed"], validate=True))
            for pair in fields["pairs"]
        )
    except (KeyError, TypeError, ValueError, binascii.Error) as error:
        raise VaultError("not a vault") from error


def open_layer(sealed: bytes, identity: Identity) -> bytes:
    """What is under one layer: for the outer custodian the inner file, for the inner one the document."""
    return unseal(sealed, [identity])
