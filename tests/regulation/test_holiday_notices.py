"""Reading a holiday notice: real notices give the official tables; every slip is named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulation.holiday_notices import LineFault, lines_of, read_notice
from regulation.working_tables import TableFault, YearTable, differing_days, official_tables

OFFICIAL = {table.year: table for table in official_tables()}

NOTICE_2023 = """一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。
二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。
三、清明节：4月5日放假，共1天。
四、劳动节：4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。
五、端午节：6月22日至24日放假调休，共3天。6月25日（星期日）上班。
六、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。"""

NOTICE_2025 = """一、元旦：1月1日（周三）放假1天，不调休。
二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
三、清明节：4月4日（周五）至6日（周日）放假，共3天。
四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。"""

NOTICE_2026 = """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""


def faults(text: str, year: int = 2027) -> list[tuple[TableFault, int, str]]:
    read = read_notice(year, "通知", "国办发明电〔2026〕9号", text)
    assert not isinstance(read, YearTable), read
    return [(each.fault, each.line, each.place) for each in read]


@pytest.mark.parametrize(("year", "text"), [(2023, NOTICE_2023), (2025, NOTICE_2025), (2026, NOTICE_2026)])
def test_the_sentences_of_a_real_notice_give_the_official_table(year: int, text: str) -> None:
    table = read_notice(year, OFFICIAL[year].notice, "gov.cn", text)
    assert isinstance(table, YearTable)
    assert differing_days(table, OFFICIAL[year]) == ()
    wide = text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    assert read_notice(year, OFFICIAL[year].notice, "gov.cn", wide) == table


@pytest.mark.parametrize("year", range(2014, 2027))
def test_one_day_a_line_gives_the_official_table(year: int) -> None:
    table = OFFICIAL[year]
    read = read_notice(year, table.notice, "gov.cn", "\r\n".join(lines_of(table)))
    assert isinstance(read, YearTable)
    assert differing_days(read, table) == ()


@pytest.mark.parametrize(
    ("line", "fault", "place"),
    [
        ("2月30日 休", TableFault.DAY_IMPOSSIBLE, "2月30日"),
        ("2027-13-01 休", TableFault.DAY_IMPOSSIBLE, "2027-13-01"),
        ("3日放假", TableFault.DAY_IMPOSSIBLE, "3日"),
        ("3月1日", TableFault.DAY_WITHOUT_WORD, "2027-03-01"),
        ("放假", TableFault.WORD_WITHOUT_DAY, ""),
        ("3月1日至放假", TableFault.WORD_WITHOUT_DAY, ""),
        ("至3月1日放假", TableFault.WORD_WITHOUT_DAY, "至"),
        ("3月5日至3日放假", TableFault.RANGE_REVERSED, "2027-03-05–2027-03-03"),
        ("12月31日至1月2日放假", TableFault.RANGE_REVERSED, "2027-12-31–2027-01-02"),
        ("3月1日（周日）放假", TableFault.WEEKDAY_DIFFERS, "2027-03-01 (周日)"),
        ("3月1日至3日放假，共4天", TableFault.COUNT_DIFFERS, "共4天≠3"),
        ("3月1日（周一）上班", TableFault.WORKED_WEEKDAY, "2027-03-01"),
        ("2029-03-01 休", TableFault.OUTSIDE_YEAR, "2029-03-01"),
        ("3月1日酌情放假", TableFault.WORD_UNKNOWN, "酌情"),
        ("<script>3月1日放假", TableFault.WORD_UNKNOWN, "<script>"),
        ("1月1日（建议休年假）放假", TableFault.WORD_UNKNOWN, "(建议休年假)"),
    ],
)
def test_a_slip_is_named_with_its_line(line: str, fault: TableFault, place: str) -> None:
    assert faults(f"1月1日放假\n{line}\n1月2日 休") == [(fault, 2, place)]


def test_a_day_both_off_and_worked_is_named_where_it_is_said_again() -> None:
    assert faults("2月6日至12日放假\n2月7日（周日）上班") == [(TableFault.OFF_AND_WORKED, 2, "2027-02-07")]


def test_a_table_that_leaves_out_a_statutory_day_is_not_whole() -> None:
    assert faults("1月1日放假") == [(TableFault.FESTIVAL_MISSING, 0, "2027-02-05 春节")]


def test_every_faulty_line_is_told_at_once() -> None:
    assert [line for _, line, _ in faults("哈\n1月1日放假\n嘿\n9月31日休")] == [1, 3, 4]


@pytest.mark.parametrize(
    ("year", "notice", "source", "text", "fault"),
    [
        (1999, "通知", "号", "1月1日放假", TableFault.NO_YEAR),
        (2027, " ", "号", "1月1日放假", TableFault.NO_NOTICE),
        (2027, "通知", "", "1月1日放假", TableFault.NO_NOTICE),
        (2027, "通知", "号", "\n \n", TableFault.NO_DAYS),
        (2027, "通知", "号", "休" * 20_001, TableFault.TOO_LONG),
    ],
)
def test_what_is_no_notice_is_refused_whole(
    year: int, notice: str, source: str, text: str, fault: TableFault
) -> None:
    read = read_notice(year, notice, source, text)
    assert isinstance(read, tuple)
    assert [(each.fault, each.line) for each in read] == [(fault, 0)]


@given(text=st.text(alphabet="1234567890年月日至、。；，（）周一休班放假上班共天\n -/ ", max_size=80))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    read = read_notice(2027, "通知", "号", text)
    assert isinstance(read, YearTable) or all(isinstance(each, LineFault) for each in read)
