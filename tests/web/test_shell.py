"""What stands around every page."""

import pytest
from django.test import Client

from reif.records.enums import Role
from reif.simulation.team import LOGIN
from tests.web.cast import Cast
from tests.web.conftest import ClientOf


@pytest.mark.django_db
def test_the_navigation_shows_what_exists_and_where_one_is(seller: Client) -> None:
    page = seller.get("/contacts/").content.decode()
    assert '<a href="/contacts/" aria-current="page">Contacts</a>' in page
    assert "Malte Bering" in page


@pytest.mark.django_db
def test_what_a_role_may_not_is_not_offered(client_of: ClientOf) -> None:
    assert "/contacts/csv" in client_of(Role.SALES).get("/contacts/").content.decode()
    assert "/contacts/csv" not in client_of(Role.VIEWER).get("/contacts/").content.decode()


@pytest.mark.django_db
def test_a_made_up_world_is_marked_on_every_page(seller: Client, cast: Cast) -> None:
    assert "nobody here is real" not in seller.get("/contacts/").content.decode()
    type(cast.users[Role.VIEWER]).objects.filter(role=Role.VIEWER).update(email=LOGIN)
    assert "nobody here is real" in seller.get("/contacts/").content.decode()
