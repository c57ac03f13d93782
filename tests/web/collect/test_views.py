"""What clients send is taken, kept apart or refused, in the words that they understand."""

import gzip
import json
from base64 import b64encode
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.db.models import Count
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from reif import administration, lifecycle
from reif.collecting import take_in
from reif.privacy import erase
from reif.records.models import Contact, Event, Identifier, Quarantined, Source, Visitor
from reif.rules.ready_models import ready_model
from tests.score.cast import live_model

pytestmark = pytest.mark.django_db

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
TRACK = {"type": "track", "userId": "u-1", "event": "Demo Requested", "messageId": "m-1"}


class Sender:
    """A client of a source; what it sends is read at once."""

    def __init__(self, *, is_public: bool) -> None:
        self.source, self.key = administration.add_source(
            name=f"source {Source.objects.count()}", is_public=is_public, by=None, at=timezone.now()
        )
        self.client = Client(enforce_csrf_checks=True)

    def send(self, path: str, said: object, **headers: str) -> HttpResponse:
        basic = {"Authorization": f"Basic {b64encode(f'{self.key}:'.encode()).decode()}"}
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        answer = self.client.post(path, body, content_type="text/plain", headers={**basic, **headers})
        while take_in():
            pass
        return answer

    def batch(self, *calls: object, **around: object) -> HttpResponse:
        return self.send("/v1/batch", {**around, "batch": list(calls)})


@pytest.fixture
def server() -> Sender:
    return Sender(is_public=False)


@pytest.fixture
def site() -> Sender:
    return Sender(is_public=True)


def is_taken(answer: HttpResponse) -> bool:
    return (answer.status_code, json.loads(answer.content)) == (200, {"success": True})


def test_a_server_says_who_did_what(server: Sender) -> None:
    live_model(ready_model("b2b-default").read_text(encoding="utf-8"))
    traits = {"email": "Ada@Krane.example", "firstName": "Ada", "company": {"name": "Krane KG"}}
    identify = {"type": "identify", "userId": "u-1", "anonymousId": "a-1", "traits": traits, "messageId": "m-0"}
    page = {"type": "page", "anonymousId": "a-1", "properties": {"path": "/preise"}, "messageId": "m-2"}
    assert is_taken(server.batch(page, identify, TRACK))
    contact = Contact.objects.get()
    assert (contact.email, contact.name, contact.company_name) == ("ada@krane.example", "Ada", "Krane KG")
    assert set(contact.events.values_list("name", flat=True)) == {"Page Viewed", "Demo Requested"}
    assert Visitor.objects.get().contact == contact
    lifecycle.catch_up(at=timezone.now())
    contact.refresh_from_db()
    assert contact.stage == "lead"
    assert contact.points > 0


def test_a_visitors_story_becomes_the_contacts(site: Sender, server: Sender) -> None:
    page = {"anonymousId": "a-1", "properties": {"path": "/preise", "url": "https://x.example/preise?utm_medium=cpc"}}
    assert is_taken(site.send("/v1/p", {**page, "messageId": "p-1"}))
    assert Event.objects.get().contact is None
    assert is_taken(server.batch({"type": "identify", "userId": "u-1", "anonymousId": "a-1"}))
    event = Event.objects.get()
    assert event.contact == Contact.objects.get()
    assert (event.channel, event.properties["path"]) == ("ads", "/preise")
    assert event.contact.rescore_at is not None


def test_an_alias_of_nobody_is_kept_apart(server: Sender) -> None:
    assert is_taken(server.batch({"type": "page", "anonymousId": "a-1"}))
    assert is_taken(server.batch({"type": "alias", "anonymousId": "a-2", "previousId": "a-1"}))
    assert Quarantined.objects.get().reason == "an alias call needs the userId that somebody has from now on"


CALLED = {"type": "identify", "traits": {"phone": "+49 89 123456", "firstName": "Ada", "lastName": "Krane"}}


