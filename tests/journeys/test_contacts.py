"""From the list to a contact and back, by keyboard, by touch, in both languages."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from reif import lifecycle
from reif.records.enums import Role
from reif.records.models import Contact
from tests.journeys.conftest import PHONE, Browsed

pytestmark = pytest.mark.django_db(transaction=True)


def scored(browsed: Browsed) -> Contact:
    """A contact whose score is worked out, with a proposal that waits."""
    contact = lifecycle.add_contact(
        attributes={"first_name": "Ina", "last_name": "Öztürk", "decision_role": "decider", "employees": 300},
        source=None,
        by=None,
        at=timezone.now(),
    )
    Contact.objects.filter(pk=contact.pk).update(
        stage="lead", proposed_stage="prospect", proposed_by_rule="gate", proposed_at=timezone.now()
    )
    browsed.problems.clear()
    return contact


def test_find_open_accept_and_take_back(browsed: Browsed) -> None:
    contact = scored(browsed)
    browsed.sign_in(Role.SALES, "de")
    browsed.open("/contacts/")
    page = browsed.page
    browsed.press("j")
    browsed.press("Enter")
    expect(page.locator(".neighbours")).to_contain_text("1 von")
    browsed.press("j")
    expect(page.locator(".neighbours")).to_contain_text("2 von")
    browsed.press("u")
    expect(page).to_have_url(re.compile("contacts/$"))
    browsed.press("/")
    page.keyboard.type("öztürk")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile("q="))
    browsed.press("Escape")
    browsed.press("j")
    browsed.press("Enter")
    expect(page.locator("h1")).to_contain_text("Ina Öztürk")
    expect(page.locator(".next-step h2")).to_have_text("Als Interessent annehmen?")
    browsed.press("a")
    expect(page.locator(".done")).to_contain_text("Wird Interessent.")
    expect(page.locator(".stepper [aria-current] b")).to_have_text("Interessent")
    browsed.press("z")
    expect(page.locator(".done")).to_contain_text("Zurückgenommen.")
    expect(page.locator(".neighbours")).to_contain_text("1 von 1")
    contact.refresh_from_db()
    assert contact.stage == "lead"
    browsed.check()


def test_the_score_can_be_understood(browsed: Browsed) -> None:
    contact = scored(browsed)
    browsed.sign_in(Role.VIEWER)
    browsed.open(f"/contacts/{contact.pk}")
    values = [
        float(text.replace("−", "-").replace("+", "")) for text in browsed.page.locator(".row .value").all_inner_texts()
    ]
    total = float(browsed.page.locator(".sum .value").inner_text())
    assert round(sum(values), 1) == total == round(contact.score, 1)
    browsed.check()


def test_an_earlier_day_by_the_slider(browsed: Browsed) -> None:
    browsed.sign_in(Role.SALES)
    browsed.open("/contacts/")
    browsed.open(f"/contacts/{browsed.cast.annika.pk}")
    slider = browsed.page.locator("input[type=range]")
    slider.focus()
    slider.press("Home")
    expect(browsed.page.locator(".as-of")).to_contain_text("Nothing later is known here.")
    browsed.check()
    browsed.page.click("text=Back to now")
    expect(browsed.page.locator(".as-of")).to_have_count(0)


def test_several_at_once(browsed: Browsed) -> None:
    browsed.sign_in(Role.MANAGER)
    browsed.open("/contacts/")
    page = browsed.page
    for key in ("j", "x", "j", "x"):
        browsed.press(key)
    expect(page.locator("[data-bulk]")).to_contain_text("2 selected")
    browsed.check()
    browsed.press("a")
    page.click("[data-bulk] .menu-item:has-text('Emre Sander')")
    expect(page.locator(".done")).to_contain_text("Done with 2 of 2.")
    assert Contact.objects.filter(owner__role=Role.MARKETING).count() == 2
    browsed.press("z")
    expect(page.locator(".done")).to_contain_text("Taken back with 2 of 2.")
    assert not Contact.objects.filter(owner__role=Role.MARKETING).exists()


def test_what_was_typed_outlives_the_session(browsed: Browsed) -> None:
    browsed.sign_in(Role.SALES)
    browsed.open("/contacts/")
    page = browsed.page
    browsed.open(f"/contacts/{browsed.cast.annika.pk}/edit")
    page.fill("[name=city]", "Offenbach")
    Session.objects.all().delete()
    page.click("button:has-text('Keep')")
    expect(page.locator("#signed-out")).to_contain_text("What you typed is still here.")
    assert page.input_value("[name=city]") == "Offenbach"
    other = page.context.new_page()
    other.goto(browsed.address("/sign-in"))
    other.fill("[name=login]", browsed.cast.users[Role.SALES].email)
    other.fill("[name=password]", "correct horse battery")
    other.click("button.primary")
    other.wait_for_url("**/today/**")
    other.close()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#signed-out")).to_be_hidden()
    page.click("button:has-text('Keep')")
    expect(page.locator(".done")).to_have_text("Kept.")
    assert Contact.objects.get(pk=browsed.cast.annika.pk).attributes["city"] == "Offenbach"


def test_by_thumb(browsed: Browsed) -> None:
    contact = scored(browsed)
    browsed.page.set_viewport_size(PHONE)
    browsed.sign_in(Role.SALES, "de")
    browsed.open("/contacts/")
    browsed.page.click("text=Ina Öztürk")
    expect(browsed.page.locator("h1")).to_contain_text("Ina Öztürk")
    browsed.page.click(".next-step button:has-text('Annehmen')")
    expect(browsed.page.locator(".done")).to_contain_text("Wird Interessent.")
    browsed.check()
    contact.refresh_from_db()
    assert contact.stage == "prospect"


def test_without_any_script(browsed: Browsed) -> None:
    contact = scored(browsed)
    browsed.sign_in(Role.SALES)
    browsed.open("/contacts/")
    state = browsed.page.context.storage_state()
    browser = browsed.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False, storage_state=state)
    page = context.new_page()
    page.goto(browsed.address("/contacts/?q=ina"))
    page.click("tbody a")
    page.click("button:has-text('Accept')")
    expect(page.locator(".done")).to_contain_text("Becomes Prospect.")
    context.close()
    contact.refresh_from_db()
    assert contact.stage == "prospect"
