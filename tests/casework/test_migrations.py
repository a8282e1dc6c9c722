"""The casework's history: it ends where the rows are, goes up and down with data, and leaves the ledger guarded."""

import importlib
import pkgutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

import casework
from casework.database import Base
from config import CaseworkConfig
from migrations.running import History, alembic_config, downgrade, upgrade
from tests.casework.conftest import Staff, open_staff


def every_row() -> None:
    """Import every module that holds rows, as the migrations' env.py does."""
    for module in pkgutil.walk_packages(casework.__path__, "casework."):
        name = module.name.rpartition(".")[2]
        if name in ("rows", "acts") or name.startswith("rows_"):
            importlib.import_module(module.name)


def revisions() -> list[str]:
    scripts = ScriptDirectory.from_config(alembic_config(History.CASEWORK, "sqlite://"))
    return [script.revision for script in scripts.walk_revisions()]


def test_the_history_is_one_line() -> None:
    scripts = ScriptDirectory.from_config(alembic_config(History.CASEWORK, "sqlite://"))
    assert scripts.get_heads() == [revisions()[0]]
    assert revisions()[-1] == "0001_offices"


def test_the_head_is_what_the_rows_say(bare_staff: Staff) -> None:
    every_row()
    with bare_staff.store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


@pytest.mark.parametrize("down", ["base", "0001_offices"])
def test_it_goes_down_and_up_again_with_data(staff: Staff, down: str) -> None:
    url = staff.work.config.casework_database
    staff.work.store.close()
    downgrade(History.CASEWORK, url, down)
    with staff.store.engine.connect() as connection:
        left = set(inspect(connection).get_table_names()) - {"alembic_version"}
    assert ("offices" in left) is (down != "base")
    staff.work.store.close()
    upgrade(History.CASEWORK, url)
    if down != "base":
        with staff.store.read() as db:
            assert db.scalar(text("SELECT count(*) FROM acts")) > 0


@pytest.mark.parametrize("table", ["acts", "acts_checkpoints"])
def test_after_the_last_migration_the_ledger_is_guarded(casework_config: CaseworkConfig, table: str) -> None:
    """Batch mode drops triggers silently: whoever alters these tables calls guards.protect again."""
    staff = open_staff(casework_config)
    key = {"acts": "seq", "acts_checkpoints": "size"}[table]
    others = {"acts": "act, kind, record_id, leaf", "acts_checkpoints": "note"}[table]
    values = {"acts": "'x', 'x', 'x', '\\x00'", "acts_checkpoints": "'x'"}[table]
    with staff.store.write() as db:
        db.execute(text(f"INSERT INTO {table} ({key}, day, {others}) VALUES (0, '2026-11-20', {values})"))
    for statement in (f"UPDATE {table} SET day = '2020-01-01'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), staff.store.write() as db:
            db.execute(text(statement))
    staff.work.store.close()
    staff.work.mailbox.close()


def test_reasons_once_written_freely_are_gone_after_the_upgrade(staff: Staff) -> None:
    url = staff.work.config.casework_database
    staff.work.store.close()
    downgrade(History.CASEWORK, url, "0007_calendar")
    with staff.store.write() as db:
        db.execute(
            text(
                "INSERT INTO campaigns (id, office_id, title, profile, opens_on, declare_by, countersign_by, deliver_by,"
                " review_by, inclusive, counterpart, created_on, closed_on, closed_reason) VALUES ('c', :office, 't', 'p',"
                " '2026-11-02', '2026-11-02', '2026-11-02', '2026-11-02', '2026-11-02', true, 'D1', '2026-11-02',"
                " '2026-11-03', '蔺书遥被留置')"
            ),
            {"office": staff.office_id},
        )
    staff.work.store.close()
    upgrade(History.CASEWORK, url)
    with staff.store.read() as db:
        assert "留置" not in str(db.execute(text("SELECT * FROM campaigns")).all())
        assert db.scalar(text("SELECT count(*) FROM campaigns")) == 1
