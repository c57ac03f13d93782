"""Somebody who is known already is shown before they are added twice; several doubles are merged, and taken back."""

import re

import pytest
from playwright.sync_api import ViewportSize, expect

from reif.records.enums import Role
from reif.records.models import Contact, Merge
from tests.journeys.conftest import PHONE, WIDE, Browsed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "theme", "viewport"), [("de", "light", WIDE), ("en", "dark", PHONE)], ids=["wide", "phone"]
)
def test_added_twice_and_merged(browsed: Browsed, language: str, theme: str, viewport: ViewportSize) -> None:
    browsed.sign_in(Role.SALES, language)
    browsed.theme(theme)
    browsed.page.set_viewport_size(viewport)
    page, name = browsed.page, f"doubles-{theme}-{language}"
    for address in ("ina@oehlmann.example", "ina.oehlmann@a-rather-long-provider.example"):
        browsed.open("/contacts/new")
        for field, text in (("first_name", "Ina"), ("last_name", "Öhlmann"), ("email", address), ("city", address[:4])):
            page.fill(f"[name={field}]", text)
        page.click("#edit button.primary")
        if address.startswith("ina."):
            expect(page.locator("#edit [role=alert]")).to_contain_text("Ina Öhlmann")
            expect(page.locator("#edit [role=alert]")).to_be_in_viewport()
            browsed.problems = [each for each in browsed.problems if "409" not in each]
            browsed.check()
            browsed.picture(f"{name}-known")
            page.click("#edit button[name=anyway]")
        expect(page).to_have_url(re.compile("done=added"))
    browsed.open("/contacts/doubles")
    page.locator(".candidates li", has_text="Ina Öhlmann").get_by_role("checkbox").check()
    browsed.check()
    browsed.picture(f"{name}-listed")
    page.click("button[form=many]")
    expect(page.locator(".candidates s")).not_to_have_count(0)
    browsed.check()
    browsed.picture(f"{name}-shown")
    page.click(".merge form button.primary")
    expect(page.locator(".done")).to_be_visible()
    assert (Merge.objects.count(), Contact.objects.filter(name="Ina Öhlmann").count()) == (1, 1)
    browsed.check()
    browsed.picture(f"{name}-merged")
    browsed.press("z")
    expect(page.locator(".done")).to_have_count(0)
    expect(page.locator(".candidates")).to_contain_text("Ina Öhlmann")
    assert Contact.objects.filter(name="Ina Öhlmann").count() == 2
