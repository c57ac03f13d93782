"""A folder with leads, events and a small model, to run commands in."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.commands import EVENTS, LEADS, MODEL, Reif
from tests.cli.system import System
from tests.postgresql import TEST_SERVER, new_database


@pytest.fixture
def reif(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Iterator[Reif]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    reif = Reif(tmp_path, monkeypatch, capsysbinary)
    for name, content in (("model.yaml", MODEL), ("leads.csv", LEADS), ("events.csv", EVENTS)):
        reif.put(name, content)
    handler = signal.getsignal(signal.SIGTERM)
    yield reif
    signal.signal(signal.SIGTERM, handler)


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
