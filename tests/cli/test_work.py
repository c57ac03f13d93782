"""`reif work`: works until told to stop."""

import signal

import pytest

from tests.cli.system import System
from tests.crash.killing import ask, tell

DUE = (
    "INSERT INTO records_job (kind, key, arguments, state, run_at, attempts, progress, result, failure, created_at)"
    " VALUES ('tidy', '', '{}', 'waiting', '2026-01-01 00:00:00', 0, 0, '{}', '', '2026-01-01 00:00:00')"
)
STATES = "SELECT state FROM records_job WHERE key = ''"


@pytest.mark.database
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_asked(made: System, number: signal.Signals) -> None:
    with made.running("work") as worker:
        worker.wait_for(lambda: "worker started" in worker.said)
        worker.process.send_signal(number)
        assert worker.process.wait(30) == 0
    assert worker.said.endswith("worker stopped\n")
    assert "Traceback" not in worker.said


@pytest.mark.database
def test_it_does_what_is_due_and_is_heard_of(made: System) -> None:
    tell(made, DUE)
    with made.running("work") as worker:
        worker.wait_for(lambda: ask(made, STATES) == [("done",)])
        worker.wait_for(lambda: len(ask(made, "SELECT name FROM records_worker")) == 1)
        assert worker.stop() == 0
    assert ask(made, "SELECT name FROM records_worker") == []


@pytest.mark.database
def test_it_survives_a_database_that_refuses_or_goes_away(made: System) -> None:
    with made.running("work") as worker:
        worker.wait_for(lambda: "worker started" in worker.said)
        tell(made, "ALTER TABLE records_job RENAME TO elsewhere")
        worker.wait_for(lambda: worker.said.count("step failed") >= 2)
        tell(made, "ALTER TABLE elsewhere RENAME TO records_job")
        if made.url:
            tell(
                made,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()",
            )
        tell(made, DUE)
        worker.wait_for(lambda: ask(made, STATES) == [("done",)])
        assert worker.stop() == 0
