"""Two contacts that are one person: found, laid side by side, merged, taken apart."""

import pytest
from django.test import Client
from django.utils import timezone

from reif import lifecycle
from reif.records.models import Contact, Merge
from tests.web.cast import Cast

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture(autouse=True)
def twin(cast: Cast) -> Contact:
    assert cast.tobias.name == "Tobias Riegler"
    said = {"first_name": "Tobias", "last_name": "Riegler", "email": "t.riegler@web.example", "city": "Linz"}
    return lifecycle.add_contact(attributes=said, source=None, by=None, at=timezone.now())


def test_whoever_bears_the_same_name_is_offered_and_others_are_found(seller: Client, cast: Cast) -> None:
    offered = page(seller, f"/contacts/{cast.tobias.pk}/merge")
    assert "t.riegler@web.example" in offered
    assert "Oliver Kestner" not in offered
    assert "Oliver Kestner" in page(seller, f"/contacts/{cast.tobias.pk}/merge?q=kestner")
    assert "Nobody else is found" in page(seller, f"/contacts/{cast.tobias.pk}/merge?q=riegler+krane")


def test_a_contact_says_who_may_be_the_same_person(seller: Client, cast: Cast, twin: Contact) -> None:
    told = page(seller, f"/contacts/{cast.tobias.pk}")
    assert "May be the same person:" in told
    assert f"/contacts/{cast.tobias.pk}/merge/{twin.pk}" in told
    assert "May be the same person:" not in page(seller, f"/contacts/{cast.oliver.pk}")


def test_they_are_merged_and_taken_apart_again(seller: Client, cast: Cast, twin: Contact) -> None:
    one, other = cast.tobias, twin
    assert "t.riegler@web.example" in page(seller, f"/contacts/{one.pk}/merge/{other.pk}")
    answer = seller.post(f"/contacts/{one.pk}/merge/{other.pk}", follow=True)
    assert "They are one contact now." in answer.content.decode()
    assert "Is one with Tobias Riegler." in answer.content.decode()
    assert answer.redirect_chain[0][1] == 303
    one.refresh_from_db()
    assert one.attributes["city"] == "Linz"
    assert seller.get(f"/contacts/{other.pk}", follow=True).redirect_chain == [(f"/contacts/{one.pk}", 302)]
    done = Merge.objects.get()
    answer = seller.post(f"/contacts/{one.pk}/split", {"merge": done.pk}, follow=True)
    assert "Taken apart: they are two contacts again." in answer.content.decode()
    assert Contact.objects.get(pk=other.pk).email == "t.riegler@web.example"
    assert seller.post(f"/contacts/{one.pk}/split", {"merge": done.pk}).status_code == 404


def test_the_value_that_somebody_chooses_counts(seller: Client, cast: Cast, twin: Contact) -> None:
    lifecycle.edit(contact=cast.tobias, attributes={"city": "Steyr"}, version=1, by=None, at=cast.tobias.created_at)
    seller.post(f"/contacts/{cast.tobias.pk}/merge/{twin.pk}", {"of-city": "this"})
    assert Contact.objects.get(pk=cast.tobias.pk).attributes["city"] == "Steyr"


def test_who_was_merged_meanwhile_is_not_there(seller: Client, cast: Cast, twin: Contact) -> None:
    seller.post(f"/contacts/{cast.tobias.pk}/merge/{twin.pk}")
    assert seller.post(f"/contacts/{cast.tobias.pk}/merge/{twin.pk}").status_code == 404
    assert seller.post(f"/contacts/{cast.tobias.pk}/merge/{cast.tobias.pk}").status_code == 409


def test_who_only_looks_merges_nobody(viewer: Client, cast: Cast, twin: Contact) -> None:
    assert viewer.get(f"/contacts/{cast.tobias.pk}/merge").status_code == 403
    assert viewer.post(f"/contacts/{cast.tobias.pk}/merge/{twin.pk}").status_code == 403
    assert "Take apart" not in page(viewer, f"/contacts/{cast.tobias.pk}")
