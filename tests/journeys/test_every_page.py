"""Every page in both languages, both themes and every width: accessible, whole, without a complaint of the browser.

Words make a page too wide, colours too faint: so each language is looked at in one of the themes."""

import pytest
from playwright.sync_api import ViewportSize

from reif.records.enums import Role
from tests.journeys.conftest import NARROW, PHONE, WIDE, Browsed

# name of the picture -> address; {annika} is the number of a contact of the cast
PAGES = {
    "today": "/today/?of=team",
    "contacts": "/contacts/",
    "contacts-nothing-found": "/contacts/?stage=lead&temperature=hot&q=tobias",
    "companies": "/companies/",
    "contact": "/contacts/{annika}",
    "contact-as-of": "/contacts/{annika}?at=2026-10-01T12:00",
    "contact-edit": "/contacts/{annika}/edit",
    "contact-new": "/contacts/new",
    "settings": "/settings/",
    "settings-team": "/settings/team",
    "privacy": "/privacy/",
    "privacy-person": "/privacy/people/{annika}",
    "privacy-report": "/privacy/people/{annika}/report",
    "privacy-erase": "/privacy/people/{annika}/erase",
    "privacy-periods": "/privacy/periods",
    "privacy-audit": "/privacy/audit",
    "insights": "/insights/",
    "scoring": "/scoring/",
    "imports": "/capture/imports/",
    "sources": "/sources/",
    "source-new": "/sources/new",
}
LOOKS = [("de", "light"), ("en", "dark")]
# Axe takes a second a page; a narrow page is arranged like that of a phone.
AXED = {("light", "wide"), ("dark", "wide"), ("dark", "phone")}
SIZES = {"wide": WIDE, "phone": PHONE, "narrow": NARROW}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize(("size", "viewport"), SIZES.items())
def test_pages(browsed: Browsed, language: str, theme: str, size: str, viewport: ViewportSize) -> None:
    browsed.sign_in(Role.ADMIN, language)
    browsed.theme(theme)
    browsed.page.set_viewport_size(viewport)
    for name, address in PAGES.items():
        browsed.open(address.format(annika=browsed.cast.annika.pk))
        browsed.check(with_axe=(theme, size) in AXED)
        browsed.picture(f"{name}-{size}-{theme}-{language}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("address", ["/sign-in", "/password/forgotten", "/nowhere"])
def test_pages_for_strangers(browsed: Browsed, address: str, language: str) -> None:
    browsed.page.set_viewport_size(PHONE)
    browsed.page.set_extra_http_headers({"Accept-Language": language})
    browsed.open(address)
    browsed.problems = [each for each in browsed.problems if "404" not in each]
    browsed.check()
