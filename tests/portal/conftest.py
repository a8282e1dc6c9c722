"""A portal of the invented city in a temporary folder."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from config import PortalConfig
from portal import create_app
from portal.desk import Desk
from tests.mailbox.conftest import ROLES_SQL
from tests.portal import city
from tests.portal.browser import Visit
from tests.portal.clock import SetClock
from tests.portal.office import Office


@pytest.fixture
def clock() -> SetClock:
    return SetClock(city.NOON)


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> PortalConfig:
    """A founded portal; a test may ask for PostgreSQL by indirect parameter."""
    if getattr(request, "param", "sqlite") == "sqlite":
        found = city.config(tmp_path)
        city.found(found)
        return found
    server = request.getfixturevalue("postgresql_server")
    server.empty_databases("shuangcha_portal", "shuangcha_mailbox", "shuangcha_casework")
    for table in ("acts", "acts_checkpoints"):
        server.execute(f"CREATE TABLE {table} (id text)", database="shuangcha_casework")
    owned = city.config(
        tmp_path,
        portal_database=server.url("shuangcha_portal"),
        mailbox_database=server.url("shuangcha_mailbox"),
    )
    city.found(owned)
    server.run_script(ROLES_SQL)
    return replace(
        owned,
        portal_database=server.url("shuangcha_portal", "shuangcha_portal"),
        mailbox_database=server.url("shuangcha_mailbox", "shuangcha_portal"),
    )


@pytest.fixture
def desk(settings: PortalConfig, clock: SetClock) -> Iterator[Desk]:
    opened = Desk.open(settings, clock)
    yield opened
    opened.close()


@pytest.fixture
def office(settings: PortalConfig) -> Iterator[Office]:
    opened = Office.at(settings)
    yield opened
    opened.store.close()


@pytest.fixture
def app(settings: PortalConfig, clock: SetClock) -> Iterator[Flask]:
    made = create_app(settings, clock=clock)
    made.testing = True
    yield made
    made.extensions["portal.desk"].close()


@pytest.fixture
def visit(app: Flask) -> Visit:
    return Visit(app)
