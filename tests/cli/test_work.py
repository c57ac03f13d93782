"""`reif work`: works until told to stop."""

import signal
import sqlite3

import pytest

from tests.cli.system import System


@pytest.mark.database
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_asked(made: System, number: signal.Signals) -> None:
    with made.running("work") as worker:
        worker.wait_for(lambda: "worker started" in worker.said)
        worker.process.send_signal(number)
        assert worker.process.wait(30) == 0
    assert worker.said.endswith("worker stopped\n")
    assert "Traceback" not in worker.said


def test_it_does_what_is_due_and_is_heard_of(made: System) -> None:
    with sqlite3.connect(made.database) as records:
        records.execute(
            "INSERT INTO records_job"
            " (kind, key, arguments, state, run_at, attempts, progress, result, failure, created_at)"
            " VALUES ('tidy', '', '{}', 'waiting', '2026-01-01 00:00:00', 0, 0, '{}', '', '2026-01-01 00:00:00')"
        )

    def ask(question: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(made.database) as records:
            return records.execute(question).fetchall()

    with made.running("work") as worker:
        worker.wait_for(lambda: ask("SELECT state FROM records_job WHERE key = ''") == [("done",)])
        worker.wait_for(lambda: len(ask("SELECT * FROM records_worker")) == 1)
        assert worker.stop() == 0
    assert ask("SELECT * FROM records_worker") == []


def test_it_survives_a_database_that_refuses(made: System) -> None:
    with made.running("work") as worker:
        worker.wait_for(lambda: "worker started" in worker.said)
        with sqlite3.connect(made.database) as records:
            records.execute("ALTER TABLE records_job RENAME TO elsewhere")
        worker.wait_for(lambda: worker.said.count("step failed") >= 2)
        with sqlite3.connect(made.database) as records:
            records.execute("ALTER TABLE elsewhere RENAME TO records_job")
        assert worker.stop() == 0
