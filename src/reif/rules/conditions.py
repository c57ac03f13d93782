"""Conditions over the fields of a record: a lead's attributes or an event's properties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from reif.rules.values import Value, fold, is_missing, number_of, text_of

TEXT_OPERATORS = ("contains", "starts_with", "ends_with")
NUMBER_OPERATORS = ("gt", "gte", "lt", "lte")
OPERATORS = ("equals", "in", *TEXT_OPERATORS, *NUMBER_OPERATORS, "exists")

Literal: TypeAlias = str | float | bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field against one operand: a literal, for `in` a tuple of them, for `exists` a boolean."""

    field: str
    operator: str
    operand: Literal | tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    condition: "Condition"


Condition: TypeAlias = Comparison | AllOf | AnyOf | Not


def holds(condition: Condition, record: Mapping[str, object]) -> bool:
    """Whether the condition holds for the record; a field that is not in it is missing."""
    match condition:
        case AllOf(conditions):
            return all(holds(each, record) for each in conditions)
        case AnyOf(conditions):
            return any(holds(each, record) for each in conditions)
        case Not(negated):
            return not holds(negated, record)
        case Comparison(field, operator, operand):
            return _compare(record.get(field), operator, operand)


def fields(condition: Condition) -> Iterator[str]:
    """The names of the fields that the condition looks at, in order, repeats included."""
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from fields(each)
        case Not(negated):
            yield from fields(negated)
        case Comparison(field):
            yield field


def _compare(value: object, operator: str, operand: Literal | tuple[Literal, ...]) -> bool:
    if operator == "exists":
        return is_missing(value) is not operand
    if is_missing(value):
        return False
    assert isinstance(value, Value)
    if operator == "in":
        assert isinstance(operand, tuple)
        return any(_equal(value, each) for each in operand)
    assert not isinstance(operand, tuple)
    if operator == "equals":
        return _equal(value, operand)
    if operator in TEXT_OPERATORS:
        return _text_holds(fold(text_of(value)), operator, fold(text_of(operand)))
    number = number_of(value)
    return number is not None and _number_holds(number, operator, float(operand))


def _equal(value: Value, operand: Literal) -> bool:
    left, right = number_of(value), number_of(operand)
    if left is not None and right is not None:
        return left == right
    return fold(text_of(value)) == fold(text_of(operand))


def _text_holds(text: str, operator: str, operand: str) -> bool:
    match operator:
        case "contains":
            return operand in text
        case "starts_with":
            return text.startswith(operand)
        case "ends_with":
            return text.endswith(operand)
    raise AssertionError(operator)


def _number_holds(number: float, operator: str, operand: float) -> bool:
    match operator:
        case "gt":
            return number > operand
        case "gte":
            return number >= operand
        case "lt":
            return number < operand
        case "lte":
            return number <= operand
    raise AssertionError(operator)
