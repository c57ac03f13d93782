"""A database that refuses is a page of its own, whatever it said itself."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from reif.web.trouble import Trouble, reason


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("database is locked", "Another program is writing"),
        ("attempt to write a readonly database", "may be read but not written"),
        ("cannot execute UPDATE in a read-only transaction", "may be read but not written"),
        ("database or disk is full", "The disk of the server is full"),
        ("no such table: records_contact", "not of this version"),
        ('relation "records_contact" does not exist', "not of this version"),
        ("unable to open database file", "cannot be opened"),
        ("connection refused", "does not answer"),
        ("SELECT what nobody knows", "in the log"),
    ],
)
def test_reasons(said: str, told: str) -> None:
    assert told in reason(OperationalError(said))
    assert said not in reason(OperationalError(said))


def test_a_refusal_anywhere_is_answered() -> None:
    def refuses(request: HttpRequest) -> HttpResponse:
        del request
        raise OperationalError("database is locked")

    answer = Trouble(refuses)(RequestFactory().get("/contacts/"))
    assert answer.status_code == 503
    assert "Another program is writing" in answer.content.decode()
    assert 'href="/contacts/"' in answer.content.decode()


def test_other_errors_are_not_its_business() -> None:
    assert Trouble(lambda request: HttpResponse()).process_exception(RequestFactory().get("/"), ValueError()) is None
