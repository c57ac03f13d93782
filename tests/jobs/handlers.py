"""Handlers to test with."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from reif.jobs.kinds import Kind
from reif.jobs.running import Running, Stopping
from reif.records.models import Job

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEASE = timedelta(minutes=2)


def count(running: Running) -> dict[str, object]:
    """Adds up its numbers, reporting after each."""
    numbers, total = running.arguments["numbers"], 0
    for done, number in enumerate(numbers, start=1):
        total += number
        running.progress(done / len(numbers))
    return {"total": total}


def break_down(running: Running) -> None:
    """Fails, quoting what it was given."""
    raise ValueError(f"cannot use {running.arguments}")


def lose(running: Running) -> None:
    """Is silent for so long that another worker takes its job."""
    Job.objects.filter(id=running.job.id).update(attempts=2)
    running.progress(0.5)


def stop(running: Running) -> None:
    """Is stopped half way."""
    running.progress(0.5)
    raise Stopping


KINDS = {
    "count": Kind("tests.jobs.handlers.count", lease=LEASE),
    "break": Kind("tests.jobs.handlers.break_down", attempts=2),
    "lose": Kind("tests.jobs.handlers.lose"),
    "stop": Kind("tests.jobs.handlers.stop"),
    "daily": Kind("tests.jobs.handlers.count", every=timedelta(days=1)),
    "tidy": Kind("reif.jobs.tidying.tidy"),
}


def clock(*times: datetime) -> Callable[[], datetime]:
    """Tells the times one after the other, then the last for ever."""
    left = list(times)
    return lambda: left.pop(0) if len(left) > 1 else left[0]
