"""The journeys stand on the same invented city as the portal's own tests."""

import pytest

from tests.portal import city
from tests.portal.clock import SetClock


@pytest.fixture
def clock() -> SetClock:
    return SetClock(city.NOON)
