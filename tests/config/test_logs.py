"""What a line of the log holds, and what it never does."""

import json
import logging
from typing import Any

import pytest

from reif.config.logs import PlainLines, logging_settings
from reif.web.request_id import request_id


def line(name: str, message: str, *arguments: object, **more: Any) -> dict[str, Any]:
    record = logging.LogRecord(name, logging.INFO, "/x/place.py", 7, message, arguments, None)
    vars(record).update(more)
    read: dict[str, Any] = json.loads(PlainLines().format(record))
    return read


@pytest.mark.parametrize(
    ("name", "message", "arguments", "said"),
    [
        ("reif.jobs", "job failed", (), "job failed"),
        ("reif.jobs", "for %s", ("ann@example.com",), "for %s"),
        ("django.request", "%s: %s", ("Not Found", "/ann"), "%s: %s"),
        ("some.package", "bad ann@example.com", (), "place.py:7"),
        ("reifen", "bad ann@example.com", (), "place.py:7"),
        ("_granian", "Stopped worker-%s", (1,), "Stopped worker-1"),
    ],
)
def test_only_fixed_words_are_written(name: str, message: str, arguments: tuple[object, ...], said: str) -> None:
    assert line(name, message, *arguments)["message"] == said


def test_a_line_has_a_time_in_utc_and_only_what_is_known_to_be_harmless() -> None:
    request_id.set("")  # as before the first request
    read = line(
        "reif.web", "request", route="contacts:list", status=200, ms=1.5, email="ann@example.com", step={"a": 1}
    )
    assert read.pop("time").endswith("+00:00")
    assert read == {
        "level": "info",
        "logger": "reif.web",
        "message": "request",
        "route": "contacts:list",
        "status": 200,
        "ms": 1.5,
    }


def test_the_level_is_that_of_the_setting() -> None:
    assert logging_settings("warning")["root"]["level"] == "WARNING"
