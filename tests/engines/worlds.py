"""Random scoring models with leads and events that are hard to agree on, and the reference engine's answers."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from reif.engines import stream
from reif.engines.result import Result
from reif.rules.conditions import OPERATORS, TEXT_OPERATORS, AllOf, AnyOf, Comparison, Condition, Not
from reif.rules.scoring_model import (
    AttributeRule,
    BehaviourRule,
    Engagement,
    EventRule,
    Exclusion,
    Fit,
    InactivityRule,
    Label,
    RegularityRule,
    ScoringModel,
)
from reif.rules.values import BLANKS, fold, is_missing, number_of

_Rule = TypeVar("_Rule", AttributeRule, BehaviourRule, Exclusion)

MICROSECOND, DAY, WEEK = timedelta(microseconds=1), timedelta(days=1), timedelta(weeks=1)

ATTRIBUTES = ("budget", "Budget", 'größe/~ "m²"')
PROPERTIES = ("path", "Path", "o'clock/~", "event")
EVENT_NAMES = ("Page Viewed", "page viewed", "Form Submitted", "Besuch: Messe, Halle 3")
LEAD_IDS = ("007", "7", "L 1", "ä;b", "é")
NUMBERS_IN_TEXT = ("10", " 3.5 ", "1e3", ".5", "5.", "-7", "007", "+7", "1.50", "-0", "10.0", "\u00a010\u00a0")
NOT_NUMBERS = ("1,000", "inf", "NaN", "1e400", "1_000", "0x1F", "٣", "1e", ".", "5\u2028", "12d", "--1")
WORDS = (
    *("vp", "VP", " Vp\u00a0", "\tvp\n", "Straße", "STRASSE", "straße", "ΟΔΟΣ", "οδοσ", "οδος", "İstanbul", "istanbul"),
    *(
        "true",
        "FALSE",
        "null",
        "/pricing/a",
        "/Pricing",
        'a"b',
        "a;b,c",
        "two\nlines",
        "50%",
        "a_b",
        "💶",
        "\u1e9e",
        "ß",
    ),
)
BLANK = ("", " ", "\u00a0\t")
NUMBERS = (10, 10.0, 2.5, 3.5, -7, 0, -0.0, 1000, 0.5, 0.0001, 123456789012345, 1e14, 7.25)

texts = st.one_of(st.sampled_from(NUMBERS_IN_TEXT), st.sampled_from(NOT_NUMBERS), st.sampled_from(WORDS))
literals = st.one_of(texts, st.sampled_from([float(each) for each in NUMBERS]), st.booleans())
values = st.one_of(texts, st.sampled_from(NUMBERS), st.booleans(), st.sampled_from((None, math.nan, *BLANK)))


@dataclass(frozen=True)
class Row:
    """An event as it comes in: `time` None stands for a time that cannot be read."""

    lead_id: str
    event: str
    time: datetime | None
    properties: dict[str, object]
    message_id: str | None


@dataclass(frozen=True)
class World:
    """A model, what it is to score, and as of when: one instant, or one per lead under `at`."""

    model: ScoringModel
    leads: tuple[tuple[str, dict[str, object]], ...]
    events: tuple[Row, ...]
    at: datetime
    each_at: dict[str, datetime] | None

    def at_of(self, lead_id: str) -> datetime:
        return self.at if self.each_at is None else self.each_at[lead_id]

    def first_leads(self) -> dict[str, dict[str, object]]:
        """Of leads with one id the first."""
        return dict(reversed(self.leads))

    def usable_events(self) -> Iterator[Row]:
        known, seen = self.first_leads(), set()
        for row in self.events:
            if row.time is None or row.lead_id not in known:
                continue
            if row.message_id and row.message_id.strip(BLANKS):
                if row.message_id in seen:
                    continue
                seen.add(row.message_id)
            yield row

    def answers(self) -> dict[str, Result]:
        """What the reference engine says, in the order of the leads."""
        histories: dict[str, list[stream.Event]] = {}
        for row in self.usable_events():
            assert row.time is not None
            histories.setdefault(row.lead_id, []).append(stream.Event(row.event, row.time, row.properties))
        order = dict.fromkeys(lead_id for lead_id, _ in self.leads)
        known = self.first_leads()
        return {
            lead_id: stream.evaluate(self.model, known[lead_id], histories.get(lead_id, ()), self.at_of(lead_id))
            for lead_id in order
        }


def conditions(fields: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    names = st.sampled_from(fields)
    numbers = st.sampled_from([float(each) for each in NUMBERS])
    comparisons = st.one_of(
        st.builds(Comparison, names, st.just("equals"), literals),
        st.builds(Comparison, names, st.just("in"), st.lists(literals, min_size=1, max_size=4).map(tuple)),
        st.builds(
            Comparison, names, st.sampled_from(TEXT_OPERATORS), st.one_of(texts, texts.map(lambda text: text[:2]))
        ),
        st.builds(Comparison, names, st.sampled_from(("gt", "gte", "lt", "lte")), numbers),
        st.builds(Comparison, names, st.just("exists"), st.booleans()),
    )
    found = comparisons
    for _ in range(2):
        several = st.lists(found, min_size=1, max_size=3).map(tuple)
        found = comparisons | st.builds(AllOf, several) | st.builds(AnyOf, several) | st.builds(Not, found)
    return found


attribute_conditions, property_conditions = conditions(ATTRIBUTES), conditions(PROPERTIES)
points = st.sampled_from((-20.0, -7.5, -1.0, 0.1, 2.0, 5.0, 12.5, 40.0))
durations = st.sampled_from(
    (timedelta(hours=1), timedelta(hours=36), DAY, WEEK, timedelta(days=30), timedelta(days=200))
)
names = st.lists(st.sampled_from(EVENT_NAMES), min_size=1, max_size=4, unique=True).map(tuple)
optional_names = st.one_of(st.just(()), names)
label = st.just(Label({"en": "A rule", "de": "Eine Regel"}))


no_id = st.just("")
attribute_rules = st.builds(AttributeRule, no_id, label, points, attribute_conditions)
exclusions = st.builds(Exclusion, no_id, label, attribute_conditions)
event_rules = st.builds(
    EventRule,
    no_id,
    label,
    points,
    names,
    st.none() | st.none() | property_conditions,
    st.none() | durations,
    st.sampled_from((None, None, "day", "lead")),
    st.none() | durations,
    st.sampled_from((0.05, None, 0.05, 1.0, 15.0)),
)
inactivity_rules = st.builds(InactivityRule, no_id, label, points, durations, optional_names)
weeks = st.tuples(st.integers(1, 3), st.integers(0, 4) | st.just(49))
regularity_rules = st.builds(
    lambda given, least_and_more, events: RegularityRule(
        "", Label({"": "Regular"}), given, least_and_more[0], sum(least_and_more), events
    ),
    *(points, weeks, optional_names),
)
behaviour_rules = event_rules | event_rules | inactivity_rules | regularity_rules


@st.composite
def models(draw: st.DrawFn) -> ScoringModel:
    rules = st.lists(behaviour_rules, min_size=draw(st.sampled_from((3, 1, 0))), max_size=5)
    low, high = draw(st.sampled_from(((0.0, 100.0), (0.0, 50.0), (-30.0, 25.0), (0.0, 0.0), (-10.0, -5.0))))
    return ScoringModel(
        name="random",
        base=draw(st.sampled_from((0.0, 0.0, 10.0, -5.5, 60.0))),
        fit=Fit(low, high, _numbered("fit_rule", draw(st.lists(attribute_rules, max_size=3)))),
        engagement=Engagement(low, 60.0, _numbered("engagement_rule", draw(rules))),
        exclude=_numbered("exclude_rule", draw(st.lists(exclusions, max_size=1))),
        levels=draw(st.sampled_from(((25.0, 50.0, 75.0), (5.0, 10.0, 90.0)))),
        warm=draw(st.sampled_from((40.0, 10.0))),
        hot=draw(st.sampled_from((70.0, 45.0))),
        grades=draw(st.sampled_from(((0.75, 0.5, 0.25), (1.0, 0.4, 0.1)))),
        calibration=draw(st.sampled_from(((), ((20.0, 0.25),), ((0.0, 0.01), (50.0, 0.2), (90.0, 0.9))))),
    )


def _numbered(name: str, rules: list[_Rule]) -> tuple[_Rule, ...]:
    return tuple(replace(rule, id=f"{name}_{number}") for number, rule in enumerate(rules))


INSTANTS = (
    datetime(2024, 2, 29, 12, tzinfo=UTC),
    datetime(2024, 3, 1, tzinfo=UTC),
    datetime(2023, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2000, 2, 29, 0, 0, 0, 1, tzinfo=UTC),
    datetime(1970, 1, 4, tzinfo=UTC),
)
AGES = (
    *(timedelta(0), MICROSECOND, DAY, DAY - MICROSECOND, DAY + MICROSECOND, WEEK, WEEK - MICROSECOND, 2 * WEEK),
    *(timedelta(hours=1), timedelta(hours=36), timedelta(days=30), timedelta(days=200), 49 * WEEK, -MICROSECOND, -DAY),
)
ages = st.one_of(st.sampled_from(AGES), st.timedeltas(timedelta(0), timedelta(days=60)))


random_instants = st.integers(0, 45 * 365 * 86_400).map(
    lambda seconds: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    at = draw(st.sampled_from(INSTANTS) | random_instants)
    attributes = st.dictionaries(st.sampled_from(ATTRIBUTES), values, min_size=1)
    leads = draw(st.lists(st.tuples(st.sampled_from(LEAD_IDS), attributes), min_size=1, max_size=6))
    each_at = draw(st.none() | st.fixed_dictionaries({lead_id: ages.map(lambda age: at - age) for lead_id in LEAD_IDS}))
    times = st.one_of(ages.map(lambda age: at - age), ages.map(lambda age: _midnight(at) - age), st.none())
    known = tuple(lead_id for lead_id, _ in leads)
    rows = st.builds(
        Row,
        st.sampled_from((*known, *known, *known, *LEAD_IDS, "nobody")),
        st.sampled_from(EVENT_NAMES),
        times,
        st.dictionaries(st.sampled_from(PROPERTIES), values, min_size=1, max_size=3),
        st.sampled_from((None, None, None, "", "m1", "m2", "m3")),
    )
    events = draw(st.lists(rows, min_size=draw(st.sampled_from((4, 12, 0))), max_size=25))
    again = draw(st.lists(st.sampled_from(events), max_size=2)) if events else []
    return World(draw(models()), tuple(leads), tuple(events + again), at, each_at)


def hard_cases(world: World) -> set[str]:
    """Which of the hard cases that a generator must reach this world really holds."""
    return {name for name, occurs in _CASES.items() if occurs(world)}


def _midnight(instant: datetime) -> datetime:
    return instant.replace(hour=0, minute=0, second=0, microsecond=0)


def _looked_at(world: World) -> list[object]:
    """The values that the model's conditions meet."""
    attributes, properties = world.model.attribute_fields(), world.model.property_fields()
    found = [lead.get(field) for lead in world.first_leads().values() for field in attributes]
    return found + [row.properties.get(field) for row in world.usable_events() for field in properties]


