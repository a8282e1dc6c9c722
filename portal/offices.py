"""The directory in force, as the portal trusts it: signed by the pinned root, not expired, not older than accepted."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from mailbox.directory import (
    Directory,
    DirectoryError,
    OfficeEntry,
    fingerprint,
    newest,
    newest_version,
    read_directory,
)
from mailbox.engine import Store
from sealing.signing import VerifyKey

log = logging.getLogger(__name__)
LOOK_AGAIN: Final = 5.0


class Closed(Exception):
    """The portal takes nothing: there is no directory it may trust."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A directory, the fingerprint of its signed document, and whose signature is whose."""

    directory: Directory
    fingerprint: str
    verified_on: date
    signers: Mapping[str, OfficeEntry]
    verify_keys: tuple[VerifyKey, ...]


def in_force(directory: Directory, document: bytes, today: date) -> InForce:
    """A verified directory with its keys at hand."""
    keys = [(key, office) for office in directory.offices for key in office.verify_keys()]
    return InForce(
        directory=directory,
        fingerprint=fingerprint(document),
        verified_on=today,
        signers={str(key): office for key, office in keys},
        verify_keys=tuple(key for key, _ in keys),
    )


class Offices:
    """Keeps the newest directory, looks for a newer one every few seconds, and verifies it again every day.

    A version once trusted is the lowest one from then on, for as long as this process lives.
    """

    def __init__(
        self, store: Store, root: VerifyKey, *, lowest_version: int, today: Callable[[], date]
    ) -> None:
        self._store = store
        self._root = root
        self._lowest = lowest_version
        self._today = today
        self._lock = threading.Lock()
        self._found: InForce | None = None
        self._looked_at = float("-inf")
        self._said = ""

    def in_force(self) -> InForce:
        """The directory in force. Raises Closed."""
        found = self._found
        if found and found.verified_on == self._today() and time.monotonic() - self._looked_at < LOOK_AGAIN:
            return found
        with self._lock:
            return self._look()

    def _look(self) -> InForce:
        today = self._today()
        try:
            with self._store.read() as db:
                version = newest_version(db)
                known = self._found
                if known and known.directory.version == version and known.verified_on == today:
                    self._looked_at = time.monotonic()
                    return known
                row = newest(db)
            if row is None:
                raise self._closed("there is no directory")
            directory = read_directory(
                row[1], self._root, version=row[0], lowest_version=self._lowest, today=today
            )
            self._lowest = (
                directory.version
            )  # whoever takes the newest away does not bring back the one before
        except (DirectoryError, SQLAlchemyError) as error:
            self._found = None
            raise Closed(
                str(error) if isinstance(error, DirectoryError) else "the mailbox is away"
            ) from error
        if not directory.can_receive():
            raise Closed("no office of the directory has a key")
        self._found = in_force(directory, row[1], today)
        self._looked_at = time.monotonic()
        return self._found

    def _closed(self, why: str) -> Closed:
        """The door closes; said in the log once for each reason."""
        self._found = None
        if why != self._said:
            self._said = why
            log.error("the portal is closed: %s", why)
        return Closed(why)
