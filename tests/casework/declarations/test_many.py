"""A unit of three hundred is filed in seconds and read in pages; its tables go down and up again."""

import time
from typing import Any

from sqlalchemy import func, inspect, select

from casework.access import Role
from casework.campaigns import service as campaigns
from casework.database import Base, Store, open_engine
from casework.declarations import register
from casework.declarations import service as declarations
from casework.declarations.answers import Imported
from casework.declarations.register import PAGE, Filters
from casework.declarations.rows import VersionRow
from migrations.running import History, downgrade, upgrade
from regulation.terms import Rank
from tests.casework.conftest import Staff
from tests.casework.filing import TEAM, At, Filing, made, settle
from tests.workbooks import filling

MANY = 300
SECONDS = 60  # it takes about four on two quiet cores; a crowded machine is not the subject


def rows_of(count: int) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {"本人": [], "家庭成员": [], "经商办企业": [], "承诺": []}
    for n in range(count):
        rows["本人"].append(filling.person(n + 1, f"申{n:04d}", "副处长", n))
        rows["家庭成员"].append(filling.spouse(n + 1, f"云{n:04d}"))
        rows["经商办企业"].append(filling.shop(n + 1, f"云{n:04d}"))
        rows["承诺"].append(filling.statement(n + 1))
    return rows


def crowded(staff: Staff) -> Filing:
    filing = settle(staff)
    for n in range(MANY):
        filing.person(f"申{n:04d}", staff.unit_id, "副处长", Rank.DIVISION_DEPUTY, TEAM)
    before = At.on(2014, 11, 28)
    made(
        campaigns.fix_roster(staff.store, None, before, campaign_id=filing.campaign_id, unit_id=staff.unit_id)
    )
    return filing


def test_three_hundred_people_are_filed_in_seconds_and_once(staff: Staff) -> None:
    filing = crowded(staff)
    clerk, data = filing.officer(Role.UNIT_CLERK), filling.unit_list(rows_of(MANY))
    told = {"campaign_id": filing.campaign_id, "data": data}
    began = time.perf_counter()
    first = declarations.import_workbook(staff.store, clerk, filing.clock, **told)
    took = time.perf_counter() - began
    assert isinstance(first, Imported), first
    assert (len(first.taken), took < SECONDS) == (MANY, True), took
    again = declarations.import_workbook(staff.store, clerk, filing.clock, **told)
    assert isinstance(again, Imported)
    assert (again.taken, again.replaced, len(again.already)) == ((), (), MANY)
    with staff.store.read() as db:
        assert db.scalar(select(func.count()).select_from(VersionRow)) == MANY
        page, total = register.listed(db, clerk, Filters(filing.campaign_id), offset=PAGE)
        assert (len(page), total, page[0].name) == (PAGE, MANY, f"申{PAGE:04d}")


def test_the_tables_of_declarations_go_down_and_up_again(staff: Staff) -> None:
    filing = settle(staff)
    filing.officer(Role.UNIT_CLERK)
    data = filling.unit_list(filling.untidy_rows())
    filed = declarations.import_workbook(
        staff.store, filing.officer(Role.UNIT_CLERK), filing.clock, campaign_id=filing.campaign_id, data=data
    )
    assert isinstance(filed, Imported)
    url = staff.work.config.casework_database
    staff.store.close()
    downgrade(History.CASEWORK, url, "0002_campaigns")
    names = {name for name in Base.metadata.tables if name.startswith("declaration")}
    store = Store(open_engine(url))
    assert not names & set(inspect(store.engine).get_table_names())
    store.close()
    upgrade(History.CASEWORK, url)
    store = Store(open_engine(url))
    assert names <= set(inspect(store.engine).get_table_names())
    store.close()
