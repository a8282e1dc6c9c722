"""Files stream into their sinks; limits hold while reading; text survives."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.audit import audit
from web import multipart
from web.fields import Files, Form, TextLine
from web.parts import Content, End, Head, cut, read_head
from web.receiving import MIB, Limits, Part
from web.uploads import accepts, received_files, refused_files

LIMITS = Limits(body=3 * MIB, fields=5, field=600, files=2, file=MIB, name=20)
BOUNDARY = "----a-boundary"


class Sink:
    """A sink that remembers what was asked of it."""

    opened: list[Sink] = []

    def __init__(self, part: Part) -> None:
        self.part = part
        self.data = b""
        self.state = "open"
        Sink.opened.append(self)

    def write(self, data: bytes, /) -> None:
        self.data += data

    def finish(self) -> bytes:
        self.state = "finished"
        return self.data

    def abort(self) -> None:
        self.state = "aborted"


class Material(Form):
    """A form with files."""

    note = TextLine("说明")
    files = Files("材料")


@pytest.fixture(autouse=True)
def _no_sinks() -> None:
    """Each test begins with none."""
    Sink.opened = []


@pytest.fixture
def door(app: Flask) -> FlaskClient:
    """A door that takes files."""

    @app.post("/add")
    @accepts(LIMITS, Sink)
    def add() -> Any:
        form = Material()
        form.validate()
        return {
            "note": form.note.data,
            "received": [
                (f.filename, f.content_type, f.size, f.stored.decode("latin-1"))
                for f in received_files("files")
            ],
            "refused": [(f.filename, f.refusal, f.limit) for f in refused_files("files")],
            "errors": form.errors,
        }

    return app.test_client()


def body(*parts: tuple[str, str | None, bytes], end: bool = True) -> bytes:
    """A multipart body of (name, file name or none, content)."""
    out = b""
    for name, filename, content in parts:
        file = f'; filename="{filename}"\r\nContent-Type: application/pdf' if filename is not None else ""
        out += (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode()
            + content
            + b"\r\n"
        )
    return out + (f"--{BOUNDARY}--\r\n".encode() if end else b"")


def post(client: FlaskClient, data: bytes, path: str = "/add") -> Any:
    """Send a multipart body."""
    return client.post(path, data=data, content_type=f"multipart/form-data; boundary={BOUNDARY}")


def test_a_file_goes_into_its_sink_and_text_comes_out_clean(door: FlaskClient) -> None:
    answer = post(
        door, body(("note", None, "一\x00页".encode()), ("files", "单%22据.pdf", b"%PDF\r\n--x"))
    ).json
    assert answer["note"] == "一页"
    assert answer["received"] == [['单"据.pdf', "application/pdf", 9, "%PDF\r\n--x"]]
    assert [sink.state for sink in Sink.opened] == ["finished"]


def test_a_file_control_in_which_nothing_was_chosen_opens_nothing(door: FlaskClient) -> None:
    answer = post(door, body(("note", None, b"x"), ("files", "", b""))).json
    assert (answer["received"], answer["refused"], Sink.opened) == ([], [], [])


def test_a_file_one_byte_too_large_is_read_past_and_the_rest_survives(door: FlaskClient) -> None:
    answer = post(
        door,
        body(
            ("files", "大.mp4", b"a" * (MIB + 1)),
            ("files", "小.pdf", b"b" * MIB),
            ("note", None, "后面的话".encode()),
        ),
    ).json
    assert [sink.state for sink in Sink.opened] == ["aborted", "finished"]
    assert answer["note"] == "后面的话"
    assert [received[0] for received in answer["received"]] == ["小.pdf"]
    assert answer["refused"] == [["大.mp4", "too_large", MIB]]
    assert answer["errors"] == {"files": ["“大.mp4”超过1.0 MB，没有收下；请压缩或者分段后再添加"]}


def test_one_file_too_many_is_read_past(door: FlaskClient) -> None:
    answer = post(door, body(*[("files", f"{n}.pdf", b"x") for n in range(3)])).json
    assert [received[0] for received in answer["received"]] == ["0.pdf", "1.pdf"]
    assert answer["errors"] == {"files": ["一次最多2个文件，“2.pdf”没有收下；请另外添加"]}


def test_a_door_that_takes_no_files_opens_no_sink(client: FlaskClient) -> None:
    response = post(client, body(("a", None, b"1"), ("f", "x.pdf", b"data")), "/echo")
    assert response.json == {"a": ["1"]}
    assert Sink.opened == []


def test_a_body_beyond_the_limit_is_a_page_with_the_limit_and_the_text(door: FlaskClient) -> None:
    files = [("files", f"{n}.pdf", b"x" * MIB) for n in range(3)]
    response = post(door, body(("note", None, "写了很久的话".encode()), *files))
    audit(response)
    assert response.status_code == 413
    assert "一次最多提交3 MB" in response.text
    assert "写了很久的话" in response.text
    assert {sink.state for sink in Sink.opened} == {"aborted"}


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_one_field_too_many_is_a_page_that_says_the_limit(door: FlaskClient, kind: str) -> None:
    if kind == "multipart":
        response = post(door, body(*[(f"f{n}", None, b"x") for n in range(6)]))
    else:
        response = door.post("/add", data={f"f{n}": "x" for n in range(6)})
    audit(response)
    assert (response.status_code, "一次最多提交5项" in response.text) == (413, True)


@pytest.mark.parametrize("kind", ["multipart", "urlencoded"])
def test_a_text_one_byte_too_long_is_a_page_that_says_the_limit(door: FlaskClient, kind: str) -> None:
    for length, code in ((600, 200), (601, 413)):
        text = "x" * length
        response = (
            post(door, body(("note", None, text.encode())))
            if kind == "multipart"
            else door.post("/add", data={"note": text})
        )
        assert response.status_code == code


def test_twenty_thousand_fields_are_a_clear_refusal(client: FlaskClient) -> None:
    response = client.post(
        "/echo",
        data="&".join(f"a{n}=1" for n in range(20_000)),
        content_type="application/x-www-form-urlencoded",
    )
    audit(response)
    assert response.status_code == 413
    assert "一次最多提交500项" in response.text


@pytest.mark.parametrize(
    "data",
    [
        b"--other\r\n\r\n",
        body(("note", None, b"x"), end=False),
        f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--{BOUNDARY}--".encode(),
        f"--{BOUNDARY}\r\nX: {'y' * 20_000}\r\n".encode(),
        b"z" * 40_000,
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n'.encode("latin-1"),
    ],
)
def test_what_cannot_be_read_is_a_400_page(door: FlaskClient, data: bytes) -> None:
    response = post(door, data)
    audit(response)
    assert response.status_code == 400


def test_a_connection_that_breaks_leaves_nothing_behind(door: FlaskClient) -> None:
    data = body(("files", "a.pdf", b"whole"), ("files", "b.pdf", b"x" * 100), end=False)
    response = door.post(
        "/add", input_stream=io.BytesIO(data[:-20]), content_length=len(data),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )  # fmt: skip
    assert response.status_code == 400
    assert [sink.state for sink in Sink.opened] == ["aborted", "aborted"]


def test_other_bodies_are_bounded_too(app: Flask) -> None:
    @app.post("/json")
    def read() -> Any:
        return {"length": len(request.get_data())}

    client = app.test_client()
    assert client.post("/json", data=b"x" * (2 * MIB), content_type="application/json").status_code == 200
    assert client.post("/json", data=b"x" * (2 * MIB + 1), content_type="application/json").status_code == 413


def test_urlencoded_text_that_is_no_utf8_is_still_text(client: FlaskClient) -> None:
    response = client.post(
        "/echo", data=b"a=%ff%00b&a=%ED%A0%80", content_type="application/x-www-form-urlencoded"
    )
    assert response.json == {"a": ["\ufffdb", "\ufffd\ufffd\ufffd"]}


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("/etc/passwd", "passwd"),
        ("..\\..\\x.doc", "x.doc"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("长" * 30 + ".pdf", "长" * 16 + ".pdf"),
    ],
)
def test_names_of_files_lose_their_paths(sent: str, kept: str) -> None:
    assert multipart.base_name(sent, 20) == kept


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    content=st.binary(max_size=300).map(lambda b: b + b"\r\n--" + BOUNDARY[:9].encode() + b),
    size=st.integers(1, 97),
)
def test_wherever_the_network_cuts_the_file_is_the_same(door: FlaskClient, content: bytes, size: int) -> None:
    whole = multipart.CHUNK
    try:
        multipart.CHUNK = size
        answer = post(door, body(("files", "a.bin", content))).json
    finally:
        multipart.CHUNK = whole
    assert answer["received"][0][3].encode("latin-1") == content


@given(
    contents=st.lists(
        st.binary(max_size=40) | st.sampled_from([b"\r\n--b", b"\r\n--boundary", b"--", b"\r\n\r", b""]),
        max_size=6,
    ).map(b"".join),
    size=st.integers(1, 60),
)
def test_a_part_is_exactly_the_bytes_between_its_boundaries(contents: bytes, size: int) -> None:
    boundary = b"boundary" + b"Q" * 9
    head = b'Content-Disposition: form-data; name="a"; filename="x"'
    whole = (
        b"--" + boundary + b"\r\n" + head + b"\r\n\r\n" + contents + b"\r\n--" + boundary + b"--\r\nepilogue"
    )
    events = list(cut((whole[i : i + size] for i in range(0, len(whole), size)), boundary))
    assert events[0] == Head("a", "x", "")
    assert events[-1] == End()
    assert b"".join(event.data for event in events if isinstance(event, Content)) == contents


@pytest.mark.parametrize(
    ("disposition", "head"),
    [
        ('form-data; name="a"', Head("a", None, "")),
        ('form-data; name="a"; filename=""', Head("a", "", "")),
        ('form-data; filename="x.pdf"; name="a"', Head("a", "x.pdf", "")),
        ('form-data; name="a%22b"; filename="x\\"y.pdf"', Head('a"b', 'x"y.pdf', "")),
        ("form-data; name=a; filename=x.pdf", Head("a", "x.pdf", "")),
        ('form-data; name="a"; filename="x"; filename*=UTF-8\'\'%E5%8D%95.pdf', Head("a", "单.pdf", "")),
    ],
)
def test_heads_are_read_as_browsers_and_tools_write_them(disposition: str, head: Head) -> None:
    assert read_head(f"Content-Disposition: {disposition}".encode()) == head
