"""Several contacts at once: all that can be done is, and both numbers are told."""

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
    assert answer["Location"] == "/contacts/?stage=lead&done=2&of=2"
    assert set(Contact.objects.filter(owner=manager)) == {cast.tobias, cast.oliver}
    assert "Done with 2 of 2." in seller.get(answer["Location"]).content.decode()


@pytest.mark.django_db
def test_who_is_there_already_stays(seller: Client, cast: Cast) -> None:
    sent = {"contact": chosen(cast.annika, cast.tobias), "to": "prospect"}
    assert seller.post("/contacts/move", sent)["Location"] == "/contacts/?done=1&of=2"
    assert Contact.objects.get(pk=cast.tobias.pk).stage == "prospect"


@pytest.mark.django_db
def test_what_cannot_be_is_told(seller: Client, cast: Cast) -> None:
    ids = [*chosen(cast.annika), "x", "99999999", "9" * 40, "²"]
    assert seller.post("/contacts/move", {"contact": ids, "to": "king"}).status_code == 409
    assert seller.post("/contacts/assign", {"contact": ids, "owner": "king"}).status_code == 409
    assert seller.post("/contacts/assign", {"contact": ids, "owner": ""})["Location"] == "/contacts/?done=1&of=1"
    assert seller.post("/contacts/assign", {"owner": ""})["Location"] == "/contacts/?done=0&of=0"


@pytest.mark.django_db
def test_an_address_cannot_lead_elsewhere(seller: Client) -> None:
    answer = seller.post("/contacts/assign", {"owner": "", "query": "//evil.example"})
    assert answer["Location"].startswith("/contacts/?")


@pytest.mark.django_db
def test_viewers_are_offered_nothing(client_of: ClientOf) -> None:
    assert 'id="bulk"' not in client_of(Role.VIEWER).get("/contacts/").content.decode()
