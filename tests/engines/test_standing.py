"""What is kept up to date event by event is what the reference engine gives, whatever came when."""

import json
from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reif.engines import standing, stream, tally
from reif.engines.instants import micros_of
from reif.engines.next_change import next_change
from reif.engines.standing import NeedsHistory, Standing
from reif.rules.scoring_model import ScoringModel
from tests.engines.stories import Story, assert_same, near_a_threshold, seen_of, stories

SECOND = timedelta(seconds=1)
a_third = settings(max_examples=settings().max_examples // 3, deadline=None, suppress_health_check=list(HealthCheck))


def kept_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a dozen events pass the bounds."""
    monkeypatch.setattr(tally, "DAYS_KEPT", 2)
    monkeypatch.setattr(tally, "TIMES_KEPT", 1)
    monkeypatch.setattr(standing, "COMING_KEPT", 1)


@pytest.mark.parametrize("is_kept_small", [False, True])
def test_agrees_with_the_reference(monkeypatch: pytest.MonkeyPatch, is_kept_small: bool) -> None:
    if is_kept_small:
        kept_small(monkeypatch)
    seen: Counter[str] = Counter()

    @a_third
    @given(story=stories())
    def agrees(story: Story) -> None:
        known: list[stream.Event] = []
        kept: dict[str, object] | None = None
        for events, at in story.steps:
            known.extend(events)
            current = told(story.model, kept, events, known, at, seen)
            for later in (at, at + timedelta(hours=7), at + timedelta(days=40)):
                seen["asked"] += 1
                try:
                    found = standing.result(story.model, story.attributes, current, later)
                except NeedsHistory:
                    seen["asked in vain"] += 1
                    assert later > at
                    continue
                assert_same(story.model, found, stream.evaluate(story.model, story.attributes, known, later))
            kept = json.loads(json.dumps(current.to_json()))

    agrees()
    assert seen["absorbed"]
    assert ("history needed" in seen) is is_kept_small
    assert seen["asked in vain"] < seen["asked"] / 3


def told(
    model: ScoringModel,
    kept: dict[str, object] | None,
    events: tuple[stream.Event, ...],
    known: list[stream.Event],
    at: datetime,
    seen: Counter[str],
) -> Standing:
    """The standing with the events added, or begun anew where it must be."""
    if kept is not None:
        current = standing.restored(model, kept)
        try:
            standing.absorb(model, current, events, at)
        except NeedsHistory:
            seen["history needed"] += 1
        else:
            seen["absorbed"] += 1
            return current
    return standing.start(model, known, at)


@pytest.mark.parametrize("is_kept_small", [False, True])
def test_nothing_changes_before_the_next_change(monkeypatch: pytest.MonkeyPatch, is_kept_small: bool) -> None:
    if is_kept_small:
        kept_small(monkeypatch)
    seen: Counter[str] = Counter()

    @a_third
    @given(story=stories(), shares=st.lists(st.floats(0, 1), min_size=4, max_size=4))
    def holds(story: Story, shares: list[float]) -> None:
        [*_, (_, at)] = story.steps
        events = [event for new, _ in story.steps for event in new]
        current = standing.start(story.model, events, at)
        for _ in range(5):
            found = next_change(story.model, story.attributes, current, at)
            unchanged_until = (found or at + timedelta(days=800)) - SECOND
            now = stream.evaluate(story.model, story.attributes, events, at)
            for share in (*shares, 0.999999, 1.0):
                between = at + (unchanged_until - at) * share
                if between <= at:
                    continue
                then = stream.evaluate(story.model, story.attributes, events, between)
                if not any(near_a_threshold(story.model, each.score) for each in (now, then)):
                    assert seen_of(then) == seen_of(now), (at, between, found)
            if found is None:
                seen["never"] += 1
                return
            assert found > at
            changed = seen_of(stream.evaluate(story.model, story.attributes, events, found)) != seen_of(now)
            seen["changed" if changed else "an event" if micros_of(found) == current.next_event() else "early"] += 1
            at, current = found, standing.start(story.model, events, found)

    holds()
    assert seen["changed"] > seen["never"] / 10
    assert seen["early"] <= 3 + seen["changed"] / 10 or is_kept_small, seen
