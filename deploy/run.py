"""Start both sites on this machine, for looking at the product: `make run`.

Makes settings, databases and demonstration data where there are none, starts the portal and the casework site, prints
their addresses, runs the timers' jobs every few seconds, and stops all when told to or when a site ends.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType
from typing import Final

from deploy import settings

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS: Final = 60
PORTAL_THREADS: Final = 320
CASEWORK_THREADS: Final = 32
TIMERS_SECONDS: Final = 20


def main() -> int:
    """Everything, in order. Answers the exit status."""
    environment = settings.ensure(os.environ)
    portal_port = environment.get("PORTAL_PORT", "8000")
    casework_port = environment.get("CASEWORK_PORT", "8001")
    environment["SHUANGCHA_CASEWORK_ADDRESS"] = environment.get(
        "SHUANGCHA_CASEWORK_ADDRESS", f"https://127.0.0.1:{casework_port}"
    )
    for step in (("casework", "migrate"), ("demo",)):
        done = subprocess.run([sys.executable, "-m", *step], cwd=ROOT, env=environment, check=False)
        if done.returncode != 0:
            return done.returncode
    sites = [
        _site("portal.wsgi:app", portal_port, PORTAL_THREADS, environment),
        _site("casework.wsgi:app", casework_port, CASEWORK_THREADS, environment),
    ]
    try:
        for port in (portal_port, casework_port):
            if not _answers(port, sites):
                print(f"port {port} does not answer", file=sys.stderr)
                return 1
        print(f"portal http://127.0.0.1:{portal_port}")
        print(f"casework http://127.0.0.1:{casework_port}")
        subprocess.run([sys.executable, "-m", "demo", "accounts"], cwd=ROOT, env=environment, check=True)
        sys.stdout.flush()
        return _watch(sites, environment)
    finally:
        _stop(sites)


def _site(
    application: str, port: str, threads: int, environment: dict[str, str]
) -> "subprocess.Popen[bytes]":
    """One gunicorn with one process: keys and pools live in one memory. No access log: it would hold addresses."""
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--threads", str(threads)]  # the rest stands in gunicorn.conf.py
    command += ["--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"]  # noqa: S108 - heartbeat only
    command += ["--log-level", "warning", "--graceful-timeout", "10"]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


def _answers(port: str, sites: "list[subprocess.Popen[bytes]]") -> bool:
    """Wait until something answers on the port, whatever it says."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and all(site.poll() is None for site in sites):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.2)
        else:
            return True
    return False


def _watch(sites: "list[subprocess.Popen[bytes]]", environment: dict[str, str]) -> int:
    """Run the timers' jobs now and then; wait for a signal, or for one of the sites to end."""
    told: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    due = time.monotonic()
    while not told:
        for site in sites:
            if site.poll() is not None:
                return site.returncode or 1
        if time.monotonic() >= due:
            subprocess.run(
                [sys.executable, "-m", "casework", "timers"], cwd=ROOT, env=environment, check=False
            )
            due = time.monotonic() + TIMERS_SECONDS
        time.sleep(0.5)
    return 0


def _stop(sites: "list[subprocess.Popen[bytes]]") -> None:
    for site in sites:
        if site.poll() is None:
            site.terminate()
    for site in sites:
        try:
            site.wait(timeout=15)
        except subprocess.TimeoutExpired:
            site.kill()


if __name__ == "__main__":
    sys.exit(main())
