"""From a draft to a sealed deposit: once, whole, to one office, and with the receipt shown only afterwards."""

import shutil
import threading
from dataclasses import replace

import pytest
from sqlalchemy import text

from config import PortalConfig
from mailbox.vault import open_layer, read_vault
from portal.answers import Answers, Reporter, Sent, Subject
from portal.desk import Desk
from portal.intake import Addition, NoRecipient, NotAccepted, NoVault, add_to_report, send_report
from portal.letters import Status, look_up
from portal.staging import StagingSink
from portal.visitors import Visitor
from sealing.documents import decode
from sealing.receipts import Receipt, derive, draw, parse
from tests.portal import city
from tests.portal.clock import SetClock
from tests.portal.office import Office

pytestmark = pytest.mark.parametrize(
    "settings", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)

PDF = b"%PDF-1.7\n" + b"evidence " * 3000
SUBJECT = Subject(
    name="蔺书遥",
    unit="南桥区市场监督管理局",
    post="副局长",
    level="unknown",
    region="990103",
    at_commission="no",
)


def begin(desk: Desk, visitor: Visitor, **answers: object) -> Answers:
    written = Answers(subjects=(SUBJECT,), relative="spouse", business="青澜澄远检测", acts="指定检测公司")
    return desk.drafts.change(visitor, desk.now(), lambda _: replace(written, **answers))  # type: ignore[arg-type]


def attach(desk: Desk, visitor: Visitor, data: bytes = PDF) -> None:
    sink = StagingSink(
        desk.drafts.staging, visitor.identity.recipient, name="单据.pdf", declared="application/pdf"
    )
    for at in range(0, len(data), 1000):
        sink.write(data[at : at + 1000])
    desk.drafts.stage(visitor, desk.now(), [sink.finish()])  # type: ignore[list-item]


def send(desk: Desk, visitor: Visitor) -> Sent:
    outcome = send_report(desk, visitor, "zh")
    assert outcome is not None
    assert outcome.settled
    return outcome.sent


def test_what_was_written_and_attached_reaches_the_office_alone(desk: Desk, office: Office) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor)
    attach(desk, visitor)
    sent = send(desk, visitor)
    (deposit,) = office.waiting()
    body = office.read(deposit)
    assert (deposit.id, deposit.thread_id, deposit.office_id, deposit.vault) == (
        sent.lookup_id,
        sent.lookup_id,
        "city",
        None,
    )
    assert body["subjects"] == [
        {
            "name": "蔺书遥",
            "unit": "南桥区市场监督管理局",
            "post": "副局长",
            "level": "unknown",
            "region": "990103",
            "at_commission": "no",
        }
    ]
    assert (body["route"]["row"], body["received_on"], body["named"]) == ("Q8a", "2026-11-20", False)
    assert body["files"][0] | {"sha256": ""} == {
        "n": 1,
        "name": "单据.pdf",
        "type": "application/pdf",
        "size": len(PDF),
        "sha256": "",
    }
    assert office.file(deposit, 1) == PDF
    assert body["mailbox_recipient"] == str(derive(parse(sent.receipt), city.SALT).identity.recipient)


def test_a_repeated_send_finds_the_same_receipt_and_stays_one_deposit(desk: Desk, office: Office) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor)
    assert send(desk, visitor) == send(desk, visitor)
    assert len(office.waiting()) == 1


def test_parallel_sends_are_one_deposit_with_one_receipt(desk: Desk, office: Office) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor)
    attach(desk, visitor)
    receipts: list[str] = []
    threads = [
        threading.Thread(target=lambda: receipts.append(send(desk, visitor).receipt)) for _ in range(8)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(receipts), len(set(receipts))) == (8, 1)
    (deposit,) = office.waiting()
    assert office.file(deposit, 1) == PDF


def test_after_sending_the_draft_holds_the_receipt_and_nothing_else(desk: Desk, clock: SetClock) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor)
    attach(desk, visitor)
    sent = send(desk, visitor)
    assert desk.drafts.open(visitor, desk.now()) == Answers(sent=sent)
    assert list(desk.drafts.staging.iterdir()) == []
    clock.forward(minutes=61)
    assert desk.drafts.open(visitor, desk.now()) is None
    assert desk.drafts.purge(desk.now()) == 1


