"""Clients that others wrote, unchanged but for the host, against the real server over a real socket."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import posthog
import pytest
from rudderstack.analytics.client import Client as RudderStack
from segment.analytics.client import Client as Segment

from tests.cli.system import System
from tests.web.collect import served as serving
from tests.web.collect.served import Served

SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def served(made: System) -> Iterator[Served]:
    with serving.served(made) as running:
        yield running


@pytest.mark.parametrize("gzip", [False, True])
@pytest.mark.parametrize("client", [Segment, RudderStack])
def test_segments_and_rudderstacks(served: Served, client: Any, gzip: bool) -> None:
    sending = client(served.key, host=served.host, gzip=gzip, on_error=served.note, upload_interval=0.1)
    sending.identify("u-1", {"email": "ada@krane.example", "firstName": "Ada", "company": {"name": "Krane KG"}})
    sending.track("u-1", "Demo Requested", {"product": "R"}, timestamp=SUMMER)
    sending.page("u-1", "Docs", "Preise", {"path": "/preise"})
    sending.group("u-1", "g-1", {"name": "Krane KG", "employees": 40})
    for number in range(250):
        sending.track("u-2", f"Step {number % 5}", anonymous_id="a-2")
    sending.flush()
    sending.join()
    assert served.problems == []
    found = served.events()
    assert len(found) == 252
    assert found[:2] == [("Demo Requested", "ada@krane.example"), ("Page Viewed", "ada@krane.example")]
    assert served.rows("SELECT name, company_name FROM records_contact WHERE email <> ''") == [("Ada", "Krane KG")]
    ((occurred_at, properties),) = served.rows(
        "SELECT occurred_at, properties FROM records_event WHERE name = 'Demo Requested'"
    )
    assert abs(datetime.fromisoformat(f"{occurred_at}+00:00") - SUMMER) < timedelta(minutes=1)
    assert '"R"' in properties
    assert served.rows("SELECT count(*) FROM records_quarantined") == [(0,)]


def test_posthogs(served: Served) -> None:
    sending = posthog.Posthog(served.key, host=served.host, on_error=served.note, flush_interval=0.1)
    sending.capture("Demo Requested", distinct_id="u-1", properties={"product": "R"})
    sending.set(distinct_id="u-1", properties={"email": "ada@krane.example"})
    sending.alias("u-1", "u-9")
    sending.capture("Offer Requested", distinct_id="u-9")
    sending.shutdown()
    assert served.problems == []
    assert served.events() == [
        ("Demo Requested", "ada@krane.example"),
        ("Offer Requested", "ada@krane.example"),
    ]


def test_a_client_is_told_that_its_key_is_wrong_and_does_not_hammer(served: Served) -> None:
    for client in (Segment, RudderStack):
        sending = client("wrong", host=served.host, on_error=served.note, upload_interval=0.1)
        sending.track("u-1", "x")
        sending.flush()
        sending.join()
    assert ["401" in str(error) for error, _ in served.problems] == [True, True]
