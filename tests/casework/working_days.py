"""An invented notice for 2027, and the two people who bring it into force."""

from casework.access import Role
from casework.basis import tables
from regulation.holiday_notices import read_notice
from regulation.working_tables import YearTable
from tests.casework.conftest import Staff

NAME = "国务院办公厅关于2027年部分节假日安排的通知（虚构）"
SOURCE = "国办发明电〔2026〕9号（虚构）"
NOTICE_2027 = """一、元旦：2026年12月31日至2027年1月3日放假调休，共4天。1月31日（周日）上班。
二、春节：2月5日（农历除夕前、周五）至11日（周四）放假调休，共7天。2月20日（周六）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。"""


def table_2027(text: str = NOTICE_2027) -> YearTable:
    table = read_notice(2027, NAME, SOURCE, text)
    assert isinstance(table, YearTable), table
    return table


def loaded(staff: Staff, table: YearTable | None = None, *, reason: str = "") -> str:
    """The registrar puts the table before a second person; its id."""
    made = tables.load(
        staff.store, staff.officer(Role.REGISTRAR), staff.time, table=table or table_2027(), reason=reason
    )
    assert isinstance(made, str), made
    return made


def published(staff: Staff, table: YearTable | None = None, *, reason: str = "") -> str:
    """The registrar loads it, the approver confirms it; its id."""
    table_id = loaded(staff, table, reason=reason)
    year = tables.confirm(staff.store, staff.officer(Role.APPROVER), staff.time, table_id=table_id)
    assert isinstance(year, int), year
    return table_id
