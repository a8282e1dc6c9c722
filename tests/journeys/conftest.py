"""The journeys: the portal's own city with its clock, and a house of both doors whose people tell one story."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.doors import running
from tests.browser.house import House
from tests.browser.inspector import Inspector
from tests.journeys.story import Story
from tests.portal import city
from tests.portal.clock import SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock(city.NOON)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Both doors of a small installation, running."""
    built = House.build(tmp_path_factory.mktemp("house"))
    with running(built.portal, built.casework):
        yield built


@pytest.fixture(scope="session")
def story(house: House, chromium: Browser, inspector: Inspector) -> Iterator[Story]:
    """One report's way, told as far as a test asks."""
    told = Story(house, chromium, inspector)
    yield told
    for person in told.desks.values():
        person.leave()
