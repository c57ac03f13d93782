"""A job is run with progress, survives what breaks, and stands aside when told."""

import pytest

from reif.jobs.operations import enqueue
from reif.jobs.running import Running, run_one
from reif.records.models import Job
from tests.jobs.handlers import AT, KINDS, clock

pytestmark = pytest.mark.django_db


def run(*, is_stopping: bool = False) -> bool:
    return run_one(kinds=KINDS, now=clock(AT), is_stopping=lambda: is_stopping)


def test_a_job_is_done_and_its_result_kept() -> None:
    enqueue(kind="count", arguments={"numbers": [1, 2, 3]}, at=AT)
    assert (run(), run()) == (True, False)
    job = Job.objects.get()
    assert (job.state, job.result, job.finished_at, job.leased_until) == ("done", {"total": 6}, AT, None)


def test_a_failure_keeps_the_place_and_nothing_that_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    enqueue(kind="break", arguments={"email": "ann@example.com"}, at=AT)
    assert run()
    job = Job.objects.get()
    assert job.state == "waiting"
    assert job.failure.startswith("ValueError at handlers.py:")
    assert "ann@" not in job.failure
    assert [record.message for record in caplog.records] == ["job failed"]


def test_a_handler_that_is_asked_to_stop_leaves_the_job_for_later() -> None:
    enqueue(kind="count", arguments={"numbers": [1, 2, 3]}, at=AT)
    assert run(is_stopping=True)
    job = Job.objects.get()
    assert (job.state, job.attempts, job.progress) == ("waiting", 0, pytest.approx(1 / 3))
    assert run()
    assert Job.objects.get().state == "done"


def test_a_handler_that_was_silent_too_long_has_lost_its_job() -> None:
    enqueue(kind="lose", at=AT)
    assert run()
    job = Job.objects.get()
    assert (job.state, job.attempts, job.failure) == ("running", 2, "")


def test_a_running_job_knows_its_arguments() -> None:
    job = Job(kind="count", arguments={"numbers": [1]})
    assert Running(job, KINDS["count"], clock(AT)).arguments == {"numbers": [1]}
