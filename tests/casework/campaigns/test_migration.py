"""The casework's history: its head equals the models, and it goes down and up with a campaign in it."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect

from casework.database import Base, open_engine
from migrations.running import History, downgrade, upgrade
from tests.casework.campaigns.conftest import City

TABLES = {
    "campaigns",
    "roster_entries",
    "portfolio_entries",
    "leader_absences",
    "unit_checkmarks",
    "campaign_acknowledgements",
    "progress_checks",
    "late_filing_requests",
    "deliveries",
}


@pytest.fixture
def url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path}/history.db"
    server = request.getfixturevalue("postgresql_server")
    server.empty_databases("history")
    return str(server.url("history"))


def test_the_tables_of_campaigns_are_those_of_the_models(url: str) -> None:
    upgrade(History.CASEWORK, url)
    engine = open_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [str(each) for each in compare_metadata(context, Base.metadata)]
    engine.dispose()
    assert [each for each in found if any(table in each for table in TABLES)] == []


def test_a_campaign_s_tables_go_and_come_back_with_rows_in_them(city: City) -> None:
    city.listed("蔺书遥")
    url = city.staff.work.config.casework_database
    city.staff.store.close()
    downgrade(History.CASEWORK, url, "0001_offices")
    engine = open_engine(url)
    assert TABLES.isdisjoint(inspect(engine).get_table_names())
    engine.dispose()
    upgrade(History.CASEWORK, url)
    with city.staff.store.read() as db:
        assert db.connection().exec_driver_sql("SELECT count(*) FROM campaigns").scalar_one() == 0
