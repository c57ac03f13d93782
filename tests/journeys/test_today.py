"""From the day to a decision, by mouse, by keyboard and by thumb."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reif import lifecycle
from reif.capture.new_event import NewEvent
from reif.records.enums import Role
from reif.records.models import Contact
from tests.journeys.conftest import PHONE, Browsed

SAID = {
    "en": (
        "is waiting for you",
        "Asks for a demo of “Kran”.",
        "Asks for a demo of “Kran”, ",
        "Becomes Prospect.",
        "Taken back.",
    ),
    "de": (
        "wartet auf Sie",
        "Fragt eine Vorführung von „Kran“ an.",
        "Fragt eine Vorführung von „Kran“ an, ",
        "Wird Interessent.",
        "Zurückgenommen.",
    ),
}


def asks_for_a_demo(browsed: Browsed) -> Contact:
    """Somebody whom nobody has called back yet, with everything that follows from what was done."""
    now = timezone.now()
    Contact.objects.update(touched_at=now)
    who = {"first_name": "Ina", "last_name": "Öztürk", "decision_role": "decider", "budget": 40_000, "employees": 300}
    contact = lifecycle.add_contact(
        attributes={**who, "email": "ina@kran.example"}, source=None, by=None, at=now - timedelta(days=20)
    )
    did = [("Content Downloaded", timedelta(days=19)), ("Demo Requested", timedelta(minutes=98))]
    lifecycle.record(
        source=browsed.cast.source,
        events=[
            NewEvent(contact_id=contact.pk, name=name, occurred_at=now - ago, properties={"product": "Kran"})
            for name, ago in did
        ],
        at=now,
    )
    lifecycle.assign(contact=contact, owner=browsed.cast.users[Role.SALES], by=None, at=now - timedelta(days=18))
    contact.refresh_from_db()
    Contact.objects.filter(pk=contact.pk).update(touched_at=None)
    return contact


def shown(number: str) -> float:
    """A figure of the page, in either language."""
    return float(number.replace("−", "-").replace("+", "").replace(",", "."))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["de", "en"])
def test_from_the_day_to_a_prospect_in_the_funnel_and_back(browsed: Browsed, language: str) -> None:
    waiting, deed, why, becomes, back = SAID[language]
    ina = asks_for_a_demo(browsed)
    assert (ina.stage, ina.proposed_stage, ina.temperature) == ("lead", "prospect", "hot")
    browsed.sign_in(Role.SALES, language)
    page = browsed.page
    assert waiting in page.inner_text("h1")
    assert deed in page.inner_text(".caller")
    browsed.press("1")
    page.wait_for_url(re.compile(rf"/contacts/{ina.pk}\?nth=1"))

    reasons = [shown(text) for text in page.locator(".row .value").all_inner_texts()]
    assert len(reasons) > 3
    assert round(sum(reasons), 1) == shown(page.inner_text(".sum .value")) == round(ina.score, 1)
    assert page.inner_text(".score-number") == str(ina.points)
    assert why in page.inner_text(".next-step")

    browsed.press("a")
    expect(page.locator(".done")).to_contain_text(becomes)
    expect(page.locator(".neighbours")).to_be_visible()
    assert Contact.objects.get(pk=ina.pk).stage == "prospect"
    browsed.open("/insights/")
    counts = page.locator(".flow-heads .flow-count")
    expect(counts.nth(1)).to_have_text("4")
    expect(counts.nth(2)).to_have_text("1")
    page.go_back()
    page.locator(".moment-undo").click()
    expect(page.locator(".done")).to_contain_text(back)
    browsed.open("/insights/")
    expect(counts.nth(2)).to_have_text("0")
    expect(counts.nth(1)).to_have_text("4")
    assert Contact.objects.get(pk=ina.pk).stage == "lead"
    assert not browsed.problems


@pytest.mark.django_db(transaction=True)
def test_a_proposal_is_accepted_in_place(browsed: Browsed) -> None:
    ina = asks_for_a_demo(browsed)
    browsed.sign_in(Role.SALES)
    browsed.press("a")
    browsed.page.wait_for_url("**done=moved**")
    assert Contact.objects.get(pk=ina.pk).stage == "prospect"
    browsed.press("z")
    browsed.page.wait_for_url("**done=undone**")
    assert Contact.objects.get(pk=ina.pk).stage == "lead"


@pytest.mark.django_db(transaction=True)
def test_put_off_by_thumb(browsed: Browsed) -> None:
    ina = asks_for_a_demo(browsed)
    browsed.page.set_viewport_size(PHONE)
    browsed.sign_in(Role.SALES, "de")
    browsed.page.get_by_role("button", name="Morgen Ina Öztürk").click()
    browsed.page.wait_for_url("**done=snoozed**")
    assert "Niemand wartet auf Sie." in browsed.page.inner_text("h1")
    assert Contact.objects.get(pk=ina.pk).snoozed_until is not None
    browsed.check(with_axe=False)
