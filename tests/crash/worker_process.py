"""A worker whose jobs write in steps, and that asks for a new one all the time. Says each job that it was promised.

`work`: no new ones.
"""

import os
import signal
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reif.jobs.running import Running

STEPS = 5


def write_steps(running: "Running") -> None:
    """Each step once, however often the job is begun."""
    from django.db import transaction

    from reif.records.models import AuditEntry

    for step in range(STEPS):
        with transaction.atomic():
            row = {"action": f"step {step}", "subject": "job", "subject_id": running.job.id}
            if not AuditEntry.objects.filter(**row).exists():
                AuditEntry.objects.create(**row, occurred_at=running.now())
        running.progress((step + 1) / STEPS)


def ask_for_jobs(stop: threading.Event) -> None:
    """A job is promised once its transaction has ended."""
    from django.db import transaction

    from reif.jobs.operations import enqueue

    while not stop.is_set():
        with transaction.atomic():
            job = enqueue(kind="steps", at=datetime.now(UTC))
        print("promised", job.id, flush=True)
        time.sleep(0.05)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
    import django
    from django.conf import settings

    django.setup()
    from reif.cli.worker import Worker
    from reif.jobs.kinds import Kind

    kind = Kind("tests.crash.worker_process.write_steps", lease=timedelta(seconds=2), attempts=1000)
    settings.REIF_KINDS_OF_JOBS = {"steps": kind}
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda number, frame: stop.set())
    if sys.argv[1:] != ["work"]:
        threading.Thread(target=ask_for_jobs, args=(stop,), daemon=True).start()
    print("started", flush=True)
    Worker(stop, lambda: datetime.now(UTC)).run()


if __name__ == "__main__":
    main()
