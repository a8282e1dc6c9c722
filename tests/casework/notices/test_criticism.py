"""点名通报批评: late units by name, from the campaign's own facts, by the city's commission alone."""

from datetime import date, datetime

import pytest

from casework.access import Officer, Role
from casework.database import CHINA
from casework.notices import service
from casework.notices.checks import faults_in
from casework.notices.words import Addressee, LateKind, Problem, Requirement
from regulation.case_terms import NoticeState
from regulation.decisions import Reason, Refused
from tests.casework.conftest import Staff
from tests.casework.filing import DATES_2026, Filing, settle
from tests.casework.working_days import published

DRAFTER, SIGNER = Role.TRIAL_REVIEWER.value, Role.APPROVER.value
ITEM = service.LateItem(LateKind.STATISTICS, date(2026, 12, 4), None, 5)


@pytest.fixture
def filing(staff: Staff) -> Filing:
    """A campaign of 2026 whose day for handing in has passed; nobody handed in anything."""
    made = settle(staff, dates=DATES_2026)
    staff.time.now = datetime(2026, 12, 11, 9, 0, tzinfo=CHINA)
    return made


def officer(filing: Filing, who: str) -> Officer:
    return filing.officer(Role(who))


def choices(new_date: date | None = date(2026, 12, 18)) -> service.Choices:
    return service.Choices(
        addressee=Addressee.UNITS,
        copies=(),
        take_down_on=date(2027, 6, 30),
        assessment="只点单位，不涉及个人信息",
        requirement=Requirement.DELIVER_AND_REVIEW,
        new_date=new_date,
    )


def drafted(filing: Filing, *units: service.LateUnit, new_date: date | None = date(2026, 12, 18)) -> str:
    staff = filing.staff
    told = officer(filing, DRAFTER)
    reference = service.draft_criticism(staff.store, told, staff.time, units=units)
    assert isinstance(reference, str), reference
    found = service.draft_of(staff.store, told, reference=reference)
    assert found is not None
    edition = found[0].edition
    answer = service.change_draft(
        staff.store, told, staff.time, reference=reference, edition=edition, choices=choices(new_date)
    )
    assert answer is None
    return str(reference)


def test_the_late_list_comes_from_what_was_handed_in_and_who_filed(filing: Filing) -> None:
    late = service.late_units(filing.staff.store, filing.staff.time)
    assert late.refused is None
    unit = next(each for each in late.units if each.unit_id == filing.unit_id)
    assert {item.kind for item in unit.items} == set(LateKind)
    assert {item.days_late for item in unit.items} == {5}
    assert next(item.persons for item in unit.items if item.kind is LateKind.UNFILED) == 5


def test_before_the_day_has_ended_nobody_is_on_the_list(filing: Filing) -> None:
    filing.staff.time.now = datetime(2026, 12, 4, 20, 0, tzinfo=CHINA)
    late = service.late_units(filing.staff.store, filing.staff.time)
    assert late.units == ()
    assert late.refused is not None
    assert late.refused.reason is Reason.STEP_NOT_DUE


def test_the_notice_says_what_was_due_when_and_how_late_and_is_published(filing: Filing) -> None:
    staff = filing.staff
    late = service.late_units(staff.store, staff.time)
    reference = drafted(filing, *[unit for unit in late.units if unit.unit_id == filing.unit_id])
    packet = service.packet(staff.store, officer(filing, SIGNER), staff.time, reference=reference)
    assert packet is not None
    assert faults_in(packet.checks) == ()
    text = "".join(words for _, words in packet.material.text.parts)
    assert "应于2026年12月4日前报送，至今未报送，迟5个工作日。" in text
    assert "尚有5人应报未报" in text
    assert "上述单位应于2026年12月18日前补报齐全" in text
    edition = packet.notice.edition
    told = officer(filing, DRAFTER)
    assert service.hand_in(staff.store, told, staff.time, reference=reference, edition=edition) is None
    approving = service.Approving(packet.digest, date(2026, 12, 11), typical=False, override_reason="")
    answer = service.approve(
        staff.store, officer(filing, SIGNER), staff.time, reference=reference, told=approving
    )
    assert answer is None
    assert service.deliver(staff.store, staff.work.mailbox, staff.time) == 1
    page = service.notice_page(staff.store, told, staff.time, reference=reference)
    assert (page.notice.state, page.notice.number) == (NoticeState.PUBLISHED, "青纪发〔2026〕1号")


