"""A lead's score kept up to date: one more event costs the same however long the history is.

A standing is what a lead's events amount to for one model as of an instant. New events, late ones too, are added to it;
it answers for that instant and every later one. It gives what `reif.engines.stream` gives.
"""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from reif.engines.instants import instant_of, micros_of
from reif.engines.result import Contribution, Result
from reif.engines.rule_state import RuleState
from reif.engines.rule_states import empty_state, state_of
from reif.engines.stream import Event, excluded, exclusion_of, summed
from reif.engines.tally import NeedsHistory
from reif.rules.conditions import holds
from reif.rules.scoring_model import BehaviourRule, EventRule, ScoringModel

__all__ = [
    "NeedsHistory",
    "Seen",
    "Standing",
    "absorb",
    "engagement_contributions",
    "follow",
    "restored",
    "result",
    "seen",
    "start",
    "start_with",
]

FORM = 1
Seen: TypeAlias = tuple[int, list[str]]
"""When an event happened, and the rules that count it."""
COMING_KEPT = 256
"""How many events of the future are kept one by one."""


@dataclass(slots=True)
class Standing:
    """Right from `at` (microseconds since 1970) on. `coming`: events after it, each with the rules it counts for.

    `unlisted_from`: when the first event happens that is too far off to be listed there.
    """

    at: int
    states: dict[str, RuleState]
    coming: list[tuple[int, list[str]]] = field(default_factory=list)
    unlisted_from: int | None = None
    is_bounded: bool = True

    def to_json(self) -> dict[str, Any]:
        """What `restored` takes."""
        return {
            "form": FORM,
            "at": self.at,
            "rules": {name: state.to_json() for name, state in self.states.items()},
            "coming": [list(each) for each in self.coming],
            "unlisted_from": self.unlisted_from,
        }

    def next_event(self) -> int | None:
        """When the next known event of the future happens."""
        return self.coming[0][0] if self.coming else self.unlisted_from

    def move_to(self, at: int) -> None:
        """Let time pass. Raises NeedsHistory; the standing is of no use then. ValueError for an earlier instant."""
        if at < self.at:
            raise ValueError("a standing does not go back in time")
        if self.unlisted_from is not None and self.unlisted_from <= at:
            raise NeedsHistory
        self.at = at
        while self.coming and self.coming[0][0] <= at:
            t, names = self.coming.pop(0)
            self._add(t, names)
        for state in self.states.values():
            state.prune(at)

    def add(self, t: int, names: list[str]) -> None:
        """An event that these rules count. Raises NeedsHistory; the standing is of no use then."""
        if t <= self.at:
            self._add(t, names)
            return
        insort(self.coming, (t, names))
        while (self.is_bounded and len(self.coming) > COMING_KEPT) or self._is_unlisted(self.coming[-1][0]):
            farthest, _ = self.coming.pop()
            self.unlisted_from = min(farthest, self.unlisted_from or farthest)
            if not self.coming:
                return

    def add_all(self, told: Iterable[Seen]) -> None:
        """The same of many events: those that a rule counts are given to it together, in their order."""
        times: dict[str, list[int]] = {}
        for t, names in told:
            if t > self.at:
                self.add(t, names)
                continue
            for name in names:
                times.setdefault(name, []).append(t)
        for name, counted in times.items():
            state = self.states[name]
            add, reach = state.add, state.reach
            for t in counted:
                if reach is None or self.at - t <= reach:
                    add(t)

    def _is_unlisted(self, t: int) -> bool:
        return self.unlisted_from is not None and t >= self.unlisted_from

    def _add(self, t: int, names: list[str]) -> None:
        for state in map(self.states.__getitem__, names):
            if state.reach is None or self.at - t <= state.reach:
                state.add(t)


def start(model: ScoringModel, events: Iterable[Event], at: datetime, *, is_bounded: bool = True) -> Standing:
    """The standing as of `at` (aware) of a lead with these events, which are distinct; later ones are kept apart.

    Unbounded it grows with what happened, and knows all of it: as long as it is not stored it needs no history.
    """
    return start_with(model, seen(model, events), at, is_bounded=is_bounded)


