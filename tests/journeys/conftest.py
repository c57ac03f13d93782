"""A real browser before a real server, with the fixed cast in the records; pictures and a check of accessibility.

def test_it(browsed: Browsed) -> None:
    browsed.sign_in(Role.SALES)
    browsed.page.goto(browsed.address("/contacts/"))
    browsed.check()                       # no violation, nothing broken, nothing wider than the page
    browsed.picture("contacts")           # only where REIF_PICTURES names a folder
"""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import LazySettings
from django.db import connections
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from reif.cli.worker import Worker
from reif.records.enums import Role
from reif.records.models import Installation, User
from reif.rules import suspicion
from tests.outbox.mail_server import MailServer
from tests.web.cast import PASSWORD, Cast, cast

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
NARROW = ViewportSize(width=360, height=780)
# What axe may look for: WCAG 2.2 AA and what it holds to be good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session", autouse=True)
def _database_beside_the_browser() -> Iterator[None]:
    """Playwright keeps a loop running, which Django takes for asynchronous code."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def base_url() -> str:
    """None: pages are asked for by their whole address."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own browser, whatever it is called; without one, that of Playwright."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    arguments = {"args": ["--no-sandbox", "--disable-gpu"]}
    return arguments if found is None else arguments | {"executable_path": found}


@dataclass
class Browsed:
    """A page in the browser, the server it asks, and who plays. `problems`: what the browser complained of."""

    page: Page
    server: LiveServer
    cast: Cast
    problems: list[str] = field(default_factory=list)

    def address(self, path: str) -> str:
        """The address of a page."""
        return f"{self.server.url}{path}"

    def open(self, path: str) -> None:
        """Go to a page of ours."""
        self.page.goto(self.address(path))

    def press(self, key: str) -> None:
        """A key, once the scripts of the page that is shown are there to hear it."""
        self.page.wait_for_load_state("load")
        self.page.keyboard.press(key)

    def sign_in(self, role: Role, language: str = "en") -> None:
        """As one of the cast, through the form."""
        User.objects.filter(role=role).update(language=language)
        self.open("/sign-in")
        self.page.fill("[name=login]", self.cast.users[role].email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button.primary")
        self.page.wait_for_url("**/today/")

    def theme(self, name: str) -> None:
        """light or dark, from the next page on."""
        self.page.context.add_cookies([{"name": "theme", "value": name, "url": self.server.url}])

    def check(self, *, with_axe: bool = True) -> None:
        """No violation of accessibility, no complaint of the browser, nothing that must be scrolled sideways."""
        if with_axe:
            found = Axe().run(self.page, options={"runOnly": {"type": "tag", "values": TAGS}})
            assert found.violations_count == 0, found.generate_report()
        too_wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, f"{too_wide} px too wide"
        assert not self.problems

    def picture(self, name: str) -> None:
        """Keep a picture of the page in the folder that REIF_PICTURES names, if it names one."""
        folder = os.environ.get("REIF_PICTURES", "")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.fixture
def browsed(page: Page, live_server: LiveServer) -> Browsed:
    """The cast before an empty page of usual width."""
    found = Browsed(page, live_server, cast())
    page.set_viewport_size(WIDE)
    page.on("pageerror", lambda error: found.problems.append(str(error)))
    page.on("console", lambda said: found.problems.append(said.text) if said.type == "error" else None)
    return found


@pytest.fixture
def server(settings: LazySettings) -> Iterator[MailServer]:
    with MailServer() as found:
        settings.REIF_SENDS_MAIL = True
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, 5
        settings.DEFAULT_FROM_EMAIL = "Hallstein Fördertechnik <post@hallstein.example>"
        yield found


@pytest.fixture
def worker() -> Iterator[Worker]:
    stop = threading.Event()
    found = Worker(stop, timezone.now)

    def work() -> None:
        try:
            found.run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    yield found
    stop.set()
    thread.join()


@pytest.fixture
def fast_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test types faster than anybody."""
    monkeypatch.setattr(suspicion, "SOONEST", timedelta(0))


def house() -> None:
    Installation.objects.update_or_create(
        id=1,
        defaults={
            "name": "Hallstein Fördertechnik",
            "language": "de",
            "imprint": "Hallstein Fördertechnik GmbH\nHafenstraße 4, 24103 Kiel\nHRB 1234, Amtsgericht Kiel",
            "privacy_url": "https://hallstein.example/datenschutz",
        },
    )
