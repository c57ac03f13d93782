"""The state of each rule, made empty or out of what was kept."""

from typing import Any

from reif.engines.event_states import Counted, Daily, Newest, Windowed, micros
from reif.engines.instants import WEEK_MICROS
from reif.engines.rhythm_states import Inactive, Regular
from reif.engines.rule_state import RuleState
from reif.engines.tally import Days, Total, Window
from reif.rules.scoring_model import BehaviourRule, EventRule, InactivityRule, RegularityRule


def empty_state(rule: BehaviourRule, *, is_bounded: bool) -> RuleState:
    """The state of a rule for a lead without events. Unbounded it keeps every instant that still counts."""
    state = state_of(rule)
    match state:
        case Daily():
            state.days.is_bounded = is_bounded
        case Windowed() | Regular():
            state.window.is_bounded = is_bounded
    return state


def state_of(rule: BehaviourRule, kept: Any = None) -> RuleState:
    """The state of a rule, as `to_json` gave it; None: of a lead without events."""
    match rule:
        case InactivityRule():
            return Inactive(rule, *(kept or ()))
        case RegularityRule():
            return _regular(rule, kept)
        case EventRule(once_per="lead"):
            return Newest(rule, kept)
    half_life, within = micros(rule.half_life), micros(rule.within)
    if rule.once_per == "day":
        empty = Days(half_life, within, Total(half_life))
        return Daily(rule, empty if kept is None else Days.from_json(half_life, within, kept))
    if within is not None:
        return Windowed(rule, _window(half_life, within, kept))
    return Counted(rule, Total(half_life) if kept is None else Total.from_json(half_life, kept))


def _regular(rule: RegularityRule, kept: Any) -> Regular:
    window, pairs = kept or (None, ())
    weeks = {first // WEEK_MICROS: (first, last) for first, last in pairs}
    return Regular(rule, _window(None, rule.of * WEEK_MICROS - 1, window), weeks)


def _window(half_life: int | None, within: int, kept: Any) -> Window:
    return Window(half_life, within, Total(half_life)) if kept is None else Window.from_json(half_life, within, kept)
