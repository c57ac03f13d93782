"""What admins set: each is written down, nobody is locked out by mistake, nobody overwrites another unawares."""

import pytest
from django.utils import timezone

from reif import administration
from reif.administration import InUse, LastAdmin, Stale, Taken, state_of, team_state
from reif.records.enums import Role
from reif.records.models import Attribute, AttributeChange, AuditEntry, Contact, Installation, Source, Team, User
from tests.web.cast import users

pytestmark = pytest.mark.django_db
AT = timezone.now()
VALUES = {"kind": "text", "label_de": "Maschinen", "label_en": "Machines", "options": []}


def written() -> list[tuple[str, str | None]]:
    """Action and e-mail of who did it, oldest first."""
    return list(AuditEntry.objects.order_by("id").values_list("action", "by__email"))


def test_who_is_invited_begins_like_the_house_and_cannot_sign_in_yet() -> None:
    team = users()
    Installation.objects.create(id=1, language="de", time_zone="Europe/Vienna")
    who = administration.invite(
        email=" Neu@Reif.example", name="Neu", role=Role.SALES, team=None, by=team[Role.ADMIN], at=AT
    )
    assert (who.email, who.language, who.time_zone) == ("neu@reif.example", "de", "Europe/Vienna")
    assert not who.has_usable_password()
    assert written() == [("user invited", "admin@reif.example")]
    assert "neu" not in str(AuditEntry.objects.get().details)
    with pytest.raises(Taken):
        administration.invite(email="NEU@reif.example", name="", role=Role.ADMIN, team=None, by=None, at=AT)
    assert User.objects.filter(email="neu@reif.example").count() == len(written()) == 1


def test_the_last_admin_stays() -> None:
    admin = users()[Role.ADMIN]
    with pytest.raises(LastAdmin):
        administration.disable(user=admin, by=admin, at=AT)
    with pytest.raises(LastAdmin):
        administration.change_user(
            user=admin, name="x", role=Role.SALES, team=None, seen=state_of(admin), by=admin, at=AT
        )
    User.objects.create_user("off@reif.example", "x", Role.ADMIN, is_active=False)
    with pytest.raises(LastAdmin):
        administration.disable(user=admin, by=admin, at=AT)
    assert written() == []
    User.objects.create_user("second@reif.example", "x", Role.ADMIN)
    administration.disable(user=admin, by=None, at=AT)
    assert not User.objects.get(pk=admin.pk).is_active
    administration.enable(user=admin, by=None, at=AT)
    administration.enable(user=admin, by=None, at=AT)
    assert written() == [("user disabled", None), ("user enabled", None)]


def test_who_comes_second_is_told() -> None:
    team = users()
    seller, admin = team[Role.SALES], team[Role.ADMIN]
    seen = state_of(seller)
    given = {"user": seller, "role": Role.VIEWER, "team": None, "seen": seen, "by": admin, "at": AT}
    administration.change_user(name="First", **given)
    with pytest.raises(Stale):
        administration.change_user(name="Second", **given)
    assert User.objects.get(pk=seller.pk).name == "First"
    entry = AuditEntry.objects.get()
    assert entry.details == {"changed": ["name", "role"], "role": "viewer"}


def test_signing_in_is_no_change_that_another_would_overwrite() -> None:
    seller = users()[Role.SALES]
    before = state_of(seller)
    seller.last_login = AT
    assert state_of(seller) == before


def test_teams() -> None:
    people = users()
    north = administration.add_team(name="North", by=None, at=AT)
    south = administration.add_team(name="South", by=None, at=AT)
    with pytest.raises(Taken):
        administration.add_team(name="North", by=None, at=AT)
    seen = team_state(north)
    both = [people[Role.SALES], people[Role.MARKETING]]
    administration.change_team(team=north, name="North", members=both, seen=seen, by=None, at=AT)
    with pytest.raises(Stale):
        administration.change_team(team=north, name="North", members=[], seen=seen, by=None, at=AT)
    with pytest.raises(Taken):
        administration.change_team(team=south, name="North", members=[], seen=team_state(south), by=None, at=AT)
    administration.change_team(team=south, name="South", members=both[:1], seen=team_state(south), by=None, at=AT)
    assert [set(each.members.all()) for each in Team.objects.order_by("name")] == [{both[1]}, {both[0]}]


def test_the_type_of_an_attribute_stays_once_there_are_values() -> None:
    attribute = administration.add_attribute(values=VALUES | {"name": "machines"}, by=None, at=AT)
    with pytest.raises(Taken):
        administration.add_attribute(values=VALUES | {"name": "machines"}, by=None, at=AT)

    def change(**values: object) -> None:
        seen = state_of(Attribute.objects.get())
        administration.change_attribute(attribute=attribute, values=VALUES | values, seen=seen, by=None, at=AT)

    change(kind="number")
    contact, source = Contact.objects.create(created_at=AT), Source.objects.create(name="x", created_at=AT)
    AttributeChange.objects.create(
        contact=contact, source=source, attribute="machines", value=3, occurred_at=AT, received_at=AT
    )
    with pytest.raises(InUse):
        change(kind="text")
    with pytest.raises(InUse):
        administration.remove_attribute(attribute=attribute, by=None, at=AT)
    change(kind="number", label_en="How many machines")
    with pytest.raises(Stale):
        administration.change_attribute(attribute=attribute, values=VALUES, seen="0", by=None, at=AT)
    assert [action for action, _ in written()] == ["attribute added", "attribute changed", "attribute changed"]


def test_an_attribute_that_nobody_used_can_be_removed() -> None:
    attribute = administration.add_attribute(values=VALUES | {"name": "machines"}, by=None, at=AT)
    administration.remove_attribute(attribute=attribute, by=None, at=AT)
    assert not Attribute.objects.exists()
    assert AuditEntry.objects.get(action="attribute removed").details == {"name": "machines"}


def test_the_installation_and_oneself() -> None:
    admin = users()[Role.ADMIN]
    seen = state_of(Installation.current())
    given = {"values": {"name": "Krane KG", "time_zone": "Europe/Berlin"}, "seen": seen, "by": admin, "at": AT}
    administration.change_installation(**given)
    assert Installation.current().name == "Krane KG"
    with pytest.raises(Stale):
        administration.change_installation(**given)
    administration.change_oneself(user=admin, name="Jana", language="de", time_zone="UTC", at=AT)
    administration.change_oneself(user=admin, name="Jana", language="de", time_zone="UTC", at=AT)
    administration.note(action="password changed", user=admin, by=admin, at=AT)
    assert [action for action, _ in written()] == ["installation changed", "own settings changed", "password changed"]
    assert AuditEntry.objects.order_by("id")[0].details["time_zone"] == "Europe/Berlin"
