"""From a mistake in a model to another score, in the browser; the worker is this process."""

from pathlib import Path

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


SAID = {
    "de": {
        "keep": "Prüfen und als Entwurf behalten",
        "line": "Zeile 9",
        "count": "Änderungen zählen",
        "counting": "Gezählt wird, was sich ändern würde",
        "counted": "3 von 3 Kontakten",
        "publish": "Veröffentlichen",
        "publishing": "Wird veröffentlicht",
    },
    "en": {
        "keep": "Check and keep as a draft",
        "line": "Line 9",
        "count": "Count what changes",
        "counting": "What it would change is being counted",
        "counted": "3 of 3 contacts",
        "publish": "Publish",
        "publishing": "Being published",
    },
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["de", "en"])
def test_correct_a_model_see_what_it_changes_and_publish_it(browsed: Browsed, language: str, tmp_path: Path) -> None:
    said = SAID[language]
    file = tmp_path / "ours.yaml"
    file.write_text(OURS.replace("points: 73", "points: viele"), encoding="utf-8")
    browsed.sign_in(Role.MARKETING, language)
    browsed.open("/scoring/new")
    page = browsed.page
    page.set_input_files("#file", file)
    page.get_by_role("button", name=said["keep"]).click()
    expect(page.locator(".problems")).to_contain_text(said["line"])
    browsed.problems.clear()  # the browser tells of the answer 422
    page.fill("#text", page.input_value("#text").replace("viele", "73"))
    page.get_by_role("button", name=said["keep"]).click()
    page.get_by_role("button", name=said["count"]).click()
    expect(page.locator("#what-changes")).to_have_text(said["counting"])
    work()
    expect(page.locator("#what-changes")).to_contain_text(said["counted"])
    browsed.check(with_axe=language == "de")
    page.locator("summary", has_text=said["publish"]).click()
    page.locator(".publish-panel button").click()
    expect(page.locator("#what-changes")).to_have_text(said["publishing"])
    work()
    assert Contact.objects.get(pk=browsed.cast.annika.pk).points == 73
    browsed.open(f"/contacts/{browsed.cast.annika.pk}")
    expect(page.locator(".score")).to_contain_text("73")
    browsed.check(with_axe=False)
