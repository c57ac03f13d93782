"""`reif doctor`: what is wrong, and what to do."""

import sqlite3

from tests.cli.system import System

NOTES = [
    "note: no worker is running; `reif serve` brings one along, or `reif work`",
    "note: no backup was made yet; `reif backup FILE` makes one",
]


def test_nothing_is_made_by_looking(system: System) -> None:
    ended = system("doctor")
    assert (ended.code, ended.out) == (1, f"{system.home}: there is no such folder; `reif init` makes it\n")
    assert not system.home.exists()
    system.home.mkdir()
    assert system("doctor").out.splitlines() == [
        f"{system.home / 'secret-key'}: there is no secret key; `reif init` makes one",
        f"{system.database}: there is no database; `reif init` makes it",
    ]
    assert list(system.home.iterdir()) == []


def test_each_problem_is_told_until_all_is_well(system: System) -> None:
    system("init")
    key = system.home / "secret-key"
    key.chmod(0o644)
    assert system("doctor").out.splitlines() == [
        f"{key}: others may read the secret key; chmod 600 {key}",
        "nobody may administer; `reif user add EMAIL --role admin` adds somebody",
        *NOTES,
    ]
    key.chmod(0o600)
    system("user", "add", "ann@example.com", "--role", "admin")
    ended = system("doctor")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [*NOTES, "all is well"]


def test_tables_that_are_missing_or_newer(system: System) -> None:
    system("init")
    with sqlite3.connect(system.database) as records:
        records.execute("DELETE FROM django_migrations WHERE app = 'records' AND name = '0026_phones'")
    assert (
        system("doctor").out
        == f"{system.database}: 1 step of tables is missing; `reif init` brings them up to this version\n"
    )
    with sqlite3.connect(system.database) as records:
        records.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_later', '2030-01-01')"
        )
    assert system("doctor").out == f"{system.database}: belongs to a newer version of reif; install that version\n"


def test_no_live_model(system: System) -> None:
    system("init")
    with sqlite3.connect(system.database) as records:
        records.execute("UPDATE records_scoringmodel SET state = 'retired'")
    assert "no scoring model is live; publish one" in system("doctor").out.splitlines()
