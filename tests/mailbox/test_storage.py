"""The mailbox's promises, the same on SQLite and on PostgreSQL."""

import hashlib
import threading
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text

from mailbox import deposits, notices, replies
from mailbox.blobs import INLINE_LIMIT, MissingBlob
from mailbox.deposits import AlreadyDeposited, Deposit, DepositedFile, DepositKind
from mailbox.ids import BlobId, DepositId, NoticeId, OfficeId, ReplyId, ThreadId, new_id
from mailbox.notices import PublicDocument, PublicKind
from mailbox.replies import Reply
from tests.mailbox.conftest import Rooms

DAY = date(2026, 11, 20)


def put(rooms: Rooms, deposit_id: str = "lookup", *, payload: bytes = b"sealed", files: int = 0) -> Deposit:
    with rooms.portal.write() as db:
        blob = rooms.blobs.put(db, payload, DAY)
        entry = Deposit(
            id=DepositId(deposit_id),
            thread_id=ThreadId(deposit_id),
            office_id=OfficeId("office"),
            kind=DepositKind.REPORT,
            received_on=DAY,
            header=b"header",
            blob_id=blob,
            files=tuple(
                DepositedFile(n, b"file header", rooms.blobs.put(db, b"file %d" % n, DAY), 6, b"digest")
                for n in range(1, files + 1)
            ),
        )
        deposits.deposit(db, entry)
    return entry


