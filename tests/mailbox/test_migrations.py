"""The histories of mailbox and portal go up and down with data, and their heads equal the models."""

from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import MetaData, inspect, text

from mailbox import deposits
from mailbox.deposits import Deposit, DepositKind
from mailbox.engine import Store, open_engine
from mailbox.grants import INSERT_ONLY_TRIGGERS
from mailbox.ids import BlobId, DepositId, OfficeId, ThreadId
from mailbox.rows import Base as MailboxBase
from migrations.running import History, downgrade, upgrade
from portal.rows import Base as PortalBase
from tests.mailbox.conftest import Rooms


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/one.db"
    server = request.getfixturevalue("postgresql_server")
    server.empty_databases("one")
    return str(server.url("one"))


@pytest.mark.parametrize(
    ("history", "metadata"), [(History.MAILBOX, MailboxBase.metadata), (History.PORTAL, PortalBase.metadata)]
)
def test_the_head_equals_the_models_and_goes_down_to_nothing(
    url: str, history: History, metadata: MetaData
) -> None:
    upgrade(history, url)
    engine = open_engine(url)
    with engine.connect() as connection:
        assert (
            compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
            == []
        )
    downgrade(history, url)
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    upgrade(history, url)
    engine.dispose()


def test_the_mailbox_goes_down_and_up_with_a_deposit_in_it(url: str) -> None:
    upgrade(History.MAILBOX, url)
    store = Store(open_engine(url))
    entry = Deposit(
        DepositId("a"),
        ThreadId("a"),
        OfficeId("o"),
        DepositKind.REPORT,
        date(2026, 11, 20),
        b"h",
        BlobId("b"),
    )
    with store.write() as db:
        deposits.deposit(db, entry)
    store.close()
    downgrade(History.MAILBOX, url)
    upgrade(History.MAILBOX, url)
    with store.write() as db:
        deposits.deposit(db, entry)
    with store.read() as db:
        assert deposits.read_deposit(db, DepositId("a")) == entry
    store.close()


def test_no_table_has_a_rowid_and_the_triggers_stand(rooms: Rooms) -> None:
    if rooms.kind != "sqlite":
        with rooms.owner.read() as db:
            serials = db.execute(text("SELECT count(*) FROM pg_sequences")).scalar_one()
        assert serials == 0
        return
    with rooms.owner.read() as db:
        tables = db.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")).all()
        triggers = set(db.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    assert [name for name, sql in tables if "WITHOUT ROWID" not in sql] == ["alembic_version"]
    assert triggers == set(INSERT_ONLY_TRIGGERS)
