"""Read one job and its data from stdin, answer on stdout: a line of JSON, then the parts."""

import importlib
import json
import sys
from types import ModuleType

from .limits import Fault, confine


def answer(facts: dict[str, object], parts: list[bytes]) -> None:
    """Write the head line and the parts."""
    head = {"fault": "", **facts, "parts": [len(part) for part in parts]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


def tool(job: dict[str, str]) -> ModuleType:
    """What the job needs and nothing else: code that is not there cannot be attacked, and loading it takes time."""
    if job["job"] in {"workbook", "nothing"}:
        return importlib.import_module(".workbooks", __package__)
    if job["media_type"].startswith("image/"):
        return importlib.import_module(".images", __package__)
    return importlib.import_module(".documents", __package__)


def work(job: dict[str, str], tool: ModuleType, data: bytes) -> None:
    """Do the job, or raise `Fault`."""
    if job["job"] == "nothing":
        answer({}, [])
    elif job["job"] == "workbook":
        answer({}, [tool.rows(data)])
    elif not job["media_type"].startswith("image/") and job["media_type"] != "application/pdf":
        raise Fault("no_safe_view")
    elif job["job"] == "clean":
        media_type, copy = tool.cleaned(data)
        answer({"media_type": media_type}, [copy])
    elif job["media_type"].startswith("image/"):
        answer({"total_pages": 1}, [tool.picture(data)])
    else:
        pages, total = tool.pictures(data)
        answer({"total_pages": total}, pages)


def main() -> None:
    """Confine first, then look at the data: the first line is the parent's own, what follows is not to be trusted."""
    job = json.loads(sys.stdin.buffer.readline())
    wanted = tool(job)
    try:
        confine(walled=job["walled"] == "yes")
        work(job, wanted, sys.stdin.buffer.read())
    except Fault as fault:
        answer({"fault": str(fault)}, [])
    except MemoryError:
        answer({"fault": "bomb"}, [])


main()
