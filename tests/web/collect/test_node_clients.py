"""Clients of Node that others wrote, unchanged but for the host, against the real server over a real socket."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.system import System
from tests.web.collect import served as serving
from tests.web.collect.served import Served

ROOT = Path(__file__).parents[3]
PACKAGES = ROOT / ".venv" / "npm" / "node_modules"


@pytest.fixture(scope="module")
def served(fresh: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving.served(fresh.copied_to(tmp_path_factory.mktemp("node") / "home")) as running:
        yield running


def send(client: str, host: str, key: str) -> list[str]:
    """What the client could not send."""
    done = subprocess.run(
        ["node", ROOT / "tests/web/collect/npm/send.cjs", client, host, key],
        env={**os.environ, "NODE_PATH": str(PACKAGES)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    problems: list[str] = json.loads(done.stdout)
    return problems


@pytest.mark.parametrize("client", ["segment", "rudderstack", "jitsu"])
def test_a_story_arrives(served: Served, made: System, client: str) -> None:
    del made
    before = served.rows("SELECT coalesce(max(id), 0) FROM records_event")[0][0]
    assert send(client, served.host, served.key) == []
    found = served.events(after=before)
    assert found[:2] == [("Demo Requested", "ada@krane.example"), ("Page Viewed", "ada@krane.example")]
    assert len(found) == 32
    assert served.rows("SELECT name, company_name FROM records_contact WHERE email <> ''") == [("Ada", "Krane KG")]
    assert served.rows("SELECT count(*) FROM records_quarantined") == [(0,)]


def test_a_wrong_key_is_told_and_not_tried_again(served: Served) -> None:
    assert any("401" in problem for problem in send("segment", served.host, "wrong"))
    assert send("rudderstack", served.host, "wrong") != []
