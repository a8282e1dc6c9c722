"""The official calendar: every published day, counting, and what is said of a year without a table."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.calendar import Calendar, Due, UnpublishedYear, calendar_of, official_calendar
from regulation.chapters import load
from regulation.working_tables import (
    LocalDays,
    TableError,
    TableFault,
    YearTable,
    festivals,
    official_tables,
    parse_table,
)

OFFICIAL = official_calendar()
PUBLISHED = st.dates(date(2007, 1, 1), date(2026, 6, 30))

TABLE_2027 = """
year = 2027
notice = "国务院办公厅关于2027年部分节假日安排的通知"
source = ["https://example.org/2027"]
off = [
  2026-12-31, 2027-01-01, 2027-02-05, 2027-02-08, 2027-02-09, 2027-02-10, 2027-02-11, 2027-04-05,
  2027-05-03, 2027-05-04, 2027-05-05, 2027-06-09, 2027-09-15,
  2027-10-01, 2027-10-04, 2027-10-05, 2027-10-06, 2027-10-07,
]
worked = [2027-01-31, 2027-02-20, 2027-05-08, 2027-09-26, 2027-10-09]
"""


def test_every_day_from_2007_to_2026_agrees_with_an_independent_record() -> None:
    day = date(2007, 1, 1)
    while day <= date(2026, 12, 31):
        assert OFFICIAL.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(1)


def test_every_table_cites_its_notice_and_a_place_to_read_it() -> None:
    for table in official_tables():
        assert str(table.year) in table.notice
        assert all(address.startswith("https://www.gov.cn/") for address in table.source)


def test_the_chapters_name_only_days_that_differ_from_monday_to_friday() -> None:
    for table in official_tables():
        assert all(day.weekday() < 5 for day in table.off)
        assert all(day.weekday() >= 5 for day in table.worked)


@given(day=PUBLISHED, count=st.integers(1, 60))
def test_counting_forward_equals_walking_day_by_day(day: date, count: int) -> None:
    walked, left = day, count
    while left:
        walked += timedelta(1)
        left -= OFFICIAL.is_working_day(walked)
    assert OFFICIAL.after(day, count) == walked
    assert OFFICIAL.between(day, walked) == count
    assert OFFICIAL.between(walked, day) == -count


@given(day=PUBLISHED)
def test_the_next_working_day_is_the_day_itself_when_it_is_one(day: date) -> None:
    following = OFFICIAL.on_or_after(day)
    assert OFFICIAL.is_working_day(following)
    assert following >= day
    assert (following == day) == OFFICIAL.is_working_day(day)


def test_a_year_without_a_table_is_never_guessed() -> None:
    for ask in (
        lambda: OFFICIAL.is_working_day(date(2027, 3, 1)),
        lambda: OFFICIAL.after(date(2026, 12, 20), 15),
        lambda: OFFICIAL.between(date(2026, 12, 1), date(2027, 1, 5)),
        lambda: OFFICIAL.on_or_after(date(2027, 1, 1)),
    ):
        with pytest.raises(UnpublishedYear) as unpublished:
            ask()
        assert unpublished.value.year == 2027
    with pytest.raises(UnpublishedYear):
        OFFICIAL.is_working_day(date(2006, 12, 31))
    assert not OFFICIAL.is_published(date(2027, 1, 1))
    assert OFFICIAL.published_until == date(2026, 12, 31)


def test_fifteen_working_days_need_2027_from_11_december_2026() -> None:
    assert OFFICIAL.due_after(date(2026, 12, 10), 15) == Due.on(date(2026, 12, 31))
    due = OFFICIAL.due_after(date(2026, 12, 11), 15)
    assert due.provisional
    assert due.earliest == date(2027, 1, 2), "a Saturday beside 元旦 may be worked in exchange"
    assert due.latest == date(2027, 1, 4)
    with pytest.raises(UnpublishedYear):
        _ = due.day


def test_the_bounds_leave_out_festival_days_and_keep_plain_weekends_free() -> None:
    assert OFFICIAL.due_after(date(2026, 12, 31), 1).earliest == date(2027, 1, 2)
    march = OFFICIAL.due_after(date(2027, 3, 5), 1)
    assert march == Due(date(2027, 3, 8), date(2027, 3, 8), provisional=True)


def without_later_years(year: int) -> Calendar:
    return Calendar(tuple(table for table in official_tables() if table.year < year))


@pytest.mark.parametrize("year", range(2015, 2027))
def test_the_bounds_hold_what_each_past_year_turned_out_to_be(year: int) -> None:
    """Seen from the year before, every term of 1 to 30 working days fell inside its bounds.

    2015 is left at its first notice: the holiday of 3 September was made for that year alone.
    """
    before = without_later_years(year)
    held = 0
    for offset in range(380):
        day = date(year - 1, 11, 20) + timedelta(offset)
        for count in (1, 3, 5, 15, 30):
            due = before.due_after(day, count)
            if not due.provisional or (year == 2015 and due.latest > date(2015, 8, 31)):
                continue
            try:
                real = OFFICIAL.after(day, count)
            except UnpublishedYear:
                continue
            assert due.earliest <= real <= due.latest, (day, count)
            held += 1
    assert held > 1000


def test_loading_a_table_makes_the_clock_exact_and_a_later_notice_overrules_an_earlier_year() -> None:
    table = parse_table(TABLE_2027)
    loaded = OFFICIAL.with_year(table)
    assert loaded.is_published(date(2027, 12, 31))
    assert OFFICIAL.is_working_day(date(2026, 12, 31))
    assert not loaded.is_working_day(date(2026, 12, 31))
    assert loaded.due_after(date(2026, 12, 11), 15) == Due.on(date(2027, 1, 5))
    assert not OFFICIAL.is_published(date(2027, 1, 1)), "the calendar it was made from is unchanged"


def test_a_corrected_table_replaces_the_last_year_and_no_year_is_skipped() -> None:
    table = parse_table(TABLE_2027)
    corrected = YearTable(2027, table.notice, table.source, table.off | {date(2027, 3, 1)}, table.worked)
    loaded = OFFICIAL.with_year(table).with_year(corrected)
    assert not loaded.is_working_day(date(2027, 3, 1))
    with pytest.raises(TableError) as refused:
        OFFICIAL.with_year(YearTable(2028, "通知", ("x",), frozenset(), frozenset()))
    assert refused.value.fault is TableFault.NOT_NEXT_YEAR
    assert str(refused.value) == "Load the table of 2027 next: the calendar ends with 2026."


def test_local_days_of_a_profile_are_added_last() -> None:
    local = LocalDays("省政府办公厅通知（测试）", frozenset({date(2020, 2, 3), date(2020, 2, 4)}))
    calendar = OFFICIAL.with_local_days(local)
    assert calendar.after(date(2020, 1, 23), 1) == date(2020, 2, 5)
    assert OFFICIAL.after(date(2020, 1, 23), 1) == date(2020, 2, 3)


@given(day=PUBLISHED, count=st.integers(1, 40), offset=st.integers(1, 80))
def test_adding_a_holiday_never_moves_a_date_earlier(day: date, count: int, offset: int) -> None:
    extra = LocalDays("测试", frozenset({day + timedelta(offset)}))
    longer = OFFICIAL.with_local_days(extra).due_after(day, count)
    assert longer.latest >= OFFICIAL.due_after(day, count).latest
    assert longer.earliest >= OFFICIAL.due_after(day, count).earliest


@given(day=st.dates(date(2026, 10, 1), date(2035, 12, 31)), count=st.integers(1, 90))
def test_bounds_stand_in_order_and_later_starts_never_end_sooner(day: date, count: int) -> None:
    due, following = OFFICIAL.due_after(day, count), OFFICIAL.due_after(day + timedelta(1), count)
    assert day < due.earliest <= due.latest
    assert due.earliest <= following.earliest
    assert due.latest <= following.latest


@given(start=st.dates(date(2026, 1, 1), date(2030, 1, 1)), length=st.integers(0, 400))
def test_count_bounds_stand_in_order(start: date, length: int) -> None:
    end = start + timedelta(length)
    least, greatest = OFFICIAL.count_bounds(start, end)
    assert 0 <= least <= greatest <= length
    assert OFFICIAL.count_bounds(end, start) == (-greatest, -least)


def test_new_years_day_of_a_published_year_stays_known_in_the_last_days_before_it() -> None:
    assert OFFICIAL.is_working_day(date(2014, 12, 31))
    assert not OFFICIAL.is_working_day(date(2018, 12, 31)), "named by the notice of 2019"
    assert OFFICIAL.is_working_day(date(2018, 12, 29)), "a Saturday worked by the notice of 2019"


def test_the_spring_festival_has_its_eve_from_2025() -> None:
    spring = {year: festivals(year)[1] for year in (2024, 2025)}
    assert (spring[2024].first, spring[2024].last) == (date(2024, 2, 10), date(2024, 2, 12))
    assert (spring[2025].first, spring[2025].last) == (date(2025, 1, 28), date(2025, 1, 31))


@pytest.mark.parametrize(
    ("change", "fault", "place"),
    [
        (("year = 2027", "year = "), TableFault.NOT_TOML, None),
        (("year = 2027", ""), TableFault.NO_YEAR, "year"),
        (
            ('notice = "国务院办公厅关于2027年部分节假日安排的通知"', 'notice = " "'),
            TableFault.NO_NOTICE,
            "notice",
        ),
        (('source = ["https://example.org/2027"]', ""), TableFault.NO_NOTICE, "source"),
        (("2027-04-05,", '"2027-04-05",'), TableFault.NOT_DATES, "off"),
        (("2027-04-05,", "2027-04-05T00:00:00,"), TableFault.NOT_DATES, "off"),
        (("2027-02-20", "2028-02-20"), TableFault.OUTSIDE_YEAR, "2028-02-20"),
        (("2027-02-20", "2027-02-11"), TableFault.OFF_AND_WORKED, "2027-02-11"),
        (("2027-04-05,", ""), TableFault.FESTIVAL_MISSING, "2027-04-05 清明节"),
    ],
)
def test_a_faulty_table_is_refused_in_one_sentence(
    change: tuple[str, str], fault: TableFault, place: str | None
) -> None:
    with pytest.raises(TableError) as refused:
        parse_table(TABLE_2027.replace(*change))
    assert refused.value.fault is fault
    assert place is None or refused.value.place == place
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_a_profile_may_cite_local_days(tmp_path: Path) -> None:
    (tmp_path / "calendar.toml").write_text(
        """
        [local_days]
        description = "本地延长假期"
        clause = "全国年节及纪念日放假办法"
        mark = "F"
        source = "省政府办公厅通知（测试）"
        reviewed_on = 2026-11-22
        values = { 2020-02-01 = { off = [2020-02-03, 2020-02-04], worked = [2020-02-08] } }
        """,
        encoding="utf-8",
    )
    calendar = calendar_of(load(tmp_path))
    assert calendar.after(date(2020, 1, 23), 1) == date(2020, 2, 5)
    assert calendar.is_working_day(date(2020, 2, 8))
    assert [each.document for each in calendar.local] == ["省政府办公厅通知（测试）"]
    assert calendar_of(load("CURRENT")) == OFFICIAL
