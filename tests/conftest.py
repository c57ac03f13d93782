"""How long Hypothesis searches: usually, on a build machine (the same cases for the same commit), and in a soak.

And what tests of several rooms share.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.spark_cluster", "tests.systems"]

settings.register_profile(
    "usual",
    max_examples=300,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("build", parent=settings.get_profile("usual"), derandomize=True, database=None)
settings.register_profile("soak", parent=settings.get_profile("usual"), max_examples=10_000)

settings.load_profile("build" if os.environ.get("CI") else "usual")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "database: touches the records, so it runs on SQLite and on PostgreSQL")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches the records has the mark `database`, but for journeys in a browser, which run once."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        touches = item.get_closest_marker("django_db") is not None or fixtures & {"db", "transactional_db"}
        if touches and "page" not in fixtures:
            item.add_marker("database")
