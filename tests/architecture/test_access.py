"""Every page says who may see it, and refuses everybody else."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from reif.records.enums import Role
from reif.rules.permissions import MAY, Permission
from reif.web.access import Open, Rule, rule_of
from tests.web.cast import users

SAMPLES = {"uidb36": "1", "key": "x-y", "int": "1", "str": "x", "slug": "x", "path": "x"}
# What is open to strangers is named here, so that nothing becomes so by mistake.
OPEN_TO_EVERYBODY = {
    # A tablet at a fair: known by a cookie of its own, not by a session.
    "kiosk",
    "kiosk_start",
    "kiosk_worker",
    "kiosk_manifest",
    "kiosk_submissions",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "preferences",
    "session",
    "script",
    # forms for people outside, and links in mails to them, whose token is looked at
    "form",
    "thanks",
    "confirm",
    "withdraw",
    # of tracking clients, whose write key is looked at
    "call",
    "batch",
    "jitsu",
    "posthog",
    "segment-settings",
    "segment-script",
    "segment-bundle",
    "jitsu-script",
    "rudderstack-settings",
    "google-ads",
    "leads",
    "leads-by-address",
    "linkedin",
    "meta",
    *(f"short-{kind}" for kind in ("identify", "track", "page", "screen", "group", "alias")),
}
OPEN_TO_MACHINES = {"health", "ready", "metrics"}


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, str, Rule | None]]:
    """Name, a sample of the address, and rule of every route."""
    for each in patterns:
        address = prefix + _sample(each)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, address)
        else:
            yield each.name or address, address, rule_of(each.callback)


def _sample(each: URLPattern | URLResolver) -> str:
    pattern = each.pattern
    route = str(pattern)
    for name, converter in getattr(pattern, "converters", {}).items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        route = route.replace(f"<{kind}:{name}>", SAMPLES[kind]).replace(f"<{name}>", SAMPLES["str"])
    if route.startswith("^"):
        return route.strip("^$").replace("(?P<uidb36>[0-9A-Za-z]+)", "1").replace("(?P<key>.+)", "x-y")
    return route


ROUTES = list(routes(get_resolver().url_patterns))
GUARDED = [(name, address, rule) for name, address, rule in ROUTES if rule not in (Open.TO_EVERYBODY, Open.TO_MACHINES)]


def test_every_route_declares_its_access() -> None:
    assert len(ROUTES) > 20
    assert [name for name, _, rule in ROUTES if rule is None] == []


def test_only_these_are_open() -> None:
    assert {name for name, _, rule in ROUTES if rule is Open.TO_EVERYBODY} == OPEN_TO_EVERYBODY
    assert {name for name, _, rule in ROUTES if rule is Open.TO_MACHINES} == OPEN_TO_MACHINES


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "address"), [(name, address) for name, address, _ in GUARDED])
def test_strangers_are_sent_to_sign_in(name: str, address: str) -> None:
    client = Client()
    asked = client.get(f"/{address}")
    assert asked.status_code == 302, name
    assert asked["Location"].startswith("/sign-in?next="), name
    assert client.post(f"/{address}").status_code == 401, name


@pytest.mark.django_db
def test_roles_that_may_not_are_refused() -> None:
    team = users()
    for name, address, rule in GUARDED:
        for role in Role:
            if isinstance(rule, Permission) and rule not in MAY[role]:
                client = Client()
                client.force_login(team[role], backend="allauth.account.auth_backends.AuthenticationBackend")
                assert client.get(f"/{address}").status_code == 403, (name, role)
                assert client.post(f"/{address}").status_code == 403, (name, role)


@pytest.mark.django_db
def test_a_view_that_declares_nothing_is_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    from reif.web.contacts import views

    monkeypatch.delattr(views.contact_list, "access")
    client = Client()
    client.force_login(users()[Role.ADMIN], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/contacts/").status_code == 403
