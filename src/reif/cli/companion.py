"""A process that runs beside this one: started again, ever later, when it ends by itself."""

import logging
import os
import subprocess
import threading
import time
from collections.abc import Sequence

logger = logging.getLogger(__name__)

_LONGEST_PAUSE_SECONDS = 60.0
_WELL_AFTER_SECONDS = 60.0
_STOPS_WITHIN_SECONDS = 30.0


class Companion:
    """`command` with this process's environment. `start` returns at once; `stop` when the process has ended."""

    def __init__(self, command: Sequence[str], first_pause_seconds: float = 1.0) -> None:
        self._command, self._first_pause = list(command), first_pause_seconds
        self._stopping, self._starting = threading.Event(), threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_running, name="keeps the worker running", daemon=True)

    def start(self) -> None:
        """Start it, and again whenever it ends."""
        self._process = self._spawn()
        self._thread.start()

    def stop(self) -> None:
        """Ask it to stop; after half a minute, end it."""
        with self._starting:
            self._stopping.set()
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(_STOPS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            logger.warning("worker did not stop and was ended")
            self._process.kill()
            self._process.wait()
        self._thread.join()

    def _keep_running(self) -> None:
        pause = self._first_pause
        while True:
            started = time.monotonic()
            assert self._process is not None
            code = self._process.wait()
            if self._stopping.is_set():
                return
            if time.monotonic() - started > _WELL_AFTER_SECONDS:
                pause = self._first_pause
            logger.error("worker ended by itself; it is started again", extra={"status": code})
            self._stopping.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)
            with self._starting:
                if self._stopping.is_set():
                    return
                self._process = self._spawn()

    def _spawn(self) -> "subprocess.Popen[bytes]":
        # In a group of its own: a Ctrl-C in the terminal is for this process, which then tells the other.
        return subprocess.Popen(self._command, env=os.environ.copy(), process_group=0)  # noqa: S603 - a command of ours
