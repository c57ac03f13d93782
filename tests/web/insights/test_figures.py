"""What takes long to count is counted before anybody asks, and says as of when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reif.config.schedule import KINDS
from reif.jobs.operations import enqueue
from reif.jobs.running import run_one
from reif.records.enums import Role
from reif.records.models import Contact, User
from reif.web.insights import keeping
from tests.web.cast import Cast

COUNTING = ("records_stagechange", "records_visitor", "GROUP BY")


def counted_at(at: datetime) -> None:
    job = enqueue(kind="figures", at=at)
    assert run_one(kinds=KINDS, now=lambda: at)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"counted": 1 + 3 * 2})


@pytest.fixture(autouse=True)
def _slow(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(keeping, "SLOW_SECONDS", 0.0)


@pytest.mark.django_db
def test_nothing_is_counted_while_somebody_waits(viewer: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.users[Role.SALES].pk).update(time_zone="Asia/Kolkata")
    before = timezone.now() - timedelta(minutes=5)
    counted_at(before)
    for address in ("", "?period=quarter", "?period=year", "?channel=webinar"):
        with CaptureQueriesContext(connection) as queries:
            shown = viewer.get(f"/insights/{address}")
        assert not [query["sql"] for query in queries if any(word in query["sql"] for word in COUNTING)]
        assert shown.context["cohort"].at == shown.context["distribution"].at == before


@pytest.mark.django_db
def test_what_is_counted_anew_is_shown(viewer: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.users[Role.SALES].pk).update(time_zone="Asia/Kolkata")
    counted_at(timezone.now() - timedelta(minutes=5))
    first = viewer.get("/insights/").context["distribution"].count
    Contact.objects.create(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert viewer.get("/insights/").context["distribution"].count == first
    counted_at(timezone.now())
    assert viewer.get("/insights/").context["distribution"].count == first + 1


@pytest.mark.django_db
def test_what_is_fast_is_not_kept(viewer: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    User.objects.filter(pk=cast.users[Role.SALES].pk).update(time_zone="Asia/Kolkata")
    counted_at(timezone.now() - timedelta(minutes=5))
    monkeypatch.setattr(keeping, "SLOW_SECONDS", 1000.0)
    counted_at(timezone.now())
    shown = viewer.get("/insights/").context
    assert timezone.now() - shown["cohort"].at < timedelta(minutes=1)
