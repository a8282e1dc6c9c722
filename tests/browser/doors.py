"""The two sites as they are deployed: gunicorn with threads on a free loopback port, ended with the test.

A door has its own temporary folder (TMPDIR) and its own log, so that a test can search both.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS: Final = 60


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Door:
    """One site: an application, its settings, a folder for log and temporary files."""

    application: str
    folder: Path
    settings: Mapping[str, str]
    certificate: tuple[Path, Path] | None = None
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"{'https' if self.certificate else 'http'}://127.0.0.1:{self.port}"

    @property
    def name(self) -> str:
        """portal or casework."""
        return self.application.partition(":")[0].rpartition(".")[2]

    def start(self) -> None:
        """Start it and wait until it listens."""
        temp = self.folder / f"tmp-{self.port}"
        temp.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "gunicorn", self.application, "--bind", f"127.0.0.1:{self.port}"]
        command += ["--log-level", "warning", "--graceful-timeout", "2", "--worker-tmp-dir", str(temp)]
        if self.certificate:
            command += ["--certfile", str(self.certificate[0]), "--keyfile", str(self.certificate[1])]
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(temp),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "TMPDIR": str(temp),
            **self.settings,
        }
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        self._wait()

    @property
    def log(self) -> Path:
        """What it said."""
        return self.folder / f"log-{self.port}.txt"

    def stop(self) -> None:
        """Ask it to end; insist after ten seconds."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None

    def kill(self) -> None:
        """kill -9 of the whole of it, as a power cut would, and wait until nothing of it listens any more.

        The worker holds the listening socket too and is not our child: it can outlive the master by a moment.
        """
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None
        until = time.monotonic() + PATIENCE_SECONDS
        while self._listens() and time.monotonic() < until:
            time.sleep(0.02)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def _wait(self) -> None:
        assert self.process is not None
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            if self._listens():
                return
            time.sleep(0.05)
        said = self.log.read_text("utf-8", "replace")[-2000:]
        self.kill()
        raise AssertionError(f"{self.application} does not answer: {said}")


@contextlib.contextmanager
def running(*doors: Door) -> Iterator[None]:
    """Run doors; whatever happens, none is left running."""
    try:
        for door in doors:
            door.start()
        yield
    finally:
        for door in doors:
            door.stop()
