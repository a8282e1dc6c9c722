"""One bad deposit stops nobody: it is set aside, counted, shown, and tried again."""

import pytest
from sqlalchemy import select, update

from casework.access import Role
from casework.acts import ActRow
from casework.reports import deciding, queries, set_aside
from casework.reports.deciding import Shown
from casework.reports.rows import ReportMessageRow, ReportRow, SetAsideRow
from casework.reports.set_aside import Troubles
from casework.reports.words import SetAside, Stage
from mailbox.rows import BlobRow, DepositRow
from regulation.terms import Level
from tests.casework.conftest import PASSWORD
from tests.casework.reports.conftest import OFFICER, Desk, subject
from tests.casework.reports.test_pages import get

LIN = subject("蔺书遥", "南桥区市场监督管理局", "副局长")
ZHANG = subject("张伟", "柳溪区交通运输局", "局长")


def alarms(desk: Desk, act: str) -> int:
    with desk.staff.store.read() as db:
        return len(db.scalars(select(ActRow.seq).where(ActRow.act == act)).all())


def troubles(desk: Desk, who: str = OFFICER) -> Troubles:
    return set_aside.troubles(desk.staff.store, desk.officer(who))


def take_payload(desk: Desk, deposit_id: str) -> BlobRow:
    with desk.staff.work.mailbox.write() as box:
        row = box.get_one(BlobRow, box.get_one(DepositRow, deposit_id).blob_id)
        box.delete(row)
    return row


@pytest.mark.parametrize("damage", ["missing", "altered", "kind", "stranger"])
def test_a_bad_deposit_is_set_aside_shown_and_registered_once_it_is_whole(desk: Desk, damage: str) -> None:
    bad = desk.send(LIN)
    with desk.staff.work.mailbox.write() as box:
        deposit = box.get_one(DepositRow, bad)
        blob = box.get_one(BlobRow, deposit.blob_id)
        office, inline, kind = deposit.office_id, blob.inline, deposit.kind
        assert inline is not None
        if damage == "missing":
            box.delete(blob)
        elif damage == "altered":
            blob.inline = inline[:-1] + bytes([inline[-1] ^ 1])
        elif damage == "kind":
            box.execute(update(DepositRow).where(DepositRow.id == bad).values(kind="x"))
        else:
            deposit.office_id = "nowhere"
    desk.send(ZHANG)
    for _ in range(2):
        desk.sweep()
    desk.collect()
    assert len(desk.references()) == 1, "the rest is taken in"
    assert alarms(desk, "set_aside") == 1, "recorded the first time"
    assert troubles(desk).total == 1
    assert troubles(desk, Role.REGISTRAR.value).total == 1
    shown = get(desk.staff.sign_in(Role.REGISTRAR), "/reports/register")
    assert "放在一边的：1件" in shown
    assert "有1件没能收进来" in get(desk.staff.sign_in(OFFICER), "/reports")
    with desk.staff.work.mailbox.write() as box:
        if damage == "missing":
            box.add(BlobRow(id=blob.id, size=blob.size, sha256=blob.sha256, inline=inline))
        elif damage == "altered":
            box.execute(update(BlobRow).where(BlobRow.id == blob.id).values(inline=inline))
        box.execute(update(DepositRow).where(DepositRow.id == bad).values(office_id=office, kind=kind))
    desk.sweep()
    desk.collect()
    assert len(desk.references()) == 2
    assert troubles(desk).total == 0
    assert "放在一边" not in get(desk.staff.sign_in(Role.REGISTRAR), "/reports/register")


def test_the_ground_is_told(desk: Desk) -> None:
    take_payload(desk, desk.send(LIN))
    desk.sweep()
    with desk.staff.store.read() as db:
        [row] = db.scalars(select(SetAsideRow)).all()
    assert (row.why, row.office_id, row.since) == (
        SetAside.LOST,
        desk.staff.office_id,
        desk.staff.time().date(),
    )


def test_a_report_that_does_not_open_is_tried_again_the_next_day(desk: Desk) -> None:
    thread = desk.send(LIN)
    desk.send(ZHANG)
    desk.sweep()
    with desk.staff.store.write() as db:
        row = db.scalars(select(ReportRow).filter_by(thread_id=thread)).one()
        header, row.sealed_header = row.sealed_header, row.sealed_header[:-10] + b"AAAAAAAAA\n"
    assert desk.collect().alarm
    assert len(desk.references()) == 1
    assert troubles(desk).unopened == 1
    assert not desk.collect().alarm, "not again on the same day"
    with desk.staff.store.write() as db:
        db.execute(update(ReportRow).where(ReportRow.thread_id == thread).values(sealed_header=header))
    desk.staff.time.pass_(days=1)
    assert not desk.collect().alarm
    assert len(desk.references()) == 2
    assert troubles(desk).total == 0
    assert alarms(desk, "alarm_unopenable") == 1


