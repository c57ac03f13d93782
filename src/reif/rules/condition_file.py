"""Conditions as a file writes them."""

import math

from reif.rules.conditions import (
    NUMBER_OPERATORS,
    OPERATORS,
    TEXT_OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Literal,
    Not,
)
from reif.rules.core_schema import Number
from reif.rules.places import Place, items, mapping, number, text
from reif.rules.yaml_nodes import Mapping, Scalar, Sequence

MAX_NESTING = 20
_JOINS = ("all", "any", "not")
_KEYS = ("field", *OPERATORS, *_JOINS)
_STAND_IN = Comparison("", "exists", True)


def condition(place: Place | None, nesting: int = 0) -> Condition:
    """The condition, or a stand-in where the place says none. A comparison has a nesting of 0."""
    if place is None:
        return _STAND_IN
    members = mapping(place, "a condition", _KEYS)
    if members is None:
        return _STAND_IN
    joins = [name for name in _JOINS if name in members]
    if not joins:
        return _comparison(place, members)
    if len(members) > 1:
        found = ", ".join(members)
        place.reject(f"expected one of all, any and not alone, or a field with one operator; found {found}")
        return _STAND_IN
    if nesting == MAX_NESTING:
        members[joins[0]].reject(f"expected at most {MAX_NESTING} of all, any and not inside each other, found more")
        return _STAND_IN
    return _joined(joins[0], members[joins[0]], nesting + 1)


def _joined(join: str, place: Place, nesting: int) -> Condition:
    if join == "not":
        return Not(condition(place, nesting))
    parts = tuple(condition(each, nesting) for each in _filled_list(place, "a list of one condition or more"))
    return AllOf(parts) if join == "all" else AnyOf(parts)


def _comparison(place: Place, members: dict[str, Place]) -> Condition:
    if "field" not in members:
        place.missing("field", "a condition needs field and one operator")
    field = text(members.get("field"), what="the name of a field")
    operands = {name: _operand(name, each) for name, each in members.items() if name != "field"}
    if len(operands) != 1:
        _reject_operators(place, list(operands))
        return _STAND_IN
    [(operator, operand)] = operands.items()
    return Comparison(field, operator, operand)


def _reject_operators(place: Place, found: list[str]) -> None:
    if found:
        place.reject(f"expected one operator, found {', '.join(found)}; all: [...] joins conditions")
    elif not _has_unknown_key(place):
        place.reject(f"expected one operator of {', '.join(OPERATORS)}, found none")


def _has_unknown_key(place: Place) -> bool:
    """Then a misspelt operator is a problem already, and that there is none says nothing new."""
    assert isinstance(place.node, Mapping)
    return any(not (isinstance(key, Scalar) and key.value in _KEYS) for key, _ in place.node.pairs)


def _operand(operator: str, place: Place) -> Literal | tuple[Literal, ...]:
    if operator == "in":
        return tuple(_literal(each) for each in _filled_list(place, "a list of one value or more"))
    if operator == "equals":
        return _literal(place)
    if operator in TEXT_OPERATORS:
        return text(place, blank=True)
    if operator in NUMBER_OPERATORS:
        return number(place, 0.0)
    return _boolean(place)


def _literal(place: Place) -> Literal:
    match place.node:
        case Scalar(value=Number(value=value)) if math.isfinite(value):
            return value
        case Scalar(value=bool() | str() as value):
            return value
        case Scalar(value=None):
            place.expected("a text, a finite number or a boolean (exists: false asks whether it is missing)")
        case _:
            place.expected("a text, a finite number or a boolean")
    return ""


def _boolean(place: Place) -> bool:
    if isinstance(place.node, Scalar) and isinstance(place.node.value, bool):
        return place.node.value
    place.expected("true or false")
    return True


def _filled_list(place: Place, what: str) -> list[Place]:
    if isinstance(place.node, Sequence) and not place.node.items:
        place.expected(what)
    return items(place, what)
