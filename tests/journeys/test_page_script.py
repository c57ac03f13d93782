"""reif's own page script in a real browser, on a page of another site, against the real server."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route

from tests.cli.system import System
from tests.journeys import other_site
from tests.web.collect import served as serving
from tests.web.collect.served import Served

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
KEPT = """async () => [
  document.cookie, { ...localStorage }, { ...sessionStorage }, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length,
]"""
NOTHING: list[Any] = ["", {}, {}, 0, 0, 0]
PAGE = """<!doctype html><html lang="de"><title>Preise</title>%s
<script type="module" src="%s/reif.js?key=%s%s"></script>
<form id="angebot"><input name="mail" type="email" data-reif-email><input name="text"><button>Senden</button></form>
<form role="search"><input name="q"><button>Suchen</button></form>
<form id="login"><input type="password" name="p"><button>Anmelden</button></form>
<a id="paper" href="#p?secret=1" data-reif-click="Content Downloaded" data-reif-content="Leitfaden"><b>PDF</b></a>
<a id="plain" href="#plain">Mehr</a>
<script>for (const form of document.forms) form.onsubmit = (event) => event.preventDefault();</script>"""


def site(served: Served, *, before: str = "", more: str = "") -> AbstractContextManager[str]:
    return other_site.site(PAGE % (before, served.host, served.key, more))


@pytest.fixture
def served(made: System) -> Iterator[Served]:
    with serving.served(made, is_public=True) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(user_agent=CHROME)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def is_batch(answer: Response) -> bool:
    return answer.url.endswith("/v1/batch")


def visit(page: Page, address: str) -> str:
    """Open the page; what it sends when it has gathered it for a second."""
    with page.expect_response(is_batch) as answer:
        page.goto(address)
    assert answer.value.status == 200
    return answer.value.request.post_data or ""


def do(page: Page, script: str) -> str:
    with page.expect_response(is_batch) as answer:
        page.evaluate(script)
    return answer.value.request.post_data or ""


def names(served: Served) -> list[str]:
    return [name for (name,) in served.rows("SELECT name FROM records_event ORDER BY occurred_at, id")]


def visitors(served: Served) -> list[str]:
    rows = served.rows(
        "SELECT DISTINCT v.anonymous_id FROM records_event e JOIN records_visitor v ON v.id = e.visitor_id"
    )
    return sorted(name for (name,) in rows)


def test_without_consent_nothing_is_kept_and_no_id_is_sent(served: Served, browser: Browser, page: Page) -> None:
    query = "?utm_source=messe&utm_campaign=Herbst&gclid=Cj0abc&mail=ada@krane.example"
    with site(served) as address:
        sent = [visit(page, f"{address}/preise{query}"), visit(page, f"{address}/kontakt")]
        assert page.evaluate(KEPT) == NOTHING
        assert page.context.cookies() == []
        other = browser.new_context(user_agent=CHROME)
        sent.append(visit(other.new_page(), f"{address}/"))
        other.close()
    assert not [word for word in ("anonymousId", "userId", "Cj0abc", "ada@") if word in "".join(sent)]
    assert names(served) == ["Page Viewed"] * 3
    [who] = visitors(served)
    assert who.startswith("day-")
    [(properties, channel, campaign)] = served.rows(
        "SELECT properties, channel, campaign FROM records_event WHERE campaign <> ''"
    )
    assert (channel, campaign) == ("ads", "Herbst")
    seen = json.loads(properties)
    assert (seen["path"], seen["title"], seen["campaign"]) == ("/preise", "Preise", {"source": "messe", "gclid": ""})
    [(stored,)] = served.rows("SELECT group_concat(anonymous_id || first_seen_at) FROM records_visitor")
    assert "127.0.0" not in stored


def test_pages_of_an_application_are_viewed_one_by_one(served: Served, page: Page) -> None:
    with site(served) as address:
        visit(page, f"{address}/start")
        sent = do(
            page,
            """async () => {
              history.pushState({}, "", "/zwei?x=1"); document.title = "Zwei";
              await new Promise((go) => setTimeout(go, 200));
              history.replaceState({}, "", "/zwei?x=2"); history.pushState({}, "", "#unten");
              await new Promise((go) => setTimeout(go, 200));
              history.go(-2);
            }""",
        )
    said = [call["context"]["page"] for call in json.loads(sent)["batch"]]
    assert [(each["path"], each["referrer"].removeprefix(address)) for each in said] == [
        ("/zwei", "/start"),
        ("/start", "/zwei"),
    ]
    assert said[0]["title"] == "Zwei"
    assert names(served) == ["Page Viewed"] * 3


def test_forms_say_that_they_were_sent_and_not_what_was_in_them(served: Served, page: Page) -> None:
    with site(served) as address:
        visit(page, f"{address}/angebot")
        page.fill("[name=mail]", "ada@krane.example")
        page.fill("[name=text]", "vertraulich")
        for button in page.locator("form button").all():
            button.click()
        sent = do(page, "() => {}")
    assert "ada@" not in sent
    assert "vertraulich" not in sent
    [(properties,)] = served.rows("SELECT properties FROM records_event WHERE name = 'Form Submitted'")
    assert json.loads(properties) == {"form": "angebot", "path": "/angebot"}
    assert served.rows("SELECT count(*) FROM records_contact") == [(0,)]


def test_with_consent_a_marked_field_says_who_it_is(served: Served, page: Page) -> None:
    with site(served) as address:
        visit(page, f"{address}/angebot")
        do(page, "() => reif.consent(true)")
        page.fill("[name=mail]", "ada@krane.example")
        page.click("#angebot button")
        sent = do(page, "() => {}")
    assert "ada@krane.example" in sent
    events = "SELECT e.name FROM records_event e JOIN records_contact c ON c.id = e.contact_id WHERE c.email = ?"
    assert sorted(served.rows(events, "ada@krane.example")) == [("Form Submitted",), ("Page Viewed",)]


def test_marked_clicks(served: Served, page: Page) -> None:
    with site(served) as address:
        visit(page, f"{address}/preise")
        page.click("#plain")
        page.click("#paper b")
        do(page, "() => {}")
    assert names(served) == ["Page Viewed", "Content Downloaded"]
    [(properties,)] = served.rows("SELECT properties FROM records_event WHERE name = 'Content Downloaded'")
    assert json.loads(properties) == {"url": f"{address}/preise", "content": "Leitfaden"}


def test_consent_gives_an_id_that_has_what_the_page_began(served: Served, page: Page) -> None:
    with site(served) as address:
        visit(page, f"{address}/preise?utm_source=messe&gclid=Cj0abc")
        assert [each[:4] for each in visitors(served)] == ["day-"]
        assert "Cj0abc" in do(page, "() => { reif.consent(true); reif.consent(true); }")
        [_, stored, *_] = page.evaluate(KEPT)
        since, who = stored["reif"].split(" ")
        assert since.isdigit()
        assert visitors(served) == [who]
        assert f'"anonymousId":"{who}"' in visit(page, f"{address}/kontakt?utm_source=brief")
        do(page, "() => { reif.consent(false); reif.track('Demo Requested'); }")
        assert page.evaluate(KEPT) == NOTHING
    first, last = served.rows("SELECT first_touch, last_touch FROM records_visitor WHERE anonymous_id = ?", who)[0]
    assert [json.loads(each)["source"] for each in (first, last)] == ["messe", "brief"]
    assert json.loads(first)["gclid"] == "Cj0abc"
    assert served.rows(
        "SELECT v.anonymous_id = ?, e.name FROM records_event e JOIN records_visitor v ON v.id = e.visitor_id "
        "ORDER BY e.occurred_at",
        who,
    ) == [(1, "Page Viewed"), (1, "Page Viewed"), (0, "Demo Requested")]


@pytest.mark.parametrize("wish", ["globalPrivacyControl", "doNotTrack"])
def test_who_objects_is_left_alone(served: Served, page: Page, wish: str) -> None:
    value = "true" if wish == "globalPrivacyControl" else '"1"'
    page.add_init_script(f'Object.defineProperty(Navigator.prototype, "{wish}", {{ get: () => {value} }});')
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with site(served) as address:
        page.goto(f"{address}/preise")
        page.evaluate("() => { reif.consent(true); reif.track('Demo Requested'); }")
        page.wait_for_timeout(1500)
        assert page.evaluate(KEPT) == NOTHING
        page.goto("about:blank")
    assert not [url for url in asked if "/v1/" in url]
    assert names(served) == []


def test_what_is_not_sent_yet_goes_by_beacon_when_the_page_is_left(served: Served, page: Page) -> None:
    page.add_init_script("window.fetch = () => Promise.reject(new TypeError('only beacons'))")
    with site(served) as address:
        page.goto(f"{address}/preise")
        page.evaluate("() => reif.track('Demo Requested')")
        page.goto("about:blank")
        page.wait_for_timeout(500)
    assert names(served) == ["Page Viewed", "Demo Requested"]


def test_it_sends_again_when_it_is_told_to_and_when_the_line_is_back(served: Served, page: Page) -> None:
    answered: list[int] = []

    def not_now(route: Route) -> None:
        if len(answered) < 2:
            answered.append(429)
            headers = {
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Expose-Headers": "Retry-After",
                "Retry-After": "1",
            }
            route.fulfill(status=429, headers=headers, body="{}")
        else:
            route.continue_()

    page.route(f"{served.host}/v1/batch", not_now)
    with site(served) as address:
        page.goto(address)
        page.wait_for_timeout(4500)
        assert (answered, names(served)) == ([429, 429], ["Page Viewed"])
        page.context.set_offline(True)
        page.evaluate("() => reif.track('Demo Requested')")
        page.wait_for_timeout(1500)
        assert names(served) == ["Page Viewed"]
        with page.expect_response(is_batch):
            page.context.set_offline(False)
    assert names(served) == ["Page Viewed", "Demo Requested"]


def test_banners_are_heard_before_it_is_there_and_by_consent_mode(served: Served, page: Page) -> None:
    early = '<script>(window.reif ||= []).push(["consent", true]);</script>'
    with site(served, before=early) as address:
        assert "anonymousId" in visit(page, address)
        do(page, "() => { reif.push(['consent', false]); reif.push(['track', 'Demo Requested', { product: 'R' }]); }")
        assert page.evaluate(KEPT) == NOTHING
    layer = """<script>window.dataLayer = []; function gtag() { dataLayer.push(arguments); }
      gtag("consent", "default", { analytics_storage: "denied" });</script>"""
    with site(served, before=layer, more="&amp;consent=analytics_storage") as address:
        assert "anonymousId" not in visit(page, address)
        do(page, 'gtag("consent", "update", { analytics_storage: "granted", ad_storage: "denied" })')
        assert "reif" in page.evaluate(KEPT)[1]
        page.evaluate('gtag("consent", "update", { ad_storage: "granted" })')
        assert "reif" in page.evaluate(KEPT)[1]
        page.evaluate('gtag("consent", "update", { analytics_storage: "denied" })')
        assert page.evaluate(KEPT) == NOTHING


def test_it_holds_up_nothing_and_says_that_a_program_steers(served: Served, page: Page) -> None:
    problems: list[str] = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    with site(served) as address:
        visit(page, address)
        found = page.evaluate(
            "performance.getEntriesByType('resource').filter((each) => each.name.includes('/reif.js'))"
            ".map((each) => each.renderBlockingStatus)"
        )
    assert (found, problems) == (["non-blocking"], [])
    assert served.rows("SELECT taken_for, is_human FROM records_event") == [("automated", 0)]
