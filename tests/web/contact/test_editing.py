"""Adding contacts and keeping what is learned of them."""

import pytest
from django.test import Client

from reif.records.models import Contact
from tests.web.cast import Cast


def edit(client: Client, contact: Contact, version: int, **typed: str) -> tuple[int, str]:
    """Send the form as it stands, with what somebody typed."""
    contact.refresh_from_db()
    sent = {name: str(value) for name, value in contact.attributes.items()} | typed | {"version": str(version)}
    answer = client.post(f"/contacts/{contact.pk}/edit", sent)
    contact.refresh_from_db()
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
def test_what_is_learned_is_kept_and_counts(seller: Client, cast: Cast) -> None:
    before = cast.tobias.version
    status, _ = edit(seller, cast.tobias, before, decision_role="decider", employees="1,250", city="  Steyr ")
    assert status == 303
    assert cast.tobias.attributes["employees"] == 1250
    assert cast.tobias.attributes["city"] == "Steyr"
    assert cast.tobias.version == before + 1
    assert "Decision maker" in seller.get(f"/contacts/{cast.tobias.pk}").content.decode()


@pytest.mark.django_db
def test_only_what_was_changed_is_kept(seller: Client, cast: Cast) -> None:
    edit(seller, cast.tobias, cast.tobias.version, city="Steyr")
    assert set(cast.tobias.attribute_changes.values_list("attribute", flat=True)) == {"city"}


@pytest.mark.django_db
def test_the_second_of_two_browsers_sees_both_values(seller: Client, cast: Cast) -> None:
    version = cast.tobias.version
    edit(seller, cast.tobias, version, city="Steyr")
    status, page = edit(seller, cast.tobias, version, city="Linz")
    assert status == 409
    assert "Somebody else has changed this contact meanwhile." in page
    assert 'value="Linz"' in page
    assert "Kept now: Steyr" in page
    assert cast.tobias.attributes["city"] == "Steyr"
    edit(seller, cast.tobias, cast.tobias.version, city="Linz")
    assert cast.tobias.attributes["city"] == "Linz"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"employees": "many"}, "This is no number."),
        ({"employees": "1e400"}, "This is no number."),
        ({"email": "voss@velmer"}, "valid email"),
        ({"decision_role": "king"}, "Select a valid choice"),
        ({"city": "x" * 10_001}, "at most 10000"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(seller: Client, cast: Cast, typed: dict[str, str], told: str) -> None:
    status, page = edit(seller, cast.tobias, cast.tobias.version, **typed)
    assert status == 422
    assert told in page
    assert 'class="wrong"' in page


@pytest.mark.django_db
def test_a_field_that_is_emptied_is_missing(seller: Client, cast: Cast) -> None:
    edit(seller, cast.tobias, cast.tobias.version, company="Steinfurt")
    assert cast.tobias.company_name == "Steinfurt"
    edit(seller, cast.tobias, cast.tobias.version, company="")
    assert not cast.tobias.attributes.get("company")
    assert cast.tobias.company_name == ""


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_version_that_cannot_be_is_an_old_one(seller: Client, cast: Cast, version: str) -> None:
    sent = {"city": "Steyr", "version": version}
    assert seller.post(f"/contacts/{cast.tobias.pk}/edit", sent).status_code == 409


@pytest.mark.django_db
def test_add_a_contact(seller: Client) -> None:
    assert seller.get("/contacts/new").status_code == 200
    answer = seller.post("/contacts/new", {"first_name": "Ina", "last_name": "Ö. <b>", "email": "ina@oe.example"})
    contact = Contact.objects.get(email="ina@oe.example")
    assert answer["Location"] == f"/contacts/{contact.pk}?done=added"
    assert contact.name == "Ina Ö. <b>"
    assert "Added." in seller.get(answer["Location"]).content.decode()


@pytest.mark.django_db
def test_nobody_is_added_twice_or_without_a_name(seller: Client) -> None:
    sent = {"first_name": "Ina", "email": "ina@oe.example"}
    seller.post("/contacts/new", sent)
    again = seller.post("/contacts/new", sent)
    assert again.status_code == 409
    assert "This contact is known already." in again.content.decode()
    nameless = seller.post("/contacts/new", {"city": "Steyr"})
    assert nameless.status_code == 422
    assert "can be told apart" in nameless.content.decode()
    assert Contact.objects.filter(attributes__city="Steyr").count() == 0


@pytest.mark.django_db
def test_htmx_is_led_on_without_losing_the_page(seller: Client) -> None:
    answer = seller.post("/contacts/new", {"last_name": "Ö"}, headers={"hx-request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].endswith("?done=added")


def test_who_may_be_known_already_is_shown_before_anything_is_kept(seller: Client) -> None:
    said = {"first_name": "Ina", "last_name": "Öhlmann", "company": "Krane KG"}
    seller.post("/contacts/new", {**said, "email": "ina@oe.example"})
    count = Contact.objects.count()
    again = {**said, "email": "i.oehlmann@web.example"}
    answer = seller.post("/contacts/new", again)
    told = answer.content.decode()
    assert (answer.status_code, Contact.objects.count()) == (409, count)
    assert "This may be somebody who is known already." in told
    assert "ina@oe.example" in told
    assert "for it: First name" in told
    added = seller.post("/contacts/new", {**again, "anyway": "1"}, follow=True)
    assert Contact.objects.count() == count + 1
    assert "May be the same person:" in added.content.decode()
