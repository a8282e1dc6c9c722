"""The slow key derivation of receipts, kept out of every transaction and out of the way.

New receipts are prepared ahead in memory, so that sending never waits. Look-ups run a few at a time behind a short
queue; beyond it the visitor is asked to try again, and the form is kept.
"""

import os
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sealing import HybridRecipient
from sealing.receipts import MailboxKeys, Receipt, derive, draw

QUEUE_SECONDS: Final = 8.0
AT_ONCE: Final = 2 * (os.cpu_count() or 1)
"""New receipts derived at the same time: more would only take 19 MiB each and gain nothing."""


class TooBusy(Exception):
    """So many look-ups wait that another one would wait too long."""


@dataclass(frozen=True, slots=True)
class FreshReceipt:
    """A receipt nobody has yet, its lookup id, and the public half of its mailbox; the private half is let go."""

    receipt: Receipt
    lookup_id: str
    recipient: HybridRecipient


class ReceiptPool:
    """Receipts ready to be given out; made on demand when there are none, or when the pool is off."""

    def __init__(self, salt: bytes, *, size: int, prepared: bool) -> None:
        self._salt = salt
        self._ready: queue.Queue[FreshReceipt] = queue.Queue(maxsize=size)
        self._prepared = prepared
        self._turns = threading.Semaphore(AT_ONCE)
        self._begin = threading.Lock()
        self._filler: threading.Thread | None = None

    def take(self) -> FreshReceipt:
        """One fresh receipt, given out once."""
        if self._prepared:
            self._start()
            try:
                return self._ready.get_nowait()
            except queue.Empty:
                pass
        return self._make()

    def _make(self) -> FreshReceipt:
        receipt = draw()
        with self._turns:
            keys = derive(receipt, self._salt)
        return FreshReceipt(receipt, keys.lookup_id, keys.identity.recipient)

    def _start(self) -> None:
        if self._filler is None:  # begun by the first request, so that a worker forked later has its own
            with self._begin:
                if self._filler is None:
                    self._filler = threading.Thread(target=self._fill, name="receipts", daemon=True)
                    self._filler.start()

    def _fill(self) -> None:
        while True:
            self._ready.put(self._make())


class Lookups:
    """The desk where receipts are turned into keys: `at_once` at a time, `waiting` in the queue."""

    def __init__(self, salt: bytes, *, at_once: int, waiting: int) -> None:
        self._salt = salt
        self._turns = threading.Semaphore(at_once)
        self._places = threading.Semaphore(at_once + waiting)

    def derive(self, receipt: Receipt) -> MailboxKeys:
        """The keys of a receipt; the same work for a right and a wrong one. Raises TooBusy."""
        with self._place(), self._turn():
            return derive(receipt, self._salt)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise TooBusy
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=QUEUE_SECONDS):
            raise TooBusy
        try:
            yield
        finally:
            self._turns.release()
