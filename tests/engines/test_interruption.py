"""Ctrl-C takes effect at once."""

import signal
import threading
import time
from collections.abc import Callable

import duckdb
import pytest

from reif.engines.interruption import heard


def interrupt_soon() -> None:
    main = threading.main_thread().ident
    assert main is not None
    threading.Timer(0.5, signal.pthread_kill, (main, signal.SIGINT)).start()


def run_heard(interrupt: Callable[[], None], work: Callable[[], object]) -> None:
    with heard(interrupt):
        work()


def test_a_long_query_ends_within_a_second() -> None:
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    endless = "SELECT sum(hash(a.range || b.range || c.range)) FROM range(10000) a, range(10000) b, range(10000) c"
    interrupt_soon()
    start = time.monotonic()
    with pytest.raises((KeyboardInterrupt, duckdb.InterruptException, RuntimeError)):
        run_heard(connection.interrupt, lambda: connection.execute(endless))
    assert time.monotonic() - start < 5
    assert connection.execute("SELECT 1").fetchall() == [(1,)]


def test_the_signal_raises_what_it_always_raises() -> None:
    heard_of = threading.Event()
    with pytest.raises(KeyboardInterrupt):
        run_heard(heard_of.set, lambda: signal.raise_signal(signal.SIGINT) or time.sleep(5))
    assert heard_of.wait(5)


def test_nothing_is_heard_afterwards() -> None:
    calls: list[int] = []
    run_heard(lambda: calls.append(1), lambda: None)
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    assert (calls, signal.set_wakeup_fd(-1)) == ([], -1)


def test_other_signals_are_left_alone() -> None:
    calls: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, frame: None)
    run_heard(lambda: calls.append(1), lambda: (signal.raise_signal(signal.SIGUSR1), time.sleep(0.2)))
    signal.signal(signal.SIGUSR1, before)
    assert calls == []


def test_off_the_main_thread_nothing_is_heard() -> None:
    seen: list[int] = []
    worker = threading.Thread(target=run_heard, args=(lambda: None, lambda: seen.append(threading.active_count())))
    before = threading.active_count()
    worker.start()
    worker.join()
    assert seen == [before + 1]
