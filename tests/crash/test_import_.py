"""An import is killed again and again: in the end it is as one that nobody disturbed, by a command or by a job."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.system import System
from tests.crash.killing import ask, is_sound, kill_after, moments, tell

KILLS, KILLS_OF_JOBS = 5, 3
CONTACTS, EVENTS, EVENTS_OF_JOBS = 300, 12_000, 40_000
WHAT_IS_THERE = (
    """SELECT lead_id, email, name, company_name, last_activity, last_activity_at, channel
       FROM records_contact ORDER BY lead_id""",
    """SELECT c.lead_id, e.message_id, e.name, e.properties, e.occurred_at
       FROM records_event e JOIN records_contact c ON c.id = e.contact_id ORDER BY 1, 2""",
    """SELECT c.lead_id, a.attribute, a.value
       FROM records_attributechange a JOIN records_contact c ON c.id = a.contact_id ORDER BY 1, 2""",
    """SELECT i.kind, r."row", r.reason
       FROM records_importreject r JOIN records_import i ON i.id = r.of_id ORDER BY 1, 2""",
    "SELECT kind, rows_done, rows_accepted, rows_known, rows_rejected FROM records_import ORDER BY kind",
)

IS_THROUGH = "SELECT 1 FROM records_import WHERE kind = 'events' AND finished_at IS NOT NULL"


def lists_in(folder: Path, events: int = EVENTS) -> list[str]:
    leads = "".join(f"{n},p{n}@firm{n % 50}.de,Anna,Nr. {n},Firm {n % 50},{n % 900}\n" for n in range(CONTACTS))
    (folder / "leads.csv").write_text("lead_id,email,first_name,last_name,company,employees\n" + leads)
    rows = "".join(f"{n % (CONTACTS + 3)},Page Viewed,2026-11-{n % 20 + 1:02},/page/{n % 7}\n" for n in range(events))
    (folder / "events.csv").write_text("lead_id,event,occurred_at,path\n" + rows)
    return ["import", "--leads", str(folder / "leads.csv"), "--events", str(folder / "events.csv")]


def there(system: System) -> list[list[tuple[str, ...]]]:
    return [[tuple(map(str, row)) for row in ask(system, question)] for question in WHAT_IS_THERE]


def assert_the_same(system: System, undisturbed: System) -> None:
    found, expected = there(system), there(undisturbed)
    if system.url:  # the two databases write times, JSON and order in their own ways
        assert [len(part) for part in found[:4]] == [len(part) for part in expected[:4]]
    else:
        assert found == expected


@pytest.mark.database
def test_a_killed_import_goes_on_where_it_was(made: System, fresh: System, tmp_path: Path) -> None:
    command = lists_in(tmp_path)
    undisturbed = fresh.copied_to(tmp_path / "undisturbed")
    assert undisturbed(*command).code == 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            made.command(*command),
            env=made.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        kill_after(process, moments.uniform(0.8, 5.0))
        assert is_sound(made)
        if ask(made, IS_THROUGH):  # reading the files once more would be an import of its own
            break
    else:
        ended = made(*command)
        assert ended.code == 0, ended.err
    assert made("rebuild").code == 0  # what the worker would bring up to date, had the last kill left something
    assert_the_same(made, undisturbed)


WORK = """
import os
import sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "reif.config.settings"
import django
django.setup()
from django.utils import timezone
from reif import list_importing
from reif.config.schedule import KINDS
from reif.jobs.running import run_one

for name in sys.argv[1:]:
    list_importing.keep(name=name, parts=[Path(name).read_bytes()], by=None, at=timezone.now())
while run_one(kinds=KINDS, now=timezone.now):
    pass
for upload in list_importing.Upload.objects.filter(of=None) if sys.argv[1:] else ():
    list_importing.ask_to_import(upload=upload, by=None, at=timezone.now())
"""
ALL_IS_SILENT = "UPDATE records_job SET leased_until = '2000-01-01 00:00:00', attempts = 0 WHERE state = 'running'"


def at_work(system: System, *lists: str) -> "subprocess.Popen[bytes]":
    """A process that does the jobs that wait, after it has kept these lists and asked for their import."""
    return subprocess.Popen([sys.executable, "-c", WORK, *lists], env=system.environment())


@pytest.mark.database
def test_a_job_that_imports_is_killed_and_goes_on(made: System, fresh: System, tmp_path: Path) -> None:
    undisturbed = fresh.copied_to(tmp_path / "undisturbed")
    lists = [part for part in lists_in(tmp_path, EVENTS_OF_JOBS) if part.endswith(".csv")]
    for system in (undisturbed, made):
        assert at_work(system, *lists).wait() == 0
    assert at_work(undisturbed).wait() == 0
    for _ in range(KILLS_OF_JOBS):
        kill_after(at_work(made), moments.uniform(0.8, 3.0))
        assert is_sound(made)
        tell(made, ALL_IS_SILENT)
    assert at_work(made).wait() == 0
    assert ask(made, "SELECT state, failure FROM records_job WHERE kind = 'import-list'") == [("done", "")] * 2
    assert made("rebuild").code == undisturbed("rebuild").code == 0
    assert not ask(made, "SELECT 1 FROM records_uploadpart")
    assert_the_same(made, undisturbed)
