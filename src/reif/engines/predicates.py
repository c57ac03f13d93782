"""Conditions over columns: the batch engine's side of `reif.rules.conditions`."""

import operator
from collections.abc import Callable, Mapping
from functools import reduce

import ibis
import ibis.expr.types as ir

from reif.engines.cells import Cell
from reif.rules.conditions import (
    TEXT_OPERATORS,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    Literal,
    Not,
)
from reif.rules.values import fold, number_of, text_of

_NUMBER_TESTS: Mapping[str, Callable[[ir.FloatingValue, float], ir.BooleanValue]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


def predicate(condition: Condition, cells: Mapping[str, Cell]) -> ir.BooleanValue:
    """True or false, never null, for each row; a field without a cell is missing everywhere."""
    match condition:
        case AllOf(conditions):
            return reduce(operator.and_, (predicate(each, cells) for each in conditions))
        case AnyOf(conditions):
            return reduce(operator.or_, (predicate(each, cells) for each in conditions))
        case Not(negated):
            return ~predicate(negated, cells)
        case Comparison(field):
            return _comparison(condition, cells.get(field))


def _comparison(comparison: Comparison, cell: Cell | None) -> ir.BooleanValue:
    if cell is None:
        return ibis.literal(comparison.operator == "exists" and not comparison.operand)
    if comparison.operator == "exists":
        return cell.text.notnull() if comparison.operand else cell.text.isnull()
    return _test(comparison, cell).fill_null(False)


def _test(comparison: Comparison, cell: Cell) -> ir.BooleanValue:
    operand = comparison.operand
    if isinstance(operand, tuple):
        return _is_in(cell, operand)
    if comparison.operator == "equals":
        return _is_in(cell, (operand,))
    if comparison.operator in TEXT_OPERATORS:
        return _text_test(cell.text, comparison.operator, fold(text_of(operand)))
    return _NUMBER_TESTS[comparison.operator](cell.number, float(operand))


def _is_in(cell: Cell, literals: tuple[Literal, ...]) -> ir.BooleanValue:
    numbers = [number for number in map(number_of, literals) if number is not None]
    texts = [fold(text_of(literal)) for literal in literals if number_of(literal) is None]
    tests = []
    if numbers:
        tests.append(cell.number.isin(numbers).fill_null(False))
    if texts:
        tests.append(cell.text.isin(texts).fill_null(False))
    return reduce(operator.or_, tests)


def _text_test(text: ir.StringValue, name: str, operand: str) -> ir.BooleanValue:
    if not operand:
        return text.notnull()
    match name:
        case "contains":
            return text.contains(operand)
        case "starts_with":
            return text.startswith(operand)
        case "ends_with":
            return text.endswith(operand)
    raise AssertionError(name)
