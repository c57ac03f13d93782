"""The job that forgets jobs: what was finished long ago tells nobody anything."""

from datetime import timedelta

from django.db import transaction

from reif.jobs import operations
from reif.jobs.running import Running

KEPT = timedelta(days=30)


def tidy(running: Running) -> dict[str, object]:
    """Delete jobs that were finished more than 30 days ago."""
    with transaction.atomic():
        return {"deleted": operations.forget(finished_before=running.now() - KEPT)}
