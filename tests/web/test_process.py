"""What the server says of requests it cannot read, and what it leaves of its memory."""

import contextlib
import re
import resource
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.doors import ROOT, Door, running

MARK = "suiyanzhou-told-us"
LONG = b"a" * 5000
HEAD = b"Host: 127.0.0.1\r\nConnection: close\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
SENT = {
    "no request at all": MARK.encode() + b"\r\n\r\n",
    "a version nobody speaks": b"GET /" + MARK.encode() + b" HTTQ/1.1\r\n" + HEAD + b"\r\n",
    "an address too long": b"GET /" + MARK.encode() + LONG + b" HTTP/1.1\r\n" + HEAD + b"\r\n",
    "a header that is none": b"GET / HTTP/1.1\r\n" + HEAD + MARK.encode() + b" x: y\r\n\r\n",
    "a chunk without a size": b"POST /echo HTTP/1.1\r\n"
    + HEAD
    + FORM
    + b"Transfer-Encoding: chunked\r\n\r\n"
    + MARK.encode()
    + b"\r\n0\r\n\r\n",
}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    made = Door("tests.web.served:app", tmp_path_factory.mktemp("served"), {})
    with running(made):
        yield made


def answer_to(door: Door, sent: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as line:
        line.sendall(sent)
        said = b""
        while part := line.recv(65536):
            said += part
        return said


@pytest.mark.parametrize("sent", SENT.values(), ids=SENT.keys())
def test_a_request_that_cannot_be_read_leaves_no_address_and_no_word_in_the_log(
    door: Door, sent: bytes
) -> None:
    answer = answer_to(door, sent)
    assert re.match(rb"HTTP/1\.. 4\d\d ", answer), answer[:200]
    said = door.log.read_text("utf-8")
    assert MARK not in said
    assert "ip=" not in said
    assert "Traceback" not in said
    assert "127.0.0.1" not in said.replace(f"Listening at: http://127.0.0.1:{door.port}", "")


def test_what_the_server_refuses_is_still_counted_in_its_log(door: Door) -> None:
    before = door.log.read_text("utf-8").count("could not be read")
    answer_to(door, SENT["no request at all"])
    assert door.log.read_text("utf-8").count("could not be read") == before + 1


def test_senders_who_fall_silent_keep_no_thread(door: Door) -> None:
    """More of them than the door has threads; then somebody comes who only wants a page."""
    start = b"POST /echo HTTP/1.1\r\n" + HEAD + FORM + b"Content-Length: 100\r\n\r\nname=x"
    silent = [socket.create_connection(("127.0.0.1", door.port), timeout=20) for _ in range(40)]
    try:
        for line in silent:
            line.sendall(start)
        assert answer_to(door, b"GET /none HTTP/1.1\r\n" + HEAD + b"\r\n").startswith(b"HTTP/1.1 404")
        assert silent[0].recv(20) == b""
    finally:
        for line in silent:
            line.close()


WAITING = {
    "answered, and not hung up": b"GET /none HTTP/1.1\r\n" + HEAD + b"\r\n",
    "answered before the body came": b"POST /none HTTP/1.1\r\n" + HEAD + b"Content-Length: 100000\r\n\r\nabc",
    "not a word": b"",
    "half a head": b"GET /none HTTP/1.1\r\nHost: 127",
    "an answer not taken": b"GET /large HTTP/1.1\r\n" + HEAD + b"\r\n",
}


@pytest.mark.parametrize("sent", WAITING.values(), ids=WAITING.keys())
def test_forty_who_stay_on_the_line_hold_up_nobody(door: Door, sent: bytes) -> None:
    """More of them than the door has threads. gunicorn's own worker needed 80 seconds for the page after them."""
    waiting = [socket.create_connection(("127.0.0.1", door.port), timeout=20) for _ in range(40)]
    try:
        for line in waiting:
            line.sendall(sent)
        time.sleep(0.5)
        started = time.monotonic()
        assert answer_to(door, b"GET /none HTTP/1.1\r\n" + HEAD + b"\r\n").startswith(b"HTTP/1.1 404")
        assert time.monotonic() - started < 5
    finally:
        for line in waiting:
            line.close()


def worker_of(door: Door) -> int:
    assert door.process is not None
    return int(
        Path(f"/proc/{door.process.pid}/task/{door.process.pid}/children").read_text("ascii").split()[0]
    )


def test_more_lines_than_the_process_may_have_open_files_end_no_worker(door: Door) -> None:
    worker = worker_of(door)
    before = resource.prlimit(worker, resource.RLIMIT_NOFILE)
    resource.prlimit(worker, resource.RLIMIT_NOFILE, (48, before[1]))
    waiting = [socket.create_connection(("127.0.0.1", door.port), timeout=20) for _ in range(120)]
    try:
        assert answer_to(door, b"GET /none HTTP/1.1\r\n" + HEAD + b"\r\n").startswith(b"HTTP/1.1 404")
        assert worker_of(door) == worker
    finally:
        for line in waiting:
            line.close()
        resource.prlimit(worker, resource.RLIMIT_NOFILE, before)


def test_who_trickles_a_head_is_cut_off_however_busy_he_is(door: Door) -> None:
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as line:
        line.sendall(b"GET /none HTTP/1.1\r\nX: ")
        started = time.monotonic()
        with contextlib.suppress(ConnectionError):
            while time.monotonic() - started < 10:
                line.sendall(b"x")
                time.sleep(0.1)
    assert time.monotonic() - started < 6


def test_an_early_refusal_can_be_read_while_the_body_is_still_being_sent(door: Door) -> None:
    """What the wait after an answer is for: cut off at once, the sender would see a broken line and no reason."""
    head = b"POST /none HTTP/1.1\r\n" + HEAD + b"Content-Length: 60000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", door.port), timeout=20) as line:
        line.sendall(head)
        for _ in range(6):
            time.sleep(0.1)
            line.sendall(bytes(10_000))
        said = b""
        while part := line.recv(65536):
            said += part
    assert said.startswith(b"HTTP/1.1 404")
    assert said.rstrip().endswith(b"</html>")


def test_the_memory_of_a_served_door_can_neither_be_dumped_nor_read(door: Door) -> None:
    assert door.process is not None
    children = Path(f"/proc/{door.process.pid}/task/{door.process.pid}/children").read_text("ascii").split()
    limits = Path(f"/proc/{children[0]}/limits").read_text("ascii")
    assert re.search(r"Max core file size\s+0\s+0", limits)


@pytest.mark.parametrize("module", ["portal/wsgi.py", "casework/wsgi.py"])
def test_both_doors_guard_their_process_before_anything_is_opened(module: str) -> None:
    source = (ROOT / module).read_text("utf-8")
    assert source.index("\nguard_process()\n") < source.index("create_app(")