def start_with(model: ScoringModel, told: Iterable[Seen], at: datetime, *, is_bounded: bool = True) -> Standing:
    """The same of events that the rules have looked at before."""
    states = {rule.id: empty_state(rule, is_bounded=is_bounded) for rule in model.engagement.rules}
    standing = Standing(micros_of(at), states, is_bounded=is_bounded)
    standing.add_all(sorted(told))
    standing.move_to(standing.at)
    return standing


def absorb(model: ScoringModel, standing: Standing, events: Iterable[Event], at: datetime) -> None:
    """Add events that the standing does not know yet, and let time pass to `at`.

    Raises NeedsHistory where it cannot tell; the standing is of no use then and must be started anew.
    """
    follow(standing, seen(model, events), at)


def follow(standing: Standing, told: Iterable[Seen], at: datetime) -> None:
    """The same of events that the rules have looked at before."""
    standing.move_to(micros_of(at))
    standing.add_all(told)
    standing.move_to(standing.at)


def result(
    model: ScoringModel,
    attributes: Mapping[str, object],
    standing: Standing,
    at: datetime,
    by_fit: Sequence[Contribution] | None = None,
) -> Result:
    """The score as of `at`, which is not before the standing's own instant; what reif.engines.stream says, within 1e-9.

    `by_fit`: what `stream.fit_contributions` says of these attributes, if it is at hand. Raises NeedsHistory.
    The standing stays as it is.
    """
    exclusion = exclusion_of(model, attributes)
    if exclusion is not None:
        return excluded(exclusion)
    return summed(model, attributes, engagement_contributions(model, standing, at), by_fit)


def engagement_contributions(model: ScoringModel, standing: Standing, at: datetime) -> list[Contribution]:
    """What the engagement rules give as of `at`, as in `result`, in the order of the file. Raises NeedsHistory."""
    now = micros_of(at)
    if now < standing.at or ((known := standing.next_event()) is not None and known <= now):
        standing = deepcopy(standing)
        standing.move_to(now)
    return [_given(rule, standing, now) for rule in model.engagement.rules]


def restored(model: ScoringModel, kept: Mapping[str, Any]) -> Standing:
    """The standing that `to_json` gave. Raises NeedsHistory if it was kept for other rules or in another form."""
    rules = {rule.id: rule for rule in model.engagement.rules}
    if kept.get("form") != FORM or kept["rules"].keys() != rules.keys():
        raise NeedsHistory
    states = {name: state_of(rule, _copied(kept["rules"][name])) for name, rule in rules.items()}
    coming = [(t, list(names)) for t, names in kept["coming"]]
    return Standing(kept["at"], states, coming, kept["unlisted_from"])


def seen(model: ScoringModel, events: Iterable[Event]) -> Iterator[Seen]:
    """When each event happened, and the rules that look at it, worked out once for events that share properties."""
    by_name: dict[str, list[BehaviourRule]] = {}
    known: dict[
        tuple[str, int], tuple[Event, list[str]]
    ] = {}  # the event keeps its properties, so that ids stay theirs
    for event in events:
        key = event.name, id(event.properties)
        if key not in known:
            if event.name not in by_name:
                rules = model.engagement.rules
                by_name[event.name] = [rule for rule in rules if not rule.events or event.name in rule.events]
            known[key] = event, [rule.id for rule in by_name[event.name] if _fits(rule, event)]
        yield micros_of(event.occurred_at), known[key][1]


def _given(rule: BehaviourRule, standing: Standing, at: int) -> Contribution:
    value, events, newest = standing.states[rule.id].given(at)
    return Contribution(rule.id, rule.label, value, events, None if newest is None else instant_of(newest))


def _fits(rule: BehaviourRule, event: Event) -> bool:
    return not isinstance(rule, EventRule) or rule.where is None or holds(rule.where, event.properties)


def _copied(kept: Any) -> Any:
    return [_copied(each) for each in kept] if isinstance(kept, list) else kept
