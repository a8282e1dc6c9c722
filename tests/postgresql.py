"""A PostgreSQL server for the tests: an unprivileged user's, on a free loopback port, gone afterwards."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

_INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[4]))


def is_installed() -> bool:
    """Whether the system has a PostgreSQL server."""
    return bool(_INSTALLED)


@dataclass(frozen=True)
class Server:
    """A running server; the three databases of the product are made empty for every caller."""

    port: int

    def url(self, database: str, role: str = "owner") -> str:
        """The SQLAlchemy address of a database for a role."""
        return f"postgresql+psycopg://{role}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str, *, database: str = "postgres") -> None:
        """Run one statement as the owner."""
        with psycopg.connect(
            f"postgresql://owner@127.0.0.1:{self.port}/{database}", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def empty_databases(self, *names: str) -> None:
        """Drop and make the databases."""
        for name in names:
            self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            self.execute(f"CREATE DATABASE {name}")

    def run_script(self, script: Path) -> None:
        """Run a psql script as the owner."""
        address = ["-h", "127.0.0.1", "-p", str(self.port), "-U", "owner", "-d", "postgres"]
        done = subprocess.run(
            ["psql", "-X", "-q", *address, "-f", str(script)],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
        )
        assert done.returncode == 0, done.stderr


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """Start a server in a temporary folder and stop it at the end."""
    bin_folder = _INSTALLED[-1].parent
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def run(*command: str) -> None:
        subprocess.run(
            [str(bin_folder / command[0]), *command[1:]],
            check=True,
            user=user,
            cwd="/",
            stdout=subprocess.DEVNULL,
            env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        )

    data = folder / "data"
    try:
        run("initdb", "-D", str(data), "-U", "owner", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"
        run("pg_ctl", "-D", str(data), "-w", "-s", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Server(port)
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
