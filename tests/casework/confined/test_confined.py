"""What the confined child shows, what it refuses, and what it cannot do."""

import datetime
import io
import socket
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from PIL import Image

from casework.confined import (
    Busy,
    Fault,
    NotConfinable,
    Refusal,
    clean,
    preview,
    process,
    read_workbook,
    require_confinement,
)
from casework.confined.process import HERE, is_wrapped

CONFINED = [pytest.param(True, id="wrapped"), pytest.param(False, id="limits-only")]


def jpeg(size: tuple[int, int] = (640, 400), mark: bytes = b"") -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = mark.decode() or "nothing"
    Image.new("RGB", size, "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def pdf(pages: int = 2) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(out)
    return out.getvalue()


def workbook(rows: list[list[object]], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "本人"
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def package(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in members.items():
            zipped.writestr(name, data)
    return out.getvalue()


def fault_of(call: object) -> Fault:
    with pytest.raises(Refusal) as refused:
        call()
    return refused.value.fault


@pytest.mark.parametrize("confine", CONFINED)
def test_an_image_becomes_a_png_without_its_metadata(confine: bool) -> None:
    seen = preview(jpeg(mark=b"shot by somebody"), "image/jpeg", confine=confine)
    assert seen.total_pages == 1
    with Image.open(io.BytesIO(seen.pages[0])) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("PNG", (640, 400), {})
    assert b"somebody" not in seen.pages[0]


@pytest.mark.parametrize("confine", CONFINED)
def test_a_pdf_becomes_one_png_a_page(confine: bool) -> None:
    seen = preview(pdf(3), "application/pdf", confine=confine)
    assert seen.total_pages == 3
    assert [page[:4] for page in seen.pages] == [b"\x89PNG"] * 3


@pytest.mark.parametrize("confine", CONFINED)
def test_a_workbook_becomes_rows_with_dates_numbers_and_merged_heads(confine: bool) -> None:
    data = workbook(
        [["说明", None], ["姓名", "出生"], ["蔺书遥", datetime.date(1970, 3, 4)], [1.5, 230100]], "A1:B1"
    )
    (sheet,) = read_workbook(data, confine=confine)
    assert (sheet.name, sheet.visible, sheet.merged) == ("本人", True, ((0, 0, 0, 1),))
    assert sheet.rows == (("说明",), ("姓名", "出生"), ("蔺书遥", datetime.date(1970, 3, 4)), (1.5, 230100.0))


@pytest.mark.parametrize("confine", CONFINED)
def test_a_cleaned_picture_keeps_its_size_and_none_of_its_metadata(confine: bool) -> None:
    copy = clean(jpeg(mark=b"shot by somebody"), "image/jpeg", confine=confine)
    assert copy.media_type == "image/jpeg"
    assert b"somebody" not in copy.data
    with Image.open(io.BytesIO(copy.data)) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (640, 400), {})


def test_a_cleaned_pdf_is_pictures_of_its_pages_and_nothing_in_it_runs() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(2))) as document:
        document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        document.docinfo["/Author"] = "somebody"
        document.save(out)
    copy = clean(out.getvalue(), "application/pdf")
    with pikepdf.open(io.BytesIO(copy.data)) as document:
        assert len(document.pages) == 2
        assert "/OpenAction" not in document.Root
    assert b"somebody" not in copy.data
    assert fault_of(lambda: clean(b"MZ", "application/x-msdownload")) is Fault.NO_SAFE_VIEW


def test_a_sheet_that_reaches_to_its_last_corner_is_stopped_before_it_is_unfolded() -> None:
    corner = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert fault_of(lambda: read_workbook(package({"xl/worksheets/sheet1.xml": corner}))) is Fault.BOMB


@pytest.mark.parametrize(
    ("stream", "fault"), [("EncryptedPackage", Fault.ENCRYPTED), ("_VBA_PROJECT", Fault.MACROS)]
)
def test_an_old_workbook_with_a_password_or_macros_says_so(stream: str, fault: Fault) -> None:
    data = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + stream.encode("utf-16-le") + bytes(4096)
    assert fault_of(lambda: read_workbook(data)) is fault


