"""One real portal process on SQLite with full sync, and citizens without scripts who keep a connection."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from config import PortalConfig

MIB: Final = 1024 * 1024
THREADS: Final = 64
ANSWERS: tuple[dict[str, str], ...] = (
    {"name": "蔺书遥", "unit": "南桥区市场监督管理局", "post": "副局长", "level": "unknown"},
    {"region": "990000"},
    {"region": "990100"},
    {"region": "990103"},
    {"at_commission": "no"},
    {"more": "no"},
    {"relative": "spouse", "business": "澄远检测", "place": "青年路", "acts": "商户都被要求换成这一家" * 20},
    {"when": "2025年9月至今", "beneficiary": "", "text": ""},
    {},
    {"named": "no"},
)


@dataclass
class Citizen:
    """One browser without scripts, keeping one connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: dict[str, str] | None = None) -> tuple[int, str, bytes]:
        """Status, Location and body; one fresh connection when the server has closed the last."""
        headers = {"Host": f"127.0.0.1:{self.port}", "Sec-Fetch-Site": "same-origin"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        data = None
        if body is not None:
            data = urllib.parse.urlencode(body)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        for again in (True, False):
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                self.connection.request(method, path, data, headers)
                answer = self.connection.getresponse()
                content = answer.read()
                break
            except (http.client.RemoteDisconnected, ConnectionError):
                self.connection.close()
                self.connection = None
                if not again:
                    raise
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, answer.getheader("Location") or "", content

    def fill_in(self) -> None:
        """Every page up to the check page."""
        path = "/report"
        for answers in ANSWERS:
            status, path, content = self.ask("POST", path, answers)
            if status != 303:
                raise RuntimeError(f"{status} at {path}: {content[:200]!r}")
        if path != "/report/check":
            raise RuntimeError(f"arrived at {path}")

    def send(self) -> int:
        """The final POST."""
        return self.ask("POST", "/report/check", {"truthful": "y"})[0]

    def receipt(self) -> str:
        """What the receipt page shows."""
        page = self.ask("GET", "/report/receipt")[2].decode()
        return "".join(re.findall(r"<b>(\d{5})</b>", page))


@contextlib.contextmanager
def portal(settings: PortalConfig) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """One portal process on a free loopback port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "SHUANGCHA_PORTAL_DATABASE": settings.portal_database,
        "SHUANGCHA_MAILBOX_DATABASE": settings.mailbox_database,
        "SHUANGCHA_BLOBS": str(settings.blobs),
        "SHUANGCHA_STAGING": str(settings.staging),
        "SHUANGCHA_ROOT_VERIFY_KEY": settings.root_verify_key,
        "SHUANGCHA_RECEIPT_SALT": settings.receipt_salt.hex(),
        "SHUANGCHA_RECEIPT_POOL": "off",
        "SHUANGCHA_LIMITS": "off",
        "SHUANGCHA_FILE_LIMIT_MB": str(settings.file_limit // MIB),
    }
    command = [sys.executable, "-m", "gunicorn", "portal.wsgi:app", "--bind", f"127.0.0.1:{port}"]
    command += ["--threads", str(THREADS), "--log-level", "error"]
    server = subprocess.Popen(command, env=environment)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=30)


def _worker(server: "subprocess.Popen[bytes]") -> Path:
    """The worker's folder under /proc: it is the master's only child."""
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text("ascii").split()
    return Path("/proc", children[0])


def memory_mb(server: "subprocess.Popen[bytes]", field: str = "VmRSS") -> float:
    """Memory of the worker in MB: resident now (VmRSS), or the most there was (VmHWM)."""
    lines = (_worker(server) / "status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith(f"{field}:")).split()[1]) / 1024


def forget_peak(server: "subprocess.Popen[bytes]") -> None:
    """Let VmHWM begin again at what is resident now."""
    (_worker(server) / "clear_refs").write_text("5", "ascii")


def processor_seconds(server: "subprocess.Popen[bytes]") -> float:
    """What the worker has used of a core so far, its own work and the kernel's for it."""
    after_name = (_worker(server) / "stat").read_text("ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")
