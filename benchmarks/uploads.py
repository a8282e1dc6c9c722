"""How fast a file passes from the socket into the sealed blob, and at what memory: python -m benchmarks.uploads [MB]

One real gunicorn process with the portal's own form: parsing, limits, type check, two hashes, sealing, padding and the
staging folder on disk are included. `mb_per_core_second` counts the worker's processor time (its own and the kernel's
for it), so that the sender, who shares the machine, does not enter it. Memory is the most the worker ever held.
"""

import http.client
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks._figures import report
from benchmarks._served import MIB, Citizen, forget_peak, memory_mb, portal, processor_seconds
from tests.portal import city

RUNS: Final = 5
SMALL_MB: Final = 8
BOUNDARY: Final = "----a-browsers-boundary"
HEAD: Final = (
    f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="证据.mp4"\r\n'
    "Content-Type: video/mp4\r\n\r\n"
).encode()
FILM: Final = b"\0\0\0\x20ftypisom\0\0\2\0isomiso2mp41"
TAIL: Final = f"\r\n--{BOUNDARY}--\r\n".encode()


def body(megabytes: int) -> Iterator[bytes]:
    """A form with one film of that size; nothing in it compresses."""
    noise = os.urandom(MIB)
    yield HEAD + FILM + noise[len(FILM) :]
    for _ in range(megabytes - 1):
        yield noise
    yield TAIL


def upload(citizen: Citizen, megabytes: int) -> None:
    """Send one film on a connection of its own; raises unless the portal kept it."""
    wire = http.client.HTTPConnection("127.0.0.1", citizen.port, timeout=300)
    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(len(HEAD) + megabytes * MIB + len(TAIL)),
        "Sec-Fetch-Site": "same-origin",
        "Cookie": "; ".join(f"{name}={value}" for name, value in citizen.cookies.items()),
    }
    wire.request("POST", "/report/files", body(megabytes), headers)
    answer = wire.getresponse()
    answer.read()
    wire.close()
    if answer.status != 303:
        raise RuntimeError(f"the film was not kept: {answer.status}")


def main(megabytes: int = 256) -> None:
    """A small film, then large ones, each by a citizen of their own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = city.config(Path(folder), file_limit=megabytes * MIB)
        city.found(settings)
        with portal(settings) as (port, server):
            citizens = [Citizen(port) for _ in range(RUNS + 1)]
            for each in citizens:
                each.ask("POST", "/report", {"name": "蔺书遥"})
            upload(citizens.pop(), SMALL_MB)
            small = memory_mb(server, "VmHWM")
            forget_peak(server)
            best_core = best_wall = 0.0
            for each in citizens:
                start, used = time.perf_counter(), processor_seconds(server)
                upload(each, megabytes)
                best_core = max(best_core, megabytes / (processor_seconds(server) - used))
                best_wall = max(best_wall, megabytes / (time.perf_counter() - start))
                for staged in settings.staging.iterdir():
                    staged.unlink()
            large = memory_mb(server, "VmHWM")
    detail = f"one film of {megabytes} MB through gunicorn into the staging folder, best of {RUNS}"
    report("uploads.mb_per_core_second", best_core, "MB/s", detail)
    report("uploads.mb_per_second", best_wall, "MB/s", f"{detail}, sender on the same machine")
    report("uploads.memory_peak", large, "MB", f"{small:.0f} MB after a film of {SMALL_MB} MB")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
