"""The scoring model as data: what a model file of format 1 says, checked and complete."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, TypeAlias

from reif.rules.conditions import Condition, fields

RESERVED_IDS = ("base", "fit_bound", "engagement_bound", "score_bound")


@dataclass(frozen=True, slots=True)
class Label:
    """A text for people: one for all languages (key "") or one per language code."""

    texts: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """The text in the language, else in English, else the first there is."""
        return self.texts.get(language) or self.texts.get("en") or next(iter(self.texts.values()))


@dataclass(frozen=True, slots=True)
class AttributeRule:
    """`when`: points if the condition holds for the lead's attributes."""

    id: str
    label: Label
    points: float
    when: Condition


@dataclass(frozen=True, slots=True)
class EventRule:
    """`event`: points for each matching event, decayed, thinned out and bounded as the rule says."""

    id: str
    label: Label
    points: float
    events: tuple[str, ...]
    where: Condition | None = None
    half_life: timedelta | None = None
    once_per: Literal["day", "lead"] | None = None
    within: timedelta | None = None
    max_points: float | None = None


@dataclass(frozen=True, slots=True)
class InactivityRule:
    """`inactive_for`: points if the newest event (of the names; empty: any) is at least so old."""

    id: str
    label: Label
    points: float
    inactive_for: timedelta
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegularityRule:
    """`active_weeks`: points if at least `at_least` of the last `of` weeks hold an event (of the names; empty: any)."""

    id: str
    label: Label
    points: float
    at_least: int
    of: int
    events: tuple[str, ...] = ()


BehaviourRule: TypeAlias = EventRule | InactivityRule | RegularityRule


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`exclude`: a lead for which the condition holds is never a target."""

    id: str
    label: Label
    when: Condition


@dataclass(frozen=True, slots=True)
class Fit:
    """Explicit criteria: who the lead is. `min` and `max` bound the sum."""

    min: float = 0.0
    max: float = 100.0
    rules: tuple[AttributeRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Engagement:
    """Implicit criteria: what the lead does. `min` and `max` bound the sum."""

    min: float = 0.0
    max: float = 100.0
    rules: tuple[BehaviourRule, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoringModel:
    """Everything that decides a score. Defaults are those of format 1."""

    name: str
    base: float = 0.0
    fit: Fit = Fit()
    engagement: Engagement = Engagement()
    exclude: tuple[Exclusion, ...] = ()
    levels: tuple[float, float, float] = (25.0, 50.0, 75.0)
    warm: float = 40.0
    hot: float = 70.0
    grades: tuple[float, float, float] = (0.75, 0.5, 0.25)
    calibration: tuple[tuple[float, float], ...] = ()

    def attribute_fields(self) -> tuple[str, ...]:
        """The attributes the model looks at, each once, in the order of the file."""
        conditions = [exclusion.when for exclusion in self.exclude] + [rule.when for rule in self.fit.rules]
        return _distinct(name for condition in conditions for name in fields(condition))

    def property_fields(self) -> tuple[str, ...]:
        """The event properties the model looks at, each once, in the order of the file."""
        conditions = (rule.where for rule in self.engagement.rules if isinstance(rule, EventRule))
        return _distinct(name for condition in conditions if condition for name in fields(condition))


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
