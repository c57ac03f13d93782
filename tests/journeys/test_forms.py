"""A visitor sends a form, gets the mail at a real server, confirms, and is a lead with history, proof and score."""

import re

import pytest
from django.utils import timezone

from reif import form_keeping
from reif.cli.worker import Worker
from reif.collecting import Heard, collect
from reif.integrations.tracking import segment
from reif.records.enums import Role
from reif.records.models import Consent, Contact, Form, Source, Submission, Visitor
from tests.journeys.conftest import NARROW, PHONE, WIDE, Browsed, house
from tests.outbox.mail_server import MailServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fast_people")]


def looked_at_pages(anonymous_id: str) -> None:
    site = Source.objects.create(name="hallstein.example", public_key="pk-1", created_at=timezone.now())
    said = [
        {"type": "page", "anonymousId": anonymous_id, "properties": {"path": path, "title": title}}
        for path, title in (("/", "Start"), ("/preise", "Preise"))
    ]
    collect(source=site, heard=[Heard(list(segment.calls({"batch": said}, None, {})), {}, timezone.now())])


def test_from_visitor_to_lead(browsed: Browsed, server: MailServer, worker: Worker) -> None:
    del worker
    house()
    page = browsed.page
    browsed.sign_in(Role.MARKETING, "de")
    page.click(".ways a:has-text('Erfassen')")
    browsed.check(with_axe=False)
    browsed.picture("forms-empty-de")
    page.click(".empty a.primary")
    page.fill("[name=name]", "Vorführung Förderband")
    page.check("[name=start][value=demo]")
    browsed.check()
    browsed.picture("form-new-de")
    page.click("#capture button.primary")
    page.wait_for_selector("#builder")

    # Built by keyboard: one field up, one more, one away; the preview follows.
    page.focus("button[value='up:1']")
    page.keyboard.press("Enter")
    page.wait_for_selector("[name=field-0-name][value=last_name]", state="attached")
    page.select_option("#add", "employees")
    page.click("button[value=add]")
    page.wait_for_selector("#field-6-label")
    assert page.evaluate("document.activeElement.id") == "field-6-label"
    page.fill("#set-intro", "Wir zeigen Ihnen unsere Förderbänder, 30 Minuten, an Ihrem Bildschirm.")
    page.wait_for_selector("#preview :text('30 Minuten')")
    browsed.check()
    browsed.picture("form-builder-de")
    page.click("button[value=publish]")
    page.wait_for_selector(".done")
    form = Form.objects.get()
    assert form.slug == "vorfuehrung-foerderband"
    browsed.check(with_axe=False)
    for theme, size in (("dark", WIDE), ("light", NARROW)):
        browsed.theme(theme)
        page.set_viewport_size(size)
        browsed.open(f"/capture/forms/{form.pk}")
        browsed.check()
        browsed.picture(f"form-builder-{theme}-{size['width']}")
    page.set_viewport_size(WIDE)
    browsed.open(f"/capture/forms/{form.pk}/embed")
    browsed.check()
    browsed.picture("form-embed-de")
    page.context.clear_cookies()

    # The visitor.
    looked_at_pages("anon-ada")
    page.set_viewport_size(PHONE)
    browsed.open(f"/f/{form.slug}/?utm_source=linkedin&utm_campaign=herbst&anonymous_id=anon-ada")
    browsed.check()
    browsed.picture("outside-form-phone")
    page.fill("[name=last_name]", "Lovelace")
    page.fill("[name=email]", "ada@lovelace")
    page.click("button.primary")
    page.wait_for_selector("[role=alert]")
    assert page.input_value("[name=last_name]") == "Lovelace"
    browsed.problems.clear()  # the browser notes that the answer was 422
    browsed.check()
    browsed.picture("outside-form-wrong-phone")
    page.fill("[name=email]", "Ada@Lovelace.example")
    page.fill("[name=company]", "Lovelace & Söhne")
    page.fill("[name=text]", "Können Sie das auch für 2 Tonnen?")
    page.fill("[name=employees]", "1.200")
    page.check("[name=agree]")
    page.click("button.primary")
    page.wait_for_url("**/thanks?mail=1")
    browsed.check()
    browsed.picture("outside-thanks-phone")

    # The mail.
    [letter] = server.wait_for(1)
    assert letter.to == ["ada@lovelace.example"]
    said = letter.text()
    assert "Hallstein Fördertechnik GmbH" in said
    assert "Ja, ich möchte" in said
    link = re.search(r"https?://\S+/c/\S+", said)
    assert link is not None
    assert link[0] in letter.text("html")
    contact = Contact.objects.get(email="ada@lovelace.example")
    [consent] = Consent.objects.all()
    assert list(consent.steps.values_list("step", flat=True)) == ["mailed"]

    # She confirms.
    page.goto(link[0])
    browsed.check()
    browsed.picture("outside-confirm-phone")
    assert not consent.steps.filter(step="confirmed").exists()
    page.click("button.primary")
    page.wait_for_selector("h1:has-text('Bestätigt')")
    browsed.check()
    assert consent.steps.filter(step="confirmed").exists()

    # And is a lead with her whole history.
    page.set_viewport_size(WIDE)
    browsed.sign_in(Role.MANAGER, "de")
    browsed.open(f"/contacts/{contact.pk}")
    story = page.inner_text(".story")
    assert "Vorführung" in story
    assert "Preise" in story
    assert "Können Sie das auch für 2 Tonnen?" in story
    contact.refresh_from_db()
    assert (contact.stage, contact.proposed_stage) == ("lead", "prospect")
    assert contact.channel == "linkedin"
    assert contact.points > 0
    assert contact.attributes["employees"] == 1200
    assert Visitor.objects.get(anonymous_id="anon-ada").contact_id == contact.pk
    page.wait_for_selector(".agreed :text('bestätigt')")
    browsed.check()
    browsed.picture("contact-with-consent-de")
    page.click("text=Nachweis")
    browsed.check()
    browsed.picture("consent-proof-de")
    assert "Version 1" in page.inner_text("main") or "Fassung 1" in page.inner_text("main")

    browsed.open(f"/capture/forms/{form.pk}/submissions")
    browsed.check()
    browsed.picture("form-submissions-de")
    page.click("[data-open]")
    browsed.check()
    browsed.picture("form-submission-de")
    browsed.open("/capture/forms/")
    browsed.check()
    browsed.picture("forms-de")

    # Withdrawing is as easy.
    browsed.open(f"/contacts/{contact.pk}")
    page.click(".agreed summary")
    page.fill(".agreed [name=how]", "am Telefon")
    page.click(".agreed .menu-panel button")
    page.wait_for_selector(".agreed :text('widerrufen')")
    assert consent.steps.get(step="withdrawn").how == "am Telefon"
    assert Submission.objects.get().confirmed_at is not None
    assert form_keeping.state_of(form)
