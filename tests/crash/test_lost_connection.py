"""Connections to PostgreSQL are ended while a system works: it goes on by itself, and nothing confirmed is lost."""

import re
import time
from pathlib import Path

import pytest

from tests.cli.system import System, free_port
from tests.crash.killing import ask
from tests.crash.test_serve import answers
from tests.crash.test_work import begin
from tests.crash.worker_process import STEPS

TIMES = 5
END_ALL = """
SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
UNFINISHED = "SELECT count(*) FROM records_job WHERE kind = 'steps' AND state <> 'done'"
DONE_STEPS = """
SELECT subject_id, count(*), count(DISTINCT action) FROM records_auditentry WHERE subject = 'job' GROUP BY subject_id
"""


@pytest.mark.database
def test_who_loses_a_connection_gets_another(made: System, tmp_path: Path) -> None:
    port = free_port()
    with made.running("serve", "--port", str(port)) as web:
        web.wait_for(lambda: "reif is at" in web.said)
        assert answers(port)
        worker = begin(made, tmp_path / "worker")
        worker.wait_for(lambda: "promised" in worker.said)
        for _ in range(TIMES):
            assert ask(made, END_ALL)[0][0]
            web.wait_for(lambda: answers(port))
            time.sleep(0.5)
        promised = {int(number) for number in re.findall(r"promised (\d+)\n", worker.said)}
        worker.process.kill()
        worker.process.wait()
        last = begin(made, tmp_path / "last", "work")
        last.wait_for(lambda: "started" in last.said and ask(made, UNFINISHED) == [(0,)])
        assert last.stop() == 0
        assert web.stop() == 0
    done = {number for (number,) in ask(made, "SELECT id FROM records_job WHERE kind = 'steps' AND state = 'done'")}
    assert promised
    assert promised <= done
    steps = ask(
        made,
        "SELECT subject_id, count(*), count(DISTINCT action) FROM records_auditentry WHERE subject = 'job' GROUP BY 1",
    )
    assert {job: (count, kinds) for job, count, kinds in steps} == dict.fromkeys(done, (STEPS, STEPS))
