"""Fixtures every test may use."""

from collections.abc import Iterator

import pytest

from tests import postgresql
from tests.requirements import need

pytest_plugins = ["tests.browser.fixtures"]


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """One PostgreSQL server for the whole run, on a free loopback port."""
    need(present=postgresql.is_installed(), what="a PostgreSQL server")
    with postgresql.server() as running:
        yield running
