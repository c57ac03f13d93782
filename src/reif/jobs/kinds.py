"""What kinds of jobs there are, as data: how each is run, how long it may be silent, how often it is tried."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from django.utils.module_loading import import_string

from reif.rules.pauses import pause_before

__all__ = ["Handler", "Kind", "pause_before"]

if TYPE_CHECKING:
    from reif.jobs.running import Running

Handler: TypeAlias = Callable[["Running"], Mapping[str, object] | None]
"""Does a job and returns its result (JSON). It must bear being repeated: an interrupted job is run again."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`handler`: the dotted name of a Handler. `lease`: how long a worker may be silent before another takes the job.

    `is_watch`: it waits most of the time, so it is done beside the others and keeps none of them from their turn.
    `attempts`: how often the job is tried before it has failed. `every`: the period of what comes round by the clock,
    counted from midnight UTC of 1 January 1970; None for jobs that somebody asks for.
    """

    handler: str
    lease: timedelta = timedelta(minutes=2)
    attempts: int = 5
    every: timedelta | None = None
    is_watch: bool = False

    def load(self) -> Handler:
        """The handler itself. Raises ImportError."""
        handler: Handler = import_string(self.handler)
        return handler

    def next_after(self, at: datetime) -> datetime:
        """When it comes round next, later than `at`. Only for a kind with a period."""
        assert self.every is not None
        start = datetime(1970, 1, 1, tzinfo=UTC)
        return start + ((at - start) // self.every + 1) * self.every
