"""What went wrong is said in words, in both languages, and never with a trace."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from reif.web.access import for_everybody
from tests.web.conftest import ClientOf


@for_everybody
def fails(request: HttpRequest) -> HttpResponse:
    raise ValueError(f"secret of {request.path}")


urlpatterns = [path("fails", fails), path("", include("reif.config.urls"))]
handler500 = "reif.web.errors.broken"
handler404 = "reif.web.errors.not_found"


def test_not_found() -> None:
    answer = Client().get("/nowhere", headers={"accept-language": "de"})
    assert answer.status_code == 404
    assert "Hier ist nichts." in answer.content.decode()
    assert 'lang="de"' in answer.content.decode()


@pytest.mark.urls("tests.web.test_errors")
def test_a_mistake_of_ours_shows_no_trace() -> None:
    answer = Client(raise_request_exception=False).get("/fails")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "it is our mistake" in page
    assert answer["X-Request-ID"] in page
    assert "secret" not in page
    assert "Traceback" not in page


@pytest.mark.django_db
def test_a_form_from_another_session() -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in", {"login": "a", "password": "b"})
    assert answer.status_code == 403
    assert "earlier session" in answer.content.decode()


@pytest.mark.django_db
def test_a_role_that_may_not(client_of: ClientOf) -> None:
    from reif.records.enums import Role

    answer = client_of(Role.VIEWER).get("/contacts/csv")
    assert answer.status_code == 403
    assert "Your role may not do this." in answer.content.decode()
