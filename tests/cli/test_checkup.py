"""What the doctor finds in the records."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from reif import privacy
from reif.cli import checkup
from reif.cli.checkup import findings, of_room
from reif.jobs.operations import turn
from reif.records.models import AuditEntry, Installation, Job, Mailbox, Score, ScoringModel, User
from tests.records.rows import contact, source

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
# The private PostgreSQL of the tests writes nothing to the disk, and says so.
OF_THE_TESTS = "does not wait for the disk"


@pytest.fixture(autouse=True)
def _sound(settings: Settings, tmp_path: Path) -> None:
    settings.REIF_HOME = tmp_path
    ScoringModel.objects.create(number=1, name="m", text="", state="live", created_at=NOW, published_at=NOW)
    User.objects.create(email="ann@example.com", role="admin")
    AuditEntry.objects.create(action="backup made", occurred_at=NOW - timedelta(days=1))
    turn(worker="here:1", at=NOW)


def found() -> list[str]:
    return [line for line in findings(NOW) if OF_THE_TESTS not in line]


def test_nothing_is_wrong() -> None:
    assert found() == []


def test_nobody_administers_and_no_model_is_live() -> None:
    User.objects.update(is_active=False)
    ScoringModel.objects.update(state="retired")
    assert found() == [
        "no scoring model is live; publish one",
        "nobody may administer; `reif user add EMAIL --role admin` adds somebody",
    ]


def test_a_worker_that_is_missing_matters_when_something_waits() -> None:
    turn(worker="here:1", at=NOW - 2 * MINUTE)
    assert found() == ["note: no worker is running; `reif serve` brings one along, or `reif work`"]
    contact(rescore_at=NOW - 4 * MINUTE)
    assert found()[0].startswith("note: ")
    contact(rescore_at=NOW - 6 * MINUTE)
    Job.objects.create(kind="tidy", run_at=NOW - 6 * MINUTE, created_at=NOW)
    said = "no worker is running, and 1 contact and 1 job wait for one; `reif serve` brings one along, or `reif work`"
    assert found() == [said]


def test_a_worker_that_cannot_keep_up() -> None:
    contact(rescore_at=NOW - 6 * MINUTE)
    contact(rescore_at=NOW - 9 * MINUTE)
    assert found() == [
        "2 contacts have waited for longer than five minutes; the worker cannot keep up, or fails (see its log)"
    ]


def test_failed_jobs() -> None:
    Job.objects.create(
        kind="tidy", state="failed", failure="KeyError at x.py:1 in f", run_at=NOW, created_at=NOW, finished_at=NOW
    )
    assert found() == ["1 job failed, the latest of kind tidy: KeyError at x.py:1 in f"]


def test_a_mailbox_that_cannot_be_read() -> None:
    described = {"name": "sales", "host": "h", "port": 993, "user": "u", "next_at": NOW, "created_at": NOW}
    Mailbox.objects.create(source=source(), **described)
    assert found() == []
    Mailbox.objects.update(state="failing", failing_since=NOW, last_error="it does not answer")
    assert found() == ["mailbox sales: cannot be read since 2026-11-23 12:00 UTC: it does not answer"]


@pytest.mark.parametrize(
    ("free", "size", "is_enough"),
    [(500_000_000, 0, True), (499_999_999, 0, False), (10**12, 10**12, True), (10**9, 10**12, False)],
)
def test_room_for_as_much_again(free: int, size: int, is_enough: bool) -> None:
    assert (list(of_room(free, size)) == []) is is_enough


def test_a_time_zone_that_is_not_known_here() -> None:
    Installation.objects.create(id=1, time_zone="Europe/Atlantis")
    assert found() == [
        "the time zone Europe/Atlantis is not known here; choose another, or install newer time zone data (tzdata)"
    ]


def test_backups_that_are_missing_or_old() -> None:
    AuditEntry.objects.erase()
    assert found() == ["note: no backup was made yet; `reif backup FILE` makes one"]
    AuditEntry.objects.create(action="backup made", occurred_at=NOW - timedelta(days=8, hours=3))
    assert found() == ["note: the last backup is 8 days old; `reif backup FILE` makes one"]


def test_erased_persons_whom_another_secret_key_does_not_recognise(settings: Settings) -> None:
    with transaction.atomic():
        privacy.erase(contact=contact(email="ann@x.example"), by=None, at=NOW)
    assert found() == []
    settings.SECRET_KEY = settings.SECRET_KEY + " and more"
    [line] = found()
    assert line.startswith("1 identifier of erased persons cannot be recognised")


def test_settings_of_the_database() -> None:
    """Those of the tests' SQLite are as they should be."""
    does_not_wait = [line for line in findings(NOW) if OF_THE_TESTS in line]
    assert bool(does_not_wait) is (connection.vendor == "postgresql")


def test_scores_of_a_time_to_come() -> None:
    score_row(NOW + timedelta(seconds=4))
    assert found() == []
    score_row(NOW + MINUTE)
    assert found() == [
        "1 score is of a time to come: a clock was wrong; they change again when that time has come",
    ]


def score_row(as_of: datetime) -> None:
    columns = {"score": 0, "points": 0, "level": 1, "temperature": "cold", "grade": "D", "fit": 0, "engagement": 0}
    Score.objects.create(contact=contact(), model=ScoringModel.objects.get(), as_of=as_of, **columns)


def test_a_search_that_does_not_find_everybody() -> None:
    statement = {
        "sqlite": "DROP TRIGGER records_contact_search_added",
        "postgresql": "DROP INDEX records_contact_search",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)
    [line] = found()
    assert line.endswith("the index of the search is not what the contacts say; `reif rebuild` makes it anew")


def test_records_that_everybody_on_the_machine_may_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "records"
    file.write_bytes(b"")
    monkeypatch.setattr(checkup, "database", lambda: Kept(file))
    monkeypatch.setattr(checkup, "_answer", {"PRAGMA journal_mode": "wal", "PRAGMA foreign_keys": 1}.get)
    tmp_path.chmod(0o755)
    file.chmod(0o644)
    assert f"everybody on this machine may read it; chmod 700 {tmp_path}" in list(checkup._ask_sqlite())
    tmp_path.chmod(0o700)
    assert not [line for line in checkup._ask_sqlite() if "everybody" in line]


class Kept:
    """A connection to a file."""

    def __init__(self, file: Path) -> None:
        self.settings_dict = {"NAME": str(file)}
