"""Reads of jobs and workers."""

from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, QuerySet

from reif.records.models import Job, Worker

SILENT_AFTER = timedelta(minutes=1)
"""A worker that runs says so every few seconds."""


def states() -> dict[str, int]:
    """How many jobs there are by state; states without jobs are left out."""
    return dict(Job.objects.values_list("state").annotate(count=Count("id")).order_by("state"))


def latest(kind: str, key: str = "") -> Job | None:
    """The job of the kind, and with the key if one is given, that was asked for last: its state, progress, result."""
    asked = Job.objects.filter(kind=kind, **({"key": key} if key else {}))
    return asked.order_by("-id").first()


def failed() -> QuerySet[Job]:
    """Jobs that have failed for good, the latest first."""
    return Job.objects.filter(state="failed").order_by("-finished_at", "-id")


def last_turn() -> datetime | None:
    """When a worker last said that it is alive; None if none ever did since the last was stopped."""
    turned_at: datetime | None = Worker.objects.aggregate(last=Max("turned_at"))["last"]
    return turned_at


def is_silent(at: datetime) -> bool:
    """Whether nobody does the jobs that are asked for."""
    turned_at = last_turn()
    return turned_at is None or at - turned_at > SILENT_AFTER


def alive(since: datetime) -> int:
    """How many workers have said since the instant that they are alive."""
    return Worker.objects.filter(turned_at__gte=since).count()


def oldest_waiting(at: datetime) -> datetime | None:
    """Since when the job has waited that has waited longest; None if none could be taken at the instant."""
    oldest: datetime | None = Job.objects.filter(state="waiting", run_at__lte=at).aggregate(first=Min("run_at"))[
        "first"
    ]
    return oldest
