"""A form on a tablet, by asking its addresses: set up once, sent late, sent twice, and whoever is no tablet."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from reif import kiosk_keeping
from reif.records.models import Consent, Event, Kiosk, Message, Submission
from reif.rules import suspicion
from tests.form_cast import version
from tests.score.cast import live_model

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_model() -> None:
    live_model()


@pytest.fixture
def tablet() -> Client:
    return set_up()[1]


def set_up(slug: str = "demo") -> tuple[Kiosk, Client]:
    of = version(slug, campaign="hannover")
    kiosk, word = kiosk_keeping.invite(form=of.form, name="Stand", by=None, at=timezone.now())
    client = Client()
    assert client.post(f"/k/{kiosk.pk}/start", {"word": word}).status_code == 204
    return kiosk, client


def body(**more: Any) -> dict[str, Any]:
    given = {
        "key": uuid.uuid4().hex,
        "happened_at": timezone.now().isoformat(),
        "version": 1,
        "values": {"email": f"{uuid.uuid4().hex[:8]}@firm.example", "last_name": "Lovelace"},
        "agreed": ["news"],
    }
    return given | more


def send(client: Client, said: Any, number: int | None = None) -> Any:
    text = said if isinstance(said, str) else json.dumps(said)
    number = Kiosk.objects.order_by("pk").values_list("pk", flat=True)[0] if number is None else number
    return client.post(f"/k/{number}/submissions", text, content_type="application/json")


def test_what_happened_without_a_network_counts_by_its_own_time_and_once(tablet: Client) -> None:
    then = timezone.now() - timedelta(days=2)
    said = body(happened_at=then.isoformat())
    for _ in range(3):
        assert send(tablet, said).json() == {"stored": said["key"]}
    [event] = Event.objects.all()
    assert (event.occurred_at, event.channel, event.campaign) == (then, "event", "hannover")
    [kept] = Submission.objects.all()
    assert (kept.state, kept.occurred_at) == ("taken", then)
    assert kept.received_at > then + timedelta(days=1)
    assert Consent.objects.get().occurred_at == then
    assert Message.objects.filter(kind="confirmation").count() == 1


def test_a_burst_is_no_suspicion_but_is_bounded(tablet: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suspicion, "MOST_FROM_DEVICE", 15)
    answers = [send(tablet, body()).status_code for _ in range(17)]
    assert answers == [200] * 15 + [429] * 2
    assert set(Submission.objects.values_list("state", flat=True)) == {"taken"}


@pytest.mark.parametrize(
    ("said", "status", "reason"),
    [
        ("", 415, "unreadable"),
        ("{", 400, "unreadable"),
        ("[]", 400, "unreadable"),
        ("[" * 50_000, 400, "unreadable"),
        (body(key="short"), 400, "unreadable"),
        (body(key=7), 400, "unreadable"),
        (body(happened_at="yesterday"), 400, "unreadable"),
        (body(happened_at="2026-01-01T00:00:00"), 400, "unreadable"),
        (body(version=True), 400, "unreadable"),
        (body(version=99), 400, "unreadable"),
        (body(values={"email": ["a"]}), 400, "unreadable"),
        (body(agreed=[{}]), 400, "unreadable"),
        (body(values={"last_name": "x"}), 422, "invalid"),
        (body(values={"text": "x" * 200_000}), 413, "too_large"),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(tablet: Client, said: Any, status: int, reason: str) -> None:
    answer = send(tablet, said)
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)
    assert not Submission.objects.exists()


def test_nobody_but_the_tablet_sends_by_it() -> None:
    kiosk, tablet = set_up()
    other, _ = set_up("other")
    forged = Client()
    forged.cookies["kiosk"] = "x" * 43
    for client, number in ((Client(), kiosk.pk), (forged, kiosk.pk), (tablet, other.pk), (tablet, 10**6)):
        assert send(client, body(), number).status_code == 403
    kiosk_keeping.revoke(kiosk=kiosk, by=None, at=timezone.now())
    assert send(tablet, body(), kiosk.pk).json() == {"reason": "revoked"}
    assert tablet.get(f"/k/{kiosk.pk}/").status_code == 403
    assert tablet.get(f"/k/{kiosk.pk}/worker.js").status_code == 404
    assert not Submission.objects.exists()


def test_a_closed_form_takes_what_happened_before(tablet: Client) -> None:
    kiosk = Kiosk.objects.get()
    kiosk.form.closed_at = timezone.now() - timedelta(hours=1)
    kiosk.form.save()
    assert send(tablet, body()).json() == {"reason": "closed"}
    before = (timezone.now() - timedelta(hours=2)).isoformat()
    assert send(tablet, body(happened_at=before)).status_code == 200
    assert tablet.get(f"/k/{kiosk.pk}/submissions").json() == {"reason": "closed"}


def test_the_page_fills_in_nothing_by_itself_and_is_strict(tablet: Client) -> None:
    kiosk = Kiosk.objects.get()
    answer = tablet.get(f"/k/{kiosk.pk}/")
    text = answer.content.decode()
    assert 'autocomplete="email"' not in text
    assert f'data-pin="{kiosk.pin}"' not in text
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "manifest-src 'self'" in policy
    assert tablet.cookies["kiosk"]["httponly"]
    assert tablet.cookies["kiosk"]["samesite"] == "Strict"
    assert tablet.cookies["kiosk"]["path"] == f"/k/{kiosk.pk}/"


def test_the_worker_names_files_that_are_there(tablet: Client) -> None:
    kiosk = Kiosk.objects.get()
    code = tablet.get(f"/k/{kiosk.pk}/worker.js").content.decode()
    kept = json.loads(code.partition("self.kept = ")[2].partition(";\n")[0])
    assert len(kept["files"]) > 8
    for file in kept["files"]:
        answer = tablet.get(file)
        assert answer.status_code == 200, file
        answer.close()
    manifest = tablet.get(f"/k/{kiosk.pk}/kiosk.webmanifest").json()
    assert manifest["scope"] == manifest["start_url"] == f"/k/{kiosk.pk}/"


def test_a_link_is_good_once() -> None:
    kiosk, _ = set_up()
    assert Client().get(f"/k/{kiosk.pk}/start").status_code == 200
    assert Client().post(f"/k/{kiosk.pk}/start", {"word": "x"}).status_code == 403
