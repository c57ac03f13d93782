"""Processes that `reif serve` starts end with it, also when it was killed and could tell nobody."""

import os
import signal
import threading
import time

PARENT = "REIF_PARENT"
_LOOKS_EVERY_SECONDS = 0.2
_GRACE_SECONDS = 10


def end_with_parent() -> None:
    """End this process soon after the one whose number `REIF_PARENT` holds; without it, nothing is watched."""
    named = os.environ.get(PARENT, "")
    if named:
        threading.Thread(target=_watch, args=(int(named),), name="watches the parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOKS_EVERY_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)
