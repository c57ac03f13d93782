"""The pages of sources: a key is made, told, changed, revoked; what comes is seen, and what could not be used."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reif.administration import add_source
from reif.capture.queries import source_of
from reif.collecting import take_in
from reif.config.schedule import KINDS
from reif.jobs.running import run_one
from reif.records.enums import Role
from reif.records.models import AuditEntry, Contact, Event, Quarantined, Source, SourceDay
from tests.web.cast import Cast
from tests.web.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def marketing(client_of: ClientOf) -> Client:
    return client_of(Role.MARKETING)


@pytest.fixture
def shop() -> Source:
    return add_source(name="Shop", is_public=False, by=None, at=timezone.now())[0]


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def key_in(page: str) -> str:
    found = re.search(r'<input id="key" value="([\w-]{32})" readonly>', page)
    assert found is not None
    return found[1]


def test_there_is_nothing_yet(marketing: Client) -> None:
    assert "Nothing sends here yet" in text(marketing, "/capture/sources/")


def test_a_servers_key_is_told_once(marketing: Client) -> None:
    answer = marketing.post("/capture/sources/new", {"name": "Shop", "kind": "server"})
    key = key_in(answer.content.decode())
    source = source_of(key)
    assert source is not None
    assert (source.name, source.is_public) == ("Shop", False)
    assert f"write_key, analytics.host = &quot;{key}&quot;, &quot;http://testserver&quot;" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    again = text(marketing, f"/capture/sources/{source.pk}")
    assert key not in again
    assert "WRITE_KEY" in again
    assert AuditEntry.objects.get(action="source added").by is not None


def test_a_sites_key_stands_on_its_page(marketing: Client) -> None:
    marketing.post("/capture/sources/new", {"name": "www", "kind": "site"})
    source = Source.objects.get(name="www")
    page = text(marketing, f"/capture/sources/{source.pk}")
    assert page.count(source.public_key) >= 5
    assert 0 < page.index(f"/reif.js?key={source.public_key}&quot;&gt;") < page.index("Segment")


@pytest.mark.parametrize(
    ("given", "said", "status"),
    [
        ({"name": "", "kind": "site"}, "required", 422),
        ({"name": "x", "kind": "y"}, "valid choice", 422),
        ({"name": "Shop", "kind": "site"}, "There is a source of this name already.", 409),
    ],
)
def test_what_is_refused(marketing: Client, shop: Source, given: dict[str, str], said: str, status: int) -> None:
    answer = marketing.post("/capture/sources/new", given)
    assert (answer.status_code, said in answer.content.decode()) == (status, True)
    assert list(Source.objects.exclude(write_key_hash=None)) == [shop]


def test_another_key(marketing: Client) -> None:
    source, old = add_source(name="Shop", is_public=False, by=None, at=timezone.now())
    key = key_in(marketing.post(f"/capture/sources/{source.pk}/renew").content.decode())
    assert (source_of(key), source_of(old)) == (source, None)


def test_revoked_and_allowed_again(marketing: Client, shop: Source) -> None:
    assert "Revoked" in marketing.post(f"/capture/sources/{shop.pk}/revoke", follow=True).content.decode()
    shop.refresh_from_db()
    assert not shop.is_active
    assert "revoked" in text(marketing, "/capture/sources/")
    assert "taken again" in marketing.post(f"/capture/sources/{shop.pk}/allow", follow=True).content.decode()
    shop.refresh_from_db()
    assert shop.is_active


def test_a_test_event_comes_as_others_do_and_scores_for_nobody(marketing: Client, shop: Source) -> None:
    page = marketing.post(f"/capture/sources/{shop.pk}/test", follow=True).content.decode()
    assert "on its way" in page
    assert "1 request waits to be read." in page
    assert take_in() == 1
    assert "Test Sent" in text(marketing, f"/capture/sources/{shop.pk}/latest")
    assert not Contact.objects.filter(events__source=shop).exists()


def test_how_much_came(marketing: Client, shop: Source) -> None:
    now = timezone.now()
    for back, taken in ((0, 1_200), (6, 300), (8, 5_000)):
        day = (now - timedelta(days=back)).date()
        SourceDay.objects.create(source=shop, day=day, taken=taken, quarantined=2, last_at=now)
    page = text(marketing, "/capture/sources/")
    assert "1,500" in page
    assert ">4<" in page
    assert page.count('class="some"') == 2


def test_only_the_newest_of_all_are_looked_through(marketing: Client, shop: Source, cast: Cast) -> None:
    contact = cast.annika
    at = timezone.now()
    for name in ("Demo Requested", "<script>"):
        Event.objects.create(source=shop, contact=contact, name=name, occurred_at=at, received_at=at)
    page = text(marketing, f"/capture/sources/{shop.pk}/latest")
    assert page.index("&lt;script&gt;") < page.index("Demo requested")
    assert f"/contacts/{contact.pk}" in page


def test_whoever_makes_up_names_is_told(marketing: Client, shop: Source, cast: Cast) -> None:
    def happens(name: str) -> None:
        Event.objects.create(source=shop, contact=cast.annika, name=name, occurred_at=at, received_at=at)

    at = timezone.now()
    for number in range(50):
        happens(f"Viewed /product/{number}")
    assert "different names" not in text(marketing, f"/capture/sources/{shop.pk}")
    happens("Viewed /product/50")
    assert "have 51 different names" in text(marketing, f"/capture/sources/{shop.pk}")


def test_what_was_kept_apart(marketing: Client, shop: Source) -> None:
    at = timezone.now()
    for number in range(60):
        raw = "" if number == 59 else f'{{"event": "<b>{number}</b>"}}'
        Quarantined.objects.create(source=shop, reason=f"reason {number}", raw=raw, received_at=at)
    page = text(marketing, f"/capture/sources/{shop.pk}/kept-apart")
    assert page.index("reason 59") < page.index("reason 10")
    assert "&lt;b&gt;10&lt;/b&gt;" in page
    older = re.search(r'href="(\?before=\d+)"', page)
    assert older is not None
    last = text(marketing, f"/capture/sources/{shop.pk}/kept-apart{older[1]}")
    assert [name in last for name in ("reason 10<", "reason 9<", "reason 0<")] == [False, True, True]
    assert marketing.get(f"/capture/sources/{shop.pk}/kept-apart?before=x").status_code == 200
    assert marketing.get(f"/capture/sources/{shop.pk}/kept-apart?before=99999999").status_code == 404


def test_it_is_read_again(marketing: Client, shop: Source) -> None:
    def kept(raw: str) -> Quarantined:
        return Quarantined.objects.create(
            source=shop, reason="reason", raw=raw, sent={"form": "segment"}, received_at=timezone.now()
        )

    address = f"/capture/sources/{shop.pk}/read-again"
    usable = kept('{"type": "track", "event": "Demo Requested", "userId": "u-1"}')
    answer = marketing.post(address, {"kept": usable.pk}, follow=True)
    page = answer.content.decode()
    assert "Read again, and used now." in page
    assert "used since" in page
    assert "Read all again" not in page
    wrong = kept('{"type": "sing"}')
    assert "it still cannot be used" in marketing.post(address, {"kept": wrong.pk}, follow=True).content.decode()
    assert marketing.post(address, {"kept": "99999999"}).status_code == 404
    kept('{"type": "track", "event": "Demo Requested", "userId": "u-2"}')
    page = marketing.post(address, follow=True).content.decode()
    assert "Being read again: 0%" in page
    assert "Read all again" not in page
    assert run_one(kinds=KINDS, now=timezone.now)
    page = text(marketing, f"/capture/sources/{shop.pk}/kept-apart")
    assert "1 used, 1 still kept apart" in page
    assert "Read all again" in page


def test_a_source_without_a_key_has_no_page(marketing: Client, cast: Cast) -> None:
    plain = cast.source
    assert marketing.get(f"/capture/sources/{plain.pk}").status_code == 404


def test_salespeople_have_no_keys_to_give(client_of: ClientOf, shop: Source) -> None:
    seller = client_of(Role.SALES)
    assert seller.get("/capture/sources/").status_code == 403
    assert seller.post(f"/capture/sources/{shop.pk}/renew").status_code == 403


@pytest.mark.parametrize(("page", "queries"), [("", 6), ("{}", 12), ("{}/kept-apart", 7)])
def test_queries(
    marketing: Client,
    shop: Source,
    django_assert_max_num_queries: Callable[[int], object],
    page: str,
    queries: int,
) -> None:
    for number in range(3):
        add_source(name=f"{number}", is_public=True, by=None, at=timezone.now())
    with django_assert_max_num_queries(queries):  # type: ignore[attr-defined] # a context
        assert marketing.get("/capture/sources/" + page.format(shop.pk)).status_code == 200
