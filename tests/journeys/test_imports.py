"""Lists that came, looked at in a browser: what became of them, and the rejects taken home to be mended."""

import csv
import json
import re
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reif.cli.worker import Worker
from reif.records.enums import Role
from reif.records.models import Contact, Import, ImportReject, Source
from tests.journeys.conftest import PHONE, WIDE, Browsed


@pytest.fixture
def fair() -> Import:
    """A list of a fair, of whose rows two could not be used."""
    at = timezone.now()
    of = Import.objects.create(
        source=Source.objects.create(name="Messe", created_at=at),
        kind="leads",
        file_name="messe-hannover-2026-alle-standkontakte.csv",
        file_hash="x",
        mapping={"E-Mail": "email", "Firma": "company"},
        rows_done=1_204,
        rows_accepted=1_180,
        rows_known=22,
        rows_rejected=2,
        started_at=at,
        finished_at=at,
        is_undoable=True,
    )
    raw = json.dumps({"E-Mail": "kaputt", "Firma": "=1+1"})
    ImportReject.objects.create(of=of, row=7, reason="not an e-mail address: kaputt", raw=raw)
    ImportReject.objects.create(of=of, row=9, reason="3 cells where the header has 2", raw="a;b;c")
    return of


@pytest.mark.parametrize("language", ["en", "de"])
def test_rejects_are_taken_home(browsed: Browsed, fair: Import, language: str, tmp_path: Path) -> None:
    browsed.sign_in(Role.MARKETING, language)
    for size in (WIDE, PHONE):
        browsed.page.set_viewport_size(size)
        browsed.open("/capture/imports/")
        browsed.check()
        browsed.picture(f"imports-{language}-{size['width']}")
    browsed.page.get_by_role("link", name=fair.file_name).focus()
    browsed.press("Enter")
    browsed.page.wait_for_url(f"**/capture/imports/{fair.pk}")
    for size in (PHONE, WIDE):
        browsed.page.set_viewport_size(size)
        browsed.check()
        browsed.picture(f"import-{language}-{size['width']}")
    with browsed.page.expect_download() as coming:
        browsed.page.locator("a[download]").click()
    coming.value.save_as(tmp_path / "rejects.csv")
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:2] == ["E-Mail", "Firma"]
    assert rows[1][:3] == ["kaputt", "'=1+1", "not an e-mail address: kaputt"]
    assert rows[2][3] == "a;b;c"
    browsed.open(f"/capture/imports/{fair.pk}/undo")
    for size in (PHONE, WIDE):
        browsed.page.set_viewport_size(size)
        browsed.check()
        browsed.picture(f"import-undo-{language}-{size['width']}")
    browsed.page.locator("form button.danger").click()
    browsed.page.wait_for_url(f"**/capture/imports/{fair.pk}")
    browsed.check()
    browsed.picture(f"import-being-undone-{language}")


LISTED = """Vorname;Nachname;E-Mail;Firma;Stadt;Lieblingsmaschine
Ada;Krane;ada@krane.example;Krane Fördertechnik GmbH;Würzburg;Rollenbahn
Bo;Hell;kaputt;Hell AG;Köln;
Cem;Lot;cem@lot.example;Lot KG;Linz;Stapler
"""


@pytest.mark.parametrize(("language", "theme"), [("de", "light"), ("en", "dark")])
def test_a_list_is_sent_looked_at_and_imported(
    browsed: Browsed, worker: Worker, language: str, theme: str, tmp_path: Path
) -> None:
    assert worker
    (tmp_path / "Messe Hannover.csv").write_text(LISTED, encoding="cp1252")
    browsed.sign_in(Role.MARKETING, language)
    browsed.theme(theme)
    page = browsed.page
    browsed.open("/capture/imports/")
    page.locator("a[href='/capture/imports/new']").first.click()
    page.wait_for_url("**/imports/new")
    looked_at(browsed, f"import-file-{language}")
    page.set_input_files("#file", tmp_path / "Messe Hannover.csv")
    page.locator("form.import-file button").click()
    expect(page.locator(".import-columns")).to_be_visible()
    expect(page.locator("#column-2")).to_have_value("email")
    page.fill("#source", "Messe Hannover")
    page.select_option("#column-4", "")
    looked_at(browsed, f"import-columns-{language}")
    page.locator("#source").press("Enter")
    expect(page.locator(".source-figures dd")).to_have_text(["2", "0", "0", "1"])
    looked_at(browsed, f"import-preview-{language}")
    assert not Import.objects.exists()
    page.locator("form[action$='/import'] button").click()
    page.wait_for_url(re.compile(r"/capture/imports/\d+$"))
    expect(page.locator(".source-figures dd")).to_have_text(["2", "0", "1"])
    ada = Contact.objects.get(email="ada@krane.example")
    assert ada.attributes["Lieblingsmaschine"] == "Rollenbahn"
    assert "city" not in ada.attributes
    assert not browsed.problems


def looked_at(browsed: Browsed, name: str) -> None:
    for size in (PHONE, WIDE):
        browsed.page.set_viewport_size(size)
        browsed.check(with_axe=size is WIDE)
        browsed.picture(f"{name}-{size['width']}")
