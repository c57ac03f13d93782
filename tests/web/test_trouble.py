"""A database that refuses is a page of its own, whatever it said itself."""

import sqlite3
from contextlib import closing

import psycopg
import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from reif.web.trouble import Trouble, reason


def refused(error: Exception) -> OperationalError:
    """As Django hands it on."""
    outer = OperationalError("in any words")
    outer.__cause__ = error
    return outer


def locked() -> OperationalError:
    with closing(sqlite3.connect("file:locked?mode=memory&cache=shared", uri=True)) as one:
        one.execute("CREATE TABLE t (x)")
        one.execute("BEGIN IMMEDIATE")
        with closing(sqlite3.connect("file:locked?mode=memory&cache=shared", uri=True, timeout=0)) as other:
            with pytest.raises(sqlite3.OperationalError) as failed:
                other.execute("BEGIN IMMEDIATE")
            return refused(failed.value)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("55P03", "Another program is writing"),
        ("40P01", "Another program is writing"),
        ("25006", "may be read but not written"),
        ("53100", "The disk of the server is full"),
        ("58030", "full, or failing"),
        ("XX001", "A backup brings it back"),
        ("42P01", "not of this version"),
        ("57P01", "does not answer"),
        ("28P01", "does not answer"),
        ("42601", "in the log"),
    ],
)
def test_reasons(state: str, told: str) -> None:
    assert told in reason(refused(psycopg.errors.lookup(state)("in any words")))


def test_what_nobody_knows_is_in_the_log() -> None:
    assert "in the log" in reason(OperationalError("database is locked, says ann@example.com"))


def test_a_refusal_anywhere_is_answered() -> None:
    def refuses(request: HttpRequest) -> HttpResponse:
        del request
        raise locked()

    answer = Trouble(refuses)(RequestFactory().get("/contacts/"))
    assert answer.status_code == 503
    assert "Another program is writing" in answer.content.decode()
    assert 'href="/contacts/"' in answer.content.decode()


def test_other_errors_are_not_its_business() -> None:
    assert Trouble(lambda request: HttpResponse()).process_exception(RequestFactory().get("/"), ValueError()) is None
