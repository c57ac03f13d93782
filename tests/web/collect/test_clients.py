"""Clients that others wrote, unchanged but for the host, against the real server over a real socket."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import posthog
import pytest
from rudderstack.analytics.client import Client as RudderStack
from segment.analytics.client import Client as Segment

from tests.cli.system import Program, System, free_port

READ_WITHIN_SECONDS = 30
SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


class Served:
    """A system that is served, and a write key of one of its sources."""

    def __init__(self, system: System, port: int) -> None:
        self.host = f"http://127.0.0.1:{port}"
        self.key = system("source", "add", "Shop").out.splitlines()[1].rpartition(": ")[2]
        self._database = system.database
        self.problems: list[Any] = []

    def rows(self, query: str) -> list[Any]:
        """What the records answer once all is read that arrived."""
        until = time.monotonic() + READ_WITHIN_SECONDS
        with closing(sqlite3.connect(self._database)) as base:
            while base.execute("SELECT count(*) FROM records_arrival").fetchone() != (0,):
                assert time.monotonic() < until
                time.sleep(0.05)
            return base.execute(query).fetchall()

    def events(self) -> list[tuple[str, str]]:
        """The name of each event, and whose it is."""
        return self.rows(
            "SELECT e.name, coalesce(c.email, v.anonymous_id) FROM records_event e "
            "LEFT JOIN records_contact c ON c.id = e.contact_id LEFT JOIN records_visitor v ON v.id = e.visitor_id "
            "ORDER BY e.name"
        )

    def note(self, error: Exception, batch: object) -> None:
        """What a client says of a batch that it could not send."""
        self.problems.append((error, batch))


@pytest.fixture
def served(made: System) -> Iterator[Served]:
    port = free_port()
    with made.running("serve", "--port", str(port)) as program:
        assert isinstance(program, Program)
        program.wait_for(lambda: f"reif is at http://127.0.0.1:{port}" in program.said)
        yield Served(made, port)


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
