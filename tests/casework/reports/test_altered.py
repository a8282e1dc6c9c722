"""What somebody with the databases and no key could lay in, move or take away: it is met with an alarm, never read."""

import pytest
from sqlalchemy import select, update

from casework import timers
from casework.acts import ActRow, ActSaltRow, RecordAltered, commitment
from casework.keyring import seal_document
from casework.offices import service as offices
from casework.reports import deciding, dialogue, evidence, reading
from casework.reports.answers import NotDone, Problem
from casework.reports.rows import OriginalRow, ReportMessageRow, ReportRow
from mailbox.blobs import BlobStore, MissingBlob
from mailbox.ids import BlobId
from mailbox.rows import BlobRow, DepositRow
from tests.casework.reports.conftest import OFFICER, Desk, subject

WORDS = "我们很快会告诉您结果。"


def forged(desk: Desk, kind: str, document_id: str, body: dict[str, object]) -> tuple[bytes, bytes]:
    """A document anybody can seal: the office's recipient is public, and what reporters send carries no signature."""
    with desk.staff.store.read() as db:
        recipient = offices.recipient_of(db, desk.staff.office_id)
    assert recipient is not None
    sealed = seal_document([recipient], kind=kind, id=document_id, version=1, body=body)
    return sealed.header, sealed.payload


def rewrite_message(desk: Desk) -> None:
    with desk.staff.store.write() as db:
        [row] = db.scalars(select(ReportMessageRow).filter_by(from_reporter=True)).all()
        body = {"thread": "", "text": "我撤回举报", "files": [], "request": None}
        row.sealed_header, row.sealed_payload = forged(desk, "message", row.document_id, body)


def rewrite_report(desk: Desk, recipient: str) -> None:
    with desk.staff.store.write() as db:
        [row] = db.scalars(select(ReportRow)).all()
        body = {"subjects": [], "text": "没有这回事", "mailbox_recipient": recipient}
        row.sealed_header, row.sealed_payload = forged(desk, "report", row.document_id, body)


def acts_named(desk: Desk, act: str) -> list[str]:
    with desk.staff.store.read() as db:
        return list(db.scalars(select(ActRow.record_id).where(ActRow.act == act)))


def with_addition(desk: Desk) -> tuple[str, str]:
    """A report and what its reporter added."""
    thread = desk.send(subject("蔺书遥"))
    desk.sweep()
    desk.collect()
    [reference] = desk.references()
    desk.add(thread, "又想起一件事")
    desk.sweep()
    desk.collect()
    return reference, thread


def test_an_addition_that_is_not_what_was_registered_is_an_alarm_and_not_shown(desk: Desk) -> None:
    reference, _ = with_addition(desk)
    assert "又想起一件事" in [each.text for each in desk.open(reference).messages]
    rewrite_message(desk)
    with pytest.raises(RecordAltered):
        desk.open(reference)
    assert len(acts_named(desk, "open_altered")) == 1
    client = desk.staff.sign_in(OFFICER)
    page = client.get(f"/reports/{reference}")
    assert page.status_code == 409
    assert "我撤回举报" not in page.text


def test_no_answer_is_sealed_to_a_recipient_that_was_put_into_the_report(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥"))
    version = desk.open(reference).version
    client = desk.staff.sign_in(OFFICER)
    rewrite_report(desk, "age1pq1nobody")
    said = client.post(f"/reports/{reference}/reply", data={"text": WORDS, "version": str(version)})
    assert said.status_code == 409
    shown = deciding.Shown(reference, version)
    with pytest.raises(RecordAltered):
        deciding.accept(desk.staff.store, desk.officer(), desk.staff.time, shown=shown, text=WORDS)
    with pytest.raises(RecordAltered):
        dialogue.send_reply(
            desk.staff.store,
            desk.officer(),
            desk.staff.time,
            reference=reference,
            version=version,
            text=WORDS,
        )


def test_a_file_is_not_looked_up_in_a_document_that_was_replaced(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥"), files={"照片.png": b"\x89PNG"})
    document_id = desk.open(reference).document_id
    rewrite_report(desk, "")
    with pytest.raises(RecordAltered):
        evidence.view(desk.staff.work, desk.officer(), reference=reference, document_id=document_id, n=0)


def test_the_ledger_commits_to_the_sealed_reason_and_to_no_guessable_words(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥"), files={"照片.png": b"\x89PNG"})
    document_id, reason = desk.open(reference).document_id, "鉴定需要"
    given = evidence.original(
        desk.staff.work, desk.officer(), reference=reference, document_id=document_id, n=0, reason=reason
    )
    assert isinstance(given, evidence.OpenFile)
    with desk.staff.store.read() as db:
        entry = db.scalars(select(ActRow).where(ActRow.act == "open_original")).one()
        salt = db.get_one(ActSaltRow, entry.seq).salt
        kept = db.scalars(select(OriginalRow)).one()
        assert entry.new_commitment == commitment(salt, kept.sealed_payload)
        assert entry.new_commitment != commitment(salt, reason.encode())
        assert reason.encode() not in kept.sealed_header + kept.sealed_payload
        officer = desk.officer()
        assert evidence.reasons(db, officer, reference) == [
            (officer.member_id, 0, desk.staff.time().date(), reason)
        ]


def test_an_addition_laid_under_another_report_is_an_alarm_there(desk: Desk) -> None:
    first, second = desk.send(subject("蔺书遥")), desk.send(subject("张伟", "柳溪区交通运输局"))
    desk.sweep()
    desk.collect()
    addition = desk.add(first, "只给第一件的话")
    with desk.staff.work.mailbox.write() as box:
        box.execute(update(DepositRow).where(DepositRow.id == addition).values(thread_id=second))
    desk.sweep()
    assert desk.collect().alarm
    assert len(acts_named(desk, "alarm_unopenable")) == 1


def test_a_deposit_without_its_payload_keeps_no_other_from_being_registered(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    lost = desk.send(subject("蔺书遥"))
    with desk.staff.work.mailbox.write() as box:
        box.delete(box.get_one(BlobRow, box.get_one(DepositRow, lost).blob_id))
    desk.send(subject("张伟", "柳溪区交通运输局"))
    swept = desk.sweep()
    assert (swept.registered, swept.lost) == (1, (lost,))
    assert timers.run(desk.staff.work, ["sweep-reports"]) == []
    assert "1 deposits have no payload" in caplog.text


def test_a_stage_is_still_refused_as_before(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥"))
    shown = deciding.Shown(reference, desk.open(reference).version)
    done = deciding.close(desk.staff.store, desk.officer(), desk.staff.time, shown=shown, text=WORDS)
    assert done == NotDone(Problem.WRONG_STAGE)
    assert reading.open_report(desk.staff.store, desk.officer(), desk.staff.time, reference=reference)


@pytest.mark.parametrize("name", ["../../casework.db", "..", "/etc/passwd", "A" * 26, "a" * 25, ""])
def test_the_name_of_a_blob_leads_nowhere_else(desk: Desk, name: str) -> None:
    blobs: BlobStore = desk.staff.work.blobs
    with pytest.raises(MissingBlob):
        blobs.path(BlobId(name))
