"""Capture, by asking its pages: building, publishing, looking through what came and what was kept apart."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reif import form_keeping, kiosk_keeping
from reif.outbox.operations import Words, write
from reif.records.enums import Role
from reif.records.models import (
    Attribute,
    AuditEntry,
    Consent,
    ConsentStep,
    Contact,
    Event,
    Form,
    FormVersion,
    Kiosk,
    Message,
    Submission,
    Suppression,
)
from reif.rules.consent import Kind
from reif.rules.form import Field, Option, Specification, read
from tests.form_cast import ADA, SPECIFICATION, sent, version
from tests.web.cast import Cast
from tests.web.conftest import ClientOf

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def marketer(client_of: ClientOf) -> Client:
    return client_of(Role.MARKETING)


def fields_of(page: str) -> dict[str, Any]:
    """What a browser would send of the builder, without its buttons."""
    form = page[page.index('id="builder"') : page.index('id="preview"')]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input [^>]*>", form):
        marks = dict(re.findall(r'([a-z_]+)="([^"]*)"', tag))
        if marks.get("type") == "checkbox":
            if " checked" in tag:
                found[marks["name"]] = "on"
        elif "name" in marks:
            found[marks["name"]] = marks.get("value", "")
    for name, text in re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = text.replace("&#10;", "\n")
    for name, options in re.findall(r'<select [^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        first = re.search(r'value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else first[1] if first else ""
    return found


def build(client: Client, form: Form, act: str, **more: object) -> Any:
    """Press a button of the builder, with some fields typed over."""
    page = client.get(f"/capture/forms/{form.pk}").content.decode()
    return client.post(f"/capture/forms/{form.pk}", fields_of(page) | {"do": act} | more)


def draft_of(form: Form) -> Specification:
    form.refresh_from_db()
    return read(form.draft)


@pytest.fixture(name="form")
def _form(cast: Cast) -> Form:
    del cast
    return form_keeping.add(slug="demo", name="Demo", draft=SPECIFICATION, by=None, at=NOW())


@pytest.mark.parametrize(
    ("start", "event"),
    [
        ("contact", "Form Submitted"),
        ("newsletter", "Form Submitted"),
        ("demo", "Demo Requested"),
        ("offer", "Offer Requested"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_start_can_be_published_as_it_is(marketer: Client, start: str, event: str, language: str) -> None:
    given = {"name": "Größer & schöner", "start": start, "language": language, "slug": ""}
    answer = marketer.post("/capture/forms/new", given)
    form = Form.objects.get()
    assert (answer.status_code, form.slug) == (303, "groesser-schoener")
    assert build(marketer, form, "publish").status_code == 303
    published = read(FormVersion.objects.get().specification)
    assert (published.event, published.language) == (event, language)
    assert Client().get("/f/groesser-schoener/").status_code == 200


def test_addresses_are_small_and_one_forms_alone(marketer: Client, form: Form) -> None:
    del form
    given = {"name": "Demo", "start": "contact", "language": "de"}
    assert marketer.post("/capture/forms/new", given | {"slug": "Mit Leerzeichen"}).status_code == 422
    assert marketer.post("/capture/forms/new", given | {"slug": "demo"}).status_code == 409
    assert marketer.post("/capture/forms/new", given | {"name": "日本", "slug": ""}).status_code == 422
    assert Form.objects.count() == 1


def test_keeping_without_a_change_changes_nothing(marketer: Client, form: Form) -> None:
    before = AuditEntry.objects.count()
    assert build(marketer, form, "keep").status_code == 200
    assert draft_of(form) == SPECIFICATION
    assert AuditEntry.objects.count() == before


def test_fields_are_moved_added_worded_and_taken_away(marketer: Client, form: Form) -> None:
    Attribute.objects.create(
        name="machines",
        kind="choice",
        label_de="Maschinen",
        label_en="Machines",
        options=[{"value": "a", "de": "A", "en": "A"}],
        created_at=NOW(),
    )
    build(marketer, form, "down:0")
    assert [each.name for each in draft_of(form).fields][:2] == ["last_name", "first_name"]
    build(marketer, form, "up:1")
    assert draft_of(form) == SPECIFICATION
    for nowhere in ("up:0", "down:5", "up:99", "remove:x", "add:", "dance:1"):
        build(marketer, form, nowhere)
        assert draft_of(form) == SPECIFICATION
    build(marketer, form, "remove:3")
    build(marketer, form, "add", add="machines")
    assert [each.name for each in draft_of(form).fields][3:] == ["company", "text", "machines"]
    assert draft_of(form).fields[5] == Field("machines", "choice", "Maschinen", options=(Option("a", "A"),))
    build(
        marketer,
        form,
        "keep",
        **{"field-5-options": "a | Erste\nb\n\n", "field-5-hint": "Nur eine", "field-5-required": "on"},
    )
    assert draft_of(form).fields[5] == Field(
        "machines", "choice", "Maschinen", "Nur eine", True, (Option("a", "Erste"), Option("b", "b"))
    )
    page = build(marketer, form, "add", add="machines").content.decode()
    assert len(draft_of(form).fields) == 6
    assert '<option value="machines">' not in page


def test_the_row_that_was_moved_keeps_the_focus(marketer: Client, form: Form) -> None:
    page = build(marketer, form, "down:0").content.decode()
    assert re.search(r'value="down:1"[^>]* autofocus', page)


def test_consents_are_added_worded_and_taken_away(marketer: Client, form: Form) -> None:
    build(marketer, form, "agree")
    assert [each.key for each in draft_of(form).consents] == ["news", "call", "consent-1"]
    assert "Newsletter" in draft_of(form).consents[2].text
    build(
        marketer, form, "keep", **{"consent-2-text": "Ja.", "consent-2-purpose": "events", "consent-2-required": "on"}
    )
    third = draft_of(form).consents[2]
    assert (third.text, third.purpose, third.is_required) == ("Ja.", "events", True)
    build(marketer, form, "disagree:2")
    assert draft_of(form) == SPECIFICATION


def test_a_look_keeps_nothing(marketer: Client, form: Form) -> None:
    page = build(marketer, form, "look", title="Ganz anders").content.decode()
    assert "Ganz anders" in page[page.index('id="preview"') :]
    assert draft_of(form) == SPECIFICATION


def test_what_is_missing_is_said_with_its_place(marketer: Client, form: Form) -> None:
    answer = build(marketer, form, "publish", title="", **{"field-0-label": ""}, redirect="https://evil.example/")
    page = answer.content.decode()
    assert answer.status_code == 422
    for place in ("#set-title", "#field-0-label", "#set-redirect"):
        assert f'href="{place}"' in page
        assert f'id="{place[1:]}"' in page
    assert draft_of(form).title == ""  # kept as it was typed
    assert not FormVersion.objects.exists()


def test_sites_are_read_out_of_addresses(marketer: Client, form: Form) -> None:
    build(marketer, form, "keep", sites="https://WWW.Firm.example/a/b\nshop.firm.example, localhost:8080")
    assert draft_of(form).sites == ("www.firm.example", "shop.firm.example", "localhost:8080")


def test_who_comes_second_keeps_what_they_typed(marketer: Client, form: Form) -> None:
    page = fields_of(marketer.get(f"/capture/forms/{form.pk}").content.decode())
    build(marketer, form, "keep", title="Erste")
    late = marketer.post(f"/capture/forms/{form.pk}", page | {"do": "publish", "title": "Zweite"})
    assert late.status_code == 409
    assert 'value="Zweite"' in late.content.decode()
    assert draft_of(form).title == "Erste"


@pytest.mark.parametrize("role", [Role.SALES, Role.VIEWER])
def test_who_may_only_look_sees_and_changes_nothing(client_of: ClientOf, form: Form, role: Role) -> None:
    client = client_of(role)
    page = client.get(f"/capture/forms/{form.pk}").content.decode()
    assert "<fieldset disabled" in page
    assert client.post(f"/capture/forms/{form.pk}", {"do": "keep", "title": "X"}).status_code == 403
    assert client.get("/capture/forms/new").status_code == 403
    assert draft_of(form) == SPECIFICATION


def test_hostile_drafts_get_an_answer(marketer: Client, form: Form) -> None:
    seen = form_keeping.state_of(form)
    for body in (
        {"do": "keep"},
        {"do": "up:99999999999999999999", "fields": "9" * 50, "consents": "-1"},
        {"do": "add", "add": "<script>", "fields": "3", "field-0-name": "owner", "seen": seen},
        {"do": "publish", "title": "\0" * 10 + "x" * 100_000, "notify": "9" * 30, "language": "xx", "seen": seen},
    ):
        assert marketer.post(f"/capture/forms/{form.pk}", body).status_code in (200, 409, 422)
    assert not FormVersion.objects.exists()


def test_snippets_hold_what_the_form_asks(marketer: Client, form: Form) -> None:
    address = f"/capture/forms/{form.pk}/embed"
    assert "Publish the form first" in marketer.get(address).content.decode()
    form_keeping.publish(form=form, seen=form_keeping.state_of(form), by=None, at=NOW())
    page = marketer.get(address).content.decode()
    assert "http://testserver/f/demo/" in page
    assert "&lt;form method=&quot;post&quot; action=&quot;http://testserver/f/demo/&quot;" in page
    for name in ("email", "agree", "utm_source", "homepage_2"):
        assert f"name=&quot;{name}&quot;" in page
    assert "/f/demo/?frame=1" in page
    assert "www.firm.example" in page


@pytest.mark.parametrize(
    "address", ["/capture/forms/", "/capture/quarantine", "/capture/mail", "/capture/forms/{form}/submissions"]
)
def test_queries(marketer: Client, django_assert_max_num_queries: Callable[[int], Any], address: str) -> None:
    of = version(at=NOW())
    for number in range(5):
        sent(of, f"k{number}", at=NOW(), is_trapped=number > 2)
        version(f"more-{number}", at=NOW())
    with django_assert_max_num_queries(9):
        assert marketer.get(address.format(form=of.form_id)).status_code == 200


def test_what_came_is_listed_and_shown(marketer: Client, cast: Cast) -> None:
    del cast
    submission = sent(
        version(at=NOW()), at=NOW(), values={"email": ADA, "last_name": "<b>Lovelace</b>", "text": "A\nB"}
    )
    assert "1" in marketer.get("/capture/forms/").content.decode()
    page = marketer.get(f"/capture/forms/{submission.version.form_id}/submissions").content.decode()
    assert "&lt;b&gt;Lovelace" in page
    assert "open, version 1" in page
    assert "not confirmed yet: Newsletter" in page
    page = marketer.get(f"/capture/submissions/{submission.pk}").content.decode()
    for said in (ADA, "A<br>B", "192.0.2.0", "herbst", "Ja, ich möchte den Newsletter.", "waits to be sent"):
        assert said in page


def test_what_was_kept_apart_is_released_or_discarded(marketer: Client, viewer: Client, cast: Cast) -> None:
    del cast
    of = version(at=NOW())
    good, bad = sent(of, "k1", at=NOW(), is_trapped=True), sent(of, "k2", at=NOW(), is_forged=True)
    page = marketer.get("/capture/quarantine").content.decode()
    assert "filled in a field that people do not see" in page
    assert viewer.post(f"/capture/submissions/{good.pk}/release").status_code == 403
    assert marketer.post(f"/capture/submissions/{good.pk}/release").status_code == 303
    assert marketer.post(f"/capture/submissions/{bad.pk}/discard").status_code == 303
    assert marketer.post(f"/capture/submissions/{bad.pk}/release").status_code == 409
    assert Event.objects.filter(name="Demo Requested").count() == 1
    assert "the stamp of the page is not ours" in marketer.get("/capture/quarantine?discarded").content.decode()
    assert Submission.objects.get(pk=good.pk).settled_by is not None


def test_who_claims_to_be_a_contact_is_joined_by_somebody(marketer: Client, cast: Cast) -> None:
    cast.annika.identifiers.create(kind="email", value=cast.annika.email, is_verified=True)
    submission = sent(version(at=NOW()), at=NOW(), values={"email": cast.annika.email, "text": "Ich bin es"})
    assert submission.contact is None
    page = marketer.get(f"/capture/submissions/{submission.pk}").content.decode()
    assert "gave the address of Annika Petersen-Wolff" in page
    assert marketer.post(f"/capture/submissions/{submission.pk}/join").status_code == 303
    assert marketer.post(f"/capture/submissions/{submission.pk}/join").status_code == 409
    assert cast.annika.events.filter(name="Demo Requested").count() == 1


def test_mail_that_somebody_should_look_at(marketer: Client, cast: Cast) -> None:
    del cast
    words = Words("de", "Bitte bestätigen", "Text")
    mail = write(kind=Kind.CONFIRMATION, words=words, address=ADA, key="m1", at=NOW())
    assert "No server takes our mail." in marketer.get("/capture/mail").content.decode()
    Message.objects.update(state="unknown", ended_at=NOW())
    page = marketer.get("/capture/mail").content.decode()
    assert ADA in page
    assert "nobody knows whether it arrived" in page
    assert marketer.post(f"/capture/mail/{mail.pk}/again").status_code == 303
    mail.refresh_from_db()
    assert mail.state == "waiting"


def test_closing_and_opening(marketer: Client, form: Form) -> None:
    form_keeping.publish(form=form, seen=form_keeping.state_of(form), by=None, at=NOW())
    assert marketer.post(f"/capture/forms/{form.pk}/close", follow=True).status_code == 200
    assert Client().get("/f/demo/").status_code == 410
    marketer.post(f"/capture/forms/{form.pk}/reopen")
    assert Client().get("/f/demo/").status_code == 200


def test_the_contact_shows_consents_and_withdraws_them(client_of: ClientOf, cast: Cast) -> None:
    del cast
    sent(version(at=NOW()), at=NOW())
    contact, consent = Contact.objects.get(email=ADA), Consent.objects.get()
    manager, viewer = client_of(Role.MANAGER), client_of(Role.VIEWER)
    assert "not confirmed, so it does not hold" in viewer.get(f"/contacts/{contact.pk}").content.decode()
    assert viewer.post(f"/contacts/{contact.pk}/withdraw", {"purpose": "newsletter"}).status_code == 403
    proof = manager.get(f"/privacy/consents/{consent.pk}").content.decode()
    assert "Ja, ich möchte den Newsletter." in proof
    assert "It does not hold" in proof
    given = {"purpose": "newsletter", "how": "by phone\0"}
    assert manager.post(f"/contacts/{contact.pk}/withdraw", given).status_code == 303
    step = ConsentStep.objects.get()
    assert (step.step, step.how, step.by is not None) == ("withdrawn", "by phone", True)
    manager.post(f"/contacts/{contact.pk}/withdraw", {"all": "1"})
    assert Suppression.objects.get().reason == "objection"
    assert "Wants no advertising" in manager.get(f"/contacts/{contact.pk}").content.decode()
    assert "Withdrawn by" in manager.get(f"/privacy/consents/{consent.pk}").content.decode()


def test_another_language_words_new_fields_in_it(marketer: Client, form: Form) -> None:
    build(marketer, form, "remove:1", language="en")
    build(marketer, form, "add", add="last_name")
    assert draft_of(form).fields[-1].label == "Last name"
    assert draft_of(form) != replace(SPECIFICATION, language="en")


def test_tablets_are_invited_shown_once_and_revoked(marketer: Client, client_of: ClientOf) -> None:
    form = version().form
    page = f"/capture/forms/{form.pk}/tablets"
    answer = marketer.post(page, {"name": "  Stand <b>links</b> "})
    text = answer.content.decode()
    kiosk = Kiosk.objects.get()
    found = re.search(rf"/k/{kiosk.pk}/start#([\w-]+)", text)
    assert found is not None
    assert "data:image/svg+xml" in text
    assert answer["Cache-Control"] == "no-store"
    assert found[1] not in marketer.get(page).content.decode()
    assert "Stand &lt;b&gt;links" in text
    assert client_of(Role.SALES).post(page, {"name": "x"}).status_code == 403
    assert client_of(Role.SALES).post(f"{page}/{kiosk.pk}/revoke").status_code == 403
    other = version("other").form
    assert marketer.post(f"/capture/forms/{other.pk}/tablets/{kiosk.pk}/revoke").status_code == 404
    assert marketer.post(f"{page}/{kiosk.pk}/revoke").status_code == 303
    with pytest.raises(kiosk_keeping.NotInvited):
        kiosk_keeping.set_up(number=kiosk.pk, word=found[1], at=NOW())


def test_a_form_that_nobody_published_stands_on_no_tablet(marketer: Client, form: Form) -> None:
    assert marketer.post(f"/capture/forms/{form.pk}/tablets", {"name": "x"}).status_code == 200
    assert not Kiosk.objects.exists()
