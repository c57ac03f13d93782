"""The made-up world in a screenful."""

from datetime import timedelta
from itertools import pairwise

import pytest

from reif.cli.demo_world.showing import funnel, ripest
from reif.records.models import Contact, StageChange
from reif.rules.stages import Stage
from tests.cli.demo_world.test_loading import AT, CONTACTS, loaded, publish

pytestmark = pytest.mark.django_db


def test_the_ripest_come_first_with_what_gives_most() -> None:
    publish()
    loaded()
    listed = ripest(5, AT)
    assert len(listed) == 5
    scores = [ripe.contact.score for ripe in listed]
    assert scores == sorted(scores, reverse=True)
    assert all(ripe.contact.stage in ("lead", "prospect", "opportunity") for ripe in listed)
    for ripe in listed:
        assert abs(sum(each.value for each in ripe.reasons) - ripe.contact.score) < 1e-9
        assert all(before.value >= after.value for before, after in pairwise(ripe.reasons))


def test_the_funnel_counts_who_ever_came_to_a_stage() -> None:
    publish()
    loaded()
    steps = funnel()
    assert [step.stage for step in steps] == list(Stage)
    counts = [step.contacts for step in steps]
    assert counts[0] == CONTACTS
    assert counts == sorted(counts, reverse=True)
    assert steps[0].share is None
    assert steps[1].share == counts[1] / counts[0]


def test_a_move_that_was_taken_back_does_not_count() -> None:
    model = publish()
    contact = Contact.objects.create(created_at=AT, is_simulated=True)
    move = {"contact": contact, "score": 0, "model": model}
    first = StageChange.objects.create(from_stage="suspect", to_stage="lead", occurred_at=AT, **move)
    assert funnel()[1].contacts == 1
    StageChange.objects.create(
        from_stage="lead", to_stage="suspect", occurred_at=AT + timedelta(minutes=1), undoes=first, **move
    )
    assert [step.contacts for step in funnel()] == [1, 0, 0, 0, 0, 0]


def test_real_contacts_are_left_out() -> None:
    publish()
    Contact.objects.create(created_at=AT, name="Real Person", stage="lead", score=99, points=99)
    assert ripest(5, AT) == []
    assert sum(step.contacts for step in funnel()) == 0
