"""The one page: every figure opens the list it counts, walls cut both, no name anywhere, one sheet of paper."""

import re
from datetime import date, datetime

import pytest
from sqlalchemy import select, text

from casework.access import Role
from casework.acts import ActRow
from casework.cases.rows import Case
from casework.database import CHINA
from casework.leadership import figures
from casework.leadership.filing import weeks_of
from casework.leadership.rates import Rate, floored
from casework.offices import service as offices
from casework.offices.rows import OfficeRow
from casework.reports.service import ReportFigure
from tests.casework.cases.conftest import PRINCIPAL, Bench, bench
from tests.casework.conftest import Browser, Staff
from tests.casework.filing import DATES_2026, Filing, settle
from tests.casework.notices.conftest import NoticeDesk
from tests.casework.reports.conftest import Desk, subject

__all__ = ["bench"]


@pytest.mark.parametrize(
    ("part", "whole", "below", "above"),
    [(139, 593, 20.2, 27.0), (0, 10, 0.0, 27.8), (10, 10, 72.2, 100.0), (1, 1, 20.7, 100.0)],
)
def test_wilsons_interval(part: int, whole: int, below: float, above: float) -> None:
    interval = Rate(part, whole).interval
    assert interval is not None
    assert [round(each, 1) for each in interval] == [below, above]
    assert Rate(0, 0).interval is None


def test_a_whole_percentage_says_hundred_only_when_all_are_counted() -> None:
    assert [floored(Rate(part, 1000)) for part in (999, 1000, 0)] == [99, 100, 0]
    assert floored(Rate(0, 0)) is None


def test_the_weeks_are_the_last_six_mondays() -> None:
    weeks = weeks_of(date(2026, 10, 14), date(2026, 11, 20))
    assert (weeks[0], weeks[-1], len(weeks)) == (date(2026, 10, 12), date(2026, 11, 16), 6)
    assert weeks_of(date(2026, 11, 18), date(2026, 11, 1)) == (date(2026, 11, 16),)


@pytest.fixture
def busy(bench: Bench) -> Bench:
    """Three reports, one of them grown into a case that was closed with both strands held; a second case open."""
    letters = Desk(bench.staff)
    for name in ("甲", "乙", "丙"):
        letters.arrived(
            subject(name, "青澜市财政局", "处长"), text=f"{name}的亲属在青澜开办企业，承揽本单位业务。"
        )
    NoticeDesk(bench).close()
    bench.open()
    return bench


def numbers(page: str) -> dict[str, int]:
    """Every number on the page that is a link to a list, by the list's address."""
    links = re.findall(r'<a href="(/figures/[^"]+)">(?:<b>)?([\d,]+)(?:</b>)?</a>', page)
    return {address: int(number.replace(",", "")) for address, number in links}


def total(client: Browser, address: str) -> int:
    found = re.search(r"共([\d,]+)条", client.get(address).get_data(as_text=True))
    assert found is not None
    return int(found[1].replace(",", ""))


def test_every_figure_opens_the_list_it_counts_and_equals_it(busy: Bench) -> None:
    client = busy.staff.sign_in(PRINCIPAL)
    found = numbers(client.get("/figures").get_data(as_text=True))
    assert found["/figures/received"] == 3
    assert found["/figures/concealed"] == 1
    assert found["/figures/with-difference"] == 1
    assert {address: total(client, address) for address in found} == found


def test_the_figures_equal_an_independent_count(busy: Bench) -> None:
    staff = busy.staff
    page = figures.page(staff.store, staff.officer(PRINCIPAL), staff.time)
    with staff.store.read() as db:
        received = db.scalar(text("SELECT count(*) FROM reports WHERE stage <> 'sealed'"))
        pending = db.scalar(text("SELECT count(*) FROM reports WHERE stage = 'pending'"))
        held = db.scalar(
            text("SELECT count(*) FROM case_strands WHERE kind = 'countersigner' AND outcome = 'held'")
        )
        differences = db.scalar(text("SELECT count(*) FROM case_discrepancies WHERE state = 'confirmed'"))
    assert page.reports[ReportFigure.RECEIVED] == received
    assert page.reports[ReportFigure.PENDING] == pending
    assert page.cases[figures.CaseFigure.SIGNER_HELD] == held
    assert page.differences == differences


def test_no_name_stands_on_the_page_or_in_a_list_and_the_sheet_names_its_reader(busy: Bench) -> None:
    client = busy.staff.sign_in(Role.REGISTRAR.value)
    page = client.get("/figures").get_data(as_text=True)
    assert f"阅看人：员{Role.REGISTRAR.value}（青澜市纪委）" in page
    everything = page + "".join(client.get(address).get_data(as_text=True) for address in numbers(page))
    assert not [name for name in ("蔺书遥", "苗若榆", "云知遥") if name in everything]


def test_what_a_wall_hides_is_neither_counted_nor_listed(busy: Bench) -> None:
    staff = busy.staff
    staff.add("registrar2", Role.REGISTRAR, person_id=busy.declarant)
    staff.grant(Role.PETITION_OFFICER.value, "registrar2")
    walled = staff.officer("registrar2")
    page = figures.page(staff.store, walled, staff.time)
    assert page.cases == dict.fromkeys(figures.CaseFigure, 0)
    assert figures.behind(staff.store, walled, staff.time, "concealed") == ()
    with staff.store.read() as db:
        assert db.scalars(select(Case)).all()


