"""Who is let in, and what strangers are told. That every route asks is shown by tests/architecture/test_access.py."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from reif.records.enums import Role
from reif.records.models import User
from reif.rules.permissions import Permission
from reif.web.access import needs, rule_of, user_may
from tests.web.cast import Cast


def test_a_view_declares_its_rule() -> None:
    @needs(Permission.MOVE)
    def view() -> None: ...

    assert rule_of(view) is Permission.MOVE
    assert rule_of(lambda: None) is None


def test_strangers_may_nothing() -> None:
    assert not user_may(AnonymousUser(), Permission.LOOK)
    assert user_may(User(role="viewer"), Permission.LOOK)


@pytest.mark.django_db
def test_signing_in_leads_back_to_where_one_was(cast: Cast) -> None:
    client = Client()
    sent = client.get("/contacts/?stage=lead")
    assert sent["Location"] == "/sign-in?next=/contacts/%3Fstage%3Dlead"
    email, password = cast.users[Role.SALES].email, "correct horse battery"
    done = client.post(sent["Location"], {"login": email.upper(), "password": password})
    assert done["Location"] == "/contacts/?stage=lead"
    assert client.get("/contacts/").status_code == 200


@pytest.mark.django_db
def test_what_was_typed_after_the_session_ended_is_shown_again(seller: Client) -> None:
    seller.logout()
    answer = seller.post("/contacts/", {"why": "calls back <b>soon</b>", "password": "secret", "empty": ""})
    assert answer.status_code == 401
    page = answer.content.decode()
    assert "calls back &lt;b&gt;soon&lt;/b&gt;" in page
    assert "secret" not in page


@pytest.mark.django_db
def test_pages_of_the_team_stay_in_nobodys_cache(seller: Client) -> None:
    assert "no-store" in seller.get("/contacts/")["Cache-Control"]
