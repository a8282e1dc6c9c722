"""What a casework request works with, besides the officer: stores, clock, configuration."""

from dataclasses import dataclass

from casework.database import Clock, Store
from config import CaseworkConfig
from mailbox.blobs import BlobStore


@dataclass(frozen=True, slots=True)
class Workplace:
    """Built once by `create_app` and handed to views that name a `work` argument.

    `store` is the casework database, `mailbox` the database both doors share, `blobs` the sealed
    payloads too large for a row.
    """

    store: Store
    mailbox: Store
    blobs: BlobStore
    clock: Clock
    config: CaseworkConfig
