"""How far a job for a list is, as pages show it."""

from typing import Any

from django.utils import timezone

from reif.jobs.queries import is_silent, latest
from reif.records.models import Job, Upload

UNDER_WAY = ("waiting", "running")


def under_way(kind: str, upload: Upload) -> dict[str, Any]:
    """`job`: the last of its kind for this list, None if none was asked for; whether it is under way; what it waits
    for: others that come before, or a worker."""
    job: Job | None = latest(kind, str(upload.pk))
    is_waiting = job is not None and job.state == "waiting"
    return {
        "job": job,
        "is_under_way": job is not None and job.state in UNDER_WAY,
        "is_behind_others": is_waiting and Job.objects.filter(state="running").exclude(key=str(upload.pk)).exists(),
        "is_silent": is_waiting and is_silent(timezone.now()),
    }
