"""What every table of the portal shares: rows sealed to a key the portal does not keep, and a store that may refuse."""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy.exc import SQLAlchemyError

from sealing import HybridIdentity, HybridRecipient, SealingError, seal, unseal
from sealing.documents import DocumentError, decode, encode

HOUR: Final = 3600
TEN_MINUTES: Final = 600


class StoreRefused(Exception):
    """The portal's store could not read or write: a full disk, a lost database."""


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Say StoreRefused for whatever the database or the disk could not do."""
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise StoreRefused(type(error).__name__) from error


def seal_row(kind: str, row_id: str, body: Mapping[str, Any], recipient: HybridRecipient) -> bytes:
    """A row's content as one age file."""
    return seal(encode(kind, row_id, 1, body), [recipient])


def open_row(kind: str, row_id: str, sealed: bytes, identity: HybridIdentity) -> dict[str, Any] | None:
    """The content of a row, or None where it is not this identity's."""
    try:
        return decode(unseal(sealed, [identity]), kind=kind, id=row_id).body
    except (SealingError, DocumentError):
        return None


def rounded_up(instant: float, step: int) -> int:
    """The next whole step, so that a row's end tells no minute."""
    return -(-int(instant) // step) * step


def rounded_down(instant: float, step: int) -> int:
    """The last whole step, where the end may not be later."""
    return int(instant) // step * step
