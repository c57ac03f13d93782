"""Ctrl-C that takes effect at once, whatever a library is busy with."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_ENDING = (signal.SIGINT, signal.SIGTERM)
_END = 0


@contextmanager
def heard(interrupt: Callable[[], None]) -> Iterator[None]:
    """While the context lasts, SIGINT or a handled SIGTERM calls `interrupt` at once, on another thread.

    DuckDB looks for signals between parts of its work, which may take many seconds; an interruption from another
    thread it heeds within one. What the signal raises is raised as ever. Off the main thread nothing is heard.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    listening, telling = os.pipe()
    os.set_blocking(telling, False)
    listener = threading.Thread(target=_listen, args=(listening, interrupt), daemon=True)
    before = signal.set_wakeup_fd(telling, warn_on_full_buffer=False)
    listener.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before, warn_on_full_buffer=False)
        os.write(telling, bytes([_END]))
        listener.join()
        os.close(telling)
        os.close(listening)


def _listen(listening: int, interrupt: Callable[[], None]) -> None:
    while (number := os.read(listening, 1)[0]) != _END:
        if number in _ENDING:
            interrupt()
