"""With a scanner configured every file is judged while it streams, and what cannot be judged is not kept."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.answers import StagedFile
from portal.scanning import Scan, Verdict
from portal.staging import StagingSink, Unsafe
from sealing import HybridIdentity

RECIPIENT = HybridIdentity.from_seed(b"v" * 32).recipient


class Clamd:
    """Speaks INSTREAM: says FOUND for what holds the word virus."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.seen = b""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                assert stream.read(10) == b"zINSTREAM\0"
                self.seen = b""
                while length := struct.unpack("!I", stream.read(4))[0]:
                    self.seen += stream.read(length)
                connection.sendall(b"stream: Test-Sign FOUND\0" if b"virus" in self.seen else b"stream: OK\0")


@pytest.fixture
def clamd() -> Iterator[Clamd]:
    running = Clamd()
    yield running
    running.listener.close()


def stage(folder: Path, data: bytes, address: str) -> object:
    sink = StagingSink(folder, RECIPIENT, name="a.pdf", declared="application/pdf", scan=Scan(address))
    sink.write(data)
    return sink.finish()


def test_a_clean_file_is_kept_and_the_scanner_saw_all_of_it(clamd: Clamd, tmp_path: Path) -> None:
    data = b"%PDF-1.7 " + b"x" * 600_000
    assert isinstance(stage(tmp_path, data, clamd.address), StagedFile)
    assert clamd.seen == data


def test_an_infected_file_is_not_kept(clamd: Clamd, tmp_path: Path) -> None:
    assert stage(tmp_path, b"%PDF-1.7 virus", clamd.address) == Unsafe("a.pdf", Verdict.INFECTED)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/no/such/socket", "nonsense"])
def test_what_cannot_be_judged_is_not_kept(tmp_path: Path, address: str) -> None:
    assert stage(tmp_path, b"%PDF-1.7 clean", address) == Unsafe("a.pdf", Verdict.UNKNOWN)
    assert list(tmp_path.iterdir()) == []