def test_a_server_names_somebody_by_telephone_and_a_browser_does_not(site: Sender, server: Sender) -> None:
    assert is_taken(site.send("/v1/i", {**CALLED, "anonymousId": "a-0"}))
    assert not Contact.objects.exists()
    assert is_taken(server.batch({**CALLED, "anonymousId": "a-1"}, {**CALLED, "anonymousId": "a-2"}))
    assert Contact.objects.get().name == "Ada Krane"
    assert set(Visitor.objects.exclude(contact=None).values_list("anonymous_id", flat=True)) == {"a-1", "a-2"}


def test_nobody_who_was_erased_comes_back_by_a_telephone(server: Sender) -> None:
    assert is_taken(server.batch({**CALLED, "anonymousId": "a-1"}))
    erase(contact=Contact.objects.get(), by=None, at=timezone.now())
    assert is_taken(server.batch({**CALLED, "anonymousId": "a-2"}))
    assert not Contact.objects.exists()


def test_what_is_sent_again_counts_once(server: Sender) -> None:
    assert is_taken(server.batch(TRACK))
    assert is_taken(server.batch(TRACK, {**TRACK, "messageId": "m-2"}))
    assert Event.objects.count() == 2


def test_one_bad_call_does_not_harm_the_others(server: Sender) -> None:
    assert is_taken(server.batch(TRACK, {"type": "track", "userId": "u-1"}, "x"))
    assert Event.objects.count() == 1
    kept = Quarantined.objects.order_by("id")
    assert [each.reason for each in kept] == [
        "a track call needs the name of the event under `event`",
        "the call is no JSON object",
    ]
    assert json.loads(kept[0].raw) == {"type": "track", "userId": "u-1"}


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ({**TRACK, "timestamp": "2100-01-01T00:00:00Z"}, "2100-01-01, which is to come"),
        ({**TRACK, "timestamp": "1850-01-01T00:00:00Z"}, "outside the years 1900 to 2199"),
        ({**TRACK, "event": "x" * 201}, "over 200 characters"),
        ({**TRACK, "userId": "u" * 201}, "over 200 characters"),
        ({"type": "track", "event": "x", "anonymousId": "a" * 201}, "over 200 characters"),
    ],
)
def test_what_cannot_be_is_kept_apart(server: Sender, call: dict[str, Any], why: str) -> None:
    assert is_taken(server.batch(call))
    assert why in Quarantined.objects.get().reason
    assert not Event.objects.exists()
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{", "the body is not JSON"),
        (b"[]", "the body is no JSON object"),
        (b'{"batch": 1}', "a batch is an object"),
        (json.dumps({"batch": [{}] * 2501}).encode(), "2,501 calls; accepted are 2,500"),
        (b'"' + b"x" * 500_001 + b'"', "over 500,000 bytes"),
        (b"x" * 3_000_000, "over 500,000 bytes"),
    ],
)
def test_what_is_refused_is_not_stored(server: Sender, body: bytes, message: str) -> None:
    answer = server.send("/v1/batch", body)
    said = json.loads(answer.content)
    assert answer.status_code == said["code"] == 400
    assert message in said["message"]
    assert not Quarantined.objects.exists()


def test_gzip_under_any_name(server: Sender) -> None:
    assert is_taken(server.send("/v1/track", gzip.compress(json.dumps(TRACK).encode())))
    assert Event.objects.count() == 1


def test_keys(server: Sender) -> None:
    administration.let_send(source=server.source, is_active=False, by=None, at=timezone.now())
    for answer in (server.batch(TRACK), server.client.post("/v1/batch", b"{}", content_type="application/json")):
        assert answer.status_code == json.loads(answer.content)["code"] == 401
    administration.let_send(source=server.source, is_active=True, by=None, at=timezone.now())
    assert is_taken(server.client.post("/v1/track", {**TRACK, "writeKey": server.key}, content_type="application/json"))
    old, server.key = server.key, administration.renew_key(source=server.source, by=None, at=timezone.now())
    assert is_taken(server.batch(TRACK))
    server.key = old
    assert server.batch(TRACK).status_code == 401


