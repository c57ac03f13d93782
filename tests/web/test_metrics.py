"""Figures for Prometheus: right, together over processes, and not for everybody."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError
from django.test import Client
from pytest_django import Settings

from reif.jobs.operations import enqueue, turn
from reif.records.models import Job
from reif.web import metrics
from tests.records.rows import contact, event

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def figures(**headers: str) -> dict[str, float]:
    answer = Client().get("/metrics", headers=headers)
    assert answer.status_code == 200
    lines = (line for line in answer.content.decode().splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def test_what_the_records_know() -> None:
    late = contact(rescore_at=NOW - timedelta(minutes=5))
    contact(rescore_at=NOW + timedelta(days=1))
    newest = [event(late), event(late)][-1]
    now = datetime.now(UTC)  # a worker that was heard of a minute ago is gone
    enqueue(kind="tidy", at=now)
    turn(worker="here:1", at=now - timedelta(seconds=30))
    said = figures()
    assert said["reif_database_up"] == 1
    assert said["reif_events_stored_total"] == newest.id
    assert said["reif_contacts_to_rescore"] == 1
    assert said["reif_rescore_lag_seconds"] >= 300
    assert (said['reif_jobs{state="waiting"}'], said['reif_jobs{state="failed"}']) == (1, 0)
    assert said["reif_worker_silent_seconds"] >= 30
    assert said["reif_workers"] == 1
    assert said["reif_job_lag_seconds"] < 300
    Job.objects.update(run_at=now - timedelta(minutes=5))
    turn(worker="here:1", at=now - timedelta(minutes=2))
    said = figures()
    assert said["reif_workers"] == 0  # a figure, too, where there is none: silence is no alarm
    assert said["reif_job_lag_seconds"] >= 300


def test_requests_are_counted_by_route_and_never_by_what_was_asked() -> None:
    name = 'reif_requests_total{method="GET",route="health",status="200"}'
    before = figures().get(name, 0)
    Client().get("/health?q=ann@example.com")
    Client().get("/ann@example.com")
    after = figures()
    assert after[name] == before + 1
    assert after['reif_request_seconds_count{route="health"}'] >= 1
    assert not [key for key in after if "ann" in key]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 404),
        ({"Authorization": "Bearer wrong"}, 404),
        ({"Authorization": "Bearer s3cret"}, 200),
    ],
)
def test_from_elsewhere_only_with_the_token(headers: Mapping[str, str], status: int, settings: Settings) -> None:
    settings.REIF_METRICS_TOKEN = "s3cret"  # noqa: S105 - a token of the test
    assert Client(REMOTE_ADDR="203.0.113.7").get("/metrics", headers=headers).status_code == status


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_behind_a_proxy_nobody_is_of_this_machine(header: str) -> None:
    assert Client().get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_without_a_token_set_none_opens() -> None:
    assert Client(REMOTE_ADDR="203.0.113.7").get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404
    assert Client(REMOTE_ADDR="").get("/metrics").status_code == 404


def test_a_database_that_does_not_answer_is_a_figure_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable() -> None:
        raise DatabaseError

    monkeypatch.setattr(metrics.queries, "states", unreachable)
    said = figures()
    assert said["reif_database_up"] == 0
    assert not [key for key in said if re.match(r"reif_(jobs|contacts|events)", key)]
