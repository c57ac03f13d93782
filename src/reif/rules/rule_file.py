"""The rules of a model file: who the lead is, what it does, and who is never a target."""

import re
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from reif.rules.condition_file import condition
from reif.rules.durations import ACCEPTED, parse_duration
from reif.rules.places import Place, items, mapping, number, open_mapping, text, whole_number
from reif.rules.scoring_model import (
    RESERVED_IDS,
    AttributeRule,
    BehaviourRule,
    EventRule,
    Exclusion,
    InactivityRule,
    Label,
    RegularityRule,
)
from reif.rules.yaml_nodes import Mapping, Scalar, Sequence

_HEAD = ("id", "label", "points")
_EVENT_KEYS = (*_HEAD, "event", "where", "half_life", "once_per", "within", "max_points")
_INACTIVITY_KEYS = (*_HEAD, "inactive_for", "event")
_REGULARITY_KEYS = (*_HEAD, "active_weeks", "event")
_MOST_WEEKS = 52

_ID = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SOMETHING = timedelta(days=1)


def rule_places(place: Place | None) -> list[Place]:
    """The rules of a list; the key of each has its id or, without one, its position from 1."""
    return [_named(place, each) for each in items(place, "a list of rules")] if place else []


def reject_repeated_ids(places: list[Place]) -> None:
    """Each id belongs to one rule of the file; the first in the file keeps it."""
    lines: dict[str, int] = {}
    for place in sorted(places, key=lambda place: place.node.line):
        id_ = _id_node(place)
        if id_ is None:
            continue
        if id_.written in lines:
            where = f"taken by the rule in line {lines[id_.written]}"
            place.findings.add(id_.line, place.member("id"), f'"{id_.written}" is {where}; expected another id')
        lines.setdefault(id_.written, id_.line)


def attribute_rule(place: Place) -> AttributeRule:
    """A rule of fit."""
    keys = (*_HEAD, "when")
    members = mapping(place, "a rule of fit", keys, keys) or {}
    id_, label, points = _head(members)
    return AttributeRule(id_, label, points, condition(members.get("when")))


def exclusion(place: Place) -> Exclusion:
    """A rule of exclude: it has no points."""
    keys = ("id", "label", "when")
    members = mapping(place, "a rule of exclude", keys, keys) or {}
    return Exclusion(_id(members.get("id")), _label(members.get("label")), condition(members.get("when")))


def behaviour_rule(place: Place) -> BehaviourRule:
    """A rule of engagement: its kind is told by inactive_for, by active_weeks or else by event."""
    given = _given_keys(place)
    if "inactive_for" in given:
        return _inactivity_rule(place)
    return _regularity_rule(place) if "active_weeks" in given else _event_rule(place)


def _event_rule(place: Place) -> EventRule:
    members = mapping(place, "an event rule of engagement", _EVENT_KEYS, (*_HEAD, "event")) or {}
    id_, label, points = _head(members)
    return EventRule(
        id_,
        label,
        points,
        events=_event_names(members.get("event")),
        where=condition(members["where"]) if "where" in members else None,
        half_life=_duration(members["half_life"]) if "half_life" in members else None,
        once_per=_once_per(members.get("once_per")),
        within=_duration(members["within"]) if "within" in members else None,
        max_points=_max_points(members["max_points"]) if "max_points" in members else None,
    )


def _inactivity_rule(place: Place) -> InactivityRule:
    keys = tuple(key for key in _INACTIVITY_KEYS if key != "event")
    members = mapping(place, "an inactivity rule", _INACTIVITY_KEYS, keys) or {}
    id_, label, points = _head(members)
    return InactivityRule(id_, label, points, _duration(members["inactive_for"]), _event_names(members.get("event")))


def _regularity_rule(place: Place) -> RegularityRule:
    keys = tuple(key for key in _REGULARITY_KEYS if key != "event")
    members = mapping(place, "a regularity rule", _REGULARITY_KEYS, keys) or {}
    id_, label, points = _head(members)
    weeks = mapping(members["active_weeks"], "active_weeks", ("at_least", "of"), ("at_least", "of")) or {}
    of = whole_number(weeks.get("of"), _MOST_WEEKS, 1, _MOST_WEEKS)
    at_least = whole_number(weeks.get("at_least"), 1, 1, of)
    return RegularityRule(id_, label, points, at_least, of, _event_names(members.get("event")))


def _head(members: dict[str, Place]) -> tuple[str, Label, float]:
    return (_id(members.get("id")), _label(members.get("label")), number(members.get("points"), 0.0))


def _id(place: Place | None) -> str:
    what = "an id of lower-case letters a-z, digits and _"
    value = text(place, what=what)
    if place is None or not value:
        return value
    if not _ID.fullmatch(value):
        place.expected(what)
    elif value in RESERVED_IDS:
        place.reject(f'"{value}" is taken by the score itself; expected another id than {", ".join(RESERVED_IDS)}')
    return value


def _label(place: Place | None) -> Label:
    what = "a text or a text per language such as {en: Decision maker, de: Entscheider}"
    if place is None or not isinstance(place.node, Mapping):
        return Label({"": text(place, what=what)})
    texts = open_mapping(place, what) or {}
    if not place.node.pairs:
        place.reject(f"expected {what}, found an empty mapping")
    for language, each in texts.items():
        if not _LANGUAGE.fullmatch(language):
            each.reject("expected a language code as key, such as en, de or pt-BR")
    return Label({language: text(each) for language, each in texts.items()})


def _event_names(place: Place | None) -> tuple[str, ...]:
    if place is None:
        return ()
    what = "the name of an event or a list of names"
    if not isinstance(place.node, Sequence):
        return (text(place, what=what),)
    if not place.node.items:
        place.expected(what)
    return tuple(dict.fromkeys(text(each, what="the name of an event") for each in items(place, what)))


def _duration(place: Place) -> timedelta:
    written = place.node.value if isinstance(place.node, Scalar) else None
    duration = parse_duration(written) if isinstance(written, str) else None
    if duration is None:
        place.expected(ACCEPTED)
    return duration or _SOMETHING


def _once_per(place: Place | None) -> Literal["day", "lead"] | None:
    match place.node if place else None:
        case None | Scalar(value="none"):
            return None
        case Scalar(value="day"):
            return "day"
        case Scalar(value="lead"):
            return "lead"
    assert place is not None
    place.expected("none, day or lead")
    return None


def _max_points(place: Place) -> float:
    return number(place, 1.0, "a finite number above 0", lambda value: value > 0)


def _named(parent: Place, place: Place) -> Place:
    id_ = _id_node(place)
    return place if id_ is None else replace(place, key=f"{parent.key}[{id_.written}]")


def _id_node(place: Place) -> Scalar | None:
    """The first id that the rule gives itself, if it is a valid one."""
    if not isinstance(place.node, Mapping):
        return None
    for key, value in place.node.pairs:
        if isinstance(key, Scalar) and key.value == "id" and isinstance(value, Scalar):
            return value if isinstance(value.value, str) and _ID.fullmatch(value.value) else None
    return None


def _given_keys(place: Place) -> set[str]:
    pairs = place.node.pairs if isinstance(place.node, Mapping) else ()
    return {key.value for key, _ in pairs if isinstance(key, Scalar) and isinstance(key.value, str)}
