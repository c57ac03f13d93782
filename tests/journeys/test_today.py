"""From the day to a decision, by mouse, by keyboard and by thumb."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from reif.records.enums import Role
from reif.records.models import Contact, Event
from tests.journeys.conftest import PHONE, Browsed

SAID = {
    "en": ("is waiting for you", "Asks for a demo of “Kran”.", "Becomes Prospect.", "Taken back."),
    "de": ("wartet auf Sie", "Fragt eine Vorführung von „Kran“ an.", "Wird Interessent.", "Zurückgenommen."),
}


def asks_for_a_demo(browsed: Browsed) -> Contact:
    at = timezone.now() - timedelta(minutes=98)
    tobias = browsed.cast.tobias
    Event.objects.create(
        contact=tobias,
        source=browsed.cast.source,
        name="Demo Requested",
        properties={"product": "Kran"},
        occurred_at=at,
        received_at=at,
    )
    found = Contact.objects.filter(pk=tobias.pk)
    found.update(
        last_activity="Demo Requested",
        last_activity_at=at,
        score=84,
        points=84,
        level=4,
        temperature="hot",
        proposed_stage="prospect",
        proposed_by_rule="request",
        proposed_at=at,
        owner=browsed.cast.users[Role.SALES],
    )
    Contact.objects.filter(pk=browsed.cast.annika.pk).update(touched_at=timezone.now())
    return found.get()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["de", "en"])
def test_from_the_day_to_a_prospect_and_back(browsed: Browsed, language: str) -> None:
    waiting, deed, becomes, back = SAID[language]
    tobias = asks_for_a_demo(browsed)
    browsed.sign_in(Role.SALES, language)
    page = browsed.page
    assert waiting in page.inner_text("h1")
    assert deed in page.inner_text(".caller")
    browsed.press("1")
    page.wait_for_url(re.compile(rf"/contacts/{tobias.pk}\?nth=1"))
    assert page.locator(".why").is_visible()
    page.go_back()
    browsed.press("a")
    page.wait_for_url("**done=moved**")
    assert becomes in page.inner_text(".done")
    assert Contact.objects.get(pk=tobias.pk).stage == "prospect"
    browsed.open("/insights/")
    assert page.locator(".flow-heads .flow-count").all_inner_texts()[1:3] == ["3", "1"]
    page.go_back()
    browsed.press("z")
    page.wait_for_url("**done=undone**")
    assert back in page.inner_text(".done")
    assert Contact.objects.get(pk=tobias.pk).stage == "lead"
    assert not browsed.problems


@pytest.mark.django_db(transaction=True)
def test_put_off_by_thumb(browsed: Browsed) -> None:
    tobias = asks_for_a_demo(browsed)
    browsed.page.set_viewport_size(PHONE)
    browsed.sign_in(Role.SALES, "de")
    browsed.page.get_by_role("button", name="Morgen Tobias Riegler").click()
    browsed.page.wait_for_url("**done=snoozed**")
    assert "Niemand wartet auf Sie." in browsed.page.inner_text("h1")
    assert Contact.objects.get(pk=tobias.pk).snoozed_until is not None
    browsed.check(with_axe=False)
