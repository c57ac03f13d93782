"""One made-up world for all tests that look at it."""

from datetime import date

import pytest

from reif.simulation import simulate
from reif.simulation.world import World

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def world() -> World:
    return simulate(seed=1, today=TODAY)
