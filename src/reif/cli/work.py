"""`reif work`: keep scores current and do jobs, until told to stop."""

import signal
import threading
from datetime import UTC, datetime

import typer

from reif.cli.parent import end_with_parent
from reif.cli.platform import ready_system, require_tables


def work() -> None:
    """Work in the background until told to stop (Ctrl-C, SIGTERM): keep scores current, do jobs.

    Several may run at once on PostgreSQL. `reif serve` brings one along.
    """
    end_with_parent()
    stop = _stop_on_signals()
    with ready_system():
        require_tables()
        from reif.cli.worker import Worker

        Worker(stop, _now).run()
    typer.echo("worker stopped", err=True)


def _now() -> datetime:
    return datetime.now(UTC)


def _stop_on_signals() -> threading.Event:
    """Set by the first signal; a second one ends the process at once."""
    stop = threading.Event()

    def ask(number: int, frame: object) -> None:
        del frame
        signal.signal(number, signal.SIG_DFL)
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    return stop
