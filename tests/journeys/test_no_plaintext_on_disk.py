"""The canary: marked text and files go through the public door, well and badly, and no file ever holds a mark.

What is searched is everything the process could write: the databases with their journals, blobs, staging, the
temporary folder, the log, and a backup; for the marks in UTF-8, UTF-16, GBK and base64 at each of its three phases.
"""

import base64
import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text as sql

from portal import create_app
from portal.desk import Desk
from tests.portal import city
from tests.portal.browser import Visit
from tests.portal.clock import SetClock
from tests.portal.office import Office
from tests.portal.pages import send, to_check

MARKS = {
    "name": "金丝雀甲姓名",
    "unit": "南桥区市场监督管理局金丝雀乙",
    "acts": "金丝雀丙" + "，这一段很长" * 2000,
    "business": "金丝雀丁有限公司",
    "text": "canary-in-plain-letters",
}
FILE_MARK = "文件里的金丝雀戊"
NAME_MARK = "实名金丝雀己"
LETTER_MARK = "信里的金丝雀庚"
REFUSED_MARK = "没有收下的金丝雀辛"
ALL = ("金丝雀", MARKS["text"])


def spellings(mark: str) -> set[bytes]:
    """The mark in every spelling it could lie on a disk in; none so short that random bytes would hold it."""
    plain = {mark.encode("utf-8"), mark.encode("utf-16-le"), mark.encode("utf-16-be"), mark.encode("gb18030")}
    packed = {_packed(each, phase) for each in plain for phase in range(3)}
    packed |= {each.translate(bytes.maketrans(b"+/", b"-_")) for each in packed}
    quoted = b"".join(b"%%%02X" % byte for byte in mark.encode())
    return plain | packed | {mark.encode("unicode_escape"), quoted}


def _packed(mark: bytes, before: int) -> bytes:
    """The base64 digits that the mark alone decides, when so many other bytes stand before it."""
    digits = base64.b64encode(b"\0" * before + mark)
    return digits[-(-8 * before // 6) : 8 * (before + len(mark)) // 6]


def hits(folder: Path) -> list[str]:
    """Every file below a folder that holds a mark, by content or by name."""
    wanted = {spelling for mark in ALL for spelling in spellings(mark)}
    found = []
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if any(each in content or each in path.name.encode() for each in wanted):
            found.append(str(path))
    return found


@pytest.fixture
def marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: SetClock) -> Flask:
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setenv("TMPDIR", str(temp))
    monkeypatch.setattr("tempfile.tempdir", str(temp))
    settings = city.config(tmp_path)
    city.found(settings)
    app = create_app(settings, clock=clock)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def pdf(mark: str) -> bytes:
    return b"%PDF-1.7\n" + (mark * 200_000).encode()


def test_the_search_finds_a_mark_in_every_spelling(tmp_path: Path) -> None:
    for n, spelling in enumerate(
        (
            ALL[0].encode(),
            ALL[0].encode("utf-16-le"),
            ALL[0].encode("gb18030"),
            base64.b64encode(b"x" + ALL[0].encode() + b"z"),
            base64.b64encode(b"xy" + ALL[0].encode() + b"z"),
            base64.urlsafe_b64encode(ALL[0].encode("gb18030")),
        )
    ):
        (tmp_path / f"{n}.bin").write_bytes(b"before" + spelling + b"after")
    assert len(hits(tmp_path)) == 6
    assert min(len(each) for mark in ALL for each in spellings(mark)) >= 6


def test_marked_words_and_files_leave_no_trace_on_disk(
    marked: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    visit = to_check(Visit(marked), **MARKS)
    visit.follow("更改材料").press("添加", [("files", f"{FILE_MARK}.pdf", pdf(FILE_MARK))])
    _looked_at_twice(visit)
    visit.open("/report/check").follow("更改署名方式").press("继续", named="yes").press(
        "继续", name=NAME_MARK, contact=NAME_MARK
    )
    receipt = send(visit)
    _errors(visit, marked)
    mailbox = Visit(marked).open("/").press("打开信箱", receipt=receipt)
    mailbox.press("发送", [("files", "补充.pdf", pdf(LETTER_MARK))], text=LETTER_MARK)
    desk: Desk = marked.extensions["portal.desk"]
    office = Office.at(desk.config)
    assert any(LETTER_MARK in str(office.read(each)) for each in office.waiting()), "the marks did arrive"
    for name in ("portal", "mailbox"):
        with (
            sqlite3.connect(tmp_path / f"{name}.db") as source,
            sqlite3.connect(tmp_path / f"{name}.backup") as copy,
        ):
            source.backup(copy)
    (tmp_path / "log.txt").write_text(caplog.text)
    assert hits(tmp_path) == []
    digits = receipt.encode()
    assert [path for path in tmp_path.rglob("*") if path.is_file() and digits in path.read_bytes()] == []
    office.store.close()


def _looked_at_twice(visit: Visit) -> None:
    visit.open("/report/files").open("/report/business").open("/report/check?lang=en").open(
        "/report/check?lang=zh"
    )


def _errors(visit: Visit, app: Flask) -> None:
    """Refused types, too much text, a broken body, stores that refuse, an exception nobody foresaw."""
    other = to_check(Visit(app), **MARKS)
    other.follow("更改材料").press("添加", [("files", f"{REFUSED_MARK}.exe", b"MZ" + pdf(REFUSED_MARK))])
    other.open("/report/business").press("继续", acts=REFUSED_MARK * 30_000)
    other.open("/report/details").press("继续", text=REFUSED_MARK * 4_000)
    assert other.address == "/report/details?again=1", "kept, sealed, to be mended"
    broken = b'--X\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n' + pdf(
        REFUSED_MARK
    )
    headers = {"Sec-Fetch-Site": "same-origin"}
    other.client.post(
        "/report/files", data=broken, content_type="multipart/form-data; boundary=X", headers=headers
    )
    other.client.post(
        "/report/files",
        data=broken,
        content_type="multipart/form-data; boundary=X",
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    desk: Desk = app.extensions["portal.desk"]
    with desk.store.engine.connect() as connection:
        assert connection.execute(sql("SELECT count(*) FROM drafts")).scalar_one() >= 1
    views = app.view_functions
    kept, views["reports.details"] = views["reports.details"], _fails
    other.client.post("/report/details", data={"text": REFUSED_MARK}, headers=headers)
    views["reports.details"] = kept
    visit.open("/report/receipt")


def _fails(**_values: object) -> str:
    raise RuntimeError(REFUSED_MARK)
