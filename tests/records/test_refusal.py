"""What a database refuses is known by its codes, whatever language it speaks."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connection, transaction

from reif.records.models import Source
from reif.records.refusal import Refusal, refusal
from tests.records.rows import AT


def wrapped(error: Exception) -> Exception:
    """As Django hands it on."""
    outer = OperationalError("in words that nobody reads")
    outer.__cause__ = error
    return outer


def of_postgresql(state: str) -> Exception:
    return wrapped(psycopg.errors.lookup(state)("in words that nobody reads"))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("40P01", Refusal.GAVE_WAY),
        ("40001", Refusal.GAVE_WAY),
        ("55P03", Refusal.LOCKED),
        ("25006", Refusal.READ_ONLY),
        ("42501", Refusal.READ_ONLY),
        ("53100", Refusal.FULL),
        ("58030", Refusal.FAILING),
        ("XX001", Refusal.DAMAGED),
        ("42P01", Refusal.OTHER_TABLES),
        ("42703", Refusal.OTHER_TABLES),
        ("57P01", Refusal.GONE),
        ("57P03", Refusal.GONE),
        ("08006", Refusal.GONE),
        ("28P01", Refusal.NOT_ADMITTED),
        ("42601", Refusal.UNKNOWN),
    ],
)
def test_postgresql(state: str, expected: Refusal) -> None:
    assert refusal(of_postgresql(state)) is expected


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(psycopg.OperationalError) as failed:
        psycopg.connect("postgresql://ann@127.0.0.1:1/leads")
    assert refusal(wrapped(failed.value)) is Refusal.GONE


def locked(file: Path) -> None:
    with closing(sqlite3.connect(file)) as one, closing(sqlite3.connect(file, timeout=0)) as other:
        one.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")


def read_only(file: Path) -> None:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as records:
        records.execute("CREATE TABLE t (x)")


def full(file: Path) -> None:
    with closing(sqlite3.connect(file)) as records:
        pages = records.execute("PRAGMA page_count").fetchone()[0]
        records.execute(f"PRAGMA max_page_count = {pages}")
        records.execute("CREATE TABLE t (x)")


def not_a_database(file: Path) -> None:
    file.write_bytes(b"no database" * 500)
    with closing(sqlite3.connect(file)) as records:
        records.execute("SELECT * FROM sqlite_master")


def without_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as records:
        records.execute("SELECT * FROM records_contact")


def cannot_open(file: Path) -> None:
    with closing(sqlite3.connect(file / "nowhere")):
        pass


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (locked, Refusal.LOCKED),
        (read_only, Refusal.READ_ONLY),
        (full, Refusal.FULL),
        (not_a_database, Refusal.NO_DATABASE),
        (without_tables, Refusal.OTHER_TABLES),
        (cannot_open, Refusal.CANNOT_OPEN),
    ],
)
def test_sqlite(tmp_path: Path, cause: Callable[[Path], None], expected: Refusal) -> None:
    file = tmp_path / "records"
    with closing(sqlite3.connect(file)) as records:
        records.execute("CREATE TABLE first (x)")
    with pytest.raises(sqlite3.Error) as failed:
        cause(file)
    assert refusal(failed.value) is expected
    assert refusal(wrapped(failed.value)) is expected


@pytest.mark.django_db
def test_what_another_stored_first() -> None:
    Source.objects.create(name="website", created_at=AT)
    with pytest.raises(IntegrityError) as failed, transaction.atomic():
        Source.objects.create(name="website", created_at=AT)
    assert refusal(failed.value) is Refusal.GAVE_WAY
    with (
        pytest.raises((OperationalError, ProgrammingError)) as failed,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM nowhere")
    assert refusal(failed.value) is Refusal.OTHER_TABLES


def test_an_error_of_ours_is_no_refusal_of_a_database() -> None:
    assert refusal(OperationalError("database is locked")) is Refusal.UNKNOWN
