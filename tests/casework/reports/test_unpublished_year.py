"""A report of a year whose holidays are not published: taken in as ever, provisional, firm once two people loaded it."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from casework.access import Officer, Role
from casework.acts import ActRow
from casework.basis import tables
from casework.database import CHINA
from casework.reports import queries, service
from casework.reports.clocks import ClockState
from casework.reports.queries import InboxRow
from casework.reports.words import View
from tests.casework.conftest import Staff
from tests.casework.reports.conftest import OFFICER, Desk, subject
from tests.casework.working_days import NOTICE_2027, loaded, published, table_2027

LIN = subject("蔺书遥", "南桥区市场监督管理局", "副局长", "990103")


def line(desk: Desk) -> InboxRow:
    [row] = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time, view=View.ALL).rows
    return row


def at(desk: Desk, *parts: int) -> None:
    desk.staff.time.now = datetime(*parts, 9, 0, tzinfo=CHINA)  # type: ignore[misc, arg-type]  # year, month, day


@pytest.mark.parametrize(
    ("received_on", "earliest", "latest", "firm"),
    [
        # The notice of 2027 also takes 2026-12-31, which counted as known until it was named (H-33).
        (date(2026, 12, 14), date(2027, 1, 3), date(2027, 1, 5), date(2027, 1, 6)),
        (date(2027, 3, 1), date(2027, 3, 22), date(2027, 3, 22), date(2027, 3, 22)),
        (date(2027, 1, 25), date(2027, 2, 13), date(2027, 2, 24), date(2027, 2, 19)),
    ],
)
def test_a_clock_is_provisional_before_and_firm_after(
    desk: Desk, received_on: date, earliest: date, latest: date, firm: date
) -> None:
    at(desk, received_on.year, received_on.month, received_on.day)
    reference = desk.arrived(LIN, vault=b"vault", received_on=received_on)
    clock = line(desk).clock
    assert (clock.term, clock.provisional) == ("T-01", True)
    assert (clock.earliest, clock.latest) == (earliest, latest)
    waits = loaded(desk.staff)
    assert line(desk).clock == clock, "a draft counts nothing"
    approver = desk.staff.officer(Role.APPROVER)
    assert tables.confirm(desk.staff.store, approver, desk.staff.time, table_id=waits) == 2027
    clock = line(desk).clock
    assert (clock.provisional, clock.earliest, clock.latest) == (False, firm, firm)
    assert desk.open(reference).clock == clock
    [entry] = register_rows(desk, desk.staff.officer(Role.REGISTRAR))
    assert entry.clock == clock
    with desk.staff.store.read() as db:
        acts = db.scalars(select(ActRow.act).order_by(ActRow.seq)).all()
    assert acts.index("confirm_working_days") < acts.index("refresh_clocks"), "one transaction, both recorded"


def register_rows(desk: Desk, registrar: Officer) -> list[queries.RegisterRow]:
    year = desk.staff.time().year
    return queries.register(desk.staff.store, registrar, desk.staff.time, year=year)


def test_a_clock_is_never_red_while_provisional_even_where_both_bounds_agree(desk: Desk) -> None:
    at(desk, 2027, 3, 1)
    desk.arrived(LIN, vault=b"vault", received_on=date(2027, 3, 1))
    at(desk, 2027, 4, 20)
    row = line(desk)
    assert row.clock.earliest == row.clock.latest == date(2027, 3, 22)
    assert (row.clock.provisional, row.clock.state) == (True, ClockState.SOON)
    box = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time)
    assert (box.counts[View.OVERDUE], box.counts[View.NAMED_OVERDUE]) == (0, 0)
    with desk.staff.store.read() as db:
        figures = service.report_counts(db, desk.officer(), desk.staff.time().date())
    assert figures[service.ReportFigure.OVERDUE] == 0
    published(desk.staff)
    box = queries.inbox(desk.staff.store, desk.officer(), desk.staff.time)
    assert box.counts[View.OVERDUE] == 1
    assert box.rows[0].clock.state is ClockState.LATE
    with desk.staff.store.read() as db:
        figures = service.report_counts(db, desk.officer(), desk.staff.time().date())
    assert figures[service.ReportFigure.OVERDUE] == 1


def test_a_correction_moves_the_firm_clocks_of_its_year(desk: Desk) -> None:
    published(desk.staff)
    at(desk, 2027, 3, 1)
    desk.arrived(LIN, vault=b"vault", received_on=date(2027, 3, 1))
    assert line(desk).clock.latest == date(2027, 3, 22)
    published(desk.staff, table_2027(NOTICE_2027 + "\n3月2日放假"), reason="补发通知")
    assert line(desk).clock.latest == date(2027, 3, 23)


def test_the_timer_repeats_itself_without_changing_anything(desk: Desk) -> None:
    at(desk, 2026, 12, 28)
    desk.arrived(LIN, vault=b"vault", received_on=date(2026, 12, 28))
    assert service.refresh_clocks(desk.staff.store, desk.staff.time) == 0
    published(desk.staff)
    assert service.refresh_clocks(desk.staff.store, desk.staff.time) == 0


def test_the_inbox_says_provisional_with_both_dates_and_then_the_date(desk: Desk, staff: Staff) -> None:
    at(desk, 2026, 12, 28)
    desk.arrived(LIN, vault=b"vault", received_on=date(2026, 12, 28))
    client = staff.sign_in(OFFICER)
    assert "暂定1月15日至1月19日" in client.get("/reports").text
    published(staff)
    text = client.get("/reports").text
    assert "暂定" not in text