def test_an_excused_unit_is_never_named(filing: Filing) -> None:
    excused = service.LateUnit(filing.unit_id, "青澜市交通运输局", (ITEM,), excused=True)
    answer = service.draft_criticism(
        filing.staff.store, officer(filing, DRAFTER), filing.staff.time, units=[excused]
    )
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.UNIT_EXCUSED
    nobody = service.draft_criticism(
        filing.staff.store, officer(filing, DRAFTER), filing.staff.time, units=[]
    )
    assert nobody is Problem.NOTHING_CHOSEN


@pytest.mark.parametrize(
    ("unit", "new_date", "missing"),
    [
        (service.LateUnit("u" * 26, "北泽县", ()), date(2026, 12, 18), {"应报材料", "应报日期", "实报日期", "迟报工作日"}),
        (service.LateUnit("u" * 26, "北泽县", (ITEM,)), None, {"新的期限"}),
    ],
)  # fmt: skip
def test_each_missing_part_is_named(
    filing: Filing, unit: service.LateUnit, new_date: date | None, missing: set[str]
) -> None:
    reference = drafted(filing, unit, new_date=new_date)
    packet = service.packet(
        filing.staff.store, officer(filing, DRAFTER), filing.staff.time, reference=reference
    )
    assert packet is not None
    assert {fault.refused.detail for fault in faults_in(packet.checks)} == missing
    assert not packet.is_ready


def test_a_district_issues_none(filing: Filing) -> None:
    staff = filing.staff
    district = staff.add_office("东屿区纪委")
    for name, role in (("east1", Role.PETITION_OFFICER), ("east2", Role.TRIAL_REVIEWER)):
        staff.add(name, role, office_id=district)
    staff.found(district, "east1", "east2")
    unit = service.LateUnit("u" * 26, "东屿区财政局", (ITEM,))
    answer = service.draft_criticism(staff.store, staff.officer("east2"), staff.time, units=[unit])
    assert isinstance(answer, Refused)
    assert answer.reason is Reason.WRONG_ISSUER


def test_its_pages_are_sound(filing: Filing) -> None:
    client = filing.staff.sign_in(DRAFTER)
    assert client.get("/notices/new-criticism").status_code == 200
    assert client.post("/notices/new-criticism", data={}).status_code == 422
    answer = client.post("/notices/new-criticism", data={"pick": filing.unit_id})
    assert answer.status_code == 303
    assert "青澜市交通运输局" in client.get(answer.location).get_data(as_text=True)
    assert client.get(answer.location.removesuffix("/edit")).status_code == 200


def test_nobody_is_named_for_a_day_of_a_year_that_is_not_published_until_it_is_loaded(filing: Filing) -> None:
    staff = filing.staff
    staff.time.now = datetime(2027, 1, 11, 9, 0, tzinfo=CHINA)
    late = service.late_units(staff.store, staff.time)
    assert late.units == ()
    assert late.refused == Refused(Reason.YEAR_NOT_PUBLISHED, "四(二)", "2027年")
    published(staff)
    late = service.late_units(staff.store, staff.time)
    assert late.refused is None
    unit = next(each for each in late.units if each.unit_id == filing.unit_id)
    # 12-07 to 12-30 are 18 working days, 01-04 to 01-08 and 01-11 six more.
    assert {item.days_late for item in unit.items} == {24}
