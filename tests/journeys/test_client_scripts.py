"""The usual snippet of Segment, with only its host changed, in a real browser on a page of another site."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.cli.system import System
from tests.journeys.other_site import site
from tests.web.collect import served as serving
from tests.web.collect.served import Served
from tests.web.collect.test_node_clients import PACKAGES

# What such a snippet does: calls wait in a list until the script is there. `_cdn`: only as the test has no TLS.
PAGE = """<!doctype html><title>Preise</title><script>
const analytics = window.analytics = [];
for (const name of ["page", "track", "identify"])
  analytics[name] = (...said) => (analytics.push([name, ...said]), analytics);
analytics._writeKey = "{key}";
analytics._cdn = "{host}";
const script = document.createElement("script");
script.async = true;
script.src = "{host}/analytics.js/v1/{key}/analytics.min.js";
document.head.append(script);
analytics.page();
analytics.track("Demo Requested");
</script>"""


@pytest.fixture
def served(made: System) -> Iterator[Served]:
    (made.home / "scripts").mkdir()
    (made.home / "scripts" / "node_modules").symlink_to(PACKAGES)
    with serving.served(made, is_public=True) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_the_snippet_loads_the_client_from_reif_and_its_calls_arrive(served: Served, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with site(PAGE.format(key=served.key, host=served.host)) as address:
        page.goto(f"{address}/preise")
        page.wait_for_timeout(2000)
    assert sorted(name for (name,) in served.rows("SELECT name FROM records_event")) == [
        "Demo Requested",
        "Page Viewed",
    ]
    assert f"{served.host}/analytics.js/v1/{served.key}/analytics.min.js" in asked
    assert {each.split("/")[2] for each in asked} == {address.partition("://")[2], served.host.partition("://")[2]}
