"""From the list to a contact and back, by keyboard, by touch, in both languages."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from reif import lifecycle
from reif.capture.new_event import NewEvent
from reif.records.enums import Role
from reif.records.models import Contact, Event
from reif.rules.stages import Stage
from tests.journeys.conftest import PHONE, WIDE, Browsed

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


SLIDER = {
    "en": ("Nothing later is known here.", "Back to now"),
    "de": ("Was später kam, ist hier nicht bekannt.", "Zurück zu jetzt"),
}


@pytest.mark.parametrize("language", ["de", "en"])
def test_an_earlier_day_by_the_slider(browsed: Browsed, language: str) -> None:
    """Score, reasons and stage as they were then."""
    said, back = SLIDER[language]
    now = timezone.now()
    known = {"first_name": "Ina", "last_name": "Öztürk", "decision_role": "decider", "employees": 300}
    contact = lifecycle.add_contact(attributes=known, source=None, by=None, at=now - timedelta(days=20))
    lifecycle.advance(contact=contact, to=Stage.LEAD, by=None, at=now - timedelta(days=20), why="")
    contact.refresh_from_db()
    lifecycle.edit(contact=contact, attributes={"budget": 40_000}, version=contact.version, by=None, at=now)
    lifecycle.advance(contact=contact, to=Stage.PROSPECT, by=None, at=now, why="")
    contact.refresh_from_db()
    browsed.sign_in(Role.SALES, language)
    browsed.open(f"/contacts/{contact.pk}")
    page = browsed.page
    points, reasons = page.locator(".score-number"), page.locator(".waterfall .row")
    here = page.locator(".stepper [aria-current] b")
    expect(points).to_have_text(str(contact.points))
    count = reasons.count()
    slider = page.locator("input[type=range]")
    slider.focus()
    slider.press("Home")
    expect(page.locator(".as-of")).to_contain_text(said)
    expect(reasons).to_have_count(count - 1)
    assert int(points.inner_text()) < contact.points
    expect(here).to_have_text("Lead")
    browsed.check()
    page.click(f"text={back}")
    expect(page.locator(".as-of")).to_have_count(0)
    expect(here).to_have_text("Interessent" if language == "de" else "Prospect")


def test_a_long_story_goes_on_in_place(browsed: Browsed) -> None:
    now = timezone.now()
    Event.objects.bulk_create(
        Event(
            contact=browsed.cast.annika,
            source=browsed.cast.source,
            name="Content Downloaded",
            properties={"content": f"Heft {number}"},
            occurred_at=now - timedelta(hours=number + 1),
            received_at=now,
        )
        for number in range(150)
    )
    browsed.sign_in(Role.VIEWER)
    browsed.open(f"/contacts/{browsed.cast.annika.pk}")
    page = browsed.page
    further, told = page.locator(".story-more .button"), page.locator(".moment.event")
    expect(told).to_have_count(59)
    further.click()
    expect(page.locator("text=“Heft 100”")).to_be_visible()
    expect(told).to_have_count(119)
    further.click()
    expect(further).to_have_count(0)
    assert {f"Downloads “Heft {number}”" for number in range(150)} <= set(page.locator(".moment p").all_inner_texts())
    browsed.check()


def test_menus_open_within_the_page(browsed: Browsed) -> None:
    contact = scored(browsed)
    browsed.sign_in(Role.SALES)
    for size in (WIDE, PHONE):
        browsed.page.set_viewport_size(size)
        for address in (f"/contacts/{contact.pk}", "/contacts/", "/insights/"):
            browsed.open(address)
            for menu in browsed.page.locator("main details.menu:visible").all():
                menu.locator("summary").first.click()
                box = menu.locator(".menu-panel").first.bounding_box()
                assert box is not None
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= size["width"], (address, size, box)
                browsed.page.keyboard.press("Escape")


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


@pytest.mark.parametrize("language", ["de", "en"])
def test_by_thumb(browsed: Browsed, language: str) -> None:
    accept, becomes = ("Annehmen", "Wird Interessent.") if language == "de" else ("Accept", "Becomes Prospect.")
    contact = scored(browsed)
    browsed.page.set_viewport_size(PHONE)
    browsed.sign_in(Role.SALES, language)
    browsed.open("/contacts/")
    browsed.page.click("text=Ina Öztürk")
    expect(browsed.page.locator("h1")).to_contain_text("Ina Öztürk")
    browsed.page.click(".next-step button:has-text('" + accept + "')")
    expect(browsed.page.locator(".done")).to_contain_text(becomes)
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


def test_say_that_a_program_did_it_and_take_that_back(browsed: Browsed) -> None:
    now = timezone.now()
    who = lifecycle.add_contact(
        attributes={"last_name": "Öztürk", "email": "ina@krane.example"},
        source=None,
        by=None,
        at=now - timedelta(hours=2),
    )
    asked = [NewEvent(who.pk, "Demo Requested", now - timedelta(hours=1)), NewEvent(who.pk, "Page Viewed", now)]
    lifecycle.record(source=browsed.cast.source, events=asked, at=now)
    who.refresh_from_db()
    points = who.points
    browsed.problems.clear()
    browsed.sign_in(Role.SALES, "de")
    browsed.open(f"/contacts/{who.pk}")
    page = browsed.page
    told = page.locator(".moment", has_text="Vorführung").last
    told.hover()
    told.get_by_role("button", name="Es war ein Programm").click()
    expect(page.locator(".done")).to_contain_text("Zählt ab jetzt nicht mehr.")
    expect(page.locator(".moment.machine")).to_contain_text("so hat es jemand aus dem Team festgelegt")
    expect(page.locator(".stepper [aria-current] b")).to_have_text("Verdächtiger")
    expect(page.locator(".story")).to_contain_text("Was dazu führte, kam von keinem Menschen")
    browsed.check()
    who.refresh_from_db()
    assert (who.stage, who.points < points) == ("suspect", True)
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="Es war ein Mensch").click()
    expect(page.locator(".done")).to_contain_text("Zählt ab jetzt.")
    expect(page.locator(".moment.machine")).to_have_count(0)
    browsed.check()
    who.refresh_from_db()
    assert (who.stage, who.points) == ("lead", points)
    assert lifecycle.rebuild(contact_ids=[who.pk], at=timezone.now()) == []
