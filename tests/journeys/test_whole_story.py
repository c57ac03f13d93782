"""One person, by every way that she comes: pages of a site, a form, a link in a mail, a fair, a reply; one contact."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Playwright

from reif import administration, kiosk_keeping
from reif.receiving import Letter, receive
from reif.records.enums import Role
from reif.records.models import Contact, Event, Identifier, Mailbox, Source, Submission
from tests.form_cast import version
from tests.integrations.mail.letters import OURS, letter
from tests.journeys import other_site
from tests.journeys.conftest import WIDE, Browsed, house
from tests.journeys.test_kiosk import Tablet
from tests.outbox.mail_server import MailServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fast_people")]

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
PAGE = """<!doctype html><html lang="de"><title>Preise</title>
<script type="module" src="{host}/reif.js?key={key}"></script><p>Preise</p>"""
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada;;;\r\nORG:Krane KG\r\nEMAIL:ada@firm.example\r\nEND:VCARD\r\n"


@pytest.fixture
def visitor(browsed: Browsed) -> Iterator[BrowserContext]:
    browser = browsed.page.context.browser
    assert browser is not None
    context = browser.new_context(user_agent=CHROME)
    context.add_init_script("Object.defineProperty(navigator, 'webdriver', { get: () => false })")  # she is a person
    yield context
    context.close()


def test_she_is_one_contact_by_whatever_way_she_comes(
    browsed: Browsed,
    visitor: BrowserContext,
    server: MailServer,
    worker: object,
    playwright: Playwright,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
) -> None:
    del worker
    house()
    now = timezone.now()
    form = version(at=now).form
    _, key = administration.add_source(name="www.firm.example", is_public=True, by=None, at=now)

    # She reads the prices on the site, and agrees to be known.
    page = visitor.new_page()
    with other_site.site(PAGE.format(host=browsed.server.url, key=key)) as address:
        page.goto(f"{address}/preise?utm_source=linkedin&utm_campaign=Herbst")
        with page.expect_response(lambda answer: answer.url.endswith("/v1/batch")):
            page.evaluate("() => reif.consent(true)")
        anonymous_id = page.evaluate("() => Object.values(localStorage).join(' ')")
    [known] = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}", anonymous_id)[:1]

    # She sends the form of the site, and follows the link in the mail.
    page.goto(browsed.address(f"/f/{form.slug}/?anonymous_id={known}"))
    page.fill("[name=last_name]", "Lovelace")
    page.fill("[name=email]", "ada@firm.example")
    page.fill("[name=text]", "Bitte zeigen Sie mir alles.")
    page.check("[name=agree][value=news]")
    page.click("button.primary")
    page.wait_for_url("**/thanks?mail=1")
    [mail] = server.wait_for(1)
    link = re.search(r"https?://\S+/c/\S+", mail.text())
    assert link is not None
    page.goto(link[0])
    page.click("button.primary")
    page.wait_for_selector("h1:has-text('Bestätigt')")

    # At the fair she leaves her card.
    kiosk, word = kiosk_keeping.invite(form=form, name="Messe Hannover", by=None, at=timezone.now())
    tablet = Tablet(playwright, browser_type_launch_args, tmp_path / "tablet", browsed.server.url)
    try:
        tablet.set_up(kiosk, word)
        tablet.page.click("#card-open")
        tablet.page.set_input_files("#card-file", {"name": "a.vcf", "mimeType": "text/vcard", "buffer": CARD.encode()})
        tablet.page.wait_for_selector("#card", state="hidden")
        tablet.page.click(".sheet-send")
        tablet.page.wait_for_selector("#thanks:not([hidden])")
        tablet.waits(0)
    finally:
        tablet.context.close()

    # And she answers a mail.
    own = Source.objects.create(name="mailbox sales", created_at=now)
    mailbox = Mailbox.objects.create(
        name="sales", source=own, host="imap.example", port=993, user=OURS, next_at=now, created_at=now, uid_validity=1
    )
    said = letter("Ja, bitte schicken Sie mir ein Angebot.", From="Ada Lovelace <ada@firm.example>", Date="")
    receive(mailbox=mailbox, letters=[Letter(1, said, timezone.now())], read_to=1, at=timezone.now())

    # A card proves nothing by itself; whoever stood there knows that it was she.
    browsed.page.set_viewport_size(WIDE)
    browsed.sign_in(Role.MARKETING, "de")
    card = Submission.objects.get(kiosk=kiosk)
    browsed.open(f"/capture/submissions/{card.pk}")
    browsed.page.click("form[action$='join'] button")
    browsed.page.wait_for_selector(".done")
    browsed.page.context.clear_cookies()

    [ada] = Contact.objects.filter(email="ada@firm.example")
    assert Identifier.objects.get(value="ada@firm.example").contact == ada
    done = Event.objects.filter(contact=ada).order_by("occurred_at", "id").values_list("name", flat=True)
    assert {"Page Viewed", "Demo Requested", "Newsletter Subscribed", "Email Replied"} <= set(done)
    assert [*done].count("Demo Requested") == 2  # the form of the site and that of the fair
    assert set(Submission.objects.values_list("contact_id", flat=True)) == {ada.pk}

    # On Monday morning all of it is on one page, with a score and reasons that add up.
    browsed.sign_in(Role.SALES, "de")
    browsed.open(f"/contacts/{ada.pk}")
    browsed.page.wait_for_selector(".why")
    story = browsed.page.inner_text(".story")
    for each in ("Sieht sich „Preise“ an", "Bitte zeigen Sie mir alles.", "Ja, bitte schicken Sie mir ein Angebot."):
        assert each in story
    assert "Vorführung" in browsed.page.inner_text(".why")
    ada.refresh_from_db()
    assert ada.points > 0
    browsed.check()
    browsed.picture("whole-story-de")
