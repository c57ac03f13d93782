"""What watches over the system is told the truth."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from reif.jobs.operations import turn
from reif.web import health


def test_alive_asks_nobody_else() -> None:
    answer = Client().get("/health")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "worker"), [(None, "none"), (1, "ok"), (90, "late")])
def test_ready_with_or_without_a_worker(seconds: int | None, worker: str) -> None:
    if seconds is not None:
        turn(worker="here:1", at=datetime.now(UTC) - timedelta(seconds=seconds))
    answer = Client().get("/ready")
    assert (answer.status_code, answer.json()) == (200, {"database": "ok", "tables": "ok", "worker": worker})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "tables"),
    [
        ("DELETE FROM django_migrations WHERE app = 'records' AND name = '0026_phones'", "missing"),
        ("INSERT INTO django_migrations (app, name, applied) VALUES ('records', '9999_later', '2030-01-01')", "newer"),
    ],
)
def test_not_ready_on_the_tables_of_another_version(statement: str, tables: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    answer = Client().get("/ready")
    assert answer.status_code == 503
    assert answer.json() == {"database": "ok", "tables": tables, "worker": "unknown"}


@pytest.mark.django_db
def test_not_ready_without_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> None:
        raise DatabaseError("ann@example.com")

    monkeypatch.setattr(health, "schema", unreachable)
    answer = Client().get("/ready")
    assert answer.status_code == 503
    assert answer.json() == {"database": "unreachable", "tables": "unknown", "worker": "unknown"}
