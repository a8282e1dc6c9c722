"""Starting the child, speaking with it through pipes, and cutting it off in time."""

import contextlib
import functools
import json
import os
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from casework.confined.faults import Busy, Fault, NotConfinable, Refusal

HERE = Path(__file__).resolve().parent
SECONDS = 30
MOST_BYTES_IN = 64 * 1024 * 1024
MOST_BYTES_OUT = 256 * 1024 * 1024
MOST_BYTES_OF_ROWS = 32 * 1024 * 1024
"""Ten times the list of the largest unit: read into this process, rows take many times the room they take as text."""
PIECE = 1024 * 1024
PNG: Final = b"\x89PNG\r\n"
CLEANED: Final = frozenset({"image/jpeg", "image/png", "application/pdf"})
AT_ONCE: Final = 3
PATIENCE_SECONDS = 15.0

START = "import runpy,sys;sys.path.insert(0,sys.argv.pop(1));runpy.run_module('child',run_name='__main__')"

Cell = str | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Preview:
    """Safe pictures of a file: PNG pages, and how many pages the file has in all."""

    pages: tuple[bytes, ...]
    total_pages: int


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A copy drawn anew: the same look, none of the author's data, nothing that can run."""

    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook as plain values. `rows[r][c]` counts from the sheet's first cell (A1)."""

    name: str
    visible: bool
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...]


class _Gate:
    """How many children this process runs at once: each may take a gigabyte and half a minute of a core."""

    def __init__(self, most: int) -> None:
        self.places = threading.BoundedSemaphore(most)

    def __enter__(self) -> None:
        if not self.places.acquire(timeout=PATIENCE_SECONDS):
            raise Busy

    def __exit__(self, *_raised: object) -> None:
        self.places.release()


_gate = _Gate(AT_ONCE)


def at_once(most: int) -> None:
    """Say how many children this process may run at once; called before the first."""
    global _gate  # noqa: PLW0603 - there is one for the process, as there is one memory
    _gate = _Gate(most)


def require_confinement() -> None:
    """Raises `NotConfinable` where neither bubblewrap nor the kernel's filter can hold a hostile parser."""
    try:
        _ask({"job": "nothing"}, b"", confine=True)
    except Refusal as refusal:
        raise NotConfinable(
            "files from outside cannot be opened safely on this host: install bubblewrap, or run on x86_64 or aarch64 "
            "with seccomp (docs/operations.md)"
        ) from refusal


def preview(data: bytes, media_type: str, *, confine: bool = True) -> Preview:
    """Pictures of an image or PDF (first pages). Raises `Refusal`."""
    facts, parts = _ask({"job": "preview", "media_type": media_type}, data, confine=confine)
    total = facts.get("total_pages")
    if not isinstance(total, int) or not parts or not all(part.startswith(PNG) for part in parts):
        raise Refusal(Fault.CRASHED)
    return Preview(parts, total)


def clean(data: bytes, media_type: str, *, confine: bool = True) -> Cleaned:
    """A clean copy of an image, or of a PDF as pictures of its pages. Raises `Refusal`."""
    facts, parts = _ask({"job": "clean", "media_type": media_type}, data, confine=confine)
    if facts.get("media_type") not in CLEANED or len(parts) != 1:
        raise Refusal(Fault.CRASHED)
    return Cleaned(str(facts["media_type"]), parts[0])


def read_workbook(data: bytes, *, confine: bool = True) -> tuple[Sheet, ...]:
    """Every sheet of an .xlsx, .ods or .xls workbook as plain values. Raises `Refusal`."""
    _, parts = _ask({"job": "workbook"}, data, confine=confine)
    if sum(len(part) for part in parts) > MOST_BYTES_OF_ROWS:
        raise Refusal(Fault.BOMB)
    try:
        return tuple(_sheet(each) for each in json.loads(parts[0], parse_constant=_no_number))
    except (ValueError, TypeError, LookupError, RecursionError, OverflowError):
        raise Refusal(Fault.CRASHED) from None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of a cell")


