"""Writes of jobs. The transaction is the caller's."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from reif.jobs.kinds import Kind, pause_before
from reif.records.models import Job, User, Worker

PERIODIC = "periodic"
_UNFINISHED = ("waiting", "running")
_LOST = "the worker was lost"


def enqueue(
    *,
    kind: str,
    arguments: Mapping[str, object] | None = None,
    key: str = "",
    by: User | None = None,
    at: datetime,
    run_at: datetime | None = None,
) -> Job:
    """Ask for a job, from `run_at` (left out: `at`) on.

    With a key, the unfinished job of that kind and key is returned instead, if there is one.
    """
    while True:
        asked = Job.objects.filter(kind=kind, key=key, state__in=_UNFINISHED).first() if key else None
        if asked is not None:
            return asked
        with suppress(IntegrityError), transaction.atomic():  # another may ask for it between the two
            return Job.objects.create(
                kind=kind, arguments=arguments or {}, key=key, by=by, created_at=at, run_at=run_at or at
            )


def take(*, kinds: Mapping[str, Kind], at: datetime) -> Job | None:
    """Take the job that has waited longest, or one whose worker is silent; None if there is none.

    No two callers get the same one. Its `attempts` then tells this taking from any later one.
    """
    _give_up_lost(kinds, at)
    found = _due(kinds, at).select_for_update(skip_locked=True).order_by("run_at", "id").first()
    if found is None:
        return None
    found.state = "running"
    found.attempts += 1
    found.leased_until = at + kinds[found.kind].lease
    found.save(update_fields=["state", "attempts", "leased_until"])
    return found


def is_due(*, kinds: Mapping[str, Kind], at: datetime) -> bool:
    """Whether there is a job to take. Reads only."""
    return _due(kinds, at).exists()


def report(*, job: Job, progress: float, lease: timedelta, at: datetime) -> bool:
    """Say how far the job has come (0–1), and keep it for another lease. False if it is not this taking's any more."""
    return _mine(job).update(progress=progress, leased_until=at + lease) == 1


def finish(*, job: Job, kind: Kind, result: Mapping[str, object], at: datetime) -> bool:
    """The job is done. False if it is not this taking's any more."""
    return _end(job, kind, at, state="done", result=result, progress=1.0, failure="")


def fail(*, job: Job, kind: Kind, failure: str, at: datetime) -> bool:
    """The attempt failed: the job waits for the next, or has failed for good. False as in `finish`."""
    if job.attempts >= kind.attempts:
        return _end(job, kind, at, state="failed", failure=failure)
    run_at = at + pause_before(job.attempts + 1)
    return _mine(job).update(state="waiting", run_at=run_at, leased_until=None, failure=failure) == 1


def put_back(*, job: Job, at: datetime) -> bool:
    """The worker is stopping: another goes on. The attempt does not count. False as in `finish`."""
    return _mine(job).update(state="waiting", run_at=at, leased_until=None, attempts=job.attempts - 1) == 1


def retry(*, job: Job, at: datetime) -> Job:
    """Ask again for a job that has failed."""
    return enqueue(kind=job.kind, arguments=job.arguments, key=job.key, by=job.by, at=at)


def plan(*, kinds: Mapping[str, Kind], at: datetime) -> None:
    """See to it that all that comes round by the clock is waiting for its time. May be repeated."""
    for name, kind in kinds.items():
        if kind.every is not None:
            run_at = kind.next_after(at)
            planned = enqueue(kind=name, key=PERIODIC, at=at, run_at=run_at)
            if planned.state == "waiting" and planned.attempts == 0 and planned.run_at > run_at:
                Job.objects.filter(id=planned.id, state="waiting").update(run_at=run_at)


def forget(*, finished_before: datetime) -> int:
    """Delete jobs that were finished before the instant. Returns how many."""
    return Job.objects.filter(state__in=("done", "failed"), finished_at__lt=finished_before).delete()[0]


def turn(*, worker: str, at: datetime) -> None:
    """The worker says that it is alive."""
    Worker.objects.update_or_create(
        name=worker, defaults={"turned_at": at}, create_defaults={"turned_at": at, "started_at": at}
    )


def leave(*, worker: str, silent_since: datetime) -> None:
    """The worker stops. Those that have not been heard of since the instant are forgotten with it."""
    Worker.objects.filter(Q(name=worker) | Q(turned_at__lt=silent_since)).delete()


def _due(kinds: Mapping[str, Kind], at: datetime) -> QuerySet[Job]:
    waiting, silent = Q(state="waiting", run_at__lte=at), Q(state="running", leased_until__lte=at)
    return Job.objects.filter(waiting | silent, kind__in=list(kinds))


def _give_up_lost(kinds: Mapping[str, Kind], at: datetime) -> None:
    """What has cost a worker its life at each attempt is not tried for ever."""
    for lost in Job.objects.filter(state="running", leased_until__lte=at, kind__in=list(kinds)):
        kind = kinds[lost.kind]
        if lost.attempts >= kind.attempts:
            _end(lost, kind, at, state="failed", failure=_LOST)


def _end(job: Job, kind: Kind, at: datetime, **columns: object) -> bool:
    if _mine(job).update(leased_until=None, finished_at=at, **columns) == 0:
        return False
    if kind.every is not None and job.key == PERIODIC:
        enqueue(kind=job.kind, key=PERIODIC, at=at, run_at=kind.next_after(at))
    return True


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(id=job.id, state="running", attempts=job.attempts)
