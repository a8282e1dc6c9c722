"""How fast is sealing: one core, one JSON object a line. Usage: python -m benchmarks.sealing

Each figure is the best of five rounds: the machine's own noise only ever slows things down.
"""

import os
import threading
import time
from collections.abc import Callable

from benchmarks._figures import report
from sealing import (
    FileKey,
    HybridIdentity,
    PayloadSealer,
    Sealed,
    open_stream,
    parse_recipient,
    rewrap,
    seal_parts,
    unseal_parts,
    unwrap_header,
)
from sealing.derivation import RECEIPT_MEMORY_KIB, RECEIPT_PASSES, argon2id, password_key
from sealing.receipts import derive, draw

ROUNDS = 5
PIECE = 64 * 1024
PIECES = 1024
DOCUMENT = bytes(8 * 1024)
SALT, PEPPER = bytes(16), bytes(32)


def seconds(work: Callable[[], object]) -> float:
    """The best of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def rate(work: Callable[[], object], times: int) -> float:
    """Calls a second."""

    def repeat() -> None:
        for _ in range(times):
            work()

    return times / seconds(repeat)


def headers() -> None:
    office, superior = HybridIdentity.generate(), HybridIdentity.generate()
    recipient, other = office.recipient, superior.recipient
    sealed: Sealed = seal_parts(DOCUMENT, [recipient])
    text = str(recipient)
    detail = "hybrid post-quantum, one recipient, 8 KiB document"
    report("sealing.seal", rate(lambda: seal_parts(DOCUMENT, [recipient]), 500), "documents/s", detail)
    report("sealing.open", rate(lambda: unseal_parts(sealed, [office]), 500), "documents/s", detail)
    report(
        "sealing.header_open",
        rate(lambda: unwrap_header(sealed.header, [office]), 500),
        "headers/s",
        "hybrid",
    )
    report(
        "sealing.rewrap", rate(lambda: rewrap(sealed.header, [office], [other]), 300), "headers/s", "hybrid"
    )
    report(
        "sealing.parse_recipient",
        rate(lambda: parse_recipient(text), 200),
        "keys/s",
        "age1pq1, 1959 characters",
    )


def streams() -> None:
    file_key = FileKey.generate()
    piece = os.urandom(PIECE)

    def write() -> None:
        sealer = PayloadSealer(file_key)
        for _ in range(PIECES):
            sealer.update(piece)
        sealer.finish()

    odd = os.urandom(PIECE - 37)

    def write_odd() -> None:
        sealer = PayloadSealer(file_key)
        for _ in range(PIECES):
            sealer.update(odd)
        sealer.finish()

    sealer = PayloadSealer(file_key)
    payload = [sealer.update(piece) for _ in range(PIECES)] + [sealer.finish()]

    def read() -> None:
        for _plaintext in open_stream(file_key, payload):
            pass

    megabytes = PIECES * PIECE / 1e6
    report("sealing.stream_seal", megabytes / seconds(write), "MB/s", "update() with 64 KiB pieces, one core")
    report(
        "sealing.stream_seal_odd", megabytes / seconds(write_odd), "MB/s", "pieces that straddle the chunks"
    )
    report("sealing.stream_open", megabytes / seconds(read), "MB/s", "open_stream(), 64 KiB pieces, one core")


def two_at_once(work: Callable[[], object]) -> None:
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def derivations() -> None:
    receipt = draw()

    def stretch() -> bytes:
        return argon2id(receipt.encode(), SALT, memory_kib=RECEIPT_MEMORY_KIB, passes=RECEIPT_PASSES)

    report("sealing.argon2id_receipt", seconds(stretch) * 1e3, "ms", "19 MiB, two passes")
    report(
        "sealing.argon2id_receipt_two_threads",
        seconds(lambda: two_at_once(stretch)) * 1e3,
        "ms",
        "both, two cores",
    )
    report(
        "sealing.receipt",
        seconds(lambda: derive(receipt, SALT)) * 1e3,
        "ms",
        "lookup id and mailbox identity",
    )
    password = "correct horse battery staple"
    report(
        "sealing.password",
        seconds(lambda: password_key(password, SALT, PEPPER)) * 1e3,
        "ms",
        "64 MiB, three passes",
    )


if __name__ == "__main__":
    headers()
    streams()
    derivations()
