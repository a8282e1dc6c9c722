"""Sealing: the age v1 file format, receipts, key derivation and typed documents. No web, no database.

Two verbs on two nouns: what is *sealed* to a `Recipient` is *unsealed* by its `Identity`.

    identity = HybridIdentity.generate()
    sealed = seal(b"...", [identity.recipient])
    unseal(sealed, [identity])

- A file in memory: `seal`, `unseal`. Header and payload apart: `seal_parts`, `unseal_parts`, `rewrap`.
- A file in pieces, in constant memory: `seal_stream`; `split_stream`, `unwrap_header` and `open_stream`; or by hand
  with `new_header`, `PayloadSealer`, `PayloadOpener`.
- Keep identities only as long as they are needed, and store them sealed; a recipient may be known to everyone.
- Everything sealed is a standard age file and can be opened by other age tools (docs/sealing.md). The format does
  not change; a file of today opens tomorrow.
- A failure is one of the `SealingError` classes. `NoMatch` is an expected answer (not for us), every other one says
  that the file is not what was written.

Typed payloads: `sealing.documents`. Signatures: `sealing.signing`. Receipts: `sealing.receipts`.
"""

from sealing.armoring import armor, armor_stream, dearmor, dearmor_stream, is_armored
from sealing.errors import (
    ArmorFailure,
    HeaderFailure,
    HmacFailure,
    NoMatch,
    PayloadFailure,
    SealingError,
)
from sealing.filekey import FileKey
from sealing.files import (
    Identity,
    Recipient,
    Sealed,
    new_header,
    parse_identity,
    parse_recipient,
    rewrap,
    seal,
    seal_parts,
    seal_stream,
    split_stream,
    unseal,
    unseal_parts,
    unwrap_header,
)
from sealing.passphrases import ScryptIdentity, ScryptRecipient
from sealing.payload import PayloadOpener, PayloadSealer, open_stream, sealed_size
from sealing.recipients import HybridIdentity, HybridRecipient, X25519Identity, X25519Recipient

__all__ = [
    "ArmorFailure",
    "FileKey",
    "HeaderFailure",
    "HmacFailure",
    "HybridIdentity",
    "HybridRecipient",
    "Identity",
    "NoMatch",
    "PayloadFailure",
    "PayloadOpener",
    "PayloadSealer",
    "Recipient",
    "ScryptIdentity",
    "ScryptRecipient",
    "Sealed",
    "SealingError",
    "X25519Identity",
    "X25519Recipient",
    "armor",
    "armor_stream",
    "dearmor",
    "dearmor_stream",
    "is_armored",
    "new_header",
    "open_stream",
    "parse_identity",
    "parse_recipient",
    "rewrap",
    "seal",
    "seal_parts",
    "seal_stream",
    "sealed_size",
    "split_stream",
    "unseal",
    "unseal_parts",
    "unwrap_header",
]
