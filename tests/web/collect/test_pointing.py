"""LinkedIn and Meta ask, sign and point: what is theirs is kept once, what is forged is counted."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as searching
from hypothesis import strategies as st

from reif import administration
from reif.capture import lead_pointers
from reif.records.enums import Role
from reif.records.models import AuditEntry, LeadPointer, Source, SourceDay
from tests.integrations.webhooks.test_pointers import LEADGEN, OF_LINKEDIN, OF_META, RESPONSE, signature
from tests.web.conftest import ClientOf

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Ads:
    """A source that both systems know, with its key."""

    def __init__(self) -> None:
        self.source, self.key = administration.add_source(name="Ads", is_public=False, by=None, at=timezone.now())
        self.client = Client(enforce_csrf_checks=True)

    def tell(self, system: str, secret: str = "s3cret") -> None:  # noqa: S107 - of these tests
        administration.change_webhook_secret(
            source=self.source, system=system, secret=secret, by=None, at=timezone.now()
        )

    def linkedin(self, said: object, signed: str | None = None) -> HttpResponse:
        body = json.dumps(said).encode()
        sign = signature(b"hmacsha256=" + body) if signed is None else signed
        return self._post("linkedin", body, {"X-LI-Signature": sign})

    def meta(self, said: object) -> HttpResponse:
        body = json.dumps(said).encode()
        return self._post("meta", body, {"X-Hub-Signature-256": f"sha256={signature(body)}"})

    def ask(self, system: str, **said: str) -> HttpResponse:
        answer: HttpResponse = self.client.get(
            f"/in/{system}/{self.key}", {k.replace("__", "."): v for k, v in said.items()}
        )
        return answer

    def _post(self, system: str, body: bytes, headers: dict[str, str]) -> HttpResponse:
        answer: HttpResponse = self.client.post(
            f"/in/{system}/{self.key}", body, content_type="application/json", headers=headers
        )
        return answer


@pytest.fixture
def ads(settings: LazySettings, tmp_path: Path) -> Ads:
    settings.REIF_HOME = tmp_path
    return Ads()


@pytest.fixture
def marketing(client_of: ClientOf) -> Client:
    return client_of(Role.MARKETING)


def test_their_questions_are_answered(ads: Ads) -> None:
    assert ads.ask("linkedin", challengeCode="c-1").status_code == 403
    ads.tell("linkedin")
    assert ads.ask("linkedin", challengeCode="c-1").json() == {
        "challengeCode": "c-1",
        "challengeResponse": signature(b"c-1"),
    }
    assert ads.ask("linkedin").status_code == 400
    wanted = {"hub__mode": "subscribe", "hub__challenge": "1158201444"}
    assert ads.ask("meta", hub__verify_token=ads.key, **wanted).content == b"1158201444"
    assert ads.ask("meta", **wanted, hub__verify_token=ads.key[:-1]).status_code == 403
    evil = {"hub__mode": "subscribe", "hub__challenge": "<script>"}
    assert ads.ask("meta", hub__verify_token=ads.key, **evil).status_code == 400


def test_a_lead_is_pointed_at_once(ads: Ads) -> None:
    ads.tell("linkedin")
    ads.tell("meta")
    for _ in range(2):
        assert ads.linkedin(OF_LINKEDIN).json() == {"success": True}
        assert ads.meta(OF_META).json() == {"success": True}
    assert set(LeadPointer.objects.values_list("system", "lead")) == {("linkedin", RESPONSE), ("meta", "444")}
    assert ads.linkedin({**OF_LINKEDIN, "leadAction": "DELETED"}).status_code == 200
    assert LeadPointer.objects.get(system="linkedin").deleted_at is not None


def test_what_is_forged_is_refused_and_counted(ads: Ads, marketing: Client) -> None:
    assert ads.linkedin(OF_LINKEDIN).status_code == 401
    ads.tell("linkedin")
    for signed in ("", "0" * 64, signature(json.dumps(OF_LINKEDIN).encode())):
        assert ads.linkedin(OF_LINKEDIN, signed).status_code == 401
    assert SourceDay.objects.get().forged == 4
    assert not LeadPointer.objects.exists()
    page = marketing.get(f"/capture/sources/{ads.source.pk}").content.decode()
    assert "4 calls of the last 7 days were refused" in page


def test_whoever_has_no_key_of_ours_is_refused(ads: Ads) -> None:
    ads.tell("linkedin")
    ads.key = "guessed"
    assert ads.linkedin(OF_LINKEDIN).status_code == 401
    assert ads.ask("linkedin", challengeCode="c").status_code == 401
    assert ads.ask("meta").status_code == 401
    assert not SourceDay.objects.exists()


@pytest.mark.parametrize("said", [[], {"type": "LEAD_ACTION"}, {"type": "LEAD_ACTION", "leadGenFormResponse": 10**400}])
def test_what_is_signed_and_useless_is_refused_with_the_reason(ads: Ads, said: Any) -> None:
    ads.tell("linkedin")
    answer = ads.linkedin(said)
    assert answer.status_code in (200, 400)
    assert LeadPointer.objects.count() == (answer.status_code == 200)


KEYS = st.sampled_from(["type", "leadGenFormResponse", "object", "entry", "changes", "field", "value", "leadgen_id"])
WORDS = st.sampled_from(["LEAD_ACTION", "page", "leadgen"]) | st.text(max_size=5)
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


@searching(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=json_values)
def test_whatever_is_signed_gets_an_answer(ads: Ads, said: Any) -> None:
    ads.tell("linkedin")
    ads.tell("meta")
    for answer in (ads.linkedin(said), ads.meta(said)):
        assert answer.status_code in (200, 400), answer.content


def test_the_secret_is_kept_for_its_owner_and_never_shown(ads: Ads, marketing: Client, tmp_path: Path) -> None:
    address = f"/capture/sources/{ads.source.pk}"
    assert marketing.post(f"{address}/secret", {"system": "meta", "secret": " s3cret "}).status_code == 303
    [file] = (tmp_path / "sources").iterdir()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert lead_pointers.secret_of(ads.source, "meta") == "s3cret"
    page = marketing.get(address).content.decode()
    assert "s3cret" not in page
    assert "It is kept, and is not shown again" in page
    assert AuditEntry.objects.get(action="webhook secret kept").details == {"system": "meta"}
    marketing.post(f"{address}/secret", {"system": "meta", "secret": ""})
    assert lead_pointers.secret_of(ads.source, "meta") == ""
    assert marketing.post(f"{address}/secret", {"system": "passwd", "secret": "x"}).status_code == 404


def test_leads_that_wait_are_ticked_once_they_are_brought_over(ads: Ads, marketing: Client) -> None:
    ads.tell("meta")
    ads.meta(OF_META)
    ads.meta(
        {"object": "page", "entry": [{"changes": [{"field": "leadgen", "value": {**LEADGEN, "leadgen_id": 555}}]}]}
    )
    address = f"/capture/sources/{ads.source.pk}"
    page = marketing.get(address).content.decode()
    assert "Leads that wait over there" in page
    assert "<code>444</code>" in page
    first = LeadPointer.objects.get(lead="444")
    marketing.post(f"{address}/fetched", {"lead": [str(first.pk), "x", "9" * 30]})
    page = marketing.get(address).content.decode()
    assert "<code>444</code>" not in page
    assert "<code>555</code>" in page
    first.refresh_from_db()
    assert first.fetched_by is not None


def test_what_names_mean_is_said_in_the_browser(ads: Ads, marketing: Client) -> None:
    address = f"/capture/sources/{ads.source.pk}"
    said = 'profile.mail: email\njunk: null\n"no: way": title\n'
    assert marketing.post(f"{address}/map", {"map": said}).status_code == 303
    assert Source.objects.get(pk=ads.source.pk).field_map == {"profile.mail": "email", "junk": None, "no: way": "title"}
    assert "profile.mail: email" in marketing.get(address).content.decode()
    answer = marketing.post(f"{address}/map", {"map": "a: [b"})
    assert answer.status_code == 422
    assert "a: [b" in answer.content.decode()
    assert 'id="map-wrong"' in answer.content.decode()
    assert Source.objects.get(pk=ads.source.pk).field_map["junk"] is None
    marketing.post(f"{address}/map", {"map": " "})
    assert Source.objects.get(pk=ads.source.pk).field_map == {}


def test_others_may_not(ads: Ads, client_of: ClientOf) -> None:
    sales = client_of(Role.SALES)
    for way in ("secret", "fetched", "map"):
        assert sales.post(f"/capture/sources/{ads.source.pk}/{way}").status_code == 403