TRIES = """
import ctypes, os, socket, sys
sys.path.insert(0, sys.argv[1])
from child.limits import confine
confine()
libc = ctypes.CDLL(None, use_errno=True)
PARENT = os.getppid()

def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")

for name, attempt in {
    "socket": socket.socket,
    "io_uring": lambda: call(425, 8, ctypes.create_string_buffer(256)),
    "program": lambda: os.execv("/bin/true", ["true"]),
    "fork": lambda: os.fork() or os._exit(0),
    "signal": lambda: os.kill(PARENT, 0),
    "write": lambda: os.open(sys.argv[2], os.O_WRONLY),
    "empty": lambda: os.open(sys.argv[2], os.O_RDONLY | os.O_TRUNC),
    "create": lambda: os.open(sys.argv[2] + "2", os.O_RDONLY | os.O_CREAT),
    "unlink": lambda: os.unlink(sys.argv[2]),
    "rename": lambda: os.rename(sys.argv[2], sys.argv[2] + "3"),
    "truncate": lambda: os.truncate(sys.argv[2], 0),
    "read": lambda: os.open(sys.argv[2], os.O_RDONLY),
    "read by another name": lambda: call(437, -100, sys.argv[2].encode(), ctypes.create_string_buffer(24), 24),
    "look for": lambda: os.stat(sys.argv[2]),
    "is there": lambda: os.access(sys.argv[2], os.R_OK) or call(21, sys.argv[2].encode(), 4),
    "list": lambda: os.listdir("/"),
    "shared memory": lambda: call(29, 1, 4096, 0o1600),
}.items():
    try:
        attempt()
    except PermissionError:
        continue
    print(name)
"""


def test_without_bubblewrap_the_filter_still_refuses_what_a_hostile_parser_would_try(tmp_path: Path) -> None:
    """The limits alone, then everything that would reach beyond the child."""
    kept = tmp_path / "casework.db"
    kept.write_text("still here", "utf-8")
    told = subprocess.run(
        [sys.executable, "-I", "-B", "-c", TRIES, str(HERE), str(kept)],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert told.stdout == ""
    assert kept.read_text("utf-8") == "still here"
    assert [each.name for each in tmp_path.iterdir()] == ["casework.db"]


FORCED = """
import sys
sys.path.insert(0, sys.argv[1])
import child.images
child.images.picture = lambda data: open(data.decode(), "rb").read()
import runpy
runpy.run_module("child", run_name="__main__")
"""


@pytest.mark.parametrize("confine", CONFINED)
def test_a_parser_that_was_taken_over_reads_no_file_of_the_host(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, confine: bool
) -> None:
    """The child as it runs, but its picture decoder opens the file the sender names and answers with it."""
    forced = [sys.executable, "-I", "-B", "-c", FORCED, str(HERE)]
    monkeypatch.setattr(process, "_child", lambda: forced)
    kept = tmp_path / "casework.db"
    kept.write_text("still here", "utf-8")
    for path in (b"/etc/passwd", str(kept).encode()):
        with pytest.raises(Refusal, match=Fault.CRASHED):
            preview(path, "image/png", confine=confine)


@pytest.mark.parametrize("form", ["PNG", "GIF", "WEBP", "BMP", "TIFF", "MPO", "JPEG"])
def test_every_kind_of_picture_is_shown_though_nothing_can_be_loaded_any_more(form: str) -> None:
    out, kind = io.BytesIO(), "image/jpeg" if form in {"MPO", "JPEG"} else f"image/{form.lower()}"
    more = {"save_all": True, "append_images": [Image.new("RGB", (30, 20))]} if form == "MPO" else {}
    Image.new("RGB", (30, 20), "teal").save(out, form, **more)
    for confine in (True, False):
        assert preview(out.getvalue(), kind, confine=confine).pages[0][:4] == b"\x89PNG"
        assert clean(out.getvalue(), kind, confine=confine).data


def test_a_pdf_that_brings_no_fonts_is_still_drawn_without_bubblewrap() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(200, 100))
        font = {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": "/SimSun",
            "Encoding": "/WinAnsiEncoding",
        }
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(
                F1=pikepdf.Dictionary({f"/{key}": pikepdf.Name(name) for key, name in font.items()})
            )
        )
        page.Contents = document.make_stream(b"BT /F1 24 Tf 10 40 Td (Qinglan) Tj ET")
        document.save(out)
    drawn = preview(out.getvalue(), "application/pdf", confine=False).pages[0]
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.convert("L").getextrema()[0] < 128
    assert clean(out.getvalue(), "application/pdf", confine=False).data[:4] == b"%PDF"