def count(rooms: Rooms, table: str) -> int:
    with rooms.owner.read() as db:
        return int(db.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_what_the_portal_puts_in_casework_takes_out_whole(rooms: Rooms) -> None:
    entry = put(rooms, payload=b"p" * 9000, files=2)
    with rooms.casework.read() as db:
        assert deposits.awaiting(db) == [entry.id]
        assert deposits.read_deposit(db, entry.id) == entry
        assert deposits.thread(db, entry.thread_id) == (entry,)
        assert rooms.blobs.read(db, entry.blob_id) == b"p" * 9000
        assert rooms.blobs.read(db, entry.files[1].blob_id) == b"file 2"


def test_a_repeated_send_is_one_deposit_and_leaves_no_second_blob(rooms: Rooms) -> None:
    put(rooms)
    with pytest.raises(AlreadyDeposited):
        put(rooms, payload=b"again")
    assert (count(rooms, "deposits"), count(rooms, "blobs")) == (1, 1)


def test_parallel_sends_of_one_receipt_are_one_deposit(rooms: Rooms) -> None:
    refused: list[AlreadyDeposited] = []

    def send() -> None:
        try:
            put(rooms, files=1)
        except AlreadyDeposited as error:
            refused.append(error)

    threads = [threading.Thread(target=send) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(refused) == 7
    assert (count(rooms, "deposits"), count(rooms, "deposit_files"), count(rooms, "blobs")) == (1, 1, 2)


def test_an_error_after_the_blob_leaves_neither_row_nor_blob(rooms: Rooms) -> None:
    def fail_after_the_blob() -> None:
        with rooms.portal.write() as db:
            rooms.blobs.put(db, b"sealed", DAY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_the_blob()
    assert count(rooms, "blobs") == 0


def test_a_large_payload_lies_in_the_folder_with_midnight_as_its_time(rooms: Rooms) -> None:
    payload = b"z" * (INLINE_LIMIT + 1)
    entry = put(rooms, payload=payload)
    path = rooms.blobs.path(entry.blob_id)
    midnight = datetime(2026, 11, 20, tzinfo=timezone(timedelta(hours=8))).timestamp()
    assert {path.stat().st_mtime, path.stat().st_atime, path.parent.stat().st_mtime} == {midnight}
    assert path.read_bytes() == payload
    with rooms.casework.read() as db:
        assert rooms.blobs.read(db, entry.blob_id) == payload


def test_a_staged_file_is_linked_into_place_and_placing_it_again_changes_nothing(
    rooms: Rooms, tmp_path: Path
) -> None:
    staged = tmp_path / "staged"
    staged.write_bytes(b"ciphertext")
    blob_id = BlobId(new_id())
    for _ in range(2):
        rooms.blobs.adopt(staged, blob_id, DAY)
    with rooms.portal.write() as db:
        rooms.blobs.record(db, blob_id, size=10, sha256=hashlib.sha256(b"ciphertext").digest())
    staged.unlink()
    with rooms.casework.read() as db:
        assert rooms.blobs.read(db, blob_id) == b"ciphertext"


def test_a_payload_altered_on_disk_is_not_handed_out(rooms: Rooms) -> None:
    entry = put(rooms, payload=b"z" * (INLINE_LIMIT + 1))
    rooms.blobs.path(entry.blob_id).write_bytes(b"y" * (INLINE_LIMIT + 1))
    with rooms.casework.read() as db, pytest.raises(MissingBlob):
        rooms.blobs.read(db, entry.blob_id)


def test_a_file_no_row_names_is_swept_after_its_day(rooms: Rooms, tmp_path: Path) -> None:
    kept = put(rooms, payload=b"z" * (INLINE_LIMIT + 1))
    staged = tmp_path / "staged"
    staged.write_bytes(b"orphan")
    orphan = BlobId(new_id())
    rooms.blobs.adopt(staged, orphan, DAY)
    with rooms.casework.read() as db:
        assert rooms.blobs.sweep_orphans(db, before=DAY) == 0
        assert rooms.blobs.sweep_orphans(db, before=DAY + timedelta(days=1)) == 1
    assert rooms.blobs.path(kept.blob_id).exists()
    assert not rooms.blobs.path(orphan).exists()


def test_registering_readdressing_and_erasing(rooms: Rooms) -> None:
    entry = put(rooms, files=1)
    with rooms.casework.write() as db:
        deposits.mark_registered(db, [entry.id], DAY)
        deposits.readdress(
            db, entry.id, office_id=OfficeId("above"), header=b"new", file_headers={1: b"new file"}
        )
    with rooms.casework.read() as db:
        assert deposits.awaiting(db) == [entry.id]
        found = deposits.read_deposit(db, entry.id)
        assert found is not None
        assert (found.office_id, found.header, found.files[0].header) == ("above", b"new", b"new file")
        assert found.blob_id == entry.blob_id
    with rooms.casework.write() as db:
        for blob_id in deposits.erase(db, entry.id):
            rooms.blobs.erase(db, blob_id)
    assert (count(rooms, "deposits"), count(rooms, "blobs"), count(rooms, "deposit_files")) == (0, 0, 0)


def test_a_reply_laid_twice_is_one_reply_for_the_portal_to_read(rooms: Rooms) -> None:
    reply = Reply(ReplyId(new_id()), ThreadId("lookup"), DAY, b"h", b"p")
    for _ in range(2):
        with rooms.casework.write() as db:
            replies.post(db, reply)
    with rooms.portal.read() as db:
        assert replies.replies_to(db, ThreadId("lookup")) == (reply,)
        assert replies.replies_to(db, ThreadId("another")) == ()


def test_a_notice_keeps_its_address_when_it_is_replaced(rooms: Rooms) -> None:
    first = PublicDocument(NoticeId("n1"), PublicKind.NOTICE, OfficeId("office"), DAY, b"published")
    withdrawn = PublicDocument(NoticeId("n1"), PublicKind.NOTICE, OfficeId("office"), DAY, b"withdrawn")
    for each in (first, withdrawn):
        with rooms.casework.write() as db:
            notices.publish(db, each)
    with rooms.portal.read() as db:
        assert notices.published(db, PublicKind.NOTICE) == (withdrawn,)
        assert notices.find(db, NoticeId("n1")) == withdrawn
        assert notices.published(db, PublicKind.STATISTICS) == ()


def test_a_read_on_postgresql_cannot_write_and_on_sqlite_leaves_nothing(rooms: Rooms) -> None:
    with rooms.owner.read() as db:
        if rooms.kind == "sqlite":
            db.execute(text("DELETE FROM deposits"))
    entry = put(rooms)
    with rooms.owner.read() as db:
        assert deposits.read_deposit(db, entry.id) is not None


def test_sqlite_keeps_its_promises_of_durability(rooms: Rooms) -> None:
    if rooms.kind != "sqlite":
        with rooms.owner.read() as db:
            assert db.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
            assert db.execute(text("SHOW transaction_read_only")).scalar_one() == "on"
        return
    with rooms.owner.read() as db:
        found = {
            name: db.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
