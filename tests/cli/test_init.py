"""`reif init`: makes the system once, and harms nothing when run again."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.cli.system import System


def test_a_new_system(system: System) -> None:
    ended = system("init")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[-1] == "b2b-default: published as version 1"
    key = system.home / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text().strip()) >= 50
    assert key.read_text().strip() not in ended.out


def test_running_it_again_changes_nothing(system: System) -> None:
    system("init")
    key = (system.home / "secret-key").read_text()
    ended = system("init")
    assert ended.code == 0
    assert ended.out.splitlines()[1:] == [
        f"{system.database}: tables are up to date",
        "b2b-default: live, version 1",
    ]
    assert (system.home / "secret-key").read_text() == key


def test_the_database_writes_ahead_and_holds_the_shipped_model(system: System) -> None:
    system("init")
    with sqlite3.connect(system.database) as records:
        assert records.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert records.execute("SELECT number, state FROM records_scoringmodel").fetchall() == [(1, "live")]


def test_a_database_of_a_newer_version_is_left_alone(system: System) -> None:
    system("init")
    with sqlite3.connect(system.database) as records:
        records.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_later', '2030-01-01')"
        )
    ended = system("init")
    assert (ended.code, ended.err) == (
        1,
        (
            f"reif: {system.database}: belongs to a newer version of reif (records.9999_later); install that version, "
            "or name another database\n"
        ),
    )


def test_a_file_that_is_no_database(system: System) -> None:
    system.home.mkdir()
    system.database.write_text("a list of leads, by mistake\n" * 100)
    ended = system("init")
    assert (ended.code, ended.lines) == (
        1,
        [f"reif: {system.database}: the file is not a database of reif, or is damaged"],
    )


def test_settings_that_are_wrong(system: System) -> None:
    ended = system("init", DATABASE_URL="mysql://ann:s3cret@db/leads")
    assert ended.code == 1
    assert ended.err.startswith("reif: DATABASE_URL: is not the address of a database that is known; accepted is ")
    assert "s3cret" not in ended.err


def test_a_server_that_cannot_be_reached(system: System) -> None:
    ended = system("init", DATABASE_URL="postgresql://ann:s3cret@127.0.0.1:1/leads")
    assert ended.code == 1
    said = "the database server does not answer, or does not let this user in; see DATABASE_URL"
    assert ended.lines == [f"reif: PostgreSQL leads on 127.0.0.1: {said}"]


def test_a_home_that_is_a_file(system: System, tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    ended = system("init")
    assert (ended.code, ended.lines) == (1, [f"reif: REIF_HOME: {tmp_path / 'home'} is a file; accepted is a folder"])


@pytest.mark.database
def test_several_at_once_make_one_system(system: System) -> None:
    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(lambda _: system("init"), range(4)))
    assert [(each.code, each.err) for each in ended] == [(0, "")] * 4
    said = [line for each in ended for line in each.out.splitlines()]
    assert sum("new secret key" in line for line in said) == 1
    assert sum(line.endswith("of tables made") for line in said) == 1
    assert said.count("b2b-default: published as version 1") == 1
    assert [path.name for path in system.home.glob("secret-key*")] == ["secret-key"]
