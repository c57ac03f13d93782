"""Several contacts at once: all that can be done is, and both numbers are told."""

import html
import re

import pytest
from django.test import Client

from reif.records.enums import Role
from reif.records.models import Contact
from tests.web.cast import Cast
from tests.web.conftest import ClientOf


def chosen(*contacts: Contact) -> list[str]:
    return [str(contact.pk) for contact in contacts]


@pytest.mark.django_db
def test_assign_several(seller: Client, cast: Cast) -> None:
    manager = cast.users[Role.MANAGER]
    sent = {"contact": chosen(cast.tobias, cast.oliver), "owner": str(manager.pk), "query": "stage=lead"}
    answer = seller.post("/contacts/assign", sent)
    assert answer["Location"].startswith("/contacts/?stage=lead&done=2&of=2&did=assigned&when=")
    assert set(Contact.objects.filter(owner=manager)) == {cast.tobias, cast.oliver}
    assert "Done with 2 of 2." in seller.get(answer["Location"]).content.decode()


@pytest.mark.django_db
def test_who_is_there_already_stays(seller: Client, cast: Cast) -> None:
    sent = {"contact": chosen(cast.annika, cast.tobias), "to": "prospect"}
    assert "?done=1&of=2&did=moved&" in seller.post("/contacts/move", sent)["Location"]
    assert Contact.objects.get(pk=cast.tobias.pk).stage == "prospect"


@pytest.mark.django_db
def test_what_cannot_be_is_told(seller: Client, cast: Cast) -> None:
    ids = [*chosen(cast.annika), "x", "99999999", "9" * 40, "²"]
    assert seller.post("/contacts/move", {"contact": ids, "to": "king"}).status_code == 409
    assert seller.post("/contacts/assign", {"contact": ids, "owner": "king"}).status_code == 409
    assert seller.post("/contacts/assign", {"contact": ids, "owner": ""})["Location"].startswith(
        "/contacts/?done=1&of=1&"
    )
    assert seller.post("/contacts/assign", {"owner": ""})["Location"].startswith("/contacts/?done=0&of=0&")


def taken_back(client: Client, location: str) -> str:
    """What the list says after the button was pressed that it offers after something was done."""
    page = client.get(location).content.decode()
    [(action, fields)] = re.findall(r'action="(/contacts/\w+/undo)">(.*?)<button', page, re.S)
    sent = dict(re.findall(r'name="(query|when)" value="([^"]*)"', fields))
    answer = client.post(action, {name: html.unescape(value) for name, value in sent.items()}, follow=True)
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.django_db
def test_who_was_assigned_is_given_back(seller: Client, cast: Cast) -> None:
    manager, seller_user = cast.users[Role.MANAGER], cast.users[Role.SALES]
    Contact.objects.filter(pk=cast.tobias.pk).update(owner=seller_user)
    Contact.objects.filter(pk=cast.oliver.pk).update(owner=None)
    sent = {"contact": chosen(cast.tobias, cast.oliver, cast.annika), "owner": str(manager.pk), "query": "sort=name"}
    location = seller.post("/contacts/assign", sent)["Location"]
    Contact.objects.filter(pk=cast.annika.pk).update(owner=None)
    assert "Taken back with 2 of 3." in taken_back(seller, location)
    assert Contact.objects.get(pk=cast.tobias.pk).owner == seller_user
    assert Contact.objects.get(pk=cast.oliver.pk).owner is None
    assert "Taken back with 0 of 3." in taken_back(seller, location)


@pytest.mark.django_db
def test_who_was_moved_goes_back(seller: Client, client_of: ClientOf, cast: Cast) -> None:
    location = seller.post("/contacts/move", {"contact": chosen(cast.tobias), "to": "prospect"})["Location"]
    assert "Taken back with 0 of 0." in taken_back(client_of(Role.MANAGER), location)
    assert Contact.objects.get(pk=cast.tobias.pk).stage == "prospect"
    assert "Taken back with 1 of 1." in taken_back(seller, location)
    assert Contact.objects.get(pk=cast.tobias.pk).stage == "lead"


@pytest.mark.django_db
@pytest.mark.parametrize("when", ["", "x", "2026-13-01T00:00", "9" * 60])
def test_a_click_that_never_was_is_not_taken_back(seller: Client, when: str) -> None:
    assert seller.post("/contacts/assign/undo", {"when": when}).status_code == 404
    assert seller.post("/contacts/move/undo", {"when": when}).status_code == 404
    page = seller.get("/contacts/", {"done": "1", "of": "1", "did": "moved", "when": when}).content.decode()
    assert "/undo" not in page


@pytest.mark.django_db
def test_an_address_cannot_lead_elsewhere(seller: Client) -> None:
    answer = seller.post("/contacts/assign", {"owner": "", "query": "//evil.example"})
    assert answer["Location"].startswith("/contacts/?")


@pytest.mark.django_db
def test_viewers_are_offered_nothing(client_of: ClientOf) -> None:
    assert 'id="bulk"' not in client_of(Role.VIEWER).get("/contacts/").content.decode()
