"""Sending on: the other office can read, this one no longer can; number, day and receipt stay."""

import pytest
from sqlalchemy import select

from casework.access import Role
from casework.acts import ActRow
from casework.offices import service as offices
from casework.offices.rows import OfficeRow
from casework.reports import deciding, queries, reading
from casework.reports.answers import NotDone, Problem
from casework.reports.deciding import Shown
from casework.reports.rows import ReportFileRow, ReportRow
from casework.reports.words import Channel, Stage
from regulation.terms import Level
from sealing import Sealed, unseal_parts
from tests.casework.reports.conftest import OFFICER, Desk, subject


@pytest.fixture
def county(desk: Desk) -> str:
    """北泽县纪委, with its own key and two members."""
    staff = desk.staff
    made = offices.add_office(
        staff.store,
        None,
        staff.time,
        name="北泽县纪委",
        level=Level.COUNTY,
        region_code="990121",
        parent_id=staff.office_id,
    )
    assert isinstance(made, str)
    staff.add("beize", Role.PETITION_OFFICER, office_id=made)
    staff.add("beize2", Role.INVESTIGATOR, office_id=made)
    staff.found(made, "beize", "beize2")
    return made


def transfer(desk: Desk, reference: str, to_office: str, who: str = OFFICER) -> NotDone | None:
    shown = Shown(reference, desk.open(reference, who).version)
    return deciding.transfer(
        desk.staff.store,
        desk.officer(who),
        desk.staff.time,
        shown=shown,
        to_office=to_office,
        text="已转有权机关。",
    )


def test_a_report_goes_down_with_files_and_additions_and_this_office_can_no_longer_read_it(
    desk: Desk, county: str
) -> None:
    thread = desk.send(subject("肖远山", "北泽县住房和城乡建设局"), files={"照片.png": b"\x89PNG picture"})
    desk.add(thread, "补充：合同在三月。")
    desk.sweep()
    desk.collect()
    [reference] = desk.references()
    desk.staff.time.pass_(days=3)
    assert transfer(desk, reference, county) is None
    with desk.staff.store.read() as db:
        row = db.scalars(select(ReportRow)).one()
        assert (row.stage, row.sealed_header, row.summary_header, row.sent_to) == (
            Stage.TRANSFERRED,
            b"",
            b"",
            county,
        )
        assert [file.header for file in db.scalars(select(ReportFileRow))] == [b""]
    assert reading.open_report(desk.staff.store, desk.officer(), desk.staff.time, reference=reference) is None
    desk.deliver()
    swept = desk.sweep()
    assert (swept.registered, swept.added) == (1, 1)
    desk.collect(desk.officer("beize"))
    [line] = queries.inbox(desk.staff.store, desk.officer("beize"), desk.staff.time).rows
    assert (line.channel, line.clock.term) == (Channel.TRANSFER, "T-05")
    opened = desk.open(line.reference, "beize")
    assert [m.text for m in opened.messages] == ["补充：合同在三月。"]
    assert opened.first_received_on < opened.received_on
    with desk.staff.store.read() as db:
        sender = db.scalars(select(ReportRow).filter_by(reference=reference)).one()
        file = db.scalars(select(ReportFileRow).where(ReportFileRow.report_id == opened.id)).one()
    assert sender.receipt_on == desk.staff.time().date()
    with desk.staff.work.mailbox.read() as box:
        payload = desk.staff.work.blobs.read(box, file.blob_id)
    identities = desk.officer("beize").open_keys.identities
    assert unseal_parts(Sealed(file.header, payload), identities) == b"\x89PNG picture"
    desk.deliver()
    assert [letter["status"] for letter in desk.letters(thread)] == ["transferred"]
    assert [letter["status"] for letter in desk.letters(thread, county)] == ["received"]


def test_an_addition_to_the_old_office_follows_the_report(desk: Desk, county: str) -> None:
    thread = desk.send(subject("肖远山", "北泽县住房和城乡建设局"))
    desk.sweep()
    desk.collect()
    [reference] = desk.references()
    transfer(desk, reference, county)
    desk.add(thread, "写晚了的补充。")
    desk.sweep()
    desk.collect()
    desk.deliver()
    desk.sweep()
    desk.sweep()
    desk.collect(desk.officer("beize"))
    [line] = queries.inbox(desk.staff.store, desk.officer("beize"), desk.staff.time).rows
    assert [m.text for m in desk.open(line.reference, "beize").messages] == ["写晚了的补充。"]


