"""What is known of jobs and workers."""

from datetime import timedelta

import pytest

from reif.jobs.operations import enqueue, turn
from reif.jobs.queries import alive, failed, last_turn, latest, oldest_waiting, states
from reif.records.models import Job
from tests.jobs.handlers import AT

pytestmark = pytest.mark.django_db


def test_jobs_are_counted_by_state_and_the_failed_listed() -> None:
    assert states() == {}
    for hours, state in enumerate(("waiting", "failed", "failed", "done")):
        then = AT + timedelta(hours=hours)
        Job.objects.create(kind=f"k{hours}", state=state, run_at=AT, created_at=AT, finished_at=then)
    assert states() == {"done": 1, "failed": 2, "waiting": 1}
    assert [job.kind for job in failed()] == ["k2", "k1"]


def test_the_latest_job_of_a_kind_or_of_a_key() -> None:
    assert latest("count") is None
    asked = [enqueue(kind="count", key=key, at=AT) for key in ("a", "b")]
    assert latest("count") == asked[1]
    assert latest("count", "a") == asked[0]
    assert latest("tidy") is None


def test_the_last_turn_of_any_worker() -> None:
    assert last_turn() is None
    turn(worker="a", at=AT)
    turn(worker="b", at=AT - timedelta(minutes=1))
    assert last_turn() == AT


def test_workers_that_are_alive() -> None:
    turn(worker="a", at=AT)
    turn(worker="b", at=AT - timedelta(minutes=2))
    assert [alive(AT - timedelta(minutes=minutes)) for minutes in (-1, 0, 2)] == [0, 1, 2]


def test_the_job_that_has_waited_longest() -> None:
    assert oldest_waiting(AT) is None
    for minutes in (-3, -2, 5):
        enqueue(kind="count", at=AT, run_at=AT + timedelta(minutes=minutes))
    Job.objects.filter(run_at=AT - timedelta(minutes=3)).update(state="done")
    assert oldest_waiting(AT) == AT - timedelta(minutes=2)
