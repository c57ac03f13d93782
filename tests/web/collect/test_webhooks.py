"""Leads that other systems send by themselves become contacts with what they did; twice is once."""

import json
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from reif import administration
from reif.collecting import replay, take_in
from reif.records.models import Contact, Event, Quarantined, Source
from tests.records.rows import AT
from tests.score.cast import live_model

pytestmark = pytest.mark.django_db

LEAD: dict[str, Any] = {
    "lead_id": "1",
    "campaign_id": "herbst",
    "user_column_data": [
        {"column_id": "FULL_NAME", "string_value": "Ada Kran"},
        {"column_id": "EMAIL", "string_value": "Ada@Krane.example"},
    ],
}


class System:
    """One that sends with the key of a source; what it sends is read at once."""

    def __init__(self) -> None:
        self.source, self.key = administration.add_source(name="Ads", is_public=False, by=None, at=AT)

    def send(self, path: str, said: object, **headers: str) -> HttpResponse:
        answer = Client(enforce_csrf_checks=True).post(path, json.dumps(said), "application/json", headers=headers)
        while take_in():
            pass
        return answer


@pytest.fixture
def system() -> System:
    live_model()
    return System()


def test_a_lead_of_google_is_a_contact_who_came_by_an_ad(system: System) -> None:
    for _ in range(2):  # it is sent again where the answer was lost
        assert system.send("/in/google-ads", {**LEAD, "google_key": system.key}).status_code == 200
    contact = Contact.objects.get()
    assert (contact.name, contact.email, contact.channel) == ("Ada Kran", "ada@krane.example", "ads")
    event = Event.objects.get()
    assert (event.contact, event.name, event.campaign) == (contact, "Form Submitted", "herbst")
    assert not Quarantined.objects.exists()


def test_who_does_not_know_the_key_sends_nothing(system: System) -> None:
    for key in ("", "guessed", None):
        assert system.send("/in/google-ads", {**LEAD, "google_key": key}).status_code == 401
    assert system.send("/in/leads", {"email": "a@b.example"}).status_code == 401
    assert system.send("/in/leads/guessed", {"email": "a@b.example"}).status_code == 401
    assert not Contact.objects.exists()


def test_a_test_lead_is_shown_and_makes_nobody(system: System) -> None:
    assert system.send("/in/google-ads", {**LEAD, "google_key": system.key, "is_test": True}).status_code == 200
    assert "test lead" in Quarantined.objects.get().reason
    assert system.key not in Quarantined.objects.get().raw
    assert not Contact.objects.exists()


@pytest.mark.parametrize("by", ["bearer", "header", "address"])
def test_leads_as_json_by_a_key_in_a_header_or_the_address(system: System, by: str) -> None:
    headers = {"bearer": {"Authorization": f"Bearer {system.key}"}, "header": {"X-Write-Key": system.key}}.get(by, {})
    path = f"/in/leads/{system.key}" if by == "address" else "/in/leads"
    said = {"prospects": [{"firstName": "Ada", "email": "ada@krane.example", "id": 1}, {"nobody": True}]}
    assert system.send(path, said, **headers).status_code == 200
    assert Contact.objects.get().name == "Ada"
    assert "no e-mail and no id" in Quarantined.objects.get().reason


def test_a_field_map_says_what_is_meant_and_what_was_kept_apart_is_read_again(system: System) -> None:
    said = {"kontaktadresse": "ada@krane.example", "art": "Demo Requested"}
    assert system.send(f"/in/leads/{system.key}", said).status_code == 200
    assert not Contact.objects.exists()
    administration.map_fields(source=system.source, mapping={"kontaktadresse": "email", "art": "event"}, by=None, at=AT)
    assert system.send(f"/in/leads/{system.key}", said).status_code == 200
    assert Event.objects.get().name == "Demo Requested"
    kept = Quarantined.objects.get()
    assert replay(kept=[kept.pk], at=AT).quarantined == 0
    assert Event.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [{"occurred_at": "2100-01-01T00:00:00Z"}, {"event": "x" * 201}, {"id": "9" * 200}, {str(n): n for n in range(500)}],
    ids=["later", "long name", "long id", "too much"],
)
def test_what_cannot_be_used_is_kept_once_however_often_it_is_read(system: System, wrong: dict[str, Any]) -> None:
    said = {"leads": [{"email": "ada@krane.example", **wrong}, {"email": "bo@krane.example", "id": 2}]}
    assert system.send(f"/in/leads/{system.key}", said).status_code == 200
    assert Contact.objects.filter(email="bo@krane.example").exists()
    before = Quarantined.objects.get(), Contact.objects.count(), Event.objects.count()
    for _ in range(2):
        assert replay(kept=[before[0].pk], at=AT).quarantined == 1
    assert (Quarantined.objects.get(), Contact.objects.count(), Event.objects.count()) == before
    assert Quarantined.objects.get().replayed_at is None


def test_of_a_lead_whose_event_cannot_be_stored_nobody_is_made(system: System) -> None:
    system.send(f"/in/leads/{system.key}", {"email": "ada@krane.example", "event": "x" * 201})
    assert "over 200 characters" in Quarantined.objects.get().reason
    assert not Contact.objects.exists()


@pytest.mark.parametrize("body", ["[", "1", '"x"', "null", "\\ud800"])
@pytest.mark.parametrize("path", ["/in/google-ads", "/in/leads/{key}"])
def test_what_is_no_lead_is_refused_in_words(system: System, path: str, body: str) -> None:
    answer = Client().post(path.format(key=system.key), body, "application/json")
    assert answer.status_code in (400, 401)
    assert json.loads(answer.content)["message"]
    assert not Source.objects.filter(name="x").exists()
