"""A copied database does not tell in which order deposits came, nor a copied folder at what moment."""

import secrets
from datetime import date
from pathlib import Path

from mailbox.blobs import INLINE_LIMIT, BlobStore
from mailbox.engine import Store, open_engine
from mailbox.ids import BlobId
from migrations.running import History, upgrade

DAY = date(2026, 11, 22)


def test_the_order_of_arrival_is_forgotten_and_the_journal_is_empty(tmp_path: Path) -> None:
    file = tmp_path / "mailbox.db"
    upgrade(History.MAILBOX, f"sqlite:///{file}")
    store, blobs = Store(open_engine(f"sqlite:///{file}")), BlobStore(tmp_path / "blobs")
    payloads: dict[BlobId, bytes] = {}
    for _ in range(12):
        payload = secrets.token_bytes(10_000)
        with store.write() as db:
            payloads[blobs.put(db, payload, DAY)] = payload

    def as_a_thief_reads_them() -> list[BlobId]:
        raw = file.read_bytes()
        return sorted(payloads, key=lambda each: raw.index(payloads[each][5000:5032]))

    store.engine.dispose()
    assert as_a_thief_reads_them() == list(payloads), "the order of the pages is the order of arrival"
    store.forget_order()
    assert as_a_thief_reads_them() == sorted(payloads)
    assert (
        (tmp_path / "mailbox.db-wal").stat().st_size == 0 if (tmp_path / "mailbox.db-wal").exists() else True
    )
    with store.read() as db:
        assert {each: blobs.read(db, each) for each in payloads} == payloads
    store.close()


def test_a_file_written_anew_is_the_same_and_tells_another_moment(tmp_path: Path) -> None:
    file = tmp_path / "mailbox.db"
    upgrade(History.MAILBOX, f"sqlite:///{file}")
    store, blobs = Store(open_engine(f"sqlite:///{file}")), BlobStore(tmp_path / "blobs")
    payload = secrets.token_bytes(INLINE_LIMIT + 1)
    with store.write() as db:
        blob_id = blobs.put(db, payload, DAY)
    before = blobs.path(blob_id).stat()
    blobs.renew(blob_id, DAY)
    after = blobs.path(blob_id).stat()
    assert after.st_ino != before.st_ino
    assert after.st_ctime_ns > before.st_ctime_ns
    assert after.st_mtime == before.st_mtime
    assert [each.name for each in blobs.path(blob_id).parent.iterdir()] == [blob_id]
    with store.read() as db:
        assert blobs.read(db, blob_id) == payload
    store.close()
