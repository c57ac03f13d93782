"""Figures for Prometheus: of this machine's web processes together, and of the records."""

import hmac
import ipaddress
import os
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from reif.capture.queries import arrivals
from reif.jobs import queries
from reif.records.models import Contact, Event

REQUESTS = Counter("reif_requests", "Requests answered.", ["route", "method", "status"])
SECONDS = Histogram(
    "reif_request_seconds",
    "Time to answer a request.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 10),
)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for this machine itself and for whoever has the token; 404 for others."""
    if not _may_read(request):
        return HttpResponse(status=404)
    registry = CollectorRegistry()
    registry.register(OfRecords())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the package types only a part of itself
        return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
    return HttpResponse(generate_latest(REGISTRY) + generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


class OfRecords(Collector):
    """What the database knows, asked at each reading."""

    def collect(self) -> Iterator[Metric]:
        """The figures; `reif_database_up` alone where the database cannot be asked."""
        up = GaugeMetricFamily("reif_database_up", "1: the database answers.", 0)
        try:
            found = list(_of_records())
        except Error:
            found = []
        else:
            up.samples.clear()
            up.add_metric([], 1)
        yield up
        yield from found


def _of_records() -> Iterator[Metric]:
    now = timezone.now()
    newest = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    yield CounterMetricFamily("reif_events_stored", "Events stored so far, by the newest one's number.", newest)
    number, since = arrivals()
    yield GaugeMetricFamily("reif_arrivals_waiting", "Requests of clients that wait to be read.", number)
    yield GaugeMetricFamily("reif_arrival_lag_seconds", "How long the first of them has waited.", _waited(since, now))
    due = Contact.objects.filter(rescore_at__lte=now)
    yield GaugeMetricFamily("reif_contacts_to_rescore", "Contacts whose score is to be worked out now.", due.count())
    oldest = due.order_by("rescore_at").values_list("rescore_at", flat=True).first()
    waited = _waited(oldest, now)
    yield GaugeMetricFamily("reif_rescore_lag_seconds", "How long the longest of them has waited.", waited)
    jobs = GaugeMetricFamily("reif_jobs", "Jobs by state.", labels=["state"])
    counts = queries.states()
    for state in ("waiting", "running", "failed", "done"):
        jobs.add_metric([state], counts.get(state, 0))
    yield jobs
    first = queries.oldest_waiting(now)
    late = _waited(first, now)
    yield GaugeMetricFamily("reif_job_lag_seconds", "How long the job has waited that has waited longest.", late)
    workers = queries.alive(now - queries.SILENT_AFTER)
    yield GaugeMetricFamily("reif_workers", "Workers that were heard of in the last minute.", workers)
    turned_at = queries.last_turn()
    if turned_at is not None:
        silent = _waited(turned_at, now)
        yield GaugeMetricFamily("reif_worker_silent_seconds", "Time since a worker last said it is alive.", silent)


def _waited(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max((now - since).total_seconds(), 0.0)


def _may_read(request: HttpRequest) -> bool:
    token = settings.REIF_METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    return _is_of_this_machine(request)


def _is_of_this_machine(request: HttpRequest) -> bool:
    """Straight from this machine: behind a proxy here, everybody would seem to be."""
    if any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via")):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
