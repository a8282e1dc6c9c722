"""Drafts, staged files, sessions and threads: each sealed, each with an end, each erased then."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from config import PortalConfig
from portal.answers import Answers, Reporter, Sent, StagedFile, Subject, from_body, to_body
from portal.desk import Desk
from portal.sealed_rows import StoreRefused
from portal.sessions import OpenMailbox
from portal.staging import StagingSink
from portal.storage import TooManyDrafts, TooManyFiles
from portal.threads import read_thread
from portal.visitors import Visitor
from sealing import HybridIdentity, open_stream, unwrap_header
from sealing.padding import padme
from tests.portal import city
from tests.portal.clock import SetClock

RECEIPT = HybridIdentity.from_seed(b"m" * 32)
SENT = Sent("1" * 25, "lookup", str(RECEIPT.recipient), "city", "Q2", "clause", city.NOON.date(), 1)


def stage(desk: Desk, visitor: Visitor, data: bytes = b"%PDF-1.7 words") -> StagedFile:
    sink = StagingSink(
        desk.drafts.staging, visitor.identity.recipient, name="a.pdf", declared="application/pdf"
    )
    sink.write(data)
    file = sink.finish()
    assert isinstance(file, StagedFile)
    desk.drafts.stage(visitor, desk.now(), [file])
    return file


def rows(desk: Desk, table: str) -> int:
    with desk.store.read() as db:
        return int(db.execute(sql(f"SELECT count(*) FROM {table}")).scalar_one())


def test_answers_survive_their_spelling() -> None:
    answers = Answers(
        subjects=(Subject(name="甲"), Subject(unit="乙")),
        files=(StagedFile("b", "n", "t", 1, "s", "h", 1, 1, "p"),),
        reporter=Reporter(named=True, name="丙"),
        done=frozenset({"who:1", "check"}),
        sent=SENT,
    )
    assert from_body(to_body(answers)) == answers


def test_a_draft_opens_for_its_visitor_and_for_nobody_else(desk: Desk) -> None:
    visitor, other = Visitor.arrive(), Visitor.arrive()
    desk.drafts.change(visitor, desk.now(), lambda found: replace(found, acts="写的"))
    assert desk.drafts.open(visitor, desk.now()) == Answers(acts="写的")
    assert desk.drafts.open(other, desk.now()) is None
    assert Visitor.from_cookie(visitor.to_cookie()) == visitor


def test_a_draft_ends_seventy_two_hours_after_its_last_use_with_its_files(
    desk: Desk, clock: SetClock
) -> None:
    visitor = Visitor.arrive()
    stage(desk, visitor)
    clock.forward(hours=71)
    assert desk.drafts.open(visitor, desk.now()) is not None
    desk.drafts.change(visitor, desk.now(), lambda found: found)
    clock.forward(hours=71)
    assert desk.drafts.open(visitor, desk.now()) is not None
    clock.forward(hours=3)
    assert desk.drafts.open(visitor, desk.now()) is None
    desk.drafts.purge(desk.now())
    assert (rows(desk, "drafts"), rows(desk, "staged_files")) == (0, 0)
    assert list(desk.drafts.staging.iterdir()) == []


def test_the_end_of_a_row_tells_no_minute(desk: Desk) -> None:
    desk.drafts.change(Visitor.arrive(), desk.now(), lambda found: found)
    with desk.store.read() as db:
        assert db.execute(sql("SELECT erase_at % 3600 FROM drafts")).scalar_one() == 0


def test_a_staged_file_is_one_age_file_padded_and_sealed_to_the_visitor(desk: Desk) -> None:
    visitor = Visitor.arrive()
    data = b"%PDF-1.7 " + b"x" * 100_000
    file = stage(desk, visitor, data)
    sealed = desk.drafts.path(file.blob_id).read_bytes()
    key = unwrap_header(file.header.encode("latin-1"), [visitor.identity])
    opened = b"".join(open_stream(key, [sealed]))
    assert (len(opened), opened[: len(data)], set(opened[len(data) :])) == (padme(len(data)), data, {0})
    assert (file.padded_size, file.payload_size) == (len(opened), len(sealed))


def test_the_store_takes_so_many_drafts_and_files_and_no_more(
    settings: PortalConfig, clock: SetClock
) -> None:
    small = Desk.open(replace(settings, drafts_limit=1, files_limit=1, staging_limit=10_000), clock)
    visitor = Visitor.arrive()
    stage(small, visitor)
    with pytest.raises(TooManyFiles):
        stage(small, visitor)
    with pytest.raises(TooManyDrafts):
        small.drafts.change(Visitor.arrive(), small.now(), lambda found: found)
    assert small.drafts.has_room(1000)
    assert not small.drafts.has_room(10_000)
    small.close()


def test_a_file_taken_out_is_gone_and_nobody_takes_out_anothers(desk: Desk) -> None:
    visitor, other = Visitor.arrive(), Visitor.arrive()
    file = stage(desk, visitor)
    desk.drafts.change(other, desk.now(), lambda found: found)
    desk.drafts.unstage(other, desk.now(), file.blob_id)
    assert desk.drafts.path(file.blob_id).exists()
    assert desk.drafts.unstage(visitor, desk.now(), file.blob_id).files == ()
    assert not desk.drafts.path(file.blob_id).exists()


def test_an_opened_mailbox_ends_by_itself(desk: Desk, clock: SetClock) -> None:
    visitor = Visitor.arrive()
    box = OpenMailbox("lookup", RECEIPT, unsent="没有寄出")
    desk.sessions.put(visitor, desk.now(), box)
    assert desk.sessions.open(visitor, desk.now()) == box
    assert desk.sessions.open(Visitor.arrive(), desk.now()) is None
    clock.forward(hours=3)
    assert desk.sessions.open(visitor, desk.now()) is None
    assert desk.drafts.purge(desk.now()) == 1


def test_a_thread_opens_for_its_receipt_alone_and_ends_after_a_year(desk: Desk, clock: SetClock) -> None:
    visitor = Visitor.arrive()
    desk.drafts.change(visitor, desk.now(), lambda found: found)
    desk.drafts.draw_receipt(visitor, desk.now(), lambda _: SENT, RECEIPT.recipient)
    with desk.store.read() as db:
        thread = read_thread(db, "lookup", RECEIPT)
        assert thread is not None
        assert (thread.office_id, thread.received_on) == ("city", SENT.received_on)
        assert read_thread(db, "lookup", HybridIdentity.from_seed(b"x" * 32)) is None
    clock.forward(days=367)
    desk.drafts.purge(desk.now())
    assert rows(desk, "threads") == 0


def test_a_store_that_is_gone_is_said_so(desk: Desk, settings: PortalConfig) -> None:
    desk.store.close()
    Path(settings.portal_database.removeprefix("sqlite:///")).write_bytes(b"not a database" * 100)
    with pytest.raises(StoreRefused):
        desk.drafts.open(Visitor.arrive(), desk.now())
