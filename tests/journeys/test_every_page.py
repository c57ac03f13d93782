"""Every page in both languages, both themes and every width: accessible, whole, without a complaint of the browser.

Words make a page too wide, colours too faint: so each language is looked at in one of the themes."""

import pytest
from django.utils import timezone
from playwright.sync_api import ViewportSize

from reif import form_keeping, lifecycle
from reif.administration import add_source
from reif.capture import lead_pointers
from reif.records.enums import Role
from reif.records.models import Consent, Double, LeadPointer, Message
from reif.web.outside.stamps import confirm_token, withdraw_token
from tests.form_cast import sent, version
from tests.journeys.conftest import NARROW, PHONE, WIDE, Browsed

# name of the picture -> address; {annika} is the number of a contact of the cast
PAGES = {
    "today": "/today/?of=team",
    "contacts": "/contacts/",
    "contacts-nothing-found": "/contacts/?stage=lead&temperature=hot&q=tobias",
    "companies": "/companies/",
    "contact": "/contacts/{annika}",
    "contact-as-of": "/contacts/{annika}?at=2026-10-01T12:00",
    "contact-edit": "/contacts/{annika}/edit",
    "contact-new": "/contacts/new",
    "merge": "/contacts/{annika}/merge?q=e",
    "doubles": "/contacts/doubles",
    "compare": "/contacts/{annika}/merge/{twin}",
    "settings": "/settings/",
    "settings-team": "/settings/team",
    "privacy": "/privacy/",
    "privacy-person": "/privacy/people/{annika}",
    "privacy-report": "/privacy/people/{annika}/report",
    "privacy-erase": "/privacy/people/{annika}/erase",
    "privacy-periods": "/privacy/periods",
    "privacy-audit": "/privacy/audit",
    "insights": "/insights/",
    "scoring": "/scoring/",
    "sources": "/capture/sources/",
    "source": "/capture/sources/{source}",
    "source-new": "/capture/sources/new",
    "forms": "/capture/forms/",
    "form-new": "/capture/forms/new",
    "form": "/capture/forms/{form}",
    "form-embed": "/capture/forms/{form}/embed",
    "form-submissions": "/capture/forms/{form}/submissions",
    "submission": "/capture/submissions/{taken}",
    "submission-claimed": "/capture/submissions/{claimed}",
    "submission-held": "/capture/submissions/{held}",
    "quarantine": "/capture/quarantine",
    "mail": "/capture/mail",
    "consent-proof": "/privacy/consents/{consent}",
    "outside-form": "/f/demo/",
    "outside-thanks": "/f/demo/thanks?mail=1",
    "outside-closed": "/f/closed/",
    "outside-dead-link": "/c/nothing",
    "outside-confirm": "/c/{confirm}",
    "outside-withdraw": "/w/{withdraw}",
    "imports": "/capture/imports/",
    "import-new": "/capture/imports/new",
}
LOOKS = [("de", "light"), ("en", "dark")]
# Axe takes a second a page; a narrow page is arranged like that of a phone.
AXED = {("light", "wide"), ("dark", "phone")}
SIZES = {"wide": WIDE, "phone": PHONE, "narrow": NARROW}


GONE = {"outside-closed", "outside-dead-link"}
"""Of which the browser says that they answered 410."""


def captured(browsed: Browsed) -> dict[str, object]:
    """A form, what came by it, a mail in trouble, and somebody twice: their numbers and tokens."""
    now = timezone.now()
    annika = browsed.cast.annika
    said = {"name": annika.name, "email": "annika@a-rather-long-provider.example", "title": "Leiterin Einkauf"}
    twin = lifecycle.add_contact(attributes=said, source=None, by=None, at=now)
    evidence = [
        {"field": "last_name", "level": "same", "weight": 7.5},
        {"field": "email", "level": "other", "weight": -1},
    ]
    said = {"probability": 0.93, "evidence": evidence, "found_at": now}
    Double.objects.update_or_create(one_id=annika.pk, other_id=twin.pk, defaults=said)
    annika.identifiers.create(kind="email", value=annika.email, is_verified=True)
    of = version(at=now)
    form_keeping.close(form=version("closed", at=now).form, by=None, at=now)
    taken = sent(of, "k1", at=now)
    claimed = sent(of, "k2", at=now, values={"email": annika.email, "last_name": "Petersen", "text": "Wort " * 60})
    held = sent(of, "k3", at=now, is_trapped=True, values={"email": "x" * 60 + "@mailinator.com"})
    Message.objects.filter(submission=claimed).update(state="unknown", outcome="TimeoutError", ended_at=now)
    consent = Consent.objects.get(submission=taken)
    ads, _key = add_source(name="LinkedIn und Meta", is_public=False, by=None, at=now)
    urn = "urn:li:leadGenFormResponse:4f7c1d2e-9a53-4a8e-8f43-2b1f0e6c9a11-5"
    LeadPointer.objects.create(source=ads, system="linkedin", lead=urn, form=urn, received_at=now, deleted_at=now)
    LeadPointer.objects.create(source=ads, system="meta", lead="444444444444444", received_at=now)
    lead_pointers.count_forged(source=ads, at=now)
    return {
        "source": ads.pk,
        "twin": twin.pk,
        "form": of.form_id,
        "taken": taken.pk,
        "claimed": claimed.pk,
        "held": held.pk,
        "consent": consent.pk,
        "confirm": confirm_token(taken.pk),
        "withdraw": withdraw_token(consent.pk),
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize(("size", "viewport"), SIZES.items())
def test_pages(browsed: Browsed, language: str, theme: str, size: str, viewport: ViewportSize) -> None:
    browsed.sign_in(Role.ADMIN, language)
    browsed.theme(theme)
    browsed.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type] # light or dark
    browsed.page.set_viewport_size(viewport)
    numbers = captured(browsed)
    for name, address in PAGES.items():
        browsed.open(address.format(annika=browsed.cast.annika.pk, **numbers))
        if name in GONE:
            browsed.problems = [each for each in browsed.problems if "410" not in each]
        browsed.check(with_axe=(theme, size) in AXED)
        browsed.picture(f"{name}-{size}-{theme}-{language}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("address", ["/sign-in", "/password/forgotten", "/nowhere"])
def test_pages_for_strangers(browsed: Browsed, address: str, language: str) -> None:
    browsed.page.set_viewport_size(PHONE)
    browsed.page.set_extra_http_headers({"Accept-Language": language})
    browsed.open(address)
    browsed.problems = [each for each in browsed.problems if "404" not in each]
    browsed.check()