def _columns(world: World) -> list[list[object]]:
    attributes = [
        [lead.get(field) for lead in world.first_leads().values()] for field in world.model.attribute_fields()
    ]
    properties = world.model.property_fields()
    return attributes + [[row.properties.get(field) for row in world.usable_events()] for field in properties]


def _ages(world: World) -> list[timedelta]:
    return [world.at_of(row.lead_id) - row.time for row in world.usable_events() if row.time is not None]


def _ties(world: World) -> bool:
    keys = [(row.lead_id, row.event, row.time) for row in world.usable_events()]
    return len(set(keys)) < len(keys)


def _is_capped(world: World) -> bool:
    caps = {rule.id: rule.max_points for rule in world.model.engagement.rules if isinstance(rule, EventRule)}
    given = [each for result in world.answers().values() for each in result.contributions]
    return any(caps.get(each.rule) is not None and abs(each.value) == caps[each.rule] for each in given)


_CASES = {
    "a missing value": lambda world: any(is_missing(value) for value in _looked_at(world)),
    "a late event": lambda world: any(age < timedelta(0) for age in _ages(world)),
    "a tie at one instant": _ties,
    "negative points": lambda world: any(
        each.value < 0 for result in world.answers().values() for each in result.contributions if "rule" in each.rule
    ),
    "a cap that bounds": _is_capped,
    "a day border": lambda world: any(
        row.time is not None
        and (row.time == _midnight(row.time) or row.time + MICROSECOND == _midnight(row.time + DAY))
        for row in world.usable_events()
    ),
    "a week border": lambda world: any(age > timedelta(0) and age % WEEK == timedelta(0) for age in _ages(world)),
    "a leap day": lambda world: any(
        row.time is not None and (row.time.month, row.time.day) == (2, 29) for row in world.usable_events()
    ),
    "text that looks like a number": lambda world: any(
        isinstance(value, str) and number_of(value) is not None for value in _looked_at(world)
    ),
    "Unicode case": lambda world: any(
        isinstance(value, str) and not value.isascii() and fold(value) != value.strip(BLANKS)
        for value in _looked_at(world)
    ),
    "white space around": lambda world: any(
        isinstance(value, str) and value != value.strip(BLANKS) != "" for value in _looked_at(world)
    ),
    "a boolean": lambda world: any(isinstance(value, bool) for value in _looked_at(world)),
    "a column of mixed types": lambda world: any(
        len({type(value) for value in column if value is not None}) > 1 for column in _columns(world)
    ),
    "an exclusion that holds": lambda world: any(result.excluded for result in world.answers().values()),
    "a repeated message": lambda world: (
        len({row.message_id for row in world.events if row.message_id})
        < len([row.message_id for row in world.events if row.message_id])
    ),
    "each lead's own time": lambda world: world.each_at is not None,
}
HARD_CASES = frozenset(_CASES)
assert {"equals", "in", "exists", *TEXT_OPERATORS} < set(OPERATORS)
