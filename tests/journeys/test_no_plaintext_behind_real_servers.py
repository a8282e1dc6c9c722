"""The canary behind real servers: what a slow, a cut off and a killed upload leave, and what staff leave who open it.

Everything the processes could write is searched: the data folder with databases and their journals, the temporary
folder of each process, the logs. The marks are looked for in every spelling of `test_no_plaintext_on_disk`.
"""

import http.client
import shutil
import socket
import sqlite3
import time
from contextlib import closing
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from demo import staff
from tests.browser.house import House
from tests.browser.person import Person, file
from tests.journeys.test_no_plaintext_on_disk import hits

pytestmark = pytest.mark.browser
MARK = "金丝雀"
HOST = "127.0.0.1"
HEADERS = {"Sec-Fetch-Site": "same-origin"}
CHUNK = ("写着金丝雀的一页 canary-in-plain-letters " * 400).encode()
BOUNDARY = "canaryboundary"


def body_head(name: str) -> bytes:
    """The beginning of a form with one file."""
    head = f'Content-Disposition: form-data; name="files"; filename="{name}"\r\nContent-Type: application/pdf'
    return f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + b"%PDF-1.7\n"


class Sender:
    """A citizen at a plain socket, who can be slow and can be cut off."""

    def __init__(self, house: House) -> None:
        self.port = house.portal.port
        answer, cookie = self._post("/report", {"name": f"{MARK}甲", "unit": f"青澜市{MARK}局"}, "")
        assert answer == 303
        self.cookie, self.led_to = cookie, ""

    def _post(self, path: str, fields: dict[str, str], cookie: str) -> tuple[int, str]:
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=20)) as wire:
            kind = "application/x-www-form-urlencoded"
            wire.request("POST", path, urlencode(fields), {**HEADERS, "Cookie": cookie, "Content-Type": kind})
            answer = wire.getresponse()
            answer.read()
            return answer.status, (answer.getheader("Set-Cookie") or cookie).partition(";")[0]

    def begin(self, name: str, promised: int) -> socket.socket:
        """Send the head of an upload and some of its file; the rest is up to the test."""
        wire = socket.create_connection((HOST, self.port), timeout=20)
        head = (
            f"POST /report/files HTTP/1.1\r\nHost: {HOST}\r\nSec-Fetch-Site: same-origin\r\nCookie: {self.cookie}\r\n"
            f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {promised}\r\n\r\n"
        )
        wire.sendall(head.encode() + body_head(name))
        return wire

    def upload(self, name: str, chunks: int, *, pause: float = 0.0) -> int:
        """A whole upload, as slowly as told; the answer's status."""
        tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        with closing(self.begin(name, len(body_head(name)) + chunks * len(CHUNK) + len(tail))) as wire:
            for _ in range(chunks):
                wire.sendall(CHUNK)
                time.sleep(pause)
            wire.sendall(tail)
            head = wire.recv(4096).decode("latin-1").split("\r\n\r\n")[0]
            self.led_to = next(
                (line[10:] for line in head.split("\r\n") if line.startswith("Location: ")), ""
            )
            return int(head.split()[1])


def test_slow_cut_off_and_killed_uploads_leave_no_plaintext(house: House) -> None:
    sender = Sender(house)
    assert sender.upload(f"{MARK}慢.pdf", 8, pause=0.15) == 303
    assert "again" not in sender.led_to
    cut = sender.begin(f"{MARK}断.pdf", 10_000_000)
    cut.sendall(CHUNK * 20)
    cut.close()
    assert sender.upload(f"{MARK}大.pdf", 1 + 1024 * 1024 // len(CHUNK)) == 303
    assert sender.led_to.endswith("?again=1"), "over the limit: said on the page it leads to, not kept"
    staging = house.folder / "staging"
    shutil.move(staging, house.folder / "gone")
    assert sender.upload(f"{MARK}无处.pdf", 4) in {500, 503}
    shutil.move(house.folder / "gone", staging)
    begun = [sender.begin(f"{MARK}杀{n}.pdf", 10_000_000) for n in range(5)]
    for wire in begun:
        wire.sendall(CHUNK * 30)
    house.portal.kill()
    for wire in begun:
        wire.close()
    house.portal.start()
    assert sender.upload(f"{MARK}再.pdf", 4) == 303, "the draft outlives the kill"
    _nothing_found(house)


def test_what_staff_open_stays_in_memory(chromium: Browser, house: House) -> None:
    citizen = Person.at(chromium, house.portal.address).go("/report")
    citizen.write(姓名=f"{MARK}乙", 单位=f"青澜市{MARK}局").press("继续")
    for answer in ("不清楚", "不是", "没有了"):
        citizen.choose(answer).press("继续")
    citizen.choose("配偶").write(企业或店铺的名称=f"{MARK}丁公司").press("继续")
    citizen.write(还想说的=f"{MARK}丙，这一段很长。" * 300).press("继续")
    citizen.attach("选择文件", [file(f"{MARK}己.txt", CHUNK, "text/plain")]).press("添加").press("继续")
    citizen.choose("匿名举报").press("继续").choose("我写的是我知道的情况，没有捏造").press("发送举报")
    citizen.at_page("已收到。请保存这｜25位回执")
    citizen.leave()
    house.pass_time()
    officer = house.sign_in(chromium, staff.PETITION2)
    officer.press("收取新件").follow("全部")
    row = officer.page.locator("table tr", has_text=f"{MARK}局")
    officer.follow("网-", within=row).sees(f"{MARK}丙", f"{MARK}丁公司")
    address = officer.page.url.removeprefix(officer.address)
    officer.follow(f"{MARK}己").at_page("安全查看")
    officer.go(f"/reports?view=all&words={MARK}")
    officer.go(address).write(回信=f"请补充{MARK}丙，这一段很长。{MARK}").press("发出")
    officer.go(address).follow("受理", whole=True).write(**{"给举报人的话（可以不写）": f"{MARK}庚"}).press(
        "受理"
    )
    officer.leave()
    house.pass_time()
    _nothing_found(house)


def _nothing_found(house: House) -> None:
    """Databases, journals, blobs, staging, temporary folders, logs, and a backup of each database."""
    for name in ("portal", "mailbox", "casework"):
        with (
            closing(sqlite3.connect(house.folder / f"{name}.db")) as source,
            closing(sqlite3.connect(house.folder / f"{name}.backup")) as copy,
        ):
            source.backup(copy)
    assert hits(house.folder) == []
    assert list((house.folder / f"tmp-{house.portal.port}").rglob("*.pdf")) == []
