"""A loop rests when there is nothing to do, and survives what fails, ever more patiently."""

import threading
from collections.abc import Iterator

import pytest

from reif.jobs.loop import LONGEST_PAUSE_SECONDS, Loop


def loop(*outcomes: bool | Exception) -> tuple[Loop, list[str]]:
    left: Iterator[bool | Exception] = iter(outcomes)
    recovered: list[str] = []

    def step() -> bool:
        outcome = next(left)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    made = Loop("test", step, threading.Event(), pause_seconds=0.5, recover=lambda: recovered.append("again"))
    return made, recovered


def test_work_follows_work_at_once_and_a_pause_follows_none() -> None:
    made, _ = loop(True, True, False, True)
    assert [made.turn() for _ in range(4)] == [0.0, 0.0, 0.5, 0.0]


def test_what_fails_is_tried_ever_later_until_it_works() -> None:
    made, recovered = loop(*[RuntimeError("down")] * 9, False, RuntimeError("down"))
    assert [made.turn() for _ in range(9)] == [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, *[LONGEST_PAUSE_SECONDS] * 3]
    assert len(recovered) == 9
    assert [made.turn(), made.turn()] == [0.5, 1.0]


def test_a_failure_is_logged_once_each_time(caplog: pytest.LogCaptureFixture) -> None:
    made, _ = loop(RuntimeError("down"))
    made.turn()
    assert [record.message for record in caplog.records] == ["step failed"]


def test_stopping_finishes_the_step_under_way() -> None:
    stop, steps = threading.Event(), []

    def step() -> bool:
        stop.set()
        steps.append("done")
        return True

    Loop("test", step, stop).run()
    assert steps == ["done"]
