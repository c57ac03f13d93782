"""Writers of one SQLite database queue for it: whoever writes without pause would else keep others out for ever.

SQLite lets one write at a time and has the others look again ever so often; who has just ended a transaction and
begins the next finds it free nearly always. So each transaction first takes a turn, by a lock on a file beside the
database, and gives it back once it has begun: who comes back at once stands behind those who wait already.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.sqlite3 import base

_LOOKS_AGAIN_AFTER_SECONDS = 0.002


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to SQLite."""

    def _start_transaction_under_autocommit(self) -> None:
        with turn(str(self.settings_dict["NAME"]), float(self.settings_dict["OPTIONS"].get("timeout", 5))):
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # Django's own, left out of its types


@contextmanager
def turn(database: str, seconds: float) -> Iterator[None]:
    """Be the next who may write, within so many seconds; after that, or where no file can be made, like anybody."""
    try:
        descriptor = os.open(f"{database}-turn", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield
        return
    try:
        ends_at = time.monotonic() + seconds
        while not _is_taken(descriptor) and time.monotonic() < ends_at:
            time.sleep(_LOOKS_AGAIN_AFTER_SECONDS)
        yield
    finally:
        os.close(descriptor)


def _is_taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