def test_reading_figures_is_in_the_ledger(busy: Bench) -> None:
    staff = busy.staff
    client = staff.sign_in(PRINCIPAL)
    client.get("/figures")
    client.get("/figures/overdue")
    with staff.store.read() as db:
        rows = db.scalars(select(ActRow).where(ActRow.kind == "figures").order_by(ActRow.seq)).all()
    assert [row.record_id for row in rows] == [staff.office_id, "overdue"]


def test_who_has_no_business_with_figures_gets_none_and_an_unknown_figure_is_404(busy: Bench) -> None:
    assert busy.staff.sign_in(Role.AUDITOR.value).get("/figures").status_code == 403
    client = busy.staff.sign_in(PRINCIPAL)
    assert client.get("/figures/nothing").status_code == 404
    assert client.get(f"/figures/units/{'a' * 26}/filed").status_code == 404
    assert client.get(f"/figures/units/{busy.staff.unit_id}/nothing").status_code == 404


@pytest.fixture
def filing(staff: Staff) -> Filing:
    """A campaign of 2026 in which nobody has filed."""
    made = settle(staff, dates=DATES_2026)
    staff.time.now = datetime(2026, 12, 11, 9, 0, tzinfo=CHINA)
    return made


def test_units_weeks_and_the_late_list_stand_on_the_page(filing: Filing) -> None:
    client = filing.staff.sign_in(Role.APPROVER.value)
    page = client.get("/figures").get_data(as_text=True)
    assert "可点名通报的单位（" in page
    assert "应报未报5人" in page
    found = numbers(page)
    unfiled = f"/figures/units/{filing.unit_id}/unfiled?campaign={filing.campaign_id}"
    assert found[unfiled] == 5
    assert {address: total(client, address) for address in found} == found
    assert "青澜市交通运输局" in client.get("/figures/units").get_data(as_text=True)
    assert client.get("/figures?lang=en").status_code == 200


def test_before_the_day_has_ended_the_list_says_why_it_is_empty(filing: Filing) -> None:
    filing.staff.time.now = datetime(2026, 11, 20, 9, 0, tzinfo=CHINA)
    client = filing.staff.sign_in(Role.APPROVER.value)
    assert "方可列出" in client.get("/figures").get_data(as_text=True)


def test_the_page_stands_without_a_campaign_and_without_reports(staff: Staff) -> None:
    page = staff.sign_in(Role.APPROVER.value).get("/figures").get_data(as_text=True)
    assert "还没有专项治理" in page
    assert "还没有办结的举报" in page


def test_one_snapshot_is_not_disturbed_by_what_is_written_meanwhile(staff: Staff) -> None:
    with staff.store.snapshot() as db:
        before = len(offices.units(staff.store))
        db.execute(text("SELECT count(*) FROM units"))
        staff.add_unit("青澜市审计局")
        assert db.scalar(text("SELECT count(*) FROM units")) == before
    assert len(offices.units(staff.store)) == before + 1


def registrar_of(staff: Staff, name: str, unit_id: str | None = None) -> Browser:
    """A registrar of a new office below the city's, signed in; `unit_id`: it is that unit's own commission."""
    office = staff.add_office(name)
    if unit_id is not None:
        with staff.store.write() as db:
            db.get_one(OfficeRow, office).unit_id = unit_id
    for role in (Role.REGISTRAR, Role.APPROVER):
        staff.add(f"{role.value}-{name}", role, office_id=office)
    staff.found(office, f"registrar-{name}", f"approver-{name}")
    return staff.sign_in(f"registrar-{name}")


@pytest.mark.parametrize("which", ["obliged", "filed", "on-time", "unfiled"])
def test_another_offices_units_are_neither_shown_nor_told_from_none(filing: Filing, which: str) -> None:
    """东屿区's registrar asks for a unit of the city's: the same 404 as for a unit that is not there."""
    foreign = registrar_of(filing.staff, "东屿区纪委")
    walled, unknown = (
        foreign.get(f"/figures/units/{unit_id}/{which}") for unit_id in (filing.unit_id, "a" * 26)
    )
    assert (walled.status_code, unknown.status_code) == (404, 404)
    token = re.compile(r'name="csrf_token"[^>]*')
    assert token.sub("", walled.text) == token.sub("", unknown.text), (
        "but for the token, which tells the time"
    )
    for address in ("/figures", "/figures/units"):
        page = foreign.get(address).get_data(as_text=True)
        assert "青澜市交通运输局" not in page
        assert filing.unit_id not in page
    own = filing.staff.sign_in(Role.REGISTRAR.value)
    assert own.get(f"/figures/units/{filing.unit_id}/{which}").status_code == 200


def test_a_units_own_commission_sees_its_unit(filing: Filing) -> None:
    inner = registrar_of(filing.staff, "青澜市交通运输局机关纪委", filing.unit_id)
    assert "青澜市交通运输局" in inner.get("/figures/units").get_data(as_text=True)
    assert inner.get(f"/figures/units/{filing.unit_id}/unfiled").status_code == 200
