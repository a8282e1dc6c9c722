"""Sealing and opening whole files, and the two halves of a file that are stored apart.

The header lies in a database row, the payload in a blob; put together they are a standard age file. So a file is
re-addressed by rewriting its row (`rewrap`): same file key, same payload.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sealing import header as headers
from sealing.errors import HeaderFailure, NoMatch
from sealing.filekey import FileKey
from sealing.passphrases import ScryptIdentity, ScryptRecipient
from sealing.payload import PayloadOpener, PayloadSealer
from sealing.recipients import HybridIdentity, HybridRecipient, X25519Identity, X25519Recipient

Recipient = HybridRecipient | X25519Recipient | ScryptRecipient
Identity = HybridIdentity | X25519Identity | ScryptIdentity


@dataclass(frozen=True, slots=True)
class Sealed:
    """The two halves of an age file; `bytes(sealed)` is the file."""

    header: bytes
    payload: bytes

    def __bytes__(self) -> bytes:
        return self.header + self.payload

    @classmethod
    def from_bytes(cls, data: bytes) -> "Sealed":
        """Split a file where its header ends; HeaderFailure when it has none."""
        length = headers.length(data)
        if length is None:
            raise HeaderFailure("the header has no end")
        return cls(data[:length], data[length:])


def parse_recipient(text: str) -> Recipient:
    """The public key written `age1pq1…` or `age1…`; ValueError otherwise."""
    return (
        HybridRecipient.from_string(text) if text.startswith("age1pq1") else X25519Recipient.from_string(text)
    )


def parse_identity(text: str) -> Identity:
    """The private key written `AGE-SECRET-KEY-PQ-1…` or `AGE-SECRET-KEY-1…`; ValueError otherwise."""
    if text.startswith("AGE-SECRET-KEY-PQ-1"):
        return HybridIdentity.from_string(text)
    return X25519Identity.from_string(text)


def new_header(recipients: Iterable[Recipient]) -> tuple[FileKey, bytes]:
    """A fresh file key and the header that gives it to the recipients."""
    file_key = FileKey.generate()
    return file_key, _header_for(file_key, recipients)


def _header_for(file_key: FileKey, recipients: Iterable[Recipient]) -> bytes:
    """A repeated recipient gets one stanza. ValueError for none, for a mixture of kinds, for too many.

    A passphrase stands alone by the format; a post-quantum recipient beside a classical one would be worth no
    more than the classical one.
    """
    distinct = list(dict.fromkeys(recipients))
    if not distinct:
        raise ValueError("sealed to nobody")
    if len({type(recipient) for recipient in distinct}) > 1 or (
        len(distinct) > 1 and isinstance(distinct[0], ScryptRecipient)
    ):
        raise ValueError("recipients of one kind only, and a passphrase alone")
    return headers.write([recipient.wrap(file_key) for recipient in distinct], file_key)


def unwrap_header(header: bytes, identities: Iterable[Identity]) -> FileKey:
    """The file key of an authentic header.

    Raises HeaderFailure (malformed), NoMatch (not addressed to these identities), HmacFailure (changed).
    """
    parsed = headers.parse(header)
    for identity in identities:
        file_key = identity.unwrap(parsed.stanzas)
        if file_key is not None:
            parsed.authenticate(file_key)
            return file_key
    raise NoMatch("no identity matches any recipient")


def rewrap(header: bytes, identities: Iterable[Identity], recipients: Iterable[Recipient]) -> bytes:
    """A header for other recipients over the same file key; the payload stays as it is, byte for byte."""
    return _header_for(unwrap_header(header, identities), recipients)


def seal_parts(plaintext: bytes, recipients: Iterable[Recipient]) -> Sealed:
    """Seal a document that fits in memory; header and payload apart."""
    file_key, header = new_header(recipients)
    sealer = PayloadSealer(file_key)
    return Sealed(header, sealer.update(plaintext) + sealer.finish())


def unseal_parts(sealed: Sealed, identities: Iterable[Identity]) -> bytes:
    """The plaintext, whole and authentic, or a SealingError."""
    opener = PayloadOpener(unwrap_header(sealed.header, identities))
    return opener.update(sealed.payload) + opener.finish()


def seal(plaintext: bytes, recipients: Iterable[Recipient]) -> bytes:
    """Seal to every recipient; the result is a standard age file."""
    return bytes(seal_parts(plaintext, recipients))


def unseal(sealed: bytes, identities: Iterable[Identity]) -> bytes:
    """Open an age file (not armored); whole and authentic, or a SealingError."""
    return unseal_parts(Sealed.from_bytes(sealed), identities)


def seal_stream(chunks: Iterable[bytes], recipients: Sequence[Recipient]) -> Iterator[bytes]:
    """An age file in pieces, the header first, in constant memory."""
    file_key, header = new_header(recipients)
    yield header
    sealer = PayloadSealer(file_key)
    for chunk in chunks:
        if sealed := sealer.update(chunk):
            yield sealed
    yield sealer.finish()


def split_stream(chunks: Iterable[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The header of a file that comes in pieces, and the pieces of its payload.

    Reads no further than the header's end or its cap; HeaderFailure when there is no header.
    """
    pieces = iter(chunks)
    start = bytearray()
    for piece in pieces:
        searched = len(start)
        start += piece
        length = headers.length(start, searched=searched)
        if length is not None:
            return bytes(start[:length]), itertools.chain([bytes(start[length:])], pieces)
    raise HeaderFailure("the header has no end")
