"""With many contacts the worker counts: before anybody asks, or when somebody does, who then sees how far it is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reif.config.schedule import KINDS
from reif.jobs.operations import enqueue, turn
from reif.jobs.running import run_one
from reif.records.enums import Role
from reif.records.models import Contact, Job, User
from reif.web.insights import keeping
from tests.web.cast import Cast

pytestmark = pytest.mark.django_db

COUNTING = ("records_stagechange", "records_visitor", "GROUP BY")
OWN_DAYS = "/insights/?period=days&from=2026-01-01&to=2026-02-28"


def counted_at(at: datetime) -> dict[str, object]:
    job = enqueue(kind="figures", at=at)
    assert run_one(kinds=KINDS, now=lambda: at)
    job.refresh_from_db()
    assert job.state == "done"
    return job.result


@pytest.fixture(autouse=True)
def _many_contacts(monkeypatch: pytest.MonkeyPatch, cast: Cast) -> None:
    caches["figures"].clear()
    monkeypatch.setattr(keeping, "LARGE", 0)
    User.objects.filter(pk=cast.users[Role.SALES].pk).update(time_zone="Asia/Kolkata")


def test_nothing_is_counted_while_somebody_waits(viewer: Client) -> None:
    before = timezone.now() - timedelta(minutes=5)
    assert counted_at(before) == {"counted": 1 + 3 * 2}
    for address in ("", "?period=quarter", "?period=year", "?channel=webinar"):
        with CaptureQueriesContext(connection) as queries:
            shown = viewer.get(f"/insights/{address}")
        assert not [query["sql"] for query in queries if any(word in query["sql"] for word in COUNTING)]
        assert shown.context["cohort"].at == shown.context["distribution"].at == before


def test_what_is_counted_anew_is_shown(viewer: Client) -> None:
    counted_at(timezone.now() - timedelta(minutes=5))
    first = viewer.get("/insights/").context["distribution"].count
    Contact.objects.create(created_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert viewer.get("/insights/").context["distribution"].count == first
    counted_at(timezone.now())
    assert viewer.get("/insights/").context["distribution"].count == first + 1


def test_days_of_ones_own_are_counted_behind_and_the_page_follows(viewer: Client) -> None:
    turn(worker="w", at=timezone.now())
    waiting = viewer.get(OWN_DAYS)
    page = waiting.content.decode()
    assert "The figures are being counted" in page
    assert "No worker is running" not in page
    assert "HX-Refresh" not in viewer.get(OWN_DAYS, headers={"HX-Request": "true"})
    assert Job.objects.filter(kind="figures").count() == 1
    assert run_one(kinds=KINDS, now=timezone.now)
    assert viewer.get(OWN_DAYS, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert "cohort" in viewer.get(OWN_DAYS).context
    assert viewer.get(OWN_DAYS.replace("?", "table.csv?")).content.startswith(b"\xef\xbb\xbfchannel")


def test_a_file_of_what_is_not_counted_leads_to_the_page(viewer: Client) -> None:
    answer = viewer.get("/insights/table.csv?period=days&from=2026-01-01&to=2026-02-28")
    assert (answer.status_code, answer["Location"]) == (302, OWN_DAYS)


def test_without_a_worker_the_page_says_what_to_start(viewer: Client) -> None:
    assert "No worker is running" in viewer.get(OWN_DAYS).content.decode()


def test_a_count_that_failed_is_told_and_tried_again_later(viewer: Client) -> None:
    viewer.get(OWN_DAYS)
    now = timezone.now()
    Job.objects.update(state="failed", finished_at=now)
    page = viewer.get(OWN_DAYS).content.decode()
    assert "The figures could not be counted" in page
    assert "every 1s" not in page
    assert Job.objects.count() == 1
    Job.objects.update(finished_at=now - timedelta(minutes=11))
    assert "The figures are being counted" in viewer.get(OWN_DAYS).content.decode()


def test_few_contacts_are_counted_when_somebody_asks(viewer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LARGE", 1000)
    assert counted_at(timezone.now()) == {"counted": 0}
    assert timezone.now() - viewer.get(OWN_DAYS).context["cohort"].at < timedelta(minutes=1)
    assert not Job.objects.exclude(state="done").exists()
