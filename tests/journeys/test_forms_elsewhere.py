"""A form in a site of others: plain HTML that posts across origins without a script, and a frame, in a real browser."""

import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from reif import form_keeping
from reif.capture.forms import live
from reif.records.enums import Role
from reif.records.models import Form, Submission
from reif.rules import suspicion
from reif.rules.form import read
from tests.form_cast import SPECIFICATION
from tests.journeys.conftest import Browsed

pytestmark = pytest.mark.django_db(transaction=True)


class Site:
    """A site of others, of pages that a test writes."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {"/danke": "<h1>Danke</h1>"}
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = site.pages.get(self.path.partition("?")[0])
                self.send_response(200 if page else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(f"<!doctype html><html lang=de><title>x</title>{page or ''}".encode())

            def log_message(self, *arguments: object) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    yield found
    found.stop()


@pytest.fixture(autouse=True)
def _fast_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test types faster than anybody."""
    monkeypatch.setattr(suspicion, "SOONEST", timedelta(0))


def published(site: Site, *, sites: tuple[str, ...] = (), redirect: str = "") -> Form:
    draft = read(SPECIFICATION.written() | {"sites": [site.host, *sites], "redirect": redirect})
    form = form_keeping.add(slug="demo", name="Demo", draft=draft, by=None, at=timezone.now())
    form_keeping.publish(form=form, seen=form_keeping.state_of(form), by=None, at=timezone.now())
    assert live(form) is not None
    return form


def snippet(browsed: Browsed, form: Form, name: str) -> str:
    browsed.sign_in(Role.MARKETING)
    browsed.open(f"/capture/forms/{form.pk}/embed")
    copied = browsed.page.input_value(f"#{name}")
    browsed.page.context.clear_cookies()
    return copied


def test_plain_html_of_another_site(browsed: Browsed, site: Site) -> None:
    form = published(site, redirect=f"http://{site.host}/danke")
    site.pages["/kontakt"] = snippet(browsed, form, "html")
    page = browsed.page
    page.goto(f"http://{site.host}/kontakt?utm_source=linkedin")
    page.fill("[name=email]", "nobody")
    page.click("form button")  # the browser itself checks what is typed
    assert page.url.startswith(f"http://{site.host}/kontakt")
    page.fill("[name=email]", "ada@firm.example")
    page.fill("[name=last_name]", "Lovelace")
    page.check("[name=agree][value=news]")
    page.click("form button")
    page.wait_for_url("**/danke")
    submission = Submission.objects.get()
    assert (submission.state, submission.agreed, submission.suspicions) == ("taken", ["news"], [])
    assert submission.around["page"] == f"http://{site.host}/"  # more a browser does not tell another site
    assert not browsed.problems


def test_a_frame_in_a_site_that_is_named_and_in_one_that_is_not(browsed: Browsed, site: Site) -> None:
    form = published(site, redirect="")
    frame = snippet(browsed, form, "frame")
    site.pages["/framed"] = frame
    page = browsed.page
    page.goto(f"http://{site.host}/framed")
    inside = page.frame_locator("iframe")
    inside.locator("[name=email]").fill("ada@firm.example")
    inside.locator("button.primary").click()
    inside.locator("h1:has-text('Vielen Dank')").wait_for()
    assert Submission.objects.get().state == "taken"
    assert not browsed.problems
    other = Site()
    try:
        other.pages["/framed"] = frame
        page.goto(f"http://{other.host}/framed")
        page.wait_for_timeout(300)
        assert any(re.search("frame-ancestors", said) for said in browsed.problems)
    finally:
        other.stop()


def test_a_mistake_leads_to_our_page_with_what_was_typed_and_on_from_there(browsed: Browsed, site: Site) -> None:
    form = published(site, redirect=f"http://{site.host}/danke")
    site.pages["/kontakt"] = (
        snippet(browsed, form, "html").replace(" required", "").replace("<form ", "<form novalidate ")
    )
    page = browsed.page
    page.goto(f"http://{site.host}/kontakt")
    page.fill("[name=email]", "ada")
    page.fill("[name=text]", "Viele Worte")
    page.click("form button")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("[name=text]") == "Viele Worte"
    page.fill("[name=email]", "ada@firm.example")
    page.click("button.primary")
    page.wait_for_url("**/danke")  # the policy of our page lets it go on there
    assert Submission.objects.get().state == "taken"
