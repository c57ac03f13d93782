"""`reif serve` is killed, alone or with all that it started: it starts again at once, on a sound database."""

import os
import signal
import urllib.request

import pytest

from tests.cli.system import System, children_of, free_port
from tests.crash.killing import TIMES, ask, is_sound, kill_after, moments

KILLS = 2 * TIMES


@pytest.mark.database
def test_it_starts_again_at_once(made: System) -> None:
    port = free_port()
    for number in range(KILLS + 1):
        with made.running("serve", "--port", str(port)) as program:
            program.wait_for(lambda number=number, program=program: program.said.count("reif is at") > number)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=30) as answer:
                assert answer.status == 200
            if number == KILLS:
                assert program.stop() == 0
                continue
            children = children_of(program.process.pid)
            assert kill_after(program.process, moments.uniform(0.0, 1.0))
            for child in children if moments.random() < 0.5 else []:
                _kill(child)
        assert is_sound(made)
    assert ask(made, "SELECT count(*) FROM records_job WHERE state = 'running'") == [(0,)]


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
