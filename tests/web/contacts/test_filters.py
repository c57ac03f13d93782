"""What the address asks the list for; what cannot be is told, never an error."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from reif.records.enums import Role
from reif.records.models import Contact
from reif.web.contacts.filters import Filters, read
from tests.web.cast import Cast


def found(address: str, cast: Cast, role: Role = Role.SALES) -> set[str]:
    contacts = read(QueryDict(address)).apply(Contact.objects.all(), cast.users[role], timezone.now())
    return {contact.name.split()[0] for contact in contacts}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("", {"Annika", "Tobias", "Oliver"}),
        ("stage=lead", {"Tobias", "Oliver"}),
        ("stage=lead&stage=prospect", {"Annika", "Tobias", "Oliver"}),
        ("temperature=hot", {"Annika"}),
        ("grade=A&grade=C", {"Tobias", "Oliver"}),
        ("level=2", {"Oliver"}),
        ("low=64", {"Annika", "Tobias"}),
        ("low=37&high=64", {"Tobias"}),
        ("owner=me", {"Annika"}),
        ("owner=none", {"Tobias", "Oliver"}),
        ("owner=me&owner=none", {"Annika", "Tobias", "Oliver"}),
        ("owner=999999", set()),
        ("status=disqualified", set()),
        ("country=DE", set()),
        ("active=1", {"Annika", "Tobias", "Oliver"}),
        ("still=30", set()),
        ("q=hallstein", {"Annika"}),
        ("q=HALL annika", {"Annika"}),
        ("q=%22%27%25_", set()),
        ("q=t", {"Tobias"}),
        ("q=ste", {"Annika", "Tobias"}),
    ],
)
def test_filters(cast: Cast, address: str, names: set[str]) -> None:
    assert found(address, cast) == names


@pytest.mark.django_db
def test_silent_are_also_those_who_never_did_anything(cast: Cast) -> None:
    Contact.objects.filter(pk=cast.tobias.pk).update(last_activity_at=None)
    Contact.objects.filter(pk=cast.oliver.pk).update(last_activity_at=timezone.now() - timedelta(days=40))
    assert found("still=30", cast) == {"Tobias", "Oliver"}


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("stage=king", ("stage=king",)),
        ("stage=lead&stage=king", ("stage=king",)),
        ("low=abc", ("low=abc",)),
        ("low=-1", ("low=-1",)),
        ("low=101", ("low=101",)),
        ("low=80&high=20", ("low=80, high=20",)),
        ("owner=x", ("owner=x",)),
        ("owner=99999999999999999999", ("owner=99999999999999999999",)),
        ("active=9999999999", ("active=9999999999",)),
        ("level=٣", ("level=٣",)),
        ("low=²", ("low=²",)),
        ("q=" + "a" * 300, ("q=" + "a" * 20 + "…",)),
        ("temperature=%00", ("temperature=",)),
    ],
)
def test_what_cannot_be_is_told_and_left_out(address: str, wrong: tuple[str, ...]) -> None:
    assert read(QueryDict(address)).wrong == wrong


def test_the_address_can_be_written_again() -> None:
    asked = "q=ann&stage=lead&stage=customer&country=DE&owner=me&low=10&high=90&active=30&still=7"
    filters = read(QueryDict(asked))
    assert "&".join(f"{name}={value}" for name, value in filters.pairs()) == asked


def test_each_filter_can_be_dropped() -> None:
    filters = read(QueryDict("q=ann&stage=lead&grade=A&country=DE&owner=me&low=10&high=90&active=30&still=7"))
    assert len(filters.names()) == 9
    for name in filters.names():
        assert set(filters.names()) - set(filters.without(name).names()) == {name}
    assert not Filters().is_any