def test_when_the_database_cannot_the_client_is_asked_to_come_again(server: Sender) -> None:
    with patch("reif.web.collect.views.receive", side_effect=OperationalError("database is locked")):
        answer = server.batch(TRACK)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")


def test_more_than_can_be_read_in_time(server: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reif.capture.queries.MOST_ARRIVALS", 2)
    basic = {"Authorization": f"Basic {b64encode(f'{server.key}:'.encode()).decode()}"}
    sent = [server.client.post("/v1/track", TRACK, content_type="application/json", headers=basic) for _ in range(4)]
    assert [answer.status_code for answer in sent] == [200, 200, 200, 429]
    assert (sent[3]["Retry-After"], json.loads(sent[3].content)["code"]) == ("5", 429)
    assert is_taken(server.batch(TRACK)) is False
    assert is_taken(server.batch(TRACK))


def test_a_page_of_another_site_may_send_and_read_the_answer(site: Sender) -> None:
    origin = {"Origin": "https://www.krane.example"}
    asked = site.client.options("/v1/t", headers={**origin, "Access-Control-Request-Headers": "authorization"})
    assert asked.status_code == 204
    assert "x-retry-count" in asked["Access-Control-Allow-Headers"]
    for answer in (asked, site.send("/v1/t", TRACK, **origin), site.send("/v1/t", b"{", **origin)):
        assert answer["Access-Control-Allow-Origin"] == origin["Origin"]
        assert answer["Access-Control-Expose-Headers"] == "Retry-After"
        assert "Set-Cookie" not in answer.headers
    assert site.client.get("/v1/t").status_code == 405


def test_what_clients_in_browsers_ask_for_first(site: Sender) -> None:
    settings = site.client.get(f"/v1/projects/{site.key}/settings").json()
    assert settings["integrations"]["Segment.io"] == {
        "apiKey": site.key,
        "apiHost": "testserver/v1",
        "protocol": "http",
    }
    config = site.client.get(f"/sourceConfig/?writeKey={site.key}").json()
    assert config["source"]["enabled"] is True
    assert site.client.get("/v1/projects/x/settings").status_code == 404


@pytest.mark.parametrize("header", ["Sec-GPC", "DNT"])
def test_who_does_not_want_to_be_followed_is_not(site: Sender, server: Sender, header: str) -> None:
    assert is_taken(site.send("/v1/t", TRACK, **{header: "1"}))
    assert not Event.objects.exists()
    assert is_taken(server.send("/v1/track", TRACK, **{header: "1"}))
    assert Event.objects.count() == 1


def test_who_sends_no_id_is_a_visitor_for_a_day(site: Sender, server: Sender) -> None:
    page = {"properties": {"path": "/preise"}}
    for address, agent in [("192.0.2.7", CHROME), ("192.0.2.99", CHROME), ("192.0.3.7", CHROME), ("192.0.2.7", "x")]:
        client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)
        body = json.dumps({"type": "page", **page, "writeKey": site.key})
        assert is_taken(client.post("/v1/p", body, content_type="text/plain", headers={"User-Agent": agent}))
        take_in()
    assert sorted(Visitor.objects.annotate(seen=Count("events")).values_list("seen", flat=True)) == [1, 1, 2]
    assert is_taken(server.batch({"type": "page", **page}))
    assert "neither userId nor anonymousId" in Quarantined.objects.get().reason


def test_behind_a_proxy_the_address_is_what_the_proxy_says(site: Sender, settings: Any) -> None:
    body = json.dumps({"type": "page", "properties": {"path": "/"}, "writeKey": site.key})
    forwarded = [
        {"X-Forwarded-For": f"203.0.113.9, {each}", "User-Agent": CHROME} for each in ("192.0.2.7", "10.1.1.1")
    ]
    for headers in forwarded:
        assert is_taken(site.client.post("/v1/p", body, content_type="text/plain", headers=headers))
        take_in()
    assert Visitor.objects.count() == 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for headers in forwarded:
        assert is_taken(site.client.post("/v1/p", body, content_type="text/plain", headers=headers))
        take_in()
    assert Visitor.objects.count() == 3


