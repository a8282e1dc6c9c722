"""放假安排: one person loads a year, another confirms it; nothing counts before, nothing built in is changed."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.access import ALLOWED, Action, Role
from casework.acts import ActRow, is_as_recorded
from casework.basis import tables
from casework.basis.tables import Origin
from casework.calendar import service as calendars
from casework.calendar.answers import CalendarFault, NotDone
from casework.calendar.rows import WorkingDaysRow
from casework.database import new_id
from regulation.calendar import official_calendar
from regulation.chapters import load
from regulation.holiday_notices import lines_of, read_notice
from regulation.working_tables import YearTable, official_tables
from tests.casework.conftest import Staff
from tests.casework.working_days import NAME, NOTICE_2027, SOURCE, loaded, published, table_2027


def is_published(staff: Staff, day: date) -> bool:
    with staff.store.read() as db:
        return calendars.calendar_in(db, load("CURRENT")).is_published(day)


def test_a_year_counts_only_after_another_person_confirmed_it(staff: Staff) -> None:
    table_id = loaded(staff)
    assert not is_published(staff, date(2027, 1, 1))
    registrar = staff.officer(Role.REGISTRAR)
    own = tables.confirm(staff.store, registrar, staff.time, table_id=table_id)
    assert own == NotDone(CalendarFault.SAME_PERSON)
    assert not is_published(staff, date(2027, 1, 1))
    approver = staff.officer(Role.APPROVER)
    assert tables.confirm(staff.store, approver, staff.time, table_id=table_id) == 2027
    assert is_published(staff, date(2027, 12, 31))
    again = tables.confirm(staff.store, approver, staff.time, table_id=table_id)
    assert again == NotDone(CalendarFault.ALREADY_DONE)
    with staff.store.read() as db:
        calendar = calendars.calendar_in(db)
        assert not calendar.is_working_day(date(2026, 12, 31)), "the later notice governs"
        assert calendar.is_working_day(date(2027, 2, 20))
        acts = db.scalars(select(ActRow).where(ActRow.record_id == table_id).order_by(ActRow.seq)).all()
        row = db.get_one(WorkingDaysRow, table_id)
        assert is_as_recorded(db, "working_days", table_id, calendars.told(row))
    assert [act.act for act in acts] == ["load_working_days", "confirm_working_days"]
    assert [act.member_id for act in acts] == [registrar.member_id, approver.member_id]
    assert not official_calendar().is_published(date(2027, 1, 1)), "what the chapters say is unchanged"


@pytest.mark.parametrize("changed", [0, 1])
def test_a_year_built_into_the_chapters_is_never_changed_and_the_differing_days_are_named(
    staff: Staff, changed: int
) -> None:
    official = official_tables()[-1]
    text = "\n".join([*lines_of(official), *["2026-03-02 休"][:changed]])
    table = read_notice(2026, NAME, SOURCE, text)
    assert isinstance(table, YearTable)
    answer = tables.load(staff.store, staff.officer(Role.REGISTRAR), staff.time, table=table, reason="更正")
    assert answer == NotDone(CalendarFault.BUILT_IN, (date(2026, 3, 2),)[:changed])
    with staff.store.read() as db:
        assert calendars.editions(db) == ()


def test_no_year_is_left_out_and_one_draft_waits_at_a_time(staff: Staff) -> None:
    registrar = staff.officer(Role.REGISTRAR)
    later = YearTable(2028, NAME, (SOURCE,), frozenset({date(2028, 1, 3)}), frozenset())
    answer = tables.load(staff.store, registrar, staff.time, table=later, reason="")
    assert answer == NotDone(CalendarFault.NOT_NEXT)
    loaded(staff)
    answer = tables.load(staff.store, registrar, staff.time, table=table_2027(), reason="")
    assert answer == NotDone(CalendarFault.WAITING)


def test_the_database_itself_keeps_a_second_draft_out(staff: Staff) -> None:
    """Whatever two requests do at once."""
    loaded(staff)
    with staff.store.read() as db:
        [first] = calendars.editions(db)
    second = WorkingDaysRow(
        id=new_id(), year=2027, edition=2, notice=NAME, source=SOURCE, off=[], worked=[],
        loaded_by=first.loaded_by, loaded_on=first.loaded_on,
    )  # fmt: skip
    with pytest.raises(IntegrityError):
        keep(staff, second)


def keep(staff: Staff, row: WorkingDaysRow) -> None:
    with staff.store.write() as db:
        db.add(row)


def test_a_draft_is_taken_back_with_a_reason_and_another_may_follow(staff: Staff) -> None:
    table_id, approver = loaded(staff), staff.officer(Role.APPROVER)
    empty = tables.withdraw(staff.store, approver, staff.time, table_id=table_id, reason=" ")
    assert empty == NotDone(CalendarFault.REASON_MISSING)
    assert tables.withdraw(staff.store, approver, staff.time, table_id=table_id, reason="抄错一天") is None
    late = tables.confirm(staff.store, approver, staff.time, table_id=table_id)
    assert late == NotDone(CalendarFault.ALREADY_DONE)
    assert loaded(staff) != table_id
    assert not is_published(staff, date(2027, 1, 1))


def test_a_year_is_corrected_only_with_a_reason_and_the_old_edition_stays(staff: Staff) -> None:
    published(staff)
    registrar = staff.officer(Role.REGISTRAR)
    same = tables.load(staff.store, registrar, staff.time, table=table_2027(), reason="更正")
    assert same == NotDone(CalendarFault.SAME_DAYS)
    corrected = table_2027(NOTICE_2027 + "\n3月1日放假")
    silent = tables.load(staff.store, registrar, staff.time, table=corrected, reason="")
    assert silent == NotDone(CalendarFault.REASON_MISSING, (date(2027, 3, 1),))
    published(staff, corrected, reason="国务院办公厅补发通知")
    with staff.store.read() as db:
        assert not calendars.calendar_in(db).is_working_day(date(2027, 3, 1))
        assert [(row.edition, row.reason) for row in calendars.editions(db, 2027)] == [
            (2, "国务院办公厅补发通知"),
            (1, ""),
        ]


def test_the_list_tells_where_every_year_comes_from(staff: Staff) -> None:
    lines, waiting, _ = tables.years(staff.store)
    assert [(line.year, line.origin) for line in lines[:2]] == [
        (2027, Origin.UNPUBLISHED),
        (2026, Origin.BUILT_IN),
    ]
    assert (lines[-1].year, waiting) == (2007, ())
    table_id = published(staff)
    lines, waiting, names = tables.years(staff.store)
    assert [(line.year, line.origin) for line in lines[:3]] == [
        (2028, Origin.UNPUBLISHED),
        (2027, Origin.LOADED),
        (2026, Origin.BUILT_IN),
    ]
    edition = lines[1].edition
    assert edition is not None
    assert edition.id == table_id
    assert [names[each or ""] for each in (edition.loaded_by, edition.confirmed_by)] == [
        "员registrar",
        "员approver",
    ]


def test_a_table_loaded_for_a_year_the_chapters_now_hold_counts_no_more_and_says_so(staff: Staff) -> None:
    """A release brings 2026 into the chapters after an office had loaded it, with one day wrong."""
    registrar, approver = staff.officer(Role.REGISTRAR), staff.officer(Role.APPROVER)
    official = official_tables()[-1]
    with staff.store.write() as db:
        db.add(
            WorkingDaysRow(
                id=new_id(), year=2026, edition=1, notice=NAME, source=SOURCE,
                off=[day.isoformat() for day in [*sorted(official.off), date(2026, 3, 2)]],
                worked=[day.isoformat() for day in sorted(official.worked)],
                loaded_by=registrar.member_id, loaded_on=date(2025, 11, 10),
                confirmed_by=approver.member_id, confirmed_on=date(2025, 11, 11),
            )
        )  # fmt: skip
    with staff.store.read() as db:
        assert calendars.calendar_in(db).is_working_day(date(2026, 3, 2))
    lines, _, _ = tables.years(staff.store)
    assert (lines[1].year, lines[1].origin, lines[1].differs) == (2026, Origin.BUILT_IN, (date(2026, 3, 2),))


def test_only_the_highest_office_of_the_house_loads_and_confirms(staff: Staff) -> None:
    district = staff.add_office("东屿区纪委")
    for name, role in (("reg2", Role.REGISTRAR), ("app2", Role.APPROVER)):
        staff.add(name, role, office_id=district)
    answer = tables.load(staff.store, staff.officer("reg2"), staff.time, table=table_2027(), reason="")
    assert answer == NotDone(CalendarFault.NOT_HIGHEST)
    table_id, low = loaded(staff), staff.officer("app2")
    refused = NotDone(CalendarFault.NOT_HIGHEST)
    assert tables.confirm(staff.store, low, staff.time, table_id=table_id) == refused
    assert tables.withdraw(staff.store, low, staff.time, table_id=table_id, reason="不对") == refused


def test_nobody_else_may_load_or_confirm() -> None:
    assert ALLOWED[Action.LOAD_WORKING_DAYS] == {Role.REGISTRAR, Role.PETITION_OFFICER}
    assert ALLOWED[Action.CONFIRM_WORKING_DAYS] == {Role.REGISTRAR, Role.APPROVER}
