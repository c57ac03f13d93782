"""Each test in rounds, and how many processes were killed in all: a soak that killed few proves little."""

import os
import secrets
from collections.abc import Callable, Iterator

import pytest

from tests.crash.killing import killed, moments
from tests.postgresql import TEST_SERVER

collect_ignore = [] if TEST_SERVER in os.environ else ["test_lost_connection.py"]  # SQLite has none to lose
ROUNDS = int(os.environ.get("REIF_TEST_ROUNDS", "1"))
_NAME = "kills"


@pytest.fixture(scope="session", params=range(ROUNDS), ids=lambda number: f"round {number + 1}")
def in_rounds() -> None:
    """Of the session, so that one round of everything comes before the next."""


@pytest.fixture(autouse=True)
def _counted(
    in_rounds: None, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> Iterator[None]:
    del in_rounds
    seed = os.environ.get("REIF_TEST_SEED") or secrets.token_hex(4)
    moments.seed(f"{seed} {request.node.nodeid}")
    print(f"REIF_TEST_SEED={seed} repeats the moments")  # shown where the test fails
    before = killed()
    yield
    record_property(_NAME, killed() - before)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [report for some in terminalreporter.stats.values() for report in some]
    told = [dict(report.user_properties) for report in reports if getattr(report, "when", "") == "teardown"]
    terminalreporter.write_line(f"processes killed: {sum(each.get(_NAME, 0) for each in told)}")
