"""What becomes known of a lead step by step, and when two results say the same."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st

from reif.engines import stream
from reif.engines.result import Contribution, Result
from reif.rules.scoring_model import ScoringModel
from tests.engines.worlds import ATTRIBUTES, EVENT_NAMES, INSTANTS, PROPERTIES, ages, models, values

TOLERANCE = 1e-9
SEEN = ("points", "level", "temperature", "grade", "excluded")


@dataclass(frozen=True)
class Story:
    """A model, a lead, and what becomes known step by step: events (late ones, and ones of the future), and when."""

    model: ScoringModel
    attributes: dict[str, object]
    steps: tuple[tuple[tuple[stream.Event, ...], datetime], ...]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    last = draw(st.sampled_from(INSTANTS))
    gaps = draw(st.lists(ages.map(abs), min_size=1, max_size=4))
    instants = sorted(last - sum(gaps[:count], timedelta(0)) for count in range(len(gaps) + 1))
    events = st.builds(
        stream.Event,
        st.sampled_from(EVENT_NAMES),
        st.one_of(ages.map(lambda age: last - age), st.sampled_from(instants)),
        st.dictionaries(st.sampled_from(PROPERTIES), values, max_size=2),
        st.none(),  # events that have no id are distinct
    )
    told = [draw(st.lists(events, max_size=12)) for _ in instants]
    attributes = draw(st.dictionaries(st.sampled_from(ATTRIBUTES), values))
    return Story(draw(models()), attributes, tuple((tuple(new), at) for new, at in zip(told, instants, strict=True)))


def assert_same(model: ScoringModel, found: Result, expected: Result) -> None:
    assert found.score == pytest.approx(expected.score, rel=0, abs=TOLERANCE)
    assert found.fit == expected.fit
    assert found.engagement == pytest.approx(expected.engagement, rel=0, abs=TOLERANCE)
    assert found.excluded == expected.excluded
    if not near_a_threshold(model, expected.score):
        assert seen_of(found) == seen_of(expected)
    one, other = ({each.rule: each for each in given.contributions} for given in (found, expected))
    for rule in one | other:
        mine, theirs = (side.get(rule, Contribution(rule, each.label, 0.0)) for side, each in pairs(one, other, rule))
        assert mine.value == pytest.approx(theirs.value, rel=0, abs=TOLERANCE), rule
        if abs(theirs.value) > TOLERANCE:
            assert (mine.events, mine.last_at) == (theirs.events, theirs.last_at), rule


def pairs(
    one: dict[str, Contribution], other: dict[str, Contribution], rule: str
) -> tuple[tuple[dict[str, Contribution], Contribution], ...]:
    there = one.get(rule) or other[rule]
    return (one, there), (other, there)


def near_a_threshold(model: ScoringModel, score: float) -> bool:
    thresholds = (*model.levels, model.warm, model.hot, math.floor(score) + 0.5)
    return any(abs(score - each) <= TOLERANCE for each in thresholds)


def seen_of(result: Result) -> tuple[object, ...]:
    return tuple(getattr(result, name) for name in SEEN)
