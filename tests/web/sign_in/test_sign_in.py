"""Signing in, failing to, forgetting, second factors."""

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from reif.records.enums import Role
from reif.records.models import User
from reif.web.sign_in.links import password_link
from tests.web.cast import PASSWORD, Cast

NEW = "nine lives of a cat"


def sign_in(client: Client, user: User, password: str = PASSWORD) -> int:
    return client.post("/sign-in", {"login": user.email, "password": password}).status_code


@pytest.mark.django_db
def test_a_wrong_password_is_told_without_saying_who_exists(cast: Cast) -> None:
    user = cast.users[Role.SALES]
    said = [
        Client().post("/sign-in", {"login": login, "password": "wrong password"}).content.decode()
        for login in (user.email, "nobody@reif.example")
    ]
    errors = [re.findall(r'<div class="notice".*?</div>', page, re.DOTALL) for page in said]
    assert errors[0] == errors[1] != []


@pytest.mark.django_db
def test_guessing_is_stopped(cast: Cast) -> None:
    client, user = Client(), cast.users[Role.SALES]
    for _ in range(5):
        assert sign_in(client, user, "wrong password") == 200
    assert sign_in(client, user) == 200
    assert client.get("/contacts/").status_code == 302


@pytest.mark.django_db
def test_who_is_locked_out_stays_out(cast: Cast) -> None:
    user = cast.users[Role.SALES]
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()
    sign_in(client, user)
    assert client.get("/contacts/").status_code == 302


@pytest.mark.django_db
def test_nobody_signs_up() -> None:
    assert Client().get("/signup/").status_code == 404
    assert Client().get("/accounts/signup/").status_code == 404


@pytest.mark.django_db
def test_signing_out_takes_a_press(seller: Client) -> None:
    assert seller.get("/sign-out").status_code == 200
    assert seller.get("/contacts/").status_code == 200
    seller.post("/sign-out")
    assert seller.get("/contacts/").status_code == 302


@pytest.mark.django_db
def test_an_admin_hands_over_a_link(cast: Cast) -> None:
    user, client = cast.users[Role.SALES], Client()
    form = client.get(password_link(user), follow=True)
    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    assert "The password is changed" in done.content.decode()
    assert client.get("/contacts/").status_code == 302
    sign_in(client, user, NEW)
    assert client.get("/contacts/").status_code == 200
    used = Client().get(password_link(User.objects.get(pk=user.pk)).replace("-", "-x", 1), follow=True)
    assert "does not work any more" in used.content.decode()


@pytest.mark.django_db
def test_a_link_by_mail_where_mail_is_sent(cast: Cast, settings: LazySettings) -> None:
    user = cast.users[Role.SALES]
    assert Client().post("/password/forgotten", {"email": user.email}).status_code == 302
    assert not mail.outbox
    settings.REIF_SENDS_MAIL = True
    Client().post("/password/forgotten", {"email": user.email})
    Client().post("/password/forgotten", {"email": "nobody@reif.example"})
    assert [message.to for message in mail.outbox] == [[user.email]]
    assert "http://testserver/password/new/" in str(mail.outbox[0].body)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.mark.django_db
def test_a_second_factor(cast: Cast) -> None:
    client, user = Client(), cast.users[Role.SALES]
    sign_in(client, user)
    asked_again = client.get("/second-factor/set-up")["Location"]
    client.post(asked_again, {"password": PASSWORD})
    page = client.get("/second-factor/set-up").content.decode()
    found = re.search(r'id="key" value="(\w+)"', page)
    assert found is not None
    codes = client.post("/second-factor/set-up", {"code": code_of(found[1])}, follow=True).content.decode()
    recovery = re.findall(r"<li>([0-9a-f]{8})</li>", codes)
    assert len(recovery) == 10
    other = Client()
    sign_in(other, user)
    assert other.get("/contacts/").status_code == 302
    other.post("/sign-in/code", {"code": "000000"})
    assert other.get("/contacts/").status_code == 302
    other.post("/sign-in/code", {"code": recovery[0]})
    assert other.get("/contacts/").status_code == 200
    again = Client()
    sign_in(again, user)
    again.post("/sign-in/code", {"code": recovery[0]})
    assert again.get("/contacts/").status_code == 302


@pytest.mark.django_db
def test_a_session_ends_after_a_week(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.users[Role.SALES])
    assert 6.9 * 24 * 3600 < client.session.get_expiry_age() <= 7 * 24 * 3600