def test_a_report_may_come_back_under_its_own_number(desk: Desk, county: str) -> None:
    reference = desk.arrived(subject("肖远山", "北泽县住房和城乡建设局"))
    transfer(desk, reference, county)
    desk.deliver()
    desk.sweep()
    desk.collect(desk.officer("beize"))
    [line] = queries.inbox(desk.staff.store, desk.officer("beize"), desk.staff.time).rows
    assert transfer(desk, line.reference, desk.staff.office_id, "beize") is None
    desk.deliver()
    desk.sweep()
    desk.collect()
    assert desk.references() == [reference]
    assert desk.open(reference).told.subjects[0].name == "肖远山"


def test_a_report_is_never_sent_to_an_office_it_may_concern(desk: Desk, county: str) -> None:
    desk.person("he", "贺同和", None, "副书记", office_id=county)
    reference = desk.arrived(subject("贺同和"))
    assert transfer(desk, reference, county) == NotDone(Problem.GUARDED_OFFICE)


def test_an_office_without_a_key_receives_nothing(desk: Desk) -> None:
    made = offices.add_office(
        desk.staff.store, None, desk.staff.time, name="石亭县纪委", level=Level.COUNTY, region_code="990122"
    )
    assert isinstance(made, str)
    reference = desk.arrived(subject("蔺书遥"))
    assert transfer(desk, reference, made) == NotDone(Problem.NO_RECIPIENT)
    assert transfer(desk, reference, desk.staff.office_id) == NotDone(Problem.SAME_OFFICE)


def test_a_report_on_a_member_of_this_office_goes_up_before_anybody_reads_it(desk: Desk, county: str) -> None:
    desk.person("he", "贺同和", None, "副书记", office_id=county)
    thread = desk.send(subject("贺同和", "北泽县纪委", "副书记"), office_id=county)
    desk.sweep()
    desk.collect(desk.officer("beize"))
    assert desk.references("beize") == []
    with desk.staff.store.read() as db:
        row = db.scalars(select(ReportRow).filter_by(office_id=county)).one()
    assert (row.stage, row.sent_to) == (Stage.TRANSFERRED, desk.staff.office_id)
    desk.deliver()
    desk.sweep()
    desk.collect()
    [reference] = desk.references()
    assert desk.open(reference).told.subjects[0].name == "贺同和"
    desk.deliver()
    assert [letter["status"] for letter in desk.letters(thread, county)] == ["transferred"]


def test_without_a_superiors_key_the_whole_office_is_walled_and_the_registrar_is_told(desk: Desk) -> None:
    desk.person("boss", "贺同和", None, "副书记", office_id=desk.staff.office_id)
    desk.send(subject("贺同和", "青澜市纪委", "副书记"))
    desk.sweep()
    desk.collect()
    desk.collect()
    assert desk.references() == []
    [line] = queries.register(desk.staff.store, desk.officer(Role.REGISTRAR), desk.staff.time, year=2026)
    assert (line.stage, line.belongs_above, line.clock.term) == (Stage.PENDING, True, "T-03")
    with desk.staff.store.read() as db:
        alarms = db.scalars(select(ActRow).where(ActRow.act == "alarm_no_superior_key")).all()
    assert len(alarms) == 1


def test_a_report_that_waits_for_the_superiors_key_goes_up_as_soon_as_there_is_one(desk: Desk) -> None:
    staff = desk.staff
    made = offices.add_office(
        staff.store, None, staff.time, name="澜江省纪委", level=Level.PROVINCE, region_code="990000"
    )
    assert isinstance(made, str)
    with staff.store.write() as db:
        db.get_one(OfficeRow, staff.office_id).parent_id = made
    desk.person("boss", "贺同和", None, "副书记", office_id=staff.office_id)
    desk.send(subject("贺同和", "青澜市纪委", "副书记"))
    desk.sweep()
    desk.collect()
    staff.add("sheng", Role.PETITION_OFFICER, office_id=made)
    staff.add("sheng2", Role.INVESTIGATOR, office_id=made)
    staff.found(made, "sheng", "sheng2")
    desk.collect()
    desk.deliver()
    desk.sweep()
    desk.collect(desk.officer("sheng"))
    assert len(desk.references("sheng")) == 1
