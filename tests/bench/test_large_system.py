"""The large system to measure on: every contact many times over, each copy whole and its own."""

import pytest
from django.db import connection

from bench.large_system import multiply
from reif.records.models import Contact, Event, Identifier, StageChange, Visitor
from tests.cli.demo_world.test_loading import AT, loaded, publish

pytestmark = pytest.mark.django_db


def test_copies_are_whole_and_their_own(capsys: pytest.CaptureFixture[str]) -> None:
    publish()
    said = loaded(40)
    multiply(connection, 3)
    connection.check_constraints()
    assert "Contact" in capsys.readouterr().out
    assert Contact.objects.count() == Identifier.objects.count() == 3 * 40
    assert Event.objects.count() == 3 * said.events
    assert Visitor.objects.filter(contact=None).count() == 3 * said.visitors
    first = Contact.objects.order_by("id").first()
    assert first is not None
    like = Contact.objects.filter(name=first.name, created_at=first.created_at).order_by("id")
    assert [contact.score for contact in like] == [first.score] * 3
    assert len({contact.email for contact in like}) == 3
    assert {contact.events.count() for contact in like} == {first.events.count()}
    assert StageChange.objects.filter(contact=like[2]).count() == StageChange.objects.filter(contact=first).count()


def test_what_comes_after_gets_an_id_of_its_own() -> None:
    publish()
    loaded(5)
    multiply(connection, 2)
    added = Contact.objects.create(created_at=AT)
    assert added.id > 2 * 5
