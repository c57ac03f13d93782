"""Jobs are asked for once, taken once, tried again with patience, and come round on time."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection, transaction

from reif.jobs.operations import enqueue, fail, finish, forget, is_due, leave, plan, put_back, report, retry, take, turn
from reif.records.models import Job, Worker
from tests.jobs.handlers import AT, KINDS, LEASE

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def taken(at: datetime = AT) -> Job:
    job = take(kinds=KINDS, at=at)
    assert job is not None
    return job


def test_an_unfinished_job_of_the_same_key_is_the_same_job() -> None:
    first = enqueue(kind="count", key="k", at=AT)
    assert enqueue(kind="count", key="k", at=AT) == first
    assert enqueue(kind="stop", key="k", at=AT) != first
    assert enqueue(kind="count", at=AT) != enqueue(kind="count", at=AT)
    job = taken()
    assert job == first
    assert enqueue(kind="count", key="k", at=AT) == first
    finish(job=job, kind=KINDS["count"], result={}, at=AT)
    assert enqueue(kind="count", key="k", at=AT) != first


def test_a_job_asked_for_in_a_transaction_that_fails_was_never_asked_for() -> None:
    with transaction.atomic():
        enqueue(kind="count", at=AT)
        transaction.set_rollback(True)
    assert not is_due(kinds=KINDS, at=AT)


def test_the_one_that_waited_longest_comes_first_and_none_before_its_time() -> None:
    later = enqueue(kind="count", at=AT, run_at=AT + SECOND)
    now = enqueue(kind="count", at=AT)
    assert taken() == now
    assert take(kinds=KINDS, at=AT) is None
    assert taken(AT + SECOND) == later


def test_kinds_that_nobody_here_knows_are_left_to_others() -> None:
    enqueue(kind="from a later version", at=AT)
    assert not is_due(kinds=KINDS, at=AT)
    assert take(kinds=KINDS, at=AT) is None


def test_the_job_of_a_silent_worker_is_taken_over_and_the_first_is_not_heard_any_more() -> None:
    enqueue(kind="count", at=AT)
    first = taken()
    assert take(kinds=KINDS, at=AT + LEASE - SECOND) is None
    second = taken(AT + LEASE)
    assert (first, first.attempts, second.attempts) == (second, 1, 2)
    kind = KINDS["count"]
    assert not report(job=first, progress=0.5, lease=LEASE, at=AT)
    assert not finish(job=first, kind=kind, result={}, at=AT)
    assert not fail(job=first, kind=kind, failure="late", at=AT)
    assert not put_back(job=first, at=AT)
    assert finish(job=second, kind=kind, result={"total": 1}, at=AT)
    job = Job.objects.get()
    assert (job.state, job.progress, job.result) == ("done", 1.0, {"total": 1})


def test_reporting_keeps_the_job() -> None:
    enqueue(kind="count", at=AT)
    job = taken()
    assert report(job=job, progress=0.25, lease=LEASE, at=AT + LEASE - SECOND)
    assert take(kinds=KINDS, at=AT + LEASE) is None
    assert Job.objects.get().progress == 0.25


def test_a_failed_attempt_waits_and_the_last_one_fails_for_good() -> None:
    enqueue(kind="break", at=AT)
    fail(job=taken(), kind=KINDS["break"], failure="first", at=AT)
    job = Job.objects.get()
    assert (job.state, job.run_at, job.failure) == ("waiting", AT + timedelta(seconds=10), "first")
    fail(job=taken(job.run_at), kind=KINDS["break"], failure="second", at=AT)
    job = Job.objects.get()
    assert (job.state, job.finished_at, job.failure) == ("failed", AT, "second")
    again = retry(job=job, at=AT)
    assert (again.state, again.attempts) == ("waiting", 0)


def test_what_kills_its_worker_each_time_is_given_up() -> None:
    enqueue(kind="break", at=AT)
    for times in range(2):
        taken(AT + times * LEASE)
    assert take(kinds=KINDS, at=AT + 2 * LEASE) is None
    job = Job.objects.get()
    assert (job.state, job.failure) == ("failed", "the worker was lost")


def test_a_job_put_back_goes_on_as_if_it_had_not_been_tried() -> None:
    enqueue(kind="count", at=AT)
    put_back(job=taken(), at=AT)
    assert taken().attempts == 1


def test_what_comes_round_waits_once_and_comes_again_whether_done_or_failed() -> None:
    plan(kinds=KINDS, at=AT)
    plan(kinds=KINDS, at=AT)
    midnight = AT + timedelta(hours=12)
    assert [(job.kind, job.run_at) for job in Job.objects.all()] == [("daily", midnight)]
    finish(job=taken(midnight), kind=KINDS["daily"], result={}, at=midnight + SECOND)
    day = timedelta(days=1)
    assert [job.run_at for job in Job.objects.filter(state="waiting")] == [midnight + day]
    for _ in range(KINDS["daily"].attempts):
        waiting = Job.objects.get(state="waiting")
        fail(job=taken(waiting.run_at), kind=KINDS["daily"], failure="no", at=waiting.run_at)
    assert [job.run_at for job in Job.objects.filter(state="waiting")] == [midnight + 2 * day]


def test_a_shorter_period_holds_at_once() -> None:
    enqueue(kind="daily", key="periodic", at=AT, run_at=AT + timedelta(days=300))
    plan(kinds=KINDS, at=AT)
    assert Job.objects.get().run_at == AT + timedelta(hours=12)


def test_old_jobs_are_forgotten_unfinished_ones_are_not() -> None:
    enqueue(kind="count", at=AT)
    finish(job=taken(), kind=KINDS["count"], result={}, at=AT)
    enqueue(kind="count", at=AT)
    assert forget(finished_before=AT) == 0
    assert forget(finished_before=AT + SECOND) == 1
    assert Job.objects.get().state == "waiting"


def test_a_worker_is_known_by_its_turns_until_it_leaves() -> None:
    for seconds in (0, 5):
        turn(worker="here:1", at=AT + seconds * SECOND)
    turn(worker="gone:2", at=AT - timedelta(days=2))
    worker = Worker.objects.get(name="here:1")
    assert (worker.started_at, worker.turned_at) == (AT, AT + 5 * SECOND)
    leave(worker="here:1", silent_since=AT - timedelta(days=1))
    assert not Worker.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_never_get_the_same_job() -> None:
    jobs = {enqueue(kind="count", at=AT).id for _ in range(40)}
    got: list[int] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            while is_due(kinds=KINDS, at=AT):
                with transaction.atomic():
                    job = take(kinds=KINDS, at=AT)
                if job is not None:
                    got.append(job.id)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(got), set(got)) == (40, jobs)


@pytest.mark.django_db(transaction=True)
def test_the_same_thing_asked_for_at_the_same_time_is_one_job() -> None:
    asked: list[int] = []
    start = threading.Barrier(4)

    def ask() -> None:
        start.wait()
        try:
            with transaction.atomic():
                asked.append(enqueue(kind="count", key="k", at=AT).id)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(asked), len(set(asked)), Job.objects.count()) == (4, 1, 1)