def test_a_mailbox_that_refuses_keeps_the_draft_and_the_next_try_has_the_same_receipt(
    desk: Desk, office: Office
) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor)
    with office.store.write() as db:
        db.execute(text("ALTER TABLE deposits RENAME TO hidden"))
    with pytest.raises(NotAccepted):
        send_report(desk, visitor, "zh")
    kept = desk.drafts.open(visitor, desk.now())
    assert kept is not None
    assert kept.sent is not None
    assert (kept.business, kept.sent.delivered) == ("青澜澄远检测", False)
    with office.store.write() as db:
        db.execute(text("ALTER TABLE hidden RENAME TO deposits"))
    assert send(desk, visitor).receipt == kept.sent.receipt
    assert len(office.waiting()) == 1


def test_a_lost_blob_folder_is_not_accepted_and_leaves_no_row(
    desk: Desk, office: Office, settings: PortalConfig
) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor)
    attach(desk, visitor)
    shutil.rmtree(settings.blobs)
    settings.blobs.write_text("in the way")
    with pytest.raises(NotAccepted):
        send_report(desk, visitor, "zh")
    assert office.waiting() == []
    settings.blobs.unlink()
    settings.blobs.mkdir()
    send(desk, visitor)
    assert len(office.waiting()) == 1


def test_without_a_draft_nothing_is_sent(desk: Desk, office: Office) -> None:
    assert send_report(desk, Visitor.arrive(), "zh") is None
    assert office.waiting() == []


def test_a_name_goes_into_the_vault_that_two_custodians_open_together(desk: Desk, office: Office) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor, reporter=Reporter(named=True, name="阮知柏", contact="邮政信箱七号", id_number=""))
    send(desk, visitor)
    (deposit,) = office.waiting()
    assert "阮知柏" not in str(office.read(deposit))
    assert deposit.vault is not None
    envelope = read_vault(deposit.vault)[1]
    layer = open_layer(envelope.sealed, city.CUSTODIANS[int(envelope.outer[1:])])
    opened = open_layer(layer, city.CUSTODIANS[int(envelope.inner[1:])])
    assert decode(opened, kind="identity", id=deposit.id).body == {
        "name": "阮知柏",
        "contact": "邮政信箱七号",
        "id_number": "",
    }


def test_an_office_with_too_few_custodians_takes_no_names(desk: Desk) -> None:
    visitor = Visitor.arrive()
    subject = replace(SUBJECT, level="section_or_below", unit="")
    begin(desk, visitor, subjects=(subject,), reporter=Reporter(named=True, name="阮知柏", contact="信箱"))
    with pytest.raises(NoVault):
        send_report(desk, visitor, "zh")


def test_without_a_recipient_nothing_is_kept(desk: Desk, office: Office, settings: PortalConfig) -> None:
    city.lay_directory(settings, city.directory(version=2, province_keyed=False))
    visitor = Visitor.arrive()
    begin(desk, visitor, subjects=(replace(SUBJECT, level="province_managed"),))
    with pytest.raises(NoRecipient):
        send_report(desk, visitor, "zh")
    kept = desk.drafts.open(visitor, desk.now())
    assert kept is not None
    assert kept.sent is None
    assert office.waiting() == []


def test_an_addition_goes_to_the_office_of_the_thread_once(desk: Desk, office: Office) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor)
    sent = send(desk, visitor)
    entry = desk.offices.in_force().directory.office("city")
    assert entry is not None
    for _ in range(2):
        add_to_report(desk, visitor, sent.lookup_id, entry, Addition("补充一点", "protection", (), "once"))
    (message,) = [each for each in office.waiting() if each.kind == "message"]
    assert office.read(message) == {
        "thread": sent.lookup_id,
        "text": "补充一点",
        "files": [],
        "request": "protection",
        "received_on": "2026-11-20",
    }


def test_a_receipt_opens_what_the_office_wrote_and_no_other_code_opens_anything(
    desk: Desk, office: Office
) -> None:
    visitor = Visitor.arrive()
    begin(desk, visitor)
    sent = send(desk, visitor)
    before = look_up(desk, desk.lookups.derive(Receipt(sent.receipt)))
    assert (before.exists, before.status, before.office_id()) == (True, Status.RECEIVED, "city")
    office.write(sent.lookup_id, sent.recipient, "status", status="accepted", reason="")
    office.write(sent.lookup_id, sent.recipient, "reply", text="请补充时间", n=1)
    office.write(sent.lookup_id, sent.recipient, "reply", text="假的", signer=city.ROOT)
    after = look_up(desk, desk.lookups.derive(Receipt(sent.receipt)))
    assert ([letter.text for letter in after.letters], after.status, after.unverified) == (
        ["", "请补充时间"],
        Status.ACCEPTED,
        1,
    )
    assert not look_up(desk, desk.lookups.derive(draw())).exists
