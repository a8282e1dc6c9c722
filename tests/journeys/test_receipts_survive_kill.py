"""A receipt that was shown opens a complete report, even when the server is killed while fifty are sent.

A real gunicorn with threads takes the reports; it is killed with SIGKILL in the middle, started again, and the
senders go on. Every receipt that any of them ever saw must open, for its office, a whole report with its file.
"""

import http.client
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from mailbox.deposits import DepositKind
from sealing.receipts import derive, parse
from tests.portal import city
from tests.portal.office import Office

ROOT = Path(__file__).resolve().parents[2]
SENDERS = 5
EACH = 10
FILE = b"%PDF-1.7\n" + b"evidence " * 40_000


@contextmanager
def server(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A portal under gunicorn, as it is deployed: one process, threads, no access log."""
    settings = city.config(folder)
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "SHUANGCHA_DATA": str(folder),
        "SHUANGCHA_ROOT_VERIFY_KEY": settings.root_verify_key,
        "SHUANGCHA_RECEIPT_SALT": settings.receipt_salt.hex(),
        "SHUANGCHA_LIMITS": "off",
        "SHUANGCHA_PORTAL_HOSTS": "127.0.0.1",
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--threads",
        "16",
    ]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "error", "portal.wsgi:app"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        _wait_until_it_answers(port)
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_until_it_answers(port: int) -> None:
    for _ in range(200):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server does not answer")


class Sender:
    """One citizen after another, over plain sockets; after a broken connection the last step is done again."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.seen: dict[str, str] = {}
        self.running = True

    def ask(
        self,
        cookie: str,
        method: str,
        path: str,
        body: bytes = b"",
        kind: str = "application/x-www-form-urlencoded",
    ) -> tuple[int, str, str, str]:
        """One request, again and again until the server is there; (status, place, page, cookie)."""
        for _ in range(400):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                headers = {
                    "Sec-Fetch-Site": "same-origin",
                    "Content-Type": kind,
                    **({"Cookie": cookie} if cookie else {}),
                }
                connection.request(method, path, body or None, headers)
                answer = connection.getresponse()
                page = answer.read().decode("utf-8", "replace")
                given = (answer.getheader("Set-Cookie") or cookie).partition(";")[0]
                if answer.status == 503:
                    time.sleep(0.05)
                    continue
                return answer.status, answer.getheader("Location") or "", page, given
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            finally:
                connection.close()
        raise AssertionError(f"{path} never answered")

    def report(self) -> None:
        """From the first question to the receipt; what was shown is written down."""
        mark = secrets.token_hex(8)
        cookie = ""
        steps = [
            ("/report", {"name": "蔺书遥", "unit": mark, "level": "section_or_below"}),
            ("/report/province", {"region": "990000"}),
            ("/report/city", {"region": "990100"}),
            ("/report/county", {"region": "990102"}),
            ("/report/commission", {"at_commission": "no"}),
            ("/report/others", {"more": "no"}),
            ("/report/business", {"relative": "spouse", "business": mark, "acts": mark * 100}),
            ("/report/details", {"text": mark}),
            ("/report/naming", {"named": "no"}),
        ]
        for path, fields in steps:
            _, _, _, cookie = self.ask(cookie, "POST", path, urlencode(fields).encode())
        body = (
            b'--X\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
            + FILE
            + b"\r\n--X--\r\n"
        )
        status, place, page, _ = self.ask(
            cookie, "POST", "/report/files", body, "multipart/form-data; boundary=X"
        )
        assert (status, place) == (303, "/report/check"), page
        self.ask(cookie, "POST", "/report/check", urlencode({"truthful": "y"}).encode())
        _, _, page, _ = self.ask(cookie, "GET", "/report/receipt")
        digits = "".join(re.findall(r"<b>(\d{5})</b>", page))
        assert len(digits) == 25, page[:2000]
        self.seen[digits] = mark

    def run(self) -> None:
        """Ten reports, one after another."""
        for _ in range(EACH):
            self.report()


def _in_threads(jobs: list[Callable[[], None]]) -> list[threading.Thread]:
    threads = [threading.Thread(target=job, daemon=True) for job in jobs]
    for thread in threads:
        thread.start()
    return threads


@pytest.mark.timeout(180)
def test_every_receipt_shown_opens_a_complete_report_after_kills(tmp_path: Path) -> None:
    settings = city.config(tmp_path)
    city.found(settings)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    senders = [Sender(port) for _ in range(SENDERS)]
    threads: list[threading.Thread] = []
    for wanted in (SENDERS * EACH // 4, SENDERS * EACH // 2):
        with server(tmp_path, port):
            threads = threads or _in_threads([sender.run for sender in senders])
            until = time.monotonic() + 60
            while sum(len(sender.seen) for sender in senders) < wanted and time.monotonic() < until:
                time.sleep(0.005)
    with server(tmp_path, port):
        for thread in threads:
            thread.join(timeout=100)
    seen = {receipt: mark for sender in senders for receipt, mark in sender.seen.items()}
    assert len(seen) == SENDERS * EACH
    office = Office.at(settings, "dongyu")
    arrived = {deposit.id: deposit for deposit in office.waiting() if deposit.kind is DepositKind.REPORT}
    for receipt, mark in seen.items():
        deposit = arrived.pop(derive(parse(receipt), settings.receipt_salt).lookup_id)
        body = office.read(deposit)
        assert (body["business"], body["text"], body["acts"]) == (mark, mark, mark * 100)
        # an upload whose answer was lost in a kill may stand twice: the citizen would see it and take it out
        assert {office.file(deposit, each["n"]) for each in body["files"]} == {FILE}
    for deposit in arrived.values():  # sent, committed, and the kill came before anyone saw the receipt
        assert office.read(deposit)["text"]
    office.store.close()