def test_an_addition_that_cannot_follow_its_report_stops_nobody(desk: Desk) -> None:
    """It came to the old office after the report was sent on; its header is no header, so it cannot be wrapped anew."""
    staff = desk.staff
    county = staff.add_office("北泽县纪委", level=Level.COUNTY, region_code="990121")
    staff.add("beize", Role.PETITION_OFFICER, office_id=county)
    staff.add("beize2", Role.INVESTIGATOR, office_id=county)
    staff.found(county, "beize", "beize2")
    thread = desk.send(LIN)
    desk.sweep()
    desk.collect()
    [reference] = desk.references()
    shown = Shown(reference, desk.open(reference).version)
    done = deciding.transfer(staff.store, desk.officer(), staff.time, shown=shown, to_office=county)
    assert done is None
    addition = desk.add(thread, "又想起一件事")
    with staff.work.mailbox.write() as box:
        box.execute(update(DepositRow).where(DepositRow.id == addition).values(header=b"no header"))
    desk.send(ZHANG)
    desk.sweep()
    assert desk.collect().alarm
    assert len([each for each in desk.references() if each != reference]) == 1
    assert troubles(desk).unopened == 1


def test_a_mailbox_recipient_that_is_none_keeps_nothing_from_being_collected(desk: Desk) -> None:
    reference = desk.arrived(LIN, mailbox_recipient="age1pq1nobody")
    assert not desk.open(reference).has_mailbox
    assert desk.references()


def test_an_addition_of_another_thread_is_never_shown_under_this_report(desk: Desk) -> None:
    first, second = desk.send(LIN), desk.send(ZHANG)
    desk.sweep()
    desk.collect()
    addition = desk.add(first, "只给第一件的话")
    with desk.staff.work.mailbox.write() as box:
        box.execute(update(DepositRow).where(DepositRow.id == addition).values(thread_id=second))
    desk.sweep()
    assert desk.collect().alarm
    with desk.staff.store.read() as db:
        wrong = db.scalars(select(ReportRow.reference).filter_by(thread_id=second)).one()
        [row] = db.scalars(select(ReportMessageRow)).all()
    assert (row.collected, row.set_aside_on) == (False, desk.staff.time().date())
    opened = desk.open(wrong)
    assert opened.alarm
    assert opened.messages == ()
    assert not opened.unread
    assert troubles(desk).unopened == 1
    desk.staff.time.pass_(days=1)
    assert desk.collect().alarm
    assert alarms(desk, "alarm_unopenable") == 1


def test_signing_in_collects_what_was_swept_and_shows_nothing_to_who_may_not(desk: Desk) -> None:
    desk.send(LIN)
    desk.sweep()
    desk.staff.sign_in(Role.REGISTRAR)
    desk.staff.sign_in(Role.INVESTIGATOR)
    assert stages(desk) == [Stage.SEALED]
    client = desk.staff.sign_in(OFFICER)
    assert stages(desk) == [Stage.PENDING]
    assert "共1件" in get(client, "/reports?view=all")
    assert "收取新件" in get(client, "/reports")


def test_unlocking_collects_too_and_walls_stand_before_anybody_reads(desk: Desk) -> None:
    desk.staff.add("lin", Role.PETITION_OFFICER, person_id=desk.persons["lin"])
    desk.staff.grant(OFFICER, "lin")
    client = desk.staff.sign_in("lin")
    client.post("/lock")
    desk.send(LIN)
    desk.sweep()
    unlocked = client.post("/unlock", data={"password": PASSWORD, "code": desk.staff.code("lin")})
    assert unlocked.status_code == 303
    assert stages(desk) == [Stage.PENDING]
    assert desk.references("lin") == []
    assert len(desk.references()) == 1


def stages(desk: Desk) -> list[Stage]:
    with desk.staff.store.read() as db:
        return list(db.scalars(select(ReportRow.stage)))


def test_the_number_of_what_does_not_open_stands_in_the_register(desk: Desk) -> None:
    thread = desk.send(LIN)
    with desk.staff.work.mailbox.write() as box:
        row = box.get_one(DepositRow, thread)
        row.header = row.header[:-10] + b"AAAAAAAAA\n"
    desk.sweep()
    desk.collect()
    registrar = desk.officer(Role.REGISTRAR)
    [line] = queries.register(desk.staff.store, registrar, desk.staff.time, year=2026)
    assert line.alarm
