"""`python -m sealing`: every vector through the command, and nothing let out that is not whole."""

import hashlib
import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sealing import (
    HybridIdentity,
    ScryptRecipient,
    X25519Identity,
    armor,
    is_armored,
    parse_identity,
    seal,
    unseal,
)
from sealing.command import MAX_HELD, main
from tests.sealing import vectorfiles
from tests.sealing.test_vectors import accepted

ROOT = Path(__file__).parents[2]
OFFICE = HybridIdentity.generate()
CHUNK = 65536


class Pipe(io.BytesIO):
    """Input that can be read once."""

    def seekable(self) -> bool:
        return False


@pytest.fixture
def key_file(tmp_path: Path) -> str:
    path = tmp_path / "office.key"
    path.write_text(f"# the office\n\n{OFFICE}\n")
    return str(path)


def run(*arguments: str, data: io.BytesIO | bytes = b"") -> tuple[int, bytes]:
    output = io.BytesIO()
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    return main(arguments, source, output), output.getvalue()


def process(*arguments: str, data: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "sealing", *arguments],
        input=data,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | environment,
        timeout=60,
        check=False,
    )


class Changing(io.BytesIO):
    """A file that somebody replaces between its two readings."""

    def __init__(self, before: bytes, after: bytes) -> None:
        super().__init__(before)
        self._after = after

    def seek(self, offset: int, whence: int = 0, /) -> int:
        self.__init__(self._after, self._after)  # type: ignore[misc]  # the same object, other contents
        return super().seek(offset, whence)


