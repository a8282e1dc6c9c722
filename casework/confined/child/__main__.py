"""Read one job and its data from stdin, answer on stdout: a line of JSON, then the parts."""

import json
import sys

from . import documents, images, workbooks
from .limits import Fault, confine


def answer(facts: dict[str, object], parts: list[bytes]) -> None:
    """Write the head line and the parts."""
    head = {"fault": "", **facts, "parts": [len(part) for part in parts]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(parts))
    sys.stdout.buffer.flush()


def work(job: dict[str, str], data: bytes) -> None:
    """Do the job, or raise `Fault`."""
    if job["job"] == "workbook":
        answer({}, [workbooks.rows(data)])
    elif job["job"] == "clean":
        media_type, copy = _cleaned(job["media_type"], data)
        answer({"media_type": media_type}, [copy])
    elif job["media_type"].startswith("image/"):
        answer({"total_pages": 1}, [images.picture(data)])
    elif job["media_type"] == "application/pdf":
        pages, total = documents.pictures(data)
        answer({"total_pages": total}, pages)
    else:
        raise Fault("no_safe_view")


def _cleaned(media_type: str, data: bytes) -> tuple[str, bytes]:
    if media_type.startswith("image/"):
        return images.cleaned(data)
    if media_type == "application/pdf":
        return documents.cleaned(data)
    raise Fault("no_safe_view")


def main() -> None:
    """Confine first, then look at the data."""
    confine()
    job = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    try:
        work(job, data)
    except Fault as fault:
        answer({"fault": str(fault)}, [])
    except MemoryError:
        answer({"fault": "bomb"}, [])


main()
