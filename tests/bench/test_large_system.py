"""The large system to measure on: every contact many times over, each copy whole and its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import DatabaseError, connection

from bench import large_system
from bench.haste import without_indexes
from bench.large_system import multiply
from reif.records.models import Contact, Event, Identifier, StageChange, Visitor
from reif.records.search import matching
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
    like = Contact.objects.filter(email__endswith=first.email, created_at=first.created_at).order_by("id")
    assert [contact.score for contact in like] == [first.score] * 3
    assert len({contact.email for contact in like}) == 3
    assert {contact.events.count() for contact in like} == {first.events.count()}
    assert [contact.name.removeprefix(first.name) for contact in like] == ["", "-Daeck", "-Faeck"]
    assert "2-" + first.email in like[2].search
    standings = [contact.scores.get().standing for contact in like]
    assert [
        contact.events.filter(id=kept["through"]).count() for contact, kept in zip(like, standings, strict=True)
    ] == ([1] * 3)
    assert StageChange.objects.filter(contact=like[2]).count() == StageChange.objects.filter(contact=first).count()


def test_what_comes_after_gets_an_id_of_its_own() -> None:
    publish()
    loaded(5)
    multiply(connection, 2)
    added = Contact.objects.create(created_at=AT)
    assert added.id > 2 * 5


@pytest.fixture
def _somebody_else() -> Iterator[None]:
    """Another connection, which has the database open; in PostgreSQL there always are some."""
    if connection.vendor != "sqlite":
        yield
        return
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("SELECT count(*) FROM records_event").fetchone()
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_somebody_else")
def test_indexes_and_triggers_are_there_again() -> None:
    publish()
    loaded(3)
    before = _kept()
    with without_indexes(connection):
        assert len(_kept()) < len(before) * 3 / 4
        multiply(connection, 2)
    assert _kept() == before
    assert matching(Contact.objects.all(), "1-").count() == Contact.objects.exclude(email="").count() / 2
    with pytest.raises(DatabaseError, match="written once"):
        _change_an_event()


@pytest.mark.django_db(transaction=True)
def test_somebody_did_very_much() -> None:
    publish()
    large_system.add_busy(1200)
    busy = Contact.objects.get(lead_id=large_system.BUSY)
    assert busy.events.count() == 1200
    assert busy.scores.get().standing["events"] == 1200


def _kept() -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL")
        else:
            cursor.execute(
                "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() "
                "UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            )
        return {name for (name,) in cursor.fetchall()}


def _change_an_event() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_event SET name = 'x'")
