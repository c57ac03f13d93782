"""With many contacts figures of one's own days come once the worker has counted them; the worker is this process."""

import pytest
from django.core.cache import caches
from django.utils import timezone
from playwright.sync_api import expect

from reif.config.schedule import KINDS
from reif.jobs.running import run_one
from reif.records.enums import Role
from reif.web.insights import keeping
from tests.journeys.conftest import NARROW, Browsed


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("language", "counting", "counted"),
    [
        ("de", "Die Zahlen werden gezählt", "Wie reif alle jetzt sind"),
        ("en", "The figures are being counted", "How ripe everybody is now"),
    ],
)
def test_the_page_waits_for_its_figures(
    browsed: Browsed, monkeypatch: pytest.MonkeyPatch, language: str, counting: str, counted: str
) -> None:
    caches["figures"].clear()
    monkeypatch.setattr(keeping, "LARGE", 0)
    browsed.sign_in(Role.MANAGER, language)
    browsed.open("/insights/?period=days&from=2026-01-01&to=2026-02-28")
    expect(browsed.page.locator("h1")).to_have_text(counting)
    browsed.check()
    browsed.picture(f"insights-counting-{language}")
    browsed.page.set_viewport_size(NARROW)
    browsed.check(with_axe=False)
    browsed.picture(f"insights-counting-{language}-phone")
    while run_one(kinds=KINDS, now=timezone.now):
        pass
    expect(browsed.page.locator("main")).to_contain_text(counted)
    browsed.check()
