"""A database that refuses while people work: a clear page in their language, nothing half done, and on it goes."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client

from reif.records.enums import Role
from tests.postgresql import TEST_SERVER
from tests.web.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
Fault = Callable[[], AbstractContextManager[None]]


LONG = "x" * 9000  # more than what is free in a page of a full database


def tell(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def read_only() -> Iterator[None]:
    tell("PRAGMA query_only = ON")
    try:
        yield
    finally:
        tell("PRAGMA query_only = OFF")


@contextmanager
def full() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (x)")
        cursor.execute("PRAGMA max_page_count = 1")  # that is: not one more than there are
        with suppress(OperationalError):
            while True:  # until the pages are used up that have room
                cursor.execute("INSERT INTO filler VALUES (randomblob(500))")
    try:
        yield
    finally:
        tell("PRAGMA max_page_count = 1073741823")
        tell("DROP TABLE filler")


@contextmanager
def locked() -> Iterator[None]:
    tell("PRAGMA busy_timeout = 50")
    try:
        with closing(sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    finally:
        tell("PRAGMA busy_timeout = 20000")


@contextmanager
def read_only_server() -> Iterator[None]:
    tell("SET default_transaction_read_only = on")
    try:
        yield
    finally:
        tell("SET default_transaction_read_only = off")


@contextmanager
def locked_row() -> Iterator[None]:
    tell("SET lock_timeout = '50ms'")
    try:
        with another() as other:
            other.execute("SELECT * FROM records_contact FOR UPDATE")
            yield
    finally:
        tell("SET lock_timeout = 0")


def another() -> "psycopg.Connection[tuple[object, ...]]":
    """A connection to the same database."""
    parameters = connection.get_connection_params()
    return psycopg.connect(**{key: parameters[key] for key in ("dbname", "user", "host") if parameters.get(key)})


FAULTS: dict[str, list[tuple[Fault, str, str]]] = {
    "sqlite": [
        (read_only, "may be read but not written", "lesen, aber nicht beschreiben"),
        (full, "The disk of the server is full", "Platte des Servers ist voll"),
        (locked, "Another program is writing", "Ein anderes Programm"),
    ],
    "postgresql": [
        (read_only_server, "may be read but not written", "lesen, aber nicht beschreiben"),
        (locked_row, "Another program is writing", "Ein anderes Programm"),
    ],
}
HERE = FAULTS["postgresql" if TEST_SERVER in os.environ else "sqlite"]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("fault", "english", "german"), HERE)
def test_what_is_refused_is_told_and_can_be_done_after(
    client_of: Callable[[Role], Client], cast: Cast, fault: Fault, english: str, german: str, language: str
) -> None:
    user = cast.users[Role.SALES]
    user.language = language
    user.save()
    seller = client_of(Role.SALES)
    before = cast.tobias.version
    sent = {**cast.tobias.attributes, "city": LONG, "version": str(before)}
    with fault():
        assert seller.get(f"/contacts/{cast.tobias.pk}").status_code == 200
        answer = seller.post(f"/contacts/{cast.tobias.pk}/edit", sent)
        page = answer.content.decode()
        assert answer.status_code == 503
        assert (german if language == "de" else english) in page
        assert "Traceback" not in page
    cast.tobias.refresh_from_db()
    assert cast.tobias.version == before
    assert seller.post(f"/contacts/{cast.tobias.pk}/edit", sent).status_code == 303
    cast.tobias.refresh_from_db()
    assert (cast.tobias.version, cast.tobias.attributes["city"]) == (before + 1, LONG)


def test_tables_of_another_version(seller: Client, cast: Cast) -> None:
    tell("ALTER TABLE records_contact RENAME COLUMN company_name TO firm")
    try:
        answer = seller.get(f"/contacts/{cast.tobias.pk}")
        assert answer.status_code == 503
        assert "The database is not of this version of reif." in answer.content.decode()
    finally:
        tell("ALTER TABLE records_contact RENAME COLUMN firm TO company_name")
    assert seller.get(f"/contacts/{cast.tobias.pk}").status_code == 200
