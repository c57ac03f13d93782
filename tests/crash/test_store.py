"""Whoever stores events is killed again and again: what was confirmed is there, and nothing is there twice."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.cli.system import Program, System
from tests.crash.killing import ask, is_sound, kill_after, moments
from tests.crash.store_process import EVENTS

KILLS = 3
ENDLESS = 1_000_000


def begin(system: System, said: Path, first: int, last: int) -> Program:
    with said.open("ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.store_process", str(first), str(last)],
            cwd=ROOT,
            env=system.environment(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.DEVNULL,
        )
    return Program(process, said)


@pytest.mark.database
def test_what_was_confirmed_is_there_and_nothing_is_there_twice(made: System, tmp_path: Path) -> None:
    said, confirmed = tmp_path / "said", 0
    for _ in range(KILLS):
        program = begin(made, said, max(confirmed - 2, 0), ENDLESS)  # a sender does not know what was stored last
        before = program.said.count("stored")
        program.wait_for(lambda program=program, before=before: program.said.count("stored") > before)
        assert kill_after(program.process, moments.uniform(0.0, 1.0))
        confirmed = max(int(batch) for batch in re.findall(r"stored (\d+)\n", said.read_text())) + 1
        assert is_sound(made)
        batches = ask(made, "SELECT count(*), count(DISTINCT message_id) FROM records_event")[0]
        assert batches in [(count * EVENTS, count * EVENTS) for count in (confirmed, confirmed + 1)]
    last = begin(made, said, confirmed, confirmed + 1)
    assert last.process.wait(60) == 0
    everything = (confirmed + 1) * EVENTS
    assert ask(made, "SELECT count(*), count(DISTINCT message_id) FROM records_event") == [(everything, everything)]