def _sheet(told: dict[str, Any]) -> Sheet:
    """One sheet as the child told it; raises where it is not what a child of ours tells."""
    rows = tuple(tuple(_cell(cell) for cell in row) for row in told["rows"])
    merged = tuple((int(top), int(left), int(down), int(right)) for top, left, down, right in told["merged"])
    if not isinstance(told["name"], str) or not isinstance(told["visible"], bool):
        raise TypeError("a sheet's name is text")
    return Sheet(told["name"], told["visible"], rows, merged)


def _cell(told: Any) -> Cell:
    if isinstance(told, list):
        return date.fromisoformat(told[0])
    if isinstance(told, int) and not isinstance(told, bool):
        return float(told)
    if told is None or isinstance(told, str | float | bool):
        return told
    raise Refusal(Fault.CRASHED)


def _ask(job: dict[str, str], data: bytes, *, confine: bool) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    if len(data) > MOST_BYTES_IN:
        raise Refusal(Fault.TOO_LARGE)
    wrapping = _wrapping() if confine else ()
    told = json.dumps({**job, "walled": "yes" if wrapping else ""}).encode()
    with _gate:
        return _answer(_spoken([*wrapping, *_child()], told + b"\n" + data))


def _spoken(command: list[str], said: bytes) -> bytes:
    """What the child answers: cut off when it speaks too long or too much, for it may no longer be ours."""
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, cwd="/"
    ) as child:
        late = threading.Event()
        timer = threading.Timer(SECONDS, _cut_off, args=(child, late))
        teller = threading.Thread(target=_tell, args=(child, said), daemon=True)
        timer.start()
        teller.start()
        try:
            told = _heard(child)
        finally:
            child.kill()
            timer.cancel()
            teller.join()
    if late.is_set():
        raise Refusal(Fault.TIME)
    if told is None:
        raise Refusal(Fault.CRASHED)
    return told


def _cut_off(child: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    child.kill()


def _tell(child: "subprocess.Popen[bytes]", said: bytes) -> None:
    with contextlib.suppress(OSError):  # a child that is gone listens no more
        if child.stdin is not None:
            child.stdin.write(said)
            child.stdin.close()


def _heard(child: "subprocess.Popen[bytes]") -> bytes | None:
    """All of the answer, or None when it is longer than any answer of ours."""
    parts, length = [], 0
    while child.stdout is not None and (part := os.read(child.stdout.fileno(), PIECE)):
        length += len(part)
        if length > MOST_BYTES_OUT:
            return None
        parts.append(part)
    return b"".join(parts)


def _answer(told: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    head, newline, rest = told.partition(b"\n")
    if not newline:
        raise Refusal(Fault.CRASHED)
    try:
        facts = json.loads(head)
        fault, lengths = facts["fault"], [int(each) for each in facts["parts"]]
        refused = Refusal(Fault(fault)) if fault else None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal(Fault.CRASHED) from None
    if refused is not None:
        raise refused
    parts, at = [], 0
    for length in lengths:
        parts.append(rest[at : at + length])
        at += length
    return facts, tuple(parts)


def _child() -> list[str]:
    return [sys.executable, "-I", "-B", "-c", START, str(HERE)]


@functools.cache
def _wrapping() -> tuple[str, ...]:
    """The bubblewrap command, or nothing where it is absent or the kernel does not let it work."""
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        return ()
    wrapping = (bwrap, "--unshare-all", "--die-with-parent", "--new-session", *_binds(), "--")
    trial = [*wrapping, sys.executable, "-I", "-c", ""]
    works = subprocess.run(trial, capture_output=True, timeout=SECONDS, check=False).returncode == 0
    return wrapping if works else ()


def is_wrapped() -> bool:
    """Does the child run under bubblewrap here? Shown on the operations page."""
    return bool(_wrapping())


def _binds() -> list[str]:
    """Read-only: the system's libraries, the interpreter, its packages and the child's own code; nothing else."""
    system = [
        p
        for p in ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/alternatives")
        if Path(p).exists()
    ]
    python = {sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parent.parent)}
    own = [*sorted(python), str(HERE)]
    binds: list[str] = []
    for path in [*system, *(each for each in own if not each.startswith("/usr/") and each != "/usr")]:
        binds += ["--ro-bind", path, path]
    return [*binds, "--proc", "/proc", "--dev", "/dev", "--chdir", "/"]
