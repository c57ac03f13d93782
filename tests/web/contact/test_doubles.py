"""Pairs that may be one person: listed with what speaks for it, and told apart."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reif import lifecycle
from reif.records.models import Contact, Double, Job, Merge
from tests.web.cast import Cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def double(cast: Cast) -> Double:
    named = {"first_name": "Tobias", "last_name": "Rigler", "email": "t.rigler@web.example"}
    twin = lifecycle.add_contact(attributes=named, source=None, by=None, at=timezone.now())
    low, high = sorted((cast.tobias.pk, twin.pk))
    evidence = [
        {"field": "last_name", "level": "close", "weight": 6.1},
        {"field": "city", "level": "other", "weight": -2.0},
    ]
    said = {"probability": 0.93, "evidence": evidence, "found_at": timezone.now()}
    return Double.objects.update_or_create(one_id=low, other_id=high, defaults=said)[0]


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_pair_says_how_probable_it_is_and_why(seller: Client, double: Double) -> None:
    told = page(seller, "/contacts/doubles")
    assert "Tobias Riegler" in told
    assert "Tobias Rigler" in told
    assert "93" in told
    assert "for it: Last name" in told
    assert "against it: City" in told
    assert f"/contacts/{double.one_id}/merge/{double.other_id}" in told


def test_they_are_told_apart_and_asked_again(seller: Client, cast: Cast, double: Double) -> None:
    address = f"/contacts/{double.one_id}/apart/{double.other_id}"
    assert "May be the same person:" in page(seller, f"/contacts/{cast.tobias.pk}")
    answer = seller.post(address, follow=True)
    assert answer.redirect_chain[0][1] == 303
    assert "are two people." in answer.content.decode()
    assert "No two contacts wait for an answer." in answer.content.decode()
    assert "May be the same person:" not in page(seller, f"/contacts/{cast.tobias.pk}")
    assert "for it: Last name" in seller.post(address, {"again": "1"}, follow=True).content.decode()


def test_merged_they_are_no_question_any_more(seller: Client, double: Double) -> None:
    seller.post(f"/contacts/{double.one_id}/merge/{double.other_id}")
    assert "No two contacts wait for an answer." in page(seller, "/contacts/doubles")


@pytest.mark.parametrize("query", ["?one=x&other=1", "?one=1&other=99999999", "?page=-3", "?one=1"])
def test_an_address_that_cannot_be_shows_the_list(seller: Client, query: str) -> None:
    assert "are two people." not in page(seller, f"/contacts/doubles{query}")


def test_who_only_looks_answers_nothing(viewer: Client, double: Double) -> None:
    assert viewer.get("/contacts/doubles").status_code == 403
    assert viewer.post(f"/contacts/{double.one_id}/apart/{double.other_id}").status_code == 403


def test_they_are_looked_for_when_somebody_wishes(seller: Client, viewer: Client) -> None:
    assert viewer.post("/contacts/doubles/look").status_code == 403
    answer = seller.post("/contacts/doubles/look", follow=True)
    assert "All contacts are being compared." in answer.content.decode()
    assert Job.objects.get(kind="match").state == "waiting"


def test_nothing_is_said_to_be_certain_and_fields_bear_the_names_of_attributes(seller: Client, double: Double) -> None:
    evidence = [{"field": "domain", "level": 3, "weight": 9.0}]
    Double.objects.filter(pk=double.pk).update(probability=0.99999, evidence=evidence)
    told = seller.get("/contacts/doubles").content.decode()
    assert "99%" in told
    assert "100%" not in told
    assert "Company domain" in told


def test_the_page_of_a_contact_walks_through_no_table(seller: Client, cast: Cast) -> None:
    if connection.vendor == "postgresql":
        return  # it takes an index only where a table is long
    with CaptureQueriesContext(connection) as asked:
        page(seller, f"/contacts/{cast.tobias.pk}")
    with connection.cursor() as cursor:
        for each in asked.captured_queries:
            cursor.execute(f"EXPLAIN QUERY PLAN {each['sql']}")
            plan = [str(row[-1]) for row in cursor.fetchall()]
            assert not [step for step in plan if step.startswith(("SCAN records_contact", "SCAN records_double"))], plan


def test_several_are_shown_merged_and_taken_back(seller: Client, cast: Cast, double: Double) -> None:
    third = person("Oliver Kestner", "Krane KG", 10)
    pairs = [f"{double.one_id}-{double.other_id}", f"{cast.oliver.pk}-{third.pk}"]
    assert f'value="{pairs[0]}" form="many"' in page(seller, "/contacts/doubles")
    preview = seller.post("/contacts/doubles/merge", {"pair": pairs}).content.decode()
    assert "Nothing is merged yet." in preview
    assert "Merge these 2 pairs" in preview
    assert "<b>Rigler</b> · <s>Riegler</s>" in preview
    assert Merge.objects.count() == 0
    done = seller.post("/contacts/doubles/merge", {"pair": pairs, "confirmed": "1"}, follow=True)
    assert "2 pairs are one contact each now." in done.content.decode()
    assert set(Merge.objects.values_list("contact", "absorbed")) == {
        (double.one_id, double.other_id),
        (cast.oliver.pk, third.pk),
    }
    merged = "-".join(str(each) for each in Merge.objects.values_list("pk", flat=True))
    seller.post("/contacts/doubles/split", {"merged": merged})
    assert Merge.objects.count() == 0
    assert Contact.objects.filter(pk__in=[double.other_id, third.pk]).count() == 2


def test_a_chain_of_pairs_becomes_one_contact(seller: Client) -> None:
    one, two, three, four = (person(f"Ada Krane {number}", "Krane KG", 10).pk for number in range(4))
    chain = [f"{two}-{three}", f"{one}-{two}", f"{three}-{four}"]
    seller.post("/contacts/doubles/merge", {"pair": chain, "confirmed": "1"})
    assert set(Contact.objects.filter(name__startswith="Ada Krane").values_list("pk", flat=True)) == {one}


@pytest.mark.parametrize("pairs", [[], ["x"], ["1-1"], ["999998-999999"], ["1-²"], ["1-" + "9" * 40]])
def test_what_is_no_pair_is_told(seller: Client, pairs: list[str]) -> None:
    assert "No pair is chosen" in seller.post("/contacts/doubles/merge", {"pair": pairs}).content.decode()
    done = seller.post("/contacts/doubles/merge", {"pair": pairs, "confirmed": "1"}, follow=True)
    assert done.status_code == 200
    assert "are one contact" not in done.content.decode()
    assert seller.post("/contacts/doubles/split", {"merged": "x-²-9"}).status_code == 303
