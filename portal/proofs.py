"""The proof that a report stands in the public register of deposits, checked here before it is shown."""

import base64
import binascii
from dataclasses import dataclass
from datetime import date

from ledger.checkpoints import CheckpointError, verify_checkpoint
from ledger.hashing import leaf_hash
from ledger.proofs import ProofFailure, verify_inclusion
from mailbox.register import ORIGIN, deposit_leaf
from portal.letters import Correspondence, LetterKind
from sealing.signing import VerifyKey


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof that holds: the day, the register's size, its root, and the text to keep."""

    on: date
    size: int
    root: str
    text: str


def proof_of(correspondence: Correspondence, lookup_id: str, register_key: str) -> Proof | None:
    """The newest proof among the letters that holds against the register's key; None while there is none.

    The letter's body is told in `mailbox.register`.
    """
    if not register_key:
        return None
    key = VerifyKey.from_string(register_key)
    for letter in reversed(correspondence.letters):
        if letter.kind is LetterKind.PROOF:
            try:
                body = letter.body
                checkpoint = verify_checkpoint(str(body["checkpoint"]), ORIGIN, key)
                path = [base64.b64decode(each, validate=True) for each in body["path"]]
                leaf = leaf_hash(deposit_leaf(base64.b64decode(body["salt"], validate=True), lookup_id))
                verify_inclusion(leaf, int(body["index"]), checkpoint.size, path, checkpoint.root)
            except (CheckpointError, ProofFailure, KeyError, TypeError, ValueError, binascii.Error):
                continue
            return Proof(letter.on, checkpoint.size, checkpoint.root.hex(), str(body["checkpoint"]))
    return None
