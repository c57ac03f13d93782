"""A worker is killed again and again: what was promised is done, and done once."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.cli.system import Program, System
from tests.crash.killing import ask, is_sound, kill_after, moments
from tests.crash.worker_process import STEPS

KILLS = 4


def begin(system: System, said: Path, *arguments: str) -> Program:
    with said.open("ab") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.worker_process", *arguments],
            cwd=ROOT,
            env=system.environment(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.DEVNULL,
        )
    return Program(process, said)


@pytest.mark.database
def test_no_job_is_lost_and_no_step_is_done_twice(made: System, tmp_path: Path) -> None:
    for number in range(KILLS):
        program = begin(made, tmp_path / f"said-{number}")
        program.wait_for(lambda program=program: "promised" in program.said)
        assert kill_after(program.process, moments.uniform(0.0, 1.0))
        assert is_sound(made)
    said = "".join(file.read_text() for file in tmp_path.glob("said-*"))
    promised = {int(number) for number in re.findall(r"promised (\d+)\n", said)}
    assert len(promised) >= KILLS
    last = begin(made, tmp_path / "last", "work")
    last.wait_for(lambda: "started" in last.said)  # from then on it hears that it is to stop
    last.wait_for(lambda: ask(made, "SELECT count(*) FROM records_job WHERE state <> 'done'") == [(0,)])
    assert last.stop() == 0
    done = {number for (number,) in ask(made, "SELECT id FROM records_job WHERE state = 'done'")}
    assert promised <= done
    steps = ask(
        made,
        "SELECT subject_id, count(*), count(DISTINCT action) FROM records_auditentry WHERE subject = 'job' GROUP BY 1",
    )
    assert {job: (count, kinds) for job, count, kinds in steps} == dict.fromkeys(done, (STEPS, STEPS))
    assert is_sound(made)
