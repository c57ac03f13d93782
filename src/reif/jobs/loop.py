"""Repeat a step: at once while there is work, after a pause when there is none, ever later while it fails."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)

LONGEST_PAUSE_SECONDS = 60.0


@dataclass(slots=True)
class Loop:
    """`step` does a piece of work and says whether there was any. `recover` is called after a step that failed."""

    name: str
    step: Callable[[], bool]
    stop: threading.Event
    pause_seconds: float = 0.5
    recover: Callable[[], None] = lambda: None
    failures: int = field(default=0, init=False)

    def run(self) -> None:
        """Go on until `stop` is set; the step that is under way then is finished."""
        while not self.stop.is_set():
            self.stop.wait(self.turn())

    def turn(self) -> float:
        """One step. Returns the seconds to wait before the next; an error is logged and survived."""
        try:
            has_worked = self.step()
        except Exception:
            self.failures += 1
            logger.error("step failed", exc_info=True, extra={"step": self.name, "failures": self.failures})
            self.recover()
            return min(self.pause_seconds * float(2 ** min(self.failures, 20)), LONGEST_PAUSE_SECONDS)
        self.failures = 0
        return 0.0 if has_worked else self.pause_seconds
