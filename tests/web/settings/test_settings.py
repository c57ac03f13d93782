"""The settings: each page asks little, says what is wrong beside the field, and does what it says."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.utils import timezone

from reif.records.enums import Role
from reif.records.models import Attribute, AttributeChange, AuditEntry, Installation, Team, User
from tests.web.cast import PASSWORD, Cast
from tests.web.conftest import ClientOf

pytestmark = pytest.mark.django_db
NEW = "nine lives of a cat"
MACHINES = {"kind": "text", "label_de": "Maschinen", "label_en": "Machines", "options": ""}


@pytest.fixture
def admin(client_of: ClientOf) -> Client:
    return client_of(Role.ADMIN)


def seen(client: Client, address: str) -> str:
    """The word that the form carries."""
    found = re.search(r'name="seen" value="([0-9a-f-]+)"', client.get(address).content.decode())
    assert found is not None
    return found[1]


def attribute(**values: object) -> Attribute:
    given = {"name": "machines", "label_de": "Maschinen", "label_en": "Machines", "created_at": timezone.now()}
    return Attribute.objects.create(**given | values)


@pytest.mark.parametrize(
    ("address", "queries"),
    [("/settings/", 4), ("/settings/team", 6), ("/settings/attributes", 4), ("/settings/system", 4)],
)
def test_queries(
    admin: Client, django_assert_max_num_queries: Callable[[int], object], address: str, queries: int
) -> None:
    north = Team.objects.create(name="North")
    User.objects.update(team=north)
    with django_assert_max_num_queries(queries):  # type: ignore[attr-defined] # a context
        assert admin.get(address).status_code == 200


def test_everybody_sets_their_own(seller: Client, cast: Cast) -> None:
    page = seller.get("/settings/").content.decode()
    assert "Own attributes" not in page
    given = {"name": "Malte B.", "language": "de", "theme": "dark", "time_zone": "Europe/Vienna"}
    answer = seller.post("/settings/", given, follow=True)
    assert "Gespeichert." in answer.content.decode()
    user = cast.users[Role.SALES]
    user.refresh_from_db()
    assert (user.name, user.language, user.time_zone) == ("Malte B.", "de", "Europe/Vienna")
    assert seller.cookies["theme"].value == "dark"
    wrong = seller.post("/settings/", given | {"time_zone": "Mars/Base", "name": "<b>x</b>"})
    assert wrong.status_code == 422
    assert "&lt;b&gt;x&lt;/b&gt;" in wrong.content.decode()
    assert seller.get("/settings/team").status_code == 403


def test_an_invited_one_chooses_a_password_once(admin: Client) -> None:
    given = {"email": "neu@reif.example", "name": "Neu", "role": "sales", "team": ""}
    page = admin.post("/settings/team/invite", given).content.decode()
    found = re.search(r'value="http://testserver(/password/new/[^"]+)"', page)
    assert found is not None
    assert "/password/new/" not in admin.get("/settings/team").content.decode()
    again = admin.post("/settings/team/invite", given | {"email": "NEU@reif.example"})
    assert (again.status_code, "has this address already" in again.content.decode()) == (409, True)
    stranger = Client()
    form = stranger.get(found[1], follow=True)
    stranger.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    stranger.post("/sign-in", {"login": "neu@reif.example", "password": NEW})
    assert stranger.get("/contacts/").status_code == 200
    assert "does not work any more" in Client().get(found[1], follow=True).content.decode()
    assert list(AuditEntry.objects.order_by("id").values_list("action", "by__email")) == [
        ("user invited", "admin@reif.example"),
        ("password set by link", "neu@reif.example"),
    ]


def test_where_mail_is_sent_the_link_goes_by_mail(admin: Client, cast: Cast, settings: LazySettings) -> None:
    settings.REIF_SENDS_MAIL = True
    page = admin.post("/settings/team/invite", {"email": "neu@reif.example", "role": "viewer"}).content.decode()
    assert "/password/new/" not in page
    assert "http://testserver/password/new/" in str(mail.outbox[0].body)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    shown = admin.post(f"/settings/team/{cast.users[Role.SALES].pk}/link").content.decode()
    assert "http://testserver/password/new/" in shown


def test_a_password_set_by_link_ends_other_sessions(admin: Client, seller: Client, cast: Cast) -> None:
    page = admin.post(f"/settings/team/{cast.users[Role.SALES].pk}/link").content.decode()
    found = re.search(r'value="http://testserver(/password/new/[^"]+)"', page)
    assert found is not None
    assert seller.get("/contacts/").status_code == 200
    stranger = Client()
    form = stranger.get(found[1], follow=True)
    stranger.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert seller.get("/contacts/").status_code == 302


def test_who_is_locked_out_is_out_at_once(admin: Client, seller: Client, cast: Cast) -> None:
    address = f"/settings/team/{cast.users[Role.SALES].pk}"
    assert "Locked." in admin.post(f"{address}/disable", follow=True).content.decode()
    assert seller.get("/contacts/").status_code == 302
    assert admin.post(f"{address}/link").status_code == 409
    admin.post(f"{address}/enable")
    assert seller.get("/contacts/").status_code == 200


def test_the_last_admin_is_kept(admin: Client, cast: Cast) -> None:
    address = f"/settings/team/{cast.users[Role.ADMIN].pk}"
    answer = admin.post(f"{address}/disable")
    assert (answer.status_code, "Nobody else could administer" in answer.content.decode()) == (409, True)
    answer = admin.post(address, {"name": "J", "role": "sales", "team": "", "seen": seen(admin, address)})
    assert (answer.status_code, "Nobody else could administer" in answer.content.decode()) == (409, True)


def test_a_role_is_changed_and_who_comes_second_is_told(admin: Client, cast: Cast) -> None:
    seller = cast.users[Role.SALES]
    address = f"/settings/team/{seller.pk}"
    given = {"name": "Malte", "role": "viewer", "team": "", "seen": seen(admin, address)}
    assert admin.post(address, given).status_code == 303
    second = admin.post(address, given | {"name": "Other", "role": "manager"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Somebody else has changed this" in page
    assert "Kept now: Malte" in page
    assert "Kept now: Looking only" in page
    again = re.search(r'name="seen" value="([0-9a-f-]+)"', page)
    assert again is not None
    assert admin.post(address, given | {"name": "Other", "seen": again[1]}).status_code == 303
    assert User.objects.get(pk=seller.pk).name == "Other"
    assert admin.post(address, given | {"role": "boss"}).status_code == 422


def test_a_lost_second_factor_is_taken_off(admin: Client, cast: Cast) -> None:
    seller = cast.users[Role.SALES]
    Authenticator.objects.create(user=seller, type=Authenticator.Type.TOTP, data={})
    assert "Set up. Remove it only" in admin.get(f"/settings/team/{seller.pk}").content.decode()
    admin.post(f"/settings/team/{seller.pk}/drop-factor")
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.get().action == "second factor removed"


def test_teams(admin: Client, cast: Cast) -> None:
    assert admin.post("/settings/teams/new", {"name": ""}).status_code == 422
    answer = admin.post("/settings/teams/new", {"name": "North"})
    assert answer.status_code == 303
    assert admin.post("/settings/teams/new", {"name": "North"}).status_code == 409
    team = Team.objects.get()
    address = f"/settings/teams/{team.pk}"
    member = cast.users[Role.SALES]
    given = {"name": "Nord", "members": [member.pk], "seen": seen(admin, address)}
    assert admin.post(address, given).status_code == 303
    assert admin.post(address, given | {"name": "South"}).status_code == 409
    assert admin.post(address, given | {"members": ["x"]}).status_code == 422
    assert "Nord" in admin.get("/settings/team").content.decode()
    assert list(team.members.all()) == [member]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "Machines"}, "Small letters, digits and _ only"),
        ({"name": "budget"}, "knows this key already"),
        ({"name": "lead_id"}, "knows this key already"),
        ({"label_de": ""}, "This field is required"),
        ({"kind": "picture"}, "Select a valid choice"),
        ({"kind": "choice"}, "A choice needs options"),
        ({"kind": "choice", "options": "a\na | b"}, "is there twice"),
        ({"kind": "choice", "options": "\n".join(map(str, range(201)))}, "are too many"),
    ],
)
def test_what_cannot_be_an_attribute(admin: Client, values: dict[str, str], said: str) -> None:
    answer = admin.post("/settings/attributes/new", MACHINES | {"name": "machines"} | values)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Attribute.objects.exists()


def test_an_attribute_is_in_the_form_the_page_and_the_file(admin: Client, cast: Cast) -> None:
    options = "few | wenige | a few\nmany | viele\n\nnone"
    given = MACHINES | {"name": "machines", "kind": "choice", "options": options}
    assert admin.post("/settings/attributes/new", given).status_code == 303
    made = Attribute.objects.get()
    assert made.options == [
        {"value": "few", "de": "wenige", "en": "a few"},
        {"value": "many", "de": "viele", "en": "viele"},
        {"value": "none", "de": "none", "en": "none"},
    ]
    assert admin.post("/settings/attributes/new", given).status_code == 409
    form = admin.get(f"/contacts/{cast.annika.pk}/edit").content.decode()
    assert "Machines" in form
    cast.annika.refresh_from_db()
    cast.annika.attributes["machines"] = "few"
    cast.annika.save(update_fields=["attributes"])
    page = admin.get(f"/contacts/{cast.annika.pk}").content.decode()
    assert "<dt>Machines</dt>" in page
    assert "a few" in page
    text = b"".join(admin.get("/contacts/csv").streaming_content).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[0].endswith(",simulated,machines")
    assert [line.rpartition(",")[2] for line in lines[1:]] == ["few", "", ""]


def test_an_attribute_is_changed_and_removed(admin: Client, cast: Cast) -> None:
    made = attribute()
    address = f"/settings/attributes/{made.pk}"
    given = MACHINES | {"kind": "number", "seen": seen(admin, address)}
    assert admin.post(address, given | {"label_de": ""}).status_code == 422
    assert admin.post(address, given).status_code == 303
    stale = admin.post(address, given | {"label_en": "Mills"})
    assert (stale.status_code, "Kept now: Machines" in stale.content.decode()) == (409, True)
    now = timezone.now()
    AttributeChange.objects.create(
        contact=cast.annika, source=cast.source, attribute="machines", value=3, occurred_at=now, received_at=now
    )
    refused = admin.post(address, given | {"kind": "text", "seen": seen(admin, address)})
    assert (refused.status_code, "so the type stays" in refused.content.decode()) == (409, True)
    refused = admin.post(f"{address}/remove")
    assert (refused.status_code, "so it stays" in refused.content.decode()) == (409, True)
    unused = attribute(name="mills")
    assert "is removed" in admin.post(f"/settings/attributes/{unused.pk}/remove", follow=True).content.decode()
    assert list(Attribute.objects.all()) == [made]


def test_the_house(admin: Client) -> None:
    given = {"name": "Krane KG", "language": "de", "time_zone": "Europe/Berlin", "respond_within_minutes": "30"}
    given["seen"] = seen(admin, "/settings/system")
    assert admin.post("/settings/system", given | {"respond_within_minutes": "0"}).status_code == 422
    assert admin.post("/settings/system", given | {"may_accept_by_itself": "on"}).status_code == 303
    house = Installation.current()
    assert (house.name, house.time_zone, house.may_accept_by_itself) == ("Krane KG", "Europe/Berlin", True)
    stale = admin.post("/settings/system", given)
    assert (stale.status_code, "Kept now: yes" in stale.content.decode()) == (409, True)
    kept = AuditEntry.objects.get()
    assert (kept.action, kept.details["may_accept_by_itself"]) == ("installation changed", True)


def test_a_password_of_ones_own_is_written_down(cast: Cast) -> None:
    client, other = Client(), Client()
    user = cast.users[Role.SALES]
    for each in (client, other):
        each.post("/sign-in", {"login": user.email, "password": PASSWORD})
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert "other sessions have ended" in client.post("/password", given, follow=True).content.decode()
    assert client.get("/contacts/").status_code == 200
    assert other.get("/contacts/").status_code == 302
    assert list(AuditEntry.objects.values_list("action", "by_id", "subject_id")) == [
        ("password changed", user.pk, user.pk)
    ]


def test_a_day_is_a_day_and_an_option_that_was_taken_out_stays(admin: Client, cast: Cast) -> None:
    attribute(name="until", kind="date", label_en="Until")
    attribute(name="machines", kind="choice", options=[{"value": "few", "de": "wenige", "en": "a few"}])
    annika = cast.annika
    annika.attributes |= {"machines": "dozens", "until": "2026-11-12"}
    annika.save(update_fields=["attributes"])
    page = admin.get(f"/contacts/{annika.pk}").content.decode()
    assert "12 November 2026" in page.replace("\xa0", " ")
    address = f"/contacts/{annika.pk}/edit"
    form = admin.get(address)
    assert '<option value="dozens" selected>' in form.content.decode()
    typed = {each.html_name: each.value() or "" for each in form.context["form"]} | {"version": annika.version}
    wrong = admin.post(address, typed | {"until": "tomorrow"})
    assert (wrong.status_code, 'value="tomorrow"' in wrong.content.decode()) == (422, True)
    assert admin.post(address, typed | {"until": "2027-01-31"}).status_code == 303
    annika.refresh_from_db()
    assert (annika.attributes["machines"], annika.attributes["until"]) == ("dozens", "2027-01-31")
