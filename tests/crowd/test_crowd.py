"""Many processes at once on one system: nothing confirmed is lost, nothing doubled, and all is as the log says."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from itertools import groupby, pairwise
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.cli.system import Program, System
from tests.crash.killing import ask, is_sound
from tests.crowd.member import CONTACTS, MODEL

TURNS = int(os.environ.get("REIF_TEST_TURNS", "20"))
ROLES = {"send": 1.0, "sell": 1.0, "publish": 0.1, "rebuild": 0.2}


@pytest.fixture
def crowded(made: System, tmp_path: Path) -> System:
    """With contacts, and a model whose scores fade fast."""
    people = "".join(f"{number},p{number}@example.com,owner\n" for number in range(CONTACTS))
    (tmp_path / "leads.csv").write_text("lead_id,email,seniority\n" + people)
    (tmp_path / "model.yaml").write_text(MODEL.format(number=0, decider=35))
    assert made("import", "--leads", str(tmp_path / "leads.csv")).code == 0
    assert made("model", "publish", str(tmp_path / "model.yaml")).code == 0
    return made


def member(system: System, folder: Path, role: str, number: int) -> Program:
    said = folder / f"said-{role}-{number}"
    with said.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crowd.member", role, str(number), str(round(TURNS * ROLES[role]))],
            cwd=ROOT,
            env=system.environment(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
    return Program(process, said)


@pytest.mark.database
def test_nobody_loses_anything_to_another(crowded: System, tmp_path: Path) -> None:
    workers = [member_of_the_house(crowded, tmp_path, number) for number in range(2)]
    crowd = [member(crowded, tmp_path, role, number) for number in range(2) for role in ROLES]
    for each in crowd:
        each.process.wait(60 + 10 * TURNS)
        assert each.said.endswith("ended\n"), each.said[-3000:]
    for each in workers:
        assert each.stop() == 0
        assert '"level": "error"' not in each.said, each.said
        assert "@" not in each.said  # nor whom it was about
    said = "".join(each.said for each in crowd)
    assert confirmed_events(said) <= set(ask(crowded, "SELECT message_id FROM records_event"))
    assert all_are_once(crowded)
    assert facts_are_there(crowded, said)
    assert moves_follow_each_other(crowded)
    assert scores_follow_each_other(crowded)
    assert ask(crowded, "SELECT count(*) FROM records_scoringmodel WHERE state = 'live'") == [(1,)]
    assert len(re.findall(r"published \d+", said)) >= 2
    rebuilt = crowded("rebuild", "--json")
    assert json.loads(rebuilt.out) == {"contacts": CONTACTS, "differences": []}
    assert is_sound(crowded)


def member_of_the_house(system: System, folder: Path, number: int) -> Program:
    said = folder / f"said-worker-{number}"
    with said.open("wb") as stream:
        process = subprocess.Popen(
            system.command("work"), env=system.environment(), stdin=subprocess.DEVNULL, stdout=stream, stderr=stream
        )
    return Program(process, said)


def confirmed_events(said: str) -> set[tuple[str]]:
    keys = set(re.findall(r"^event (\S+)$", said, re.MULTILINE))
    assert len(keys) > 20
    return {(key,) for key in keys}


def all_are_once(system: System) -> bool:
    return ask(system, "SELECT count(*) - count(DISTINCT message_id) FROM records_event") == [(0,)]


def facts_are_there(system: System, said: str) -> bool:
    """Each edit that was confirmed stands in the log."""
    stored = {str(value) for (value,) in ask(system, "SELECT value FROM records_attributechange")}
    confirmed = set(re.findall(r"^edit \d+ (\S+)$", said, re.MULTILINE))
    return bool(confirmed) and confirmed <= stored


def moves_follow_each_other(system: System) -> bool:
    """Each move begins where the one before ended, by its number and by its time."""
    moves = "SELECT contact_id, from_stage, from_status, to_stage, to_status FROM records_stagechange"
    for order in (" ORDER BY contact_id, id", " ORDER BY contact_id, occurred_at, id"):
        told = ask(system, moves + order)
        assert told
        for before, after in pairs(told):
            assert before[3:] == after[1:3], order
    return True


def scores_follow_each_other(system: System) -> bool:
    """Each visible change begins with the points that the one before ended with."""
    changes = ask(
        system, "SELECT contact_id, points_before, points FROM records_scorechange ORDER BY contact_id, as_of, id"
    )
    assert len(changes) > 10
    for before, after in pairs(changes):
        assert after[1] == before[2]
    return True


def pairs(rows: Iterable[tuple[object, ...]]) -> list[tuple[tuple[object, ...], tuple[object, ...]]]:
    return [pair for _, own in groupby(rows, key=lambda row: row[0]) for pair in pairwise(own)]