def test_programs_say_who_they_are(site: Sender, server: Sender) -> None:
    googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
    page = {"anonymousId": "a-1", "properties": {"path": "/"}}
    assert is_taken(site.send("/v1/p", page, **{"User-Agent": googlebot}))
    assert is_taken(site.send("/v1/p", page, **{"User-Agent": CHROME}))
    assert is_taken(server.send("/v1/p", page, **{"User-Agent": "analytics-python/2.4.0"}))
    assert is_taken(server.send("/v1/p", {**page, "context": {"userAgent": googlebot}}))
    held = Event.objects.order_by("id").values_list("is_human", "taken_for")
    assert list(held) == [(False, "crawler"), (True, ""), (True, ""), (False, "crawler")]


VICTIM: dict[str, Any] = {"userId": "u-1", "traits": {"email": "ada@krane.example", "firstName": "Ada"}}


class TestClaims:
    """A browser may say anything."""

    def test_a_claim_makes_a_contact_that_is_not_verified(self, site: Sender) -> None:
        assert is_taken(site.send("/v1/i", {**VICTIM, "anonymousId": "a-1"}))
        assert set(Identifier.objects.values_list("is_verified", flat=True)) == {False}
        assert Contact.objects.get().name == "Ada"

    def test_nobody_joins_a_contact_that_others_have_named(self, site: Sender, server: Sender) -> None:
        assert is_taken(server.batch({"type": "identify", **VICTIM}))
        assert is_taken(site.send("/v1/i", {**VICTIM, "anonymousId": "evil", "traits": {"firstName": "Eve"}}))
        assert is_taken(site.send("/v1/t", {"anonymousId": "evil", "userId": "u-1", "event": "Demo Requested"}))
        ada = Contact.objects.get()
        assert (ada.name, ada.events.count()) == ("Ada", 0)
        visitor = Visitor.objects.get()
        assert (visitor.contact, visitor.claims) == (None, ada)
        assert visitor.events.get().contact is None

    def test_a_claim_gives_no_name_to_a_contact_of_others(self, site: Sender, server: Sender) -> None:
        assert is_taken(server.batch({"type": "identify", **VICTIM}))
        claim = {"anonymousId": "evil", "userId": "u-1", "traits": {"email": "eve@evil.example"}}
        assert is_taken(site.send("/v1/i", claim))
        assert not Identifier.objects.filter(value="eve@evil.example").exists()

    def test_proof_joins_what_was_claimed(self, site: Sender, server: Sender) -> None:
        assert is_taken(server.batch({"type": "identify", **VICTIM}))
        assert is_taken(site.send("/v1/t", {"anonymousId": "a-1", "userId": "u-1", "event": "Demo Requested"}))
        assert is_taken(server.batch({"type": "identify", "userId": "u-1", "anonymousId": "a-1"}))
        visitor = Visitor.objects.get()
        assert (visitor.contact, visitor.claims) == (Contact.objects.get(), None)
        assert Event.objects.get().contact == visitor.contact

    def test_a_browser_overwrites_nothing_that_others_said(self, site: Sender, server: Sender) -> None:
        assert is_taken(server.batch({"type": "identify", "anonymousId": "a-1", **VICTIM}))
        assert is_taken(site.send("/v1/i", {"anonymousId": "a-1", "traits": {"firstName": "Eve", "title": "CTO"}}))
        known = Contact.objects.get().attributes
        assert (known["first_name"], known["title"]) == ("Ada", "CTO")


def test_whoever_was_erased_is_not_brought_back(server: Sender) -> None:
    with patch("reif.collecting.barred", return_value={0}):
        assert is_taken(server.batch({**TRACK, "context": {"traits": {"email": "weg@x.example"}}}))
    assert not Contact.objects.exists()
    assert Quarantined.objects.get().raw == ""
