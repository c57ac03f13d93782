"""Each request leaves one line, which tells nothing of what was asked."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from pytest_django import Settings

from reif.config.logs import PlainLines
from reif.web.watching import Watch

PERSONAL = "ann.example@example.com"


def fails(request: HttpRequest, name: str) -> HttpResponse:
    logging.getLogger("some.package").warning("cannot use " + name)
    logging.getLogger("some.package").warning("cannot use " + request.GET["q"])
    logging.getLogger("some.package").warning("cannot use %s", request.POST["email"])
    raise ValueError(request.POST["email"])


urlpatterns = [path("fails/<str:name>", fails, name="fails")]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def _nothing_else_in_between(settings: Settings) -> None:
    settings.MIDDLEWARE = ["reif.web.watching.Watch"]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainLines())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_nothing_personal_is_logged_wherever_it_stands(written: io.StringIO) -> None:
    client = Client(raise_request_exception=False, headers={"user-agent": PERSONAL, "x-request-id": PERSONAL})
    answer = client.post(f"/fails/{PERSONAL}?q={PERSONAL}", {"email": PERSONAL})
    assert answer.status_code == 500
    client.get(f"/nowhere/{PERSONAL}")
    assert "ann.example" not in written.getvalue()
    requests = [line for line in lines(written) if line["message"] == "request"]
    assert [(line["route"], line["method"], line["status"]) for line in requests] == [
        ("fails", "POST", 500),
        ("unknown", "GET", 404),
    ]
    assert all(line["ms"] >= 0 for line in requests)
    errors = [line["error"] for line in lines(written) if "error" in line]
    assert errors
    assert all(error.startswith("ValueError at test_watching.py:") for error in errors)


def test_all_lines_of_a_request_bear_its_id(written: io.StringIO) -> None:
    answer = Client(raise_request_exception=False).post("/fails/x?q=1", {"email": "x"})
    ids = {line["request"] for line in lines(written)}
    assert ids == {answer["X-Request-ID"]}
    other = Client().get("/nowhere")
    assert {line["request"] for line in lines(written)} == ids | {other["X-Request-ID"]}
    assert other["X-Request-ID"] not in ids


def test_the_id_that_a_proxy_gave_is_kept() -> None:
    given = "0123456789abcdef0123456789abcdef"
    assert Client().get("/nowhere", headers={"X-Request-ID": given})["X-Request-ID"] == given


def test_an_unknown_method_is_no_label(written: io.StringIO) -> None:
    Client().generic("ANN", "/nowhere")
    assert [line["method"] for line in lines(written) if line["message"] == "request"] == ["other"]


def test_what_nobody_could_answer_is_logged_too(written: io.StringIO) -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        raise ValueError(PERSONAL, request)

    with pytest.raises(ValueError):
        Watch(broken)(RequestFactory().get("/"))
    [line] = lines(written)
    assert (line["message"], line["error"].split()[0]) == ("request failed", "ValueError")
    assert "ann.example" not in written.getvalue()
