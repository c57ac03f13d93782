"""An admin invites; the invited comes in by the link, sets up a second factor, and signs in with it."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from playwright.sync_api import expect

from reif.records.enums import Role
from reif.records.models import AuditEntry
from tests.journeys.conftest import PHONE, Browsed

NEW = "nine lives of a cat"


def code_of(secret: str) -> str:
    """What the app would show now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.django_db(transaction=True)
def test_an_invited_one_sets_up_a_second_factor(browsed: Browsed) -> None:
    cache.clear()
    page = browsed.page
    browsed.sign_in(Role.ADMIN, "de")
    page.click(".ways a:has-text('Einstellungen')")
    page.click(".settings-ways a:has-text('Team')")
    page.click("text=Einladen")
    page.fill("[name=email]", "neu@reif.example")
    page.fill("[name=name]", "Nora Neumann")
    page.select_option("[name=role]", "sales")
    browsed.check(with_axe=False)
    page.click("#settings button.primary")
    link = page.input_value("#link")
    browsed.check()
    browsed.picture("settings-link")

    for address in ("/settings/attributes/new", "/settings/system"):
        browsed.open(address)
        browsed.check()

    page.context.clear_cookies()
    page.set_viewport_size(PHONE)
    page.goto(link)
    page.fill("[name=password1]", NEW)
    page.fill("[name=password2]", NEW)
    browsed.check(with_axe=False)
    page.click("button.primary")
    page.click("a.primary")
    _sign_in(browsed)
    page.wait_for_url("**/today/")

    browsed.open("/settings/")
    page.click("a[href='/second-factor/set-up']")
    if page.locator("[name=password]").count():
        page.fill("[name=password]", NEW)
        page.click("button.primary")
    secret = page.input_value("#key")
    drawn = "document.querySelector('.qr').complete && document.querySelector('.qr').naturalWidth > 0"
    page.wait_for_function(f"() => {drawn}")
    browsed.check()
    browsed.picture("second-factor")
    page.fill("[name=code]", code_of(secret))
    page.click("button.primary")
    expect(page.locator(".codes li")).to_have_count(10)
    browsed.check(with_axe=False)
    browsed.picture("recovery-codes")

    page.context.clear_cookies()
    cache.clear()  # the app shows the same code for half a minute, and each is good once
    browsed.open("/sign-in")
    _sign_in(browsed)
    page.wait_for_url("**/sign-in/code")
    page.fill("[name=code]", code_of(secret))
    page.click("button.primary")
    page.wait_for_url("**/today/")
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {
        "user invited",
        "password set by link",
        "second factor added",
    }
    assert not browsed.problems


def _sign_in(browsed: Browsed) -> None:
    browsed.page.fill("[name=login]", "neu@reif.example")
    browsed.page.fill("[name=password]", NEW)
    browsed.page.click("button.primary")
