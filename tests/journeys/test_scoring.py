"""From a mistake in a model to another score, in the browser; the worker is this process."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reif.config.schedule import KINDS
from reif.jobs.running import run_one
from reif.records.enums import Role
from reif.records.models import Contact
from tests.journeys.conftest import Browsed

OURS = """format: 1
name: ours
fit:
  max: 100
  rules:
    - id: known
      label: {en: Company known, de: Firma bekannt}
      when: {field: company, exists: true}
      points: 73
"""


def work() -> None:
    while run_one(kinds=KINDS, now=timezone.now):
        pass


@pytest.mark.django_db(transaction=True)
def test_correct_a_model_see_what_it_changes_and_publish_it(browsed: Browsed) -> None:
    browsed.sign_in(Role.MARKETING, "de")
    browsed.open("/scoring/new")
    page = browsed.page
    page.fill("#text", OURS.replace("points: 73", "points: viele"))
    page.get_by_role("button", name="Prüfen und als Entwurf behalten").click()
    expect(page.locator(".problems")).to_contain_text("Zeile 9")
    browsed.problems.clear()  # the browser tells of the answer 422
    page.fill("#text", page.input_value("#text").replace("viele", "73"))
    page.get_by_role("button", name="Prüfen und als Entwurf behalten").click()
    page.get_by_role("button", name="Änderungen zählen").click()
    expect(page.locator("#what-changes")).to_have_text("Gezählt wird, was sich ändern würde")
    work()
    expect(page.locator("#what-changes")).to_contain_text("3 von 3 Kontakten")
    browsed.check()
    page.locator("summary", has_text="Veröffentlichen").click()
    page.locator(".publish-panel button").click()
    expect(page.locator("#what-changes")).to_have_text("Wird veröffentlicht")
    work()
    assert Contact.objects.get(pk=browsed.cast.annika.pk).points == 73
    browsed.open(f"/contacts/{browsed.cast.annika.pk}")
    expect(page.locator(".score")).to_contain_text("73")
    browsed.check(with_axe=False)
