"""`reif serve` is killed, alone, with what it started, or only a part of it: it answers again, on a sound database."""

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.cli.system import Program, System, children_of, free_port
from tests.crash.killing import ask, is_sound, kill_after, kill_now, moments

KILLS = 2
KILLS_OF_PARTS = 4


@pytest.mark.database
def test_it_starts_again_at_once(made: System) -> None:
    port = free_port()
    for number in range(KILLS + 1):
        with made.running("serve", "--port", str(port)) as program:
            program.wait_for(lambda number=number, program=program: program.said.count("reif is at") > number)
            assert answers(port)
            if number == KILLS:
                assert program.stop() == 0
                continue
            children = children_of(program.process.pid)
            assert kill_after(program.process, moments.uniform(0.0, 1.0))
            for child in children if moments.random() < 0.5 else []:
                kill_now(child)
        assert is_sound(made)
    assert ask(made, "SELECT count(*) FROM records_job WHERE state = 'running'") == [(0,)]


@pytest.mark.database
def test_what_it_started_is_started_again_when_it_is_killed(made: System) -> None:
    port = free_port()
    with made.running("serve", "--port", str(port)) as program:
        program.wait_for(lambda: "reif is at" in program.said)
        program.wait_for(lambda: len(parts_of(program)) == 3)  # two for the web, one worker
        for _ in range(KILLS_OF_PARTS):
            before = parts_of(program)
            killed = moments.choice(sorted(before))
            kill_now(killed)
            program.wait_for(lambda before=before: bool(parts_of(program) - before) and answers(port))
            program.wait_for(lambda: len(parts_of(program)) == 3)  # two fast deaths begin the web processes anew
        assert program.stop() == 0
    assert is_sound(made)


def parts_of(program: Program) -> set[int]:
    """The processes that serve started, but for Python's own that keeps track of them."""
    return {child for child in children_of(program.process.pid) if not _is_tracker(child)}


def _is_tracker(process: int) -> bool:
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return True
    return not command or b"resource_tracker" in command


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=30) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
