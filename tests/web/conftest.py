"""The fixed cast, and somebody of each role at a browser."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from reif.records.enums import Role
from tests.web.cast import Cast, cast

ClientOf = Callable[[Role], Client]


@pytest.fixture(name="cast")
def _cast(db: None) -> Cast:
    del db
    return cast()


@pytest.fixture
def client_of(cast: Cast) -> ClientOf:
    """A browser in which somebody of the role is signed in."""

    def signed_in(role: Role) -> Client:
        client = Client()
        client.force_login(cast.users[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def seller(client_of: ClientOf) -> Client:
    return client_of(Role.SALES)


@pytest.fixture
def viewer(client_of: ClientOf) -> Client:
    return client_of(Role.VIEWER)


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    """What was counted of failed sign-ins is forgotten between tests."""
    cache.clear()
    yield
    cache.clear()
