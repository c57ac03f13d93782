"""Run a job: each of its parts (taking it, its steps, its end) in a transaction of its own."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from reif.jobs import operations
from reif.jobs.kinds import Kind
from reif.jobs.whereabouts import whereabouts
from reif.records.models import Job

logger = logging.getLogger(__name__)


class Stopping(Exception):
    """The worker is asked to stop; the job goes on later."""


class Lost(Exception):
    """The job was silent for longer than its lease, so another worker has it now."""


@dataclass(frozen=True, slots=True)
class Running:
    """A job as its handler sees it."""

    job: Job
    kind: Kind
    now: Callable[[], datetime]
    is_stopping: Callable[[], bool] = field(default=lambda: False)

    @property
    def arguments(self) -> dict[str, Any]:
        """What the job was asked with."""
        arguments: dict[str, Any] = self.job.arguments
        return arguments

    def progress(self, share: float) -> None:
        """Say how far the work has come (0–1), between two transactions, at least once per lease.

        Raises Stopping and Lost; a handler lets them pass.
        """
        with transaction.atomic():
            if not operations.report(job=self.job, progress=share, lease=self.kind.lease, at=self.now()):
                raise Lost
        if self.is_stopping():
            raise Stopping


def run_one(
    *,
    kinds: Mapping[str, Kind],
    now: Callable[[], datetime],
    is_stopping: Callable[[], bool] = lambda: False,
) -> bool:
    """Take one job and run it. Whether there was one. A failure of the job is the job's; it is not raised."""
    if not operations.is_due(kinds=kinds, at=now()):
        return False
    with transaction.atomic():
        job = operations.take(kinds=kinds, at=now())
    if job is None:
        return False
    kind = kinds[job.kind]
    try:
        result = kind.load()(Running(job, kind, now, is_stopping))
    except Stopping:
        with transaction.atomic():
            operations.put_back(job=job, at=now())
    except Lost:
        logger.warning("job lost to another worker", extra={"job": job.id, "kind": job.kind})
    except Exception as error:
        logger.error("job failed", exc_info=True, extra={"job": job.id, "kind": job.kind, "attempt": job.attempts})
        with transaction.atomic():
            operations.fail(job=job, kind=kind, failure=whereabouts(error), at=now())
    else:
        with transaction.atomic():
            operations.finish(job=job, kind=kind, result=result or {}, at=now())
        logger.info("job done", extra={"job": job.id, "kind": job.kind})
    return True
