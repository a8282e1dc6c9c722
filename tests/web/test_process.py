"""What the server says of requests it cannot read, and what it leaves of its memory."""

import re
import socket
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


def test_the_memory_of_a_served_door_can_neither_be_dumped_nor_read(door: Door) -> None:
    assert door.process is not None
    children = Path(f"/proc/{door.process.pid}/task/{door.process.pid}/children").read_text("ascii").split()
    limits = Path(f"/proc/{children[0]}/limits").read_text("ascii")
    assert re.search(r"Max core file size\s+0\s+0", limits)


@pytest.mark.parametrize("module", ["portal/wsgi.py", "casework/wsgi.py"])
def test_both_doors_guard_their_process_before_anything_is_opened(module: str) -> None:
    source = (ROOT / module).read_text("utf-8")
    assert source.index("\nguard_process()\n") < source.index("create_app(")
