"""On the real database: whatever comes when, what is stored is what the reference engine says of the log as of then."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reif import lifecycle
from reif.capture import operations as capture
from reif.capture.new_event import NewEvent
from reif.engines import stream
from reif.engines.result import Result
from reif.identify import operations as identify
from reif.records.models import AttributeChange, Contact, Event, Score, ScoreChange
from reif.rules.scoring_model import ScoringModel as Rules
from reif.score import _models
from tests.engines.stories import Story, near_a_threshold, seen_of, stories
from tests.engines.worlds import ATTRIBUTES, ages, values
from tests.records.rows import source
from tests.score.cast import live_model

pytestmark = pytest.mark.django_db
TOLERANCE = 1e-9
SECOND = timedelta(seconds=1)
COLUMNS = ("points", "level", "temperature", "grade")
few = settings(
    max_examples=max(12, settings().max_examples // 24),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make a case smaller takes minutes on a database
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
facts = st.tuples(st.dictionaries(st.sampled_from(ATTRIBUTES), values, max_size=2), ages)


def reference(rules: Rules, contact: Contact, at: datetime) -> Result:
    """What the log says, by the reference engine."""
    known = AttributeChange.objects.filter(contact=contact, occurred_at__lte=at).order_by("occurred_at", "id")
    attributes = dict(known.values_list("attribute", "value"))
    done = Event.objects.filter(contact=contact, is_human=True)
    rows = done.order_by("id").values_list("name", "occurred_at", "properties")
    return stream.evaluate(rules, attributes, [stream.Event(*row) for row in rows], at)


def revise_some(contact: Contact, picked: list[int], at: datetime) -> int:
    """Hold the opposite of some of the contact's events, by place: of how many."""
    ids = list(Event.objects.filter(contact=contact).order_by("id").values_list("id", flat=True))
    chosen = Event.objects.filter(id__in=[ids[place % len(ids)] for place in picked] if ids else [])
    held = {each.pk: each.is_human for each in chosen}
    for is_human in (True, False):
        ones = [each for each in chosen if held[each.pk] is not is_human]
        lifecycle.revise(events=ones, is_human=is_human, by=None, at=at)
    return len(held)


def assert_current(rules: Rules, contact: Contact, at: datetime) -> None:
    """What people see is right now, and the stored score was when it was worked out."""
    score = Score.objects.get(contact=contact)
    then = reference(rules, contact, score.as_of)
    assert score.score == pytest.approx(then.score, rel=0, abs=TOLERANCE)
    assert sum(each["value"] for each in score.reasons) == pytest.approx(score.score, rel=0, abs=TOLERANCE)
    contact.refresh_from_db()
    last = ScoreChange.objects.filter(contact=contact).order_by("as_of", "id").last()
    shown = {name: getattr(contact, name) for name in COLUMNS}
    assert shown == {name: getattr(score, name) for name in COLUMNS}
    if last is not None:
        assert shown == {name: getattr(last, name) for name in COLUMNS}
    now = reference(rules, contact, at)
    settled = seen_of(now) == seen_of(reference(rules, contact, at - SECOND))
    if settled and not near_a_threshold(rules, now.score) and not near_a_threshold(rules, score.score):
        assert shown == {name: getattr(now, name) for name in COLUMNS}


@pytest.mark.parametrize("is_in_bulk", [False, True])
def test_scores_are_current_after_every_step(monkeypatch: pytest.MonkeyPatch, is_in_bulk: bool) -> None:
    seen: Counter[str] = Counter()

    @few
    @given(
        story=stories(),
        learned=st.lists(facts, max_size=3),
        waits=st.lists(ages.map(abs), max_size=3),
        revised=st.lists(st.lists(st.integers(0, 99), max_size=3), min_size=3, max_size=3),
        machines=st.sets(st.integers(0, 9), max_size=3),
    )
    def stays_current(
        story: Story,
        learned: list[tuple[dict[str, object], timedelta]],
        waits: list[timedelta],
        revised: list[list[int]],
        machines: set[int],
    ) -> None:
        with transaction.atomic():
            monkeypatch.setattr(_models, "parsed", lambda text: story.model)
            live_model()
            play(story, learned, waits, revised, machines)
            transaction.set_rollback(True)

    def play(
        story: Story,
        learned: list[tuple[dict[str, object], timedelta]],
        waits: list[timedelta],
        revised: list[list[int]],
        machines: set[int],
    ) -> None:
        first = story.steps[0][1]
        ann, ben = (
            lifecycle.add_contact(attributes={**told, "phone": "1"}, source=source(), by=None, at=first)
            for told in (story.attributes, {})
        )
        for number, (events, at) in enumerate(story.steps):
            taken = [
                NewEvent(
                    ann.id,
                    each.name,
                    each.occurred_at,
                    in_json(each.properties),
                    taken_for="crawler" if place in machines else "",
                )
                for place, each in enumerate(events)
            ]
            seen["machines"] += sum(bool(each.taken_for) for each in taken)
            if is_in_bulk:
                capture.store(source=source(), events=taken, at=at)
            else:
                lifecycle.record(source=source(), events=taken, at=at)
                seen["at once"] += Contact.objects.filter(id=ann.id, rescore_at__gt=at).count()
            for attributes, ago in learned[number : number + 1]:
                identify.learn(contact=ben, attributes=attributes, source=source(), occurred_at=at - ago, at=at)
            all_caught_up(at)
            assert_current(story.model, ann, at)
            assert_current(story.model, ben, at)
            for picked in revised[number : number + 1]:
                seen["revised"] += revise_some(ann, picked, at)
                all_caught_up(at)
                assert_current(story.model, ann, at)
        for wait in waits:
            at += wait
            seen["by time"] += all_caught_up(at)
            assert_current(story.model, ann, at)
            assert_current(story.model, ben, at)
        assert lifecycle.rebuild(contact_ids=[ann.id, ben.id], at=at) == []

    stays_current()
    assert seen["by time"]
    assert seen["machines"]
    assert seen["revised"]
    assert is_in_bulk or seen["at once"]


def in_json(properties: Mapping[str, object]) -> dict[str, object]:
    """JSON knows no NaN."""
    return {name: value for name, value in properties.items() if value == value}


def all_caught_up(at: datetime) -> int:
    done = 0
    while some := lifecycle.catch_up(at=at, limit=10):
        done += some
        assert done < 100
    return done
