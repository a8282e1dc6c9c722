"""How many reports one portal process accepts a second, and whether it loses any: python -m benchmarks.submissions

One real gunicorn process (gthread) on SQLite with full sync, hybrid sealing, the receipt pool off. Drafts are filled in
first; what is timed is the final POST alone, from 1, 8 and 32 senders at once. Afterwards every receipt that was shown
must open a complete report. `kdf_share` is the throughput over what Argon2id alone reaches, with as many threads, on
the same cores in the same run. The senders share the machine with the server.
"""

import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

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
THREADS = 64
ANSWERS: tuple[dict[str, str], ...] = (
    {"name": "蔺书遥", "unit": "南桥区市场监督管理局", "post": "副局长", "level": "unknown"},
    {"region": "990000"},
    {"region": "990100"},
    {"region": "990103"},
    {"at_commission": "no"},
    {"more": "no"},
    {"relative": "spouse", "business": "澄远检测", "place": "青年路", "acts": "商户都被要求换成这一家" * 20},
    {"when": "2025年9月至今", "beneficiary": "", "text": ""},
    {},
    {"named": "no"},
)


@dataclass
class Citizen:
    """One browser without scripts, keeping one connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> tuple[int, str, bytes]:
        """Status, Location and body; one fresh connection when the server has closed the last."""
        headers = {"Host": f"127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        data = None
        if body is not None:
            data = urllib.parse.urlencode(body)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        for again in (True, False):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                self.connection.request(method, path, data, headers)
                answer = self.connection.getresponse()
                content = answer.read()
                break
            except (http.client.RemoteDisconnected, ConnectionError):
                self.connection.close()
                self.connection = None
                if not again:
                    raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.getheader("Location") or "", content

    def fill_in(self) -> None:
        """Every page up to the check page."""
        path = "/report"
        for answers in ANSWERS:
            status, path, content = self.ask("POST", path, answers)
            if status != 303:
                raise RuntimeError(f"{status} at {path}: {content[:200]!r}")
        if path != "/report/check":
            raise RuntimeError(f"arrived at {path}")

    def send(self) -> int:
        """The final POST."""
        return self.ask("POST", "/report/check", {"truthful": "y"})[0]

    def receipt(self) -> str:
        """What the receipt page shows."""
        page = self.ask("GET", "/report/receipt")[2].decode()
        return "".join(re.findall(r"<b>(\d{5})</b>", page))


@contextlib.contextmanager
def portal(settings: PortalConfig) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """One portal process on a free loopback port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "SHUANGCHA_PORTAL_DATABASE": settings.portal_database,
        "SHUANGCHA_MAILBOX_DATABASE": settings.mailbox_database,
        "SHUANGCHA_BLOBS": str(settings.blobs),
        "SHUANGCHA_STAGING": str(settings.staging),
        "SHUANGCHA_ROOT_VERIFY_KEY": settings.root_verify_key,
        "SHUANGCHA_RECEIPT_SALT": settings.receipt_salt.hex(),
        "SHUANGCHA_RECEIPT_POOL": "off",
        "SHUANGCHA_LIMITS": "off",
    }
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:app", "--bind", f"127.0.0.1:{port}"]
    command += [
        "--worker-class",
        "gthread",
        "--workers",
        "1",
        "--threads",
        str(THREADS),
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command, env=environment)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=30)


def memory_mb(server: "subprocess.Popen[bytes]") -> float:
    """Resident memory of the worker (the master's only child), in MB."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    text = Path(f"/proc/{children[0]}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024  # type: ignore[union-attr]  # always there


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


def report(name: str, value: float, unit: str, detail: str) -> None:
    print(json.dumps({"name": name, "value": round(value, 3), "unit": unit, "detail": detail}), flush=True)


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
