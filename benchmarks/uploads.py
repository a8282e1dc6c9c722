"""How fast a file passes from an HTTP body through cutting and sealing: ``python -m benchmarks.uploads [MB]``.

One core, no network, no disk: what is measured is our own work. Printed in MB/s of processor time.
"""

from __future__ import annotations

import io
import os
import sys
import time
from typing import Any

from flask import Flask

from sealing import HybridIdentity, PayloadSealer, new_header
from web import Site, furnish
from web.uploads import MIB, Limits, Part, accepts, received_files

BOUNDARY = b"----a-browsers-boundary"
RUNS = 5


class Sealing:
    """A sink that seals and lets the sealed bytes go."""

    def __init__(self, part: Part) -> None:
        del part
        file_key, _header = new_header([HybridIdentity.generate().recipient])
        self.sealer = PayloadSealer(file_key)
        self.octets = 0

    def write(self, data: bytes, /) -> None:
        self.octets += len(self.sealer.update(data))

    def finish(self) -> int:
        return self.octets + len(self.sealer.finish())

    def abort(self) -> None:
        """Nothing is kept anyway."""


def door(megabytes: int) -> Flask:
    """A door with one form that takes one file."""
    app = Flask("benchmark", static_folder=None)
    app.config.update(SECRET_KEY="benchmark", TESTING=True)
    furnish(app, Site("portal", "青澜市纪委监委"))

    @app.post("/add")
    @accepts(Limits(body=(megabytes + 1) * MIB, files=1, file=megabytes * MIB), Sealing)
    def add() -> Any:
        return str(received_files("file")[0].stored)

    return app


def measure(megabytes: int) -> float:
    """MB/s of processor time for one file, the best of some runs."""
    content = os.urandom(MIB) * megabytes
    head = b'\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
    body = b"--" + BOUNDARY + head + content + b"\r\n--" + BOUNDARY + b"--\r\n"
    client = door(megabytes).test_client()
    best = 0.0
    for _ in range(RUNS):
        start = time.process_time()
        response = client.post(
            "/add",
            input_stream=io.BytesIO(body),
            content_length=len(body),
            content_type=f"multipart/form-data; boundary={BOUNDARY.decode()}",
        )
        assert int(response.text) > len(content)
        best = max(best, megabytes / (time.process_time() - start))
    return best


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(f"{size} MB through HTTP parsing into a sealing stream: {measure(size):.0f} MB/s a core")