@pytest.mark.parametrize("confine", CONFINED)
def test_a_host_that_can_confine_nothing_opens_nothing_and_does_not_start(
    monkeypatch: pytest.MonkeyPatch, confine: bool
) -> None:
    """A processor whose system calls the filter does not know; bubblewrap alone is enough there."""
    unknown = "import platform,runpy,sys;platform.machine=lambda:'riscv64';sys.path.insert(0,sys.argv[1]);"
    start = [
        sys.executable,
        "-I",
        "-B",
        "-c",
        unknown + "runpy.run_module('child',run_name='__main__')",
        str(HERE),
    ]
    monkeypatch.setattr(process, "_child", lambda: start)
    if confine:
        assert preview(jpeg(), "image/jpeg").total_pages == 1
        require_confinement()
        return
    monkeypatch.setattr(process, "_wrapping", tuple)
    assert fault_of(lambda: preview(jpeg(), "image/jpeg")) is Fault.UNCONFINED
    with pytest.raises(NotConfinable, match="bubblewrap"):
        require_confinement()


def test_no_more_children_run_at_once_than_were_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_gate", process._Gate(2))
    monkeypatch.setattr(process, "PATIENCE_SECONDS", 0.2)
    sleeper = [sys.executable, "-I", "-c", "import time; time.sleep(3)"]
    monkeypatch.setattr(process, "_child", lambda: sleeper)
    told: list[str] = []

    def ask() -> None:
        try:
            preview(jpeg(), "image/jpeg", confine=False)
        except Busy:
            told.append("busy")
        except Refusal as refusal:
            told.append(refusal.fault.value)

    asking = [threading.Thread(target=ask) for _ in range(5)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    assert sorted(told) == ["busy"] * 3 + ["crashed"] * 2
    monkeypatch.undo()
    assert preview(jpeg(), "image/jpeg").total_pages == 1


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("while True: sys.stdout.buffer.write(bytes(1 << 20))", Fault.CRASHED),
        ("print('no json')", Fault.CRASHED),
        ('print(\'{"fault": "of my own", "parts": []}\')', Fault.CRASHED),
        ('print(\'{"fault": "", "parts": "x"}\')', Fault.CRASHED),
        ("import time; time.sleep(60)", Fault.TIME),
    ],
)
def test_a_child_that_is_no_longer_ours_is_cut_off(
    monkeypatch: pytest.MonkeyPatch, code: str, fault: Fault
) -> None:
    monkeypatch.setattr(process, "SECONDS", 2)
    monkeypatch.setattr(process, "MOST_BYTES_OUT", 8 << 20)
    monkeypatch.setattr(process, "_child", lambda: [sys.executable, "-I", "-c", "import sys; " + code])
    if code.startswith("while"):
        monkeypatch.setattr(process, "_child", lambda: [sys.executable, "-I", "-c", "import sys\n" + code])
    assert fault_of(lambda: preview(jpeg((2000, 2000)), "image/jpeg", confine=False)) is fault


