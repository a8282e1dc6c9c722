"""The register: nothing twice, no number missing, no hour written down, and an alarm for what cannot be opened."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework import timers
from casework.access import Role
from casework.acts import ActRow
from casework.reports import collecting, queries, register
from casework.reports.collecting import LEASE
from casework.reports.rows import LeaseRow, RegisterCounterRow, ReportMessageRow, ReportRow
from casework.reports.words import Channel, Stage
from mailbox.rows import DepositRow
from tests.casework.reports.conftest import Desk, subject


def numbers(desk: Desk) -> list[int]:
    with desk.staff.store.read() as db:
        return sorted(db.scalars(select(ReportRow.number)))


def test_a_sweep_registers_every_deposit_once_and_a_second_changes_nothing(desk: Desk) -> None:
    for _ in range(3):
        desk.send(subject("蔺书遥"))
    assert desk.sweep().registered == 3
    with desk.staff.store.read() as db:
        before = len(db.scalars(select(ActRow.seq)).all())
    assert desk.sweep() == register.Swept()
    with desk.staff.store.read() as db:
        assert len(db.scalars(select(ActRow.seq)).all()) == before
    assert numbers(desk) == [1, 2, 3]


def test_a_sweep_that_stopped_before_marking_the_mailbox_is_repeated_without_doubling(desk: Desk) -> None:
    desk.send(subject("蔺书遥"))
    desk.sweep()
    with desk.staff.work.mailbox.write() as box:
        for row in box.scalars(select(DepositRow)):
            row.registered_on = None
    assert desk.sweep().registered == 1
    assert numbers(desk) == [1]


def test_entries_of_the_sweep_carry_the_day_and_no_hour(desk: Desk) -> None:
    desk.send(subject("蔺书遥"))
    desk.sweep()
    with desk.staff.store.read() as db:
        entries = db.scalars(select(ActRow).where(ActRow.act == "register")).all()
    assert [(entry.day, entry.time, entry.member_id) for entry in entries] == [
        (desk.staff.time().date(), None, None)
    ]
    assert all(entry.new_commitment is not None for entry in entries)


def test_numbers_are_gapless_for_a_year_an_office_and_a_channel_when_many_ask_at_once(desk: Desk) -> None:
    store, office = desk.staff.store, desk.staff.office_id

    def draw(_: int) -> int:
        with store.write() as db:
            return register.next_number(db, office, 2026, Channel.WEB)

    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(draw, range(40)))
    assert sorted(drawn) == list(range(1, 41))
    with store.write() as db:
        assert register.next_number(db, office, 2027, Channel.WEB) == 1
        assert register.next_number(db, office, 2026, Channel.PHONE) == 1


def test_a_rolled_back_registration_gives_its_number_back(desk: Desk) -> None:
    store, office = desk.staff.store, desk.staff.office_id

    def fail() -> None:
        with store.write() as db:
            register.next_number(db, office, 2026, Channel.WEB)
            db.add(RegisterCounterRow(office_id=office, year=2026, channel=Channel.WEB, last=0))

    with pytest.raises(IntegrityError):
        fail()
    with store.write() as db:
        assert register.next_number(db, office, 2026, Channel.WEB) == 1


def test_officers_see_a_random_reference_and_registrars_the_number_only(desk: Desk) -> None:
    reference = desk.arrived(subject("蔺书遥", "南桥区市监局"))
    assert reference.startswith("网-")
    assert len(reference) == 8
    registrar = desk.officer(Role.REGISTRAR)
    rows = queries.register(desk.staff.store, registrar, desk.staff.time, year=2026)
    assert [row.number for row in rows] == ["2026-网-0001"]
    assert queries.inbox(desk.staff.store, desk.officer(), desk.staff.time).rows


def test_an_addition_attaches_by_thread_even_when_it_is_swept_with_its_report(desk: Desk) -> None:
    thread = desk.send(subject("蔺书遥"))
    desk.add(thread, "补充：是今年三月。")
    swept = desk.sweep()
    assert (swept.registered, swept.added) == (1, 1)
    desk.collect()
    [reference] = desk.references()
    assert [m.text for m in desk.open(reference).messages] == ["补充：是今年三月。"]
    with desk.staff.store.read() as db:
        assert len(db.scalars(select(ReportMessageRow)).all()) == 1


def test_an_addition_without_its_report_waits(desk: Desk) -> None:
    desk.add("0" * 64, "没有这份举报。")
    assert desk.sweep().early == 1


def test_a_deposit_for_an_office_nobody_knows_is_an_alarm_and_stays(desk: Desk) -> None:
    thread = desk.send(subject("蔺书遥"))
    with desk.staff.work.mailbox.write() as box:
        box.get_one(DepositRow, thread).office_id = "nowhere"
    assert desk.sweep().strangers == (thread,)
    assert numbers(desk) == []


def test_a_deposit_the_office_cannot_open_is_an_alarm_at_the_first_unlock(desk: Desk) -> None:
    thread = desk.send(subject("蔺书遥"))
    with desk.staff.work.mailbox.write() as box:
        row = box.get_one(DepositRow, thread)
        row.header = row.header[:-10] + b"AAAAAAAAA\n"
    desk.sweep()
    assert desk.collect().alarm
    with desk.staff.store.read() as db:
        [row] = db.scalars(select(ReportRow)).all()
    assert row.stage is Stage.SEALED
    assert row.unopenable_on == desk.staff.time().date()
    assert desk.references() == []
    [line] = queries.register(desk.staff.store, desk.officer(Role.REGISTRAR), desk.staff.time, year=2026)
    assert line.alarm


def test_the_timers_sweep_and_deliver_without_a_key(desk: Desk) -> None:
    desk.send(subject("蔺书遥"))
    assert timers.run(desk.staff.work, ["sweep-reports", "deliver-letters", "refresh-report-clocks"]) == []
    assert numbers(desk) == [1]


def test_collecting_stops_at_its_slice_and_goes_on_later(desk: Desk) -> None:
    for _ in range(3):
        desk.send(subject("蔺书遥"))
    desk.sweep()
    ticks = iter(range(100))
    got = collecting.collect(
        desk.staff.store, desk.officer(), desk.staff.time, seconds=2, timer=lambda: next(ticks)
    )
    assert (got.finished, len(desk.references())) == (False, 1)
    assert desk.collect().finished
    assert len(desk.references()) == 3


def test_only_one_session_collects_at_a_time_and_a_dead_lease_may_be_taken(desk: Desk) -> None:
    desk.send(subject("蔺书遥"))
    desk.sweep()
    with desk.staff.store.write() as db:
        lease = LeaseRow(
            office_id=desk.staff.office_id, member_id="somebody", until=desk.staff.time() + LEASE
        )
        db.add(lease)
    officer = desk.officer()
    desk.staff.time.now -= timedelta(seconds=30)
    assert not collecting.collect(desk.staff.store, officer, desk.staff.time).finished
    desk.staff.time.pass_(seconds=120)
    assert collecting.collect(desk.staff.store, officer, desk.staff.time).finished
    assert len(desk.references()) == 1