@pytest.mark.parametrize("form", [io.BytesIO, Pipe], ids=["file", "pipe"])
@pytest.mark.parametrize("name", vectorfiles.names())
def test_a_vector_gives_its_outcome_through_the_command(
    name: str,
    form: type[io.BytesIO],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    vector = vectorfiles.read(name)
    identities = tmp_path / "identities"
    identities.write_text("\n".join(vector.identities or [str(OFFICE)]))
    options = ["-i", str(identities)]
    if vector.passphrases:
        monkeypatch.setenv("SEALING_PASSPHRASE", vector.passphrases[0])
        options += ["-p"]
    status, output = run("open", *options, data=form(vector.data))
    said = capsys.readouterr().err
    if vector.expect == "success":
        assert (status, said) == (0, "")
        assert hashlib.sha256(output).hexdigest() == vector.payload_sha256
    else:
        assert (status, output) == (1, b"")
        assert said in {f"error: {outcome}\n" for outcome in accepted(vector.expect, armored=vector.armored)}


def test_keygen_seal_and_open_work_as_one_types_them(tmp_path: Path) -> None:
    made = process("keygen", data=b"")
    assert made.returncode == 0
    comment, identity = made.stdout.decode().splitlines()
    recipient = comment.removeprefix("# recipient: ")
    (tmp_path / "k").write_bytes(made.stdout)
    sealed = process("seal", "-r", recipient, "-r", str(OFFICE.recipient), data=b"text" * 50_000)
    opened = process("open", "-i", str(tmp_path / "k"), data=sealed.stdout)
    assert (opened.returncode, opened.stdout, opened.stderr) == (0, b"text" * 50_000, b"")
    assert unseal(sealed.stdout, [OFFICE]) == unseal(sealed.stdout, [parse_identity(identity)])


def test_a_failure_is_one_line_and_no_output(key_file: str) -> None:
    sealed = seal(b"x" * 200_000, [OFFICE.recipient])
    for data, outcome in (
        (seal(b"x", [HybridIdentity.generate().recipient]), "no match"),
        (sealed.replace(b"\n--- ", b"\n-> grease\n\n--- "), "HMAC failure"),
        (sealed[:-1], "payload failure"),
        (b"", "header failure"),
        (armor(sealed)[:-2], "armor failure"),
    ):
        done = process("open", "-i", key_file, data=data)
        assert (done.returncode, done.stdout, done.stderr.decode()) == (1, b"", f"error: {outcome}\n")


def test_armor_is_written_on_request_and_recognised(key_file: str) -> None:
    status, text = run("seal", "-a", "-r", str(OFFICE.recipient), data=b"text")
    assert (status, is_armored(text)) == (0, True)
    assert run("open", "-i", key_file, data=b"\n" + text) == (0, b"text")


def test_a_passphrase_seals_and_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEALING_PASSPHRASE", "青澜 horse")
    status, sealed = run("seal", "-p", data=b"text")
    assert status == 0
    assert run("open", "-p", data=sealed) == (0, b"text")
    monkeypatch.setenv("SEALING_PASSPHRASE", "another")
    assert run("open", "-p", data=sealed) == (1, b"")


def test_an_identity_file_may_itself_be_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEALING_PASSPHRASE", "horse")
    locked = seal(str(OFFICE).encode(), [ScryptRecipient("horse", 10)])
    sealed = seal(b"text", [OFFICE.recipient])
    for content in (locked, armor(locked)):
        (tmp_path / "k.age").write_bytes(content)
        assert run("open", "-i", str(tmp_path / "k.age"), data=sealed) == (0, b"text")


@pytest.mark.parametrize("size", [0, 1, CHUNK, 5 * CHUNK + 3])
@pytest.mark.parametrize("form", [io.BytesIO, Pipe])
def test_nothing_is_written_before_the_last_chunk_is_sound(
    size: int, form: type[io.BytesIO], key_file: str
) -> None:
    sealed = seal(bytes(size), [OFFICE.recipient])
    assert run("open", "-i", key_file, data=form(sealed)) == (0, bytes(size))
    assert run("open", "-i", key_file, data=form(sealed + b"x")) == (1, b"")
    assert run("open", "-i", key_file, data=form(sealed[:-1])) == (1, b"")


def test_a_file_that_changes_between_its_two_readings_ends_with_an_error(key_file: str) -> None:
    sealed = seal(bytes(100_000), [OFFICE.recipient])
    other = seal(bytes(100_000), [OFFICE.recipient])
    assert run("open", "-i", key_file, data=Changing(sealed, other)) == (2, b"")
    status, output = run("open", "-i", key_file, data=Changing(sealed, sealed[:-1]))
    assert (status, len(output)) == (1, 65536)


def test_input_that_begins_in_the_middle_is_read_from_there(key_file: str) -> None:
    source = io.BytesIO(b"before" + seal(b"text", [OFFICE.recipient]))
    source.seek(6)
    assert run("open", "-i", key_file, data=source) == (0, b"text")


def test_more_from_a_pipe_than_is_held_is_refused_and_goes_to_a_file(
    tmp_path: Path, key_file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sealed = seal(bytes(MAX_HELD + 1), [OFFICE.recipient])
    assert run("open", "-i", key_file, data=Pipe(sealed)) == (2, b"")
    assert "give -o FILE" in capsys.readouterr().err
    out = tmp_path / "out"
    assert run("open", "-i", key_file, "-o", str(out), data=Pipe(sealed)) == (0, b"")
    assert out.stat().st_size == MAX_HELD + 1


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path, key_file: str) -> None:
    sealed = seal(b"x" * 300_000, [OFFICE.recipient])
    out = tmp_path / "out"
    assert run("open", "-i", key_file, "-o", str(out), data=Pipe(sealed[:-1])) == (1, b"")
    assert list(tmp_path.glob("out*")) == []
    out.write_bytes(b"before")
    assert run("open", "-i", key_file, "-o", str(out), data=Pipe(sealed[:-1])) == (1, b"")
    assert out.read_bytes() == b"before"
    assert run("open", "-i", key_file, "-o", str(out), data=Pipe(sealed)) == (0, b"")
    assert out.read_bytes() == b"x" * 300_000
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert list(tmp_path.glob("*.part")) == []


def test_an_unfinished_file_of_another_run_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "k.part").write_bytes(b"another run")
    assert run("keygen", "-o", str(tmp_path / "k"))[0] == 2
    assert (tmp_path / "k.part").read_bytes() == b"another run"
    assert not (tmp_path / "k").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("seal",),
        ("seal", "-r", "age1nonsense"),
        ("seal", "-r", str(OFFICE)),
        ("seal", "-r", str(OFFICE.recipient), "-r", str(X25519Identity.generate().recipient)),
        ("open",),
        ("open", "-i", "/nonexistent"),
        ("open", "-i", __file__),
        ("open", "-i", os.devnull),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_so(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments, data=b"text") == (2, b"")
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert said.count("\n") == 1
    assert "SECRET" not in said


def test_without_a_terminal_the_passphrase_is_not_read_from_the_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sealing", "seal", "-p"],
        input=b"this is the text, not the passphrase",
        capture_output=True,
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "SEALING_PASSPHRASE"},
        start_new_session=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"SEALING_PASSPHRASE" in done.stderr
