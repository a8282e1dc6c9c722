"""What a test needs from the system. In the gate a lack is a failure; elsewhere it is said loudly and skipped."""

import os

import pytest


def need(*, present: bool, what: str) -> None:
    """Go on if it is there; fail in the gate (CI set), skip with the reason anywhere else."""
    if present:
        return
    message = f"needs {what}: see tests/install-system.sh"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
