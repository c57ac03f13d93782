"""Language, time zone and theme as somebody wants them."""

import pytest
from django.test import Client

from reif.records.enums import Role
from reif.records.models import User
from tests.web.cast import Cast


def test_strangers_are_spoken_to_as_their_browser_asks() -> None:
    assert "Anmelden" in Client().get("/sign-in", headers={"accept-language": "de-AT,en;q=0.5"}).content.decode()
    assert "Sign in" in Client().get("/sign-in", headers={"accept-language": "fr"}).content.decode()


@pytest.mark.django_db
def test_a_user_chooses_the_language(seller: Client, cast: Cast) -> None:
    assert "Contacts" in seller.get("/contacts/").content.decode()
    answer = seller.post("/preferences", {"language": "de", "next": "/contacts/?stage=lead"})
    assert answer["Location"] == "/contacts/?stage=lead"
    assert User.objects.get(pk=cast.users[Role.SALES].pk).language == "de"
    assert "Kontakte" in seller.get("/contacts/").content.decode()


@pytest.mark.django_db
def test_a_browser_keeps_its_theme() -> None:
    client = Client()
    assert 'data-theme="system"' in client.get("/sign-in").content.decode()
    client.post("/preferences", {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/sign-in").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("goes_to", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(goes_to: str) -> None:
    assert Client().post("/preferences", {"theme": "dark", "next": goes_to})["Location"] == "/"


@pytest.mark.django_db
def test_what_does_not_exist_is_not_kept() -> None:
    answer = Client().post("/preferences", {"theme": "pink", "language": "xx"})
    assert answer.status_code == 302
    assert not answer.cookies


@pytest.mark.django_db
def test_a_time_zone_that_is_gone_is_no_trouble(seller: Client) -> None:
    User.objects.update(time_zone="Nowhere/Atall")
    assert seller.get("/contacts/").status_code == 200
