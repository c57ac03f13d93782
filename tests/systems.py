"""Systems to run commands on, for tests of several rooms."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.system import System
from tests.dovecot import Dovecot, dovecot
from tests.postgresql import TEST_SERVER, new_database


@pytest.fixture
def system(tmp_path: Path) -> System:
    """In SQLite; where the tests run on PostgreSQL, in a new database there."""
    server = os.environ.get(TEST_SERVER, "")
    return System(tmp_path / "home", new_database(server) if server else "")


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> System:
    """A system in SQLite as `reif init` makes it, to be copied."""
    system = System(tmp_path_factory.mktemp("fresh") / "home")
    ended = system("init")
    assert ended.code == 0, ended.err
    return system


@pytest.fixture
def made(system: System, fresh: System) -> System:
    """A system that is there."""
    if not system.url:
        return fresh.copied_to(system.home)
    ended = system("init")
    assert ended.code == 0, ended.err
    return system


@pytest.fixture
def imap() -> Iterator[Dovecot]:
    """An IMAP server that others wrote, with one empty mailbox."""
    with dovecot() as server:
        yield server
