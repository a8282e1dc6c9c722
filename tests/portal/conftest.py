"""A portal of the invented city in a temporary folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from config import PortalConfig
from portal import create_app
from portal.desk import Desk
from tests.portal import city
from tests.portal.browser import Visit
from tests.portal.clock import SetClock
from tests.portal.office import Office


@pytest.fixture
def clock() -> SetClock:
    return SetClock(city.NOON)


@pytest.fixture
def settings(tmp_path: Path) -> PortalConfig:
    found = city.config(tmp_path)
    city.found(found)
    return found


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
