"""A tablet at a fair: set up by a link, without a network, killed, opened again, and everything is there once."""

import os
import signal
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Error, Page, Playwright
from pytest_django.live_server_helper import LiveServer

from reif import kiosk_keeping, submitting
from reif.records.enums import Role
from reif.records.models import Event, Installation, Kiosk, Submission
from reif.submitting import TooMany
from reif.web.outside import kiosk_submissions
from tests.form_cast import version
from tests.journeys.conftest import PHONE, Browsed
from tests.score.cast import live_model

pytestmark = pytest.mark.django_db(transaction=True)
TABLET = {"width": 768, "height": 1024}
CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller\\;Söhne;Jörg;;;\r\nORG:Förder AG;Vertrieb\r\n"
    "EMAIL;TYPE=work:jo@firm.\r\n example\r\nTEL:+49 431 12345\r\nEND:VCARD\r\n"
)
QUOTED = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6=\nrg\nEND:VCARD"
MECARD = "MECARD:N:Lovelace,Ada;TEL:+4943112345;EMAIL:ada@firm.example;;"


class Tablet:
    """A browser whose memory outlives it."""

    def __init__(self, playwright: Playwright, launch: dict[str, Any], folder: Path, url: str) -> None:
        self._playwright, self._launch, self._folder, self.url = playwright, launch, folder, url
        self.open()

    def open(self) -> None:
        self.context: BrowserContext = self._playwright.chromium.launch_persistent_context(
            self._folder, viewport=TABLET, **self._launch
        )
        self.page: Page = self.context.pages[0]

    def set_up(self, kiosk: Kiosk, word: str) -> None:
        self.page.goto(f"{self.url}/k/{kiosk.pk}/start#{word}")
        self.page.click("#begin")
        self.page.wait_for_url(f"**/k/{kiosk.pk}/")
        self.ready()
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def ready(self) -> None:
        self.page.wait_for_selector("body[data-ready=yes]")

    def fill(self, name: str) -> None:
        self.page.fill("[name=last_name]", name)
        self.page.fill("[name=email]", f"{name}@firm.example".lower())
        self.page.click(".sheet-send")
        self.page.wait_for_selector("#thanks:not([hidden])")
        self.page.click("#thanks-next")

    def die(self) -> None:
        """As a battery does: no process of this browser gets to say good-bye."""
        for process in Path("/proc").iterdir():
            if process.name.isdigit() and self._is_of_it(process):
                os.kill(int(process.name), signal.SIGKILL)
        with suppress(Error):  # it is dead already
            self.context.close()

    def _is_of_it(self, process: Path) -> bool:
        try:
            return f"--user-data-dir={self._folder}".encode() in (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            return False

    def waits(self, number: int) -> None:
        self.page.wait_for_selector(f"#count:text-is('{number}')", state="attached")


@pytest.fixture
def tablet(
    playwright: Playwright, browser_type_launch_args: dict[str, Any], tmp_path: Path, live_server: LiveServer
) -> Iterator[Tablet]:
    live_model()
    Installation.objects.update_or_create(id=1, defaults={"name": "Hallstein Fördertechnik", "language": "de"})
    found = Tablet(playwright, browser_type_launch_args, tmp_path / "tablet", live_server.url)
    yield found
    found.context.close()


def invited() -> tuple[Kiosk, str]:
    return kiosk_keeping.invite(form=version().form, name="Stand", by=None, at=timezone.now())


def test_nothing_is_lost_and_nothing_doubled(tablet: Tablet, monkeypatch: pytest.MonkeyPatch) -> None:
    kiosk, word = invited()
    tablet.set_up(kiosk, word)
    assert word not in tablet.page.url
    tablet.context.close()  # Chromium writes cookies down within 30 s, or when it closes
    tablet.open()
    tablet.context.set_offline(True)
    tablet.page.goto(f"{tablet.url}/k/{kiosk.pk}/")
    tablet.ready()
    for name in ("Lovelace", "Hopper", "Noether"):
        tablet.fill(name)
    tablet.waits(3)
    at = timezone.now()
    assert not Submission.objects.exists()
    tablet.die()
    tablet.open()
    tablet.context.set_offline(True)
    tablet.page.goto(f"{tablet.url}/k/{kiosk.pk}/")
    tablet.ready()
    tablet.waits(3)
    assert "Lovelace" not in tablet.page.content()

    # It is stored, but the answer is lost on the way; once.
    lost: list[str] = []

    def loses(**given: Any) -> Submission:
        stored = submitting.submit(**given)
        if not lost:
            lost.append(stored.key)
            raise TooMany
        return stored

    monkeypatch.setattr(kiosk_submissions, "submit", loses)
    tablet.context.set_offline(False)
    tablet.page.evaluate("send()")
    assert len(lost) == 1
    tablet.page.reload()
    tablet.ready()
    tablet.waits(0)
    assert len(lost) == 1
    assert sorted(Submission.objects.values_list("answers__last_name", flat=True)) == ["Hopper", "Lovelace", "Noether"]
    assert Event.objects.count() == 3
    assert all(each.occurred_at < at < each.received_at for each in Submission.objects.all() if each.occurred_at)


def test_what_a_revoked_tablet_holds_stays_for_staff(tablet: Tablet) -> None:
    kiosk, word = invited()
    tablet.set_up(kiosk, word)
    kiosk_keeping.revoke(kiosk=kiosk, by=None, at=timezone.now())
    page = tablet.page
    page.fill("[name=email]", "ada@firm.example")
    page.click(".sheet-send")
    page.wait_for_selector("#out:not([hidden])", state="attached")
    assert not Submission.objects.exists()
    page.click("#staff-open")
    page.fill("#code", "wrong")
    page.press("#code", "Enter")
    page.wait_for_selector("#code-wrong:not([hidden])")
    assert "ada@firm.example" not in page.content()
    page.fill("#code", kiosk.pin)
    page.press("#code", "Enter")
    page.wait_for_selector("#waiting li:has-text('ada@firm.example')")
    with page.expect_download() as saved:
        page.click("#staff-save")
    assert "ada@firm.example" in Path(saved.value.path()).read_text()


def test_the_next_visitor_starts_clean(tablet: Tablet) -> None:
    kiosk, word = invited()
    tablet.set_up(kiosk, word)
    page = tablet.page
    page.clock.install()
    page.reload()
    tablet.ready()
    page.fill("[name=last_name]", "Lovelace")
    page.clock.run_for(50_000)
    page.wait_for_selector("#idle:not([hidden])")
    assert page.input_value("[name=last_name]") == "Lovelace"
    page.clock.run_for(15_000)
    assert page.input_value("[name=last_name]") == ""
    assert not page.is_visible("#idle")


def test_a_business_card_fills_the_form_and_mistakes_are_said(tablet: Tablet) -> None:
    kiosk, word = invited()
    tablet.set_up(kiosk, word)
    page = tablet.page
    page.click("#card-open")
    page.fill("#card-text", "no card")
    page.click("#card-take")
    page.wait_for_selector("#no-card:not([hidden])")
    page.set_input_files("#card-file", {"name": "a.vcf", "mimeType": "text/vcard", "buffer": CARD.encode()})
    page.wait_for_selector("#card", state="hidden")
    typed = {name: page.input_value(f"[name={name}]") for name in ("first_name", "last_name", "company", "email")}
    assert typed == {
        "first_name": "Jörg",
        "last_name": "Müller;Söhne",
        "company": "Förder AG",
        "email": "jo@firm.example",
    }
    read = "(text) => card.read(text)"
    assert page.evaluate(read, QUOTED) == {"last_name": "Müller", "first_name": "Jörg"}
    assert page.evaluate(read, MECARD)["first_name"] == "Ada"
    for hostile in (
        "BEGIN:VCARD",
        "BEGIN:VCARD\nN:" + ";" * 90_000,
        "MECARD:" + "\\" * 90_000,
        "BEGIN:VCARD\n" + "a;" * 40_000,
    ):
        assert page.evaluate(read, hostile) == {}
    page.fill("[name=email]", "ada@firm")
    page.click(".sheet-send")
    page.wait_for_selector("#field-email-problem")
    assert not Submission.objects.exists()


def test_staff_invite_a_tablet_and_it_looks_right(browsed: Browsed) -> None:
    Installation.objects.update_or_create(id=1, defaults={"name": "Hallstein Fördertechnik", "language": "de"})
    of = version(f"demo-{uuid.uuid4().hex[:4]}", intro="Wir zeigen Ihnen unsere Förderbänder.")
    browsed.sign_in(Role.MARKETING, "de")
    page = browsed.page
    browsed.open(f"/capture/forms/{of.form_id}/tablets")
    page.fill("#name", "Stand links")
    page.click("form[method=post] button.primary")
    page.wait_for_selector("#link")
    browsed.check()
    browsed.picture("kiosk-invited")
    link = page.input_value("#link")
    page.context.clear_cookies()
    page.goto(link)
    browsed.check()
    page.click("#begin")
    page.wait_for_selector("body[data-ready=yes]")
    for name, size in (("tablet", TABLET), ("phone", PHONE)):
        page.set_viewport_size(size)  # type: ignore[arg-type] # a plain mapping
        browsed.check()
        browsed.picture(f"kiosk-{name}")
    page.click("#card-open")
    browsed.check()
    browsed.picture("kiosk-card-phone")
    page.click("#card-close")
    page.fill("[name=email]", "ada@firm.example")
    page.click(".sheet-send")
    page.wait_for_selector("#thanks:not([hidden])")
    browsed.check()
    browsed.picture("kiosk-thanks-phone")