@pytest.mark.parametrize(
    "answer",
    [
        "[1]",
        '[{"name": {}, "visible": true, "rows": [], "merged": []}]',
        '[{"name": "a", "visible": true, "rows": [[{"b": 1}]], "merged": []}]',
        '[{"name": "a", "visible": true, "rows": [[NaN]], "merged": []}]',
        '[{"name": "a", "visible": true, "rows": [[["no day"]]], "merged": []}]',
        '[{"name": "a", "visible": true, "rows": [], "merged": [[1]]}]',
        '[{"name": "a", "visible": true, "rows": [[1%s]], "merged": []}]' % ("0" * 400),
        "[" * 100_000,
        "",
    ],
    ids=range(9),
)
def test_whatever_a_child_that_was_taken_over_answers_is_no_workbook(
    monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    told = '{"fault": "", "parts": [%d]}\n%s' % (len(answer), answer)  # noqa: UP031 - braces are the answer's own
    said = [sys.executable, "-I", "-c", f"import sys; sys.stdin.buffer.read(); print({told!r}, end='')"]
    monkeypatch.setattr(process, "_child", lambda: said)
    assert fault_of(lambda: read_workbook(b"PK", confine=False)) is Fault.CRASHED


@pytest.mark.parametrize("parts", ["[]", "[6]"])
def test_what_is_no_picture_is_never_handed_on_as_one(monkeypatch: pytest.MonkeyPatch, parts: str) -> None:
    told = '{"fault": "", "total_pages": 1, "media_type": "text/html", "parts": ' + parts + "}\n<html>"
    said = [sys.executable, "-I", "-c", f"import sys; sys.stdin.buffer.read(); print({told!r}, end='')"]
    monkeypatch.setattr(process, "_child", lambda: said)
    assert fault_of(lambda: preview(jpeg(), "image/jpeg", confine=False)) is Fault.CRASHED
    assert fault_of(lambda: clean(jpeg(), "image/jpeg", confine=False)) is Fault.CRASHED


def test_a_workbook_that_unfolds_to_more_rows_than_any_list_has_never_reaches_the_parent() -> None:
    """Cells that all point at one long text: small as a file, hundreds of megabytes as rows."""
    long = workbook([["字" * 3_000] * 100] * 60)
    assert len(long) < 400_000
    assert fault_of(lambda: read_workbook(long)) is Fault.BOMB


def test_a_million_rows_are_stopped() -> None:
    rows = b"<row><c><v>1</v></c></row>" * 1_000_000
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    with zipfile.ZipFile(io.BytesIO(workbook([["a"]]))) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    members["xl/worksheets/sheet1.xml"] = sheet + rows + b"</sheetData></worksheet>"
    assert fault_of(lambda: read_workbook(package(members))) is Fault.BOMB


def test_a_formula_is_read_as_its_value_and_never_as_a_formula() -> None:
    (sheet,) = read_workbook(workbook([['=HYPERLINK("http://x.invalid")', "=1+1", "'=2"]]))
    assert not [cell for row in sheet.rows for cell in row if str(cell).startswith("=")]


def test_an_image_bomb_is_stopped() -> None:
    out = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "PNG", optimize=False)
    assert fault_of(lambda: preview(out.getvalue(), "image/png")) is Fault.BOMB


def test_a_zip_bomb_is_stopped_whatever_its_headers_claim() -> None:
    data = package({"xl/worksheets/sheet1.xml": b"\0" * 250_000_000})
    assert fault_of(lambda: read_workbook(data)) is Fault.BOMB


def test_a_workbook_with_macros_links_or_entities_is_refused() -> None:
    assert fault_of(lambda: read_workbook(package({"xl/vbaProject.bin": b"x"}))) is Fault.MACROS
    linked = package({"xl/externalLinks/externalLink1.xml": b"<x/>"})
    assert fault_of(lambda: read_workbook(linked)) is Fault.EXTERNAL_LINKS
    entity = package({"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    assert fault_of(lambda: read_workbook(entity)) is Fault.ENTITIES


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1junk", b"<html>", package({"a": b"b"})]
)
def test_what_is_no_workbook_is_said_to_be_none(data: bytes) -> None:
    assert fault_of(lambda: read_workbook(data)) is Fault.NOT_A_WORKBOOK


@pytest.mark.parametrize(
    ("data", "media_type", "fault"),
    [
        (b"not an image", "image/png", Fault.DAMAGED),
        (b"%PDF-1.4 broken", "application/pdf", Fault.DAMAGED),
        (jpeg()[:300], "image/jpeg", Fault.DAMAGED),
        (b"MZ", "application/x-msdownload", Fault.NO_SAFE_VIEW),
    ],
)
def test_damaged_and_unknown_files_are_refused_plainly(data: bytes, media_type: str, fault: Fault) -> None:
    assert fault_of(lambda: preview(data, media_type)) is fault


def test_a_pdf_with_a_password_says_so() -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert fault_of(lambda: preview(out.getvalue(), "application/pdf")) is Fault.ENCRYPTED


def test_the_child_cannot_reach_the_network_nor_write_a_file(tmp_path: object) -> None:
    """The same wrapping as for a job, running a program that tries both."""
    if not is_wrapped():
        pytest.fail("bubblewrap does not work here: install it, or run where user namespaces are allowed")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        met = threading.Event()

        def wait() -> None:
            listener.settimeout(5)
            try:
                listener.accept()
                met.set()
            except TimeoutError:
                return

        waiting = threading.Thread(target=wait)
        waiting.start()
        tries = (
            "import socket,pathlib\n"
            f"try:\n socket.create_connection(('127.0.0.1',{listener.getsockname()[1]}),2);print('net')\n"
            "except OSError: pass\n"
            f"try:\n pathlib.Path({str(tmp_path)!r},'x').write_text('x');print('file')\n"
            "except OSError: pass\n"
        )
        command = [*process._wrapping(), sys.executable, "-I", "-c", tries]
        told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
        waiting.join()
    assert (told.stdout, met.is_set()) == ("", False)
