"""Somebody asks: told everything, objects, is erased; the figures stand, and nobody is left."""

import json
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reif import lifecycle
from reif.capture.new_event import NewEvent
from reif.records.enums import Role
from reif.records.models import Contact
from tests.journeys.conftest import PHONE, Browsed
from tests.protect.cast import found_anywhere

pytestmark = pytest.mark.django_db(transaction=True)


def asker(browsed: Browsed) -> Contact:
    """Somebody who became a lead by asking for a demo."""
    now = timezone.now()
    contact = lifecycle.add_contact(
        attributes={
            "first_name": "Quirin",
            "last_name": "Zwölfer",
            "email": "quirin@zwoelfer-hof.example",
            "decision_role": "decider",
        },
        source=browsed.cast.source,
        by=None,
        at=now,
    )
    event = NewEvent(contact.pk, "Demo Requested", now, {"product": "Kran 7"}, "d1", channel="website")
    lifecycle.record(source=browsed.cast.source, events=[event], at=now)
    return contact


def figures(browsed: Browsed) -> str:
    browsed.open("/insights/?period=12months")
    return browsed.page.locator("main table").first.inner_text()


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_told_objecting_erased(browsed: Browsed, size: str) -> None:
    contact = asker(browsed)
    page = browsed.page
    browsed.sign_in(Role.MANAGER, "de")
    if size == "phone":
        page.set_viewport_size(PHONE)
    before = figures(browsed)
    browsed.open(f"/contacts/{contact.pk}")
    page.click(".identity summary:has-text('Datenschutz')")
    page.click("text=Alles mitteilen oder löschen …")
    expect(page.locator("h1")).to_have_text("Was Quirin Zwölfer verlangen darf")

    with page.expect_download() as download:
        page.click("a:has-text('Herunterladen')")
    told = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert told["events"][0]["properties"] == {"product": "Kran 7"}
    page.click("a:has-text('Deutsch')")
    expect(page.locator("h1")).to_contain_text("Was wir über Sie gespeichert haben, Quirin Zwölfer")
    expect(page.locator(".report")).to_contain_text("Kran 7")
    browsed.check()
    page.click("text=Zurück")

    page.fill("#how", "per Brief")
    page.click("button:has-text('Widerspruch vermerken')")
    expect(page.locator(".done")).to_contain_text("Ab jetzt wird nichts bewertet.")
    expect(page.locator(".unscored")).to_contain_text("Nicht bewertet")
    expect(page.locator(".story")).to_contain_text("Widerspricht der Bewertung.")
    browsed.check()
    browsed.open("/contacts/?profiling=objected")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody tr .col-score")).to_contain_text("–")

    browsed.open(f"/privacy/people/{contact.pk}")
    page.click("a:has-text('Löschen …')")
    expect(page.locator(".goes-stays")).to_contain_text("der Trichter ändert sich nicht", ignore_case=True)
    page.fill("#name", "Quirin")
    page.click("button:has-text('Endgültig löschen')")
    expect(page.locator(".wrong")).to_have_text("Das ist nicht der Name. Nichts wurde gelöscht.")
    browsed.problems = [each for each in browsed.problems if "422" not in each]
    browsed.check()
    page.fill("#name", "quirin zwölfer")
    page.click("button:has-text('Endgültig löschen')")
    expect(page.locator(".done")).to_contain_text("Von der Person ist hier nichts mehr da")
    browsed.check()

    assert found_anywhere(("quirin", "zwölfer", "zwoelfer", "kran 7")) == []
    assert figures(browsed) == before
    browsed.open("/contacts/?q=quirin")
    expect(page.locator("tbody tr")).to_have_count(0)


def test_without_any_script_erasing_still_asks(browsed: Browsed) -> None:
    contact = asker(browsed)
    browsed.sign_in(Role.MANAGER)
    state = browsed.page.context.storage_state()
    browser = browsed.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(browsed.address(f"/privacy/people/{contact.pk}/erase"))
    page.click("button:has-text('Erase for ever')")
    expect(page.locator(".wrong")).to_contain_text("Nothing was erased.")
    page.fill("#name", "Quirin Zwölfer")
    page.click("button:has-text('Erase for ever')")
    expect(page.locator(".done")).to_contain_text("Nothing of the person is left here")
    context.close()
    assert not Contact.objects.filter(pk=contact.pk).exists()
