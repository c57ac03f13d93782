"""Pages that hold something typed ask whether somebody is still signed in."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_strangers_get_no_token() -> None:
    assert Client().get("/session").json() == {"is_signed_in": False, "token": ""}


@pytest.mark.django_db
def test_users_get_the_token_of_their_session(seller: Client) -> None:
    answer = seller.get("/session").json()
    assert answer["is_signed_in"]
    assert len(answer["token"]) == 64
