"""How many reports one portal process accepts a second, and whether it loses any: python -m benchmarks.submissions

One real gunicorn process (gthread) on SQLite with full sync, hybrid sealing, the receipt pool off. Drafts are filled in
first; what is timed is the final POST alone, from 1, 8 and 32 senders at once. Afterwards every receipt that was shown
must open a complete report. `kdf_share` is the throughput over what Argon2id alone reaches, with as many threads, on
the same cores in the same run. The senders share the machine with the server.
"""

import os
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks._figures import report
from benchmarks._served import Citizen, memory_mb, portal
from config import PortalConfig
from mailbox import deposits
from mailbox.blobs import BlobStore
from mailbox.engine import Store, open_engine
from mailbox.ids import DepositId
from sealing import Sealed, unseal_parts
from sealing.documents import decode
from sealing.receipts import Receipt, derive, draw
from tests.portal import city

SENDERS = (1, 8, 32)
REPORTS = {1: 60, 8: 160, 32: 160}


def in_parallel(work: Callable[[int], object], times: int, threads: int) -> float:
    """Seconds for `times` calls from `threads` threads that start together."""
    began = threading.Barrier(threads + 1)

    def run(first: int) -> None:
        began.wait()
        for number in range(first, times, threads):
            work(number)

    with ThreadPoolExecutor(threads) as pool:
        runs = [pool.submit(run, first) for first in range(threads)]
        began.wait()
        start = time.perf_counter()
        for each in runs:
            each.result()
        return time.perf_counter() - start


def is_complete(settings: PortalConfig, receipt: str) -> bool:
    """Does this receipt open a report that the office can read whole?"""
    if len(receipt) != 25:
        return False
    lookup = derive(Receipt(receipt), settings.receipt_salt).lookup_id
    store = Store(open_engine(settings.mailbox_database))
    with store.read() as db:
        found = deposits.read_deposit(db, DepositId(lookup))
        if found is None:
            return False
        payload = BlobStore(settings.blobs).read(db, found.blob_id)
    opened = unseal_parts(Sealed(found.header, payload), [city.identity(found.office_id)])
    return bool(decode(opened, kind="report", id=lookup).body["acts"])


def count_deposits(settings: PortalConfig) -> int:
    store = Store(open_engine(settings.mailbox_database))
    with store.read() as db:
        return len(deposits.awaiting(db))


def measure(settings: PortalConfig, port: int, senders: int) -> None:
    """Fill in, send together, look for every receipt; then the KDF alone."""
    times = REPORTS[senders]
    before = count_deposits(settings)
    citizens = [Citizen(port) for _ in range(times)]
    in_parallel(lambda n: citizens[n].fill_in(), times, 4)
    statuses: list[int] = [0] * times

    def send(number: int) -> None:
        statuses[number] = citizens[number].send()

    taken = in_parallel(send, times, senders)
    complete = sum(is_complete(settings, citizen.receipt()) for citizen in citizens)
    stored = count_deposits(settings) - before
    kdf = in_parallel(lambda _: derive(draw(), settings.receipt_salt), times, min(senders, 8))
    detail = f"{times} reports, {senders} senders, 1 process, {os.cpu_count()} cores shared with the senders"
    report(f"submissions.accepted_per_second.{senders}", times / taken, "1/s", detail)
    report(f"submissions.lost.{senders}", times - complete, "reports", detail)
    report(f"submissions.duplicated.{senders}", max(0, stored - times), "reports", detail)
    report(f"submissions.server_errors.{senders}", sum(code >= 500 for code in statuses), "answers", detail)
    report(f"submissions.kdf_share.{senders}", kdf / taken, "ratio", f"Argon2id alone {times / kdf:.1f}/s")


def main() -> None:
    """All three loads on one server, and its memory."""
    with tempfile.TemporaryDirectory() as folder:
        settings = city.config(Path(folder))
        city.found(settings)
        with portal(settings) as (port, server):
            Citizen(port).ask("GET", "/report")
            report("submissions.memory_idle", memory_mb(server), "MB", "resident, worker, after one page")
            for senders in SENDERS:
                measure(settings, port, senders)
            report(
                "submissions.memory_32_senders", memory_mb(server), "MB", "resident, worker, after all loads"
            )


if __name__ == "__main__":
    main()
