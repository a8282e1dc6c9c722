"""What the sealing tests share: the other implementation, run with node."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.requirements import need

NODE = Path(__file__).parent / "node"

NodeAge = Callable[..., bytes]


def _is_installed() -> bool:
    """Whether node_modules holds what the lock file says."""
    installed = NODE / "node_modules" / ".package-lock.json"
    if not installed.exists():
        return False
    wanted = json.loads((NODE / "package-lock.json").read_bytes())["packages"]
    found = json.loads(installed.read_bytes())["packages"]
    return {name: package["version"] for name, package in wanted.items() if name} == {
        name: package["version"] for name, package in found.items()
    }


@pytest.fixture(scope="session")
def node_age() -> NodeAge:
    """Runs tests/sealing/node/age.mjs with its arguments and input, and gives its output."""
    node, npm = shutil.which("node"), shutil.which("npm")
    need(present=bool(node and npm), what="node and npm")
    if not _is_installed():
        installed = subprocess.run(
            [str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts"],
            cwd=NODE,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        need(
            present=installed.returncode == 0,
            what=f"npm ci in tests/sealing/node ({installed.stderr[-400:]})",
        )

    def run(*arguments: str, data: bytes = b"") -> bytes:
        command = [str(node), "age.mjs", *arguments]
        return subprocess.run(
            command, cwd=NODE, input=data, stdout=subprocess.PIPE, timeout=60, check=True
        ).stdout

    return run
