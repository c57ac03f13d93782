"""Segment's client in a real browser, on a page of another site, against the real server."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.cli.system import System
from tests.journeys.other_site import site
from tests.web.collect import served as serving
from tests.web.collect.served import Served
from tests.web.collect.test_node_clients import PACKAGES

SCRIPTS = {"/client.js": PACKAGES / "@segment" / "analytics-next" / "dist" / "umd" / "index.js"}
"""The client out of its package."""
PAGE = """<!doctype html><title>Preise</title><script src="/client.js"></script><script>
const host = {host}, protocol = "http";
window.client = AnalyticsNext.AnalyticsBrowser.load(
  {{ writeKey: {key}, cdnURL: `http://${{host}}` }},
  {{ integrations: {{ "Segment.io": {{ apiHost: `${{host}}/v1`, protocol }} }} }},
);
</script>"""


@pytest.fixture
def served(made: System) -> Iterator[Served]:
    with serving.served(made, is_public=True) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def call(page: Page, said: str) -> None:
    page.evaluate(f"() => window.client.{said}")


def test_a_visit_arrives_across_sites(served: Served, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    html = PAGE.format(host=json.dumps(served.host.partition("://")[2]), key=json.dumps(served.key))
    with site(html, SCRIPTS) as address:
        page.goto(f"{address}/preise?utm_source=messe&utm_campaign=Herbst")
        call(page, "page()")
        call(page, 'track("Demo Requested", { product: "R" })')
        page.wait_for_timeout(1500)
    events = served.rows("SELECT name, campaign, properties FROM records_event ORDER BY name")
    assert [name for name, _, _ in events] == ["Demo Requested", "Page Viewed"]
    assert [campaign for _, campaign, _ in events] == ["Herbst", "Herbst"]
    assert "/preise" in events[1][2]
    assert served.rows("SELECT count(*) FROM records_visitor") == [(1,)]
    assert any(each.startswith(f"GET {served.host}/v1/projects/{served.key}/settings") for each in asked)
    assert {each.partition(" ")[2].split("/")[2] for each in asked} == {
        address.partition("://")[2],
        served.host.partition("://")[2],
    }


def test_it_comes_again_when_it_is_told_to(served: Served, page: Page) -> None:
    """The server would answer so when it is overrun; here the wire does, twice, as the server words it."""
    answered: list[int] = []

    def not_now(route: Route) -> None:
        if len(answered) < 2 and route.request.method == "POST":
            answered.append(429)
            headers = {
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Expose-Headers": "Retry-After",
                "Retry-After": "1",
            }
            route.fulfill(status=429, headers=headers, body="{}")
        else:
            route.continue_()

    page.route(f"{served.host}/v1/t", not_now)
    html = PAGE.format(host=json.dumps(served.host.partition("://")[2]), key=json.dumps(served.key))
    with site(html, SCRIPTS) as address:
        page.goto(address)
        call(page, 'track("Demo Requested")')
        page.wait_for_timeout(5000)
    assert answered == [429, 429]
    assert served.rows("SELECT name FROM records_event") == [("Demo Requested",)]
