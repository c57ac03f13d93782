"""Conditions, one operator after the other: what holds, what does not."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.conditions import OPERATORS, TEXT_OPERATORS, AllOf, AnyOf, Comparison, Condition, Not, fields, holds

MISSING = [None, math.nan, math.inf, "", " \t\u00a0", [1], {"a": 1}]


def check(value: object, operator: str, operand: Any) -> bool:
    return holds(Comparison("x", operator, operand), {"x": value})


@pytest.mark.parametrize(
    ("value", "operand"),
    [
        ("sales", "sales"),
        (" Sales ", "SALES"),
        ("\u00a0Sales", "sales"),
        ("Straße", "straße"),
        ("STRAẞE", "straße"),
        ("İ", "i"),
        ("ΟΔΟΣ", "οδοσ"),
        ("007", 7.0),
        ("007", "7"),
        (7, "007"),
        (" 1e3 ", 1000.0),
        ("1e3", "1000.0"),
        ("10", 10.0),
        ("10.0", "10"),
        (10, 10.0),
        (0.0, -0.0),
        ("-0", 0.0),
        (True, True),
        (True, "true"),
        (True, "TRUE"),
        ("True", True),
        (" false ", False),
        ("9007199254740993", 9007199254740992.0),
        ("1,000", "1,000"),
        ("inf", "INF"),
        ("1e999", "1E999"),
    ],
)
def test_equal(value: object, operand: Any) -> None:
    assert check(value, "equals", operand)
    assert check(value, "in", ("something else", operand))


@pytest.mark.parametrize(
    ("value", "operand"),
    [
        ("Straße", "STRASSE"),
        ("ΟΔΟΣ", "οδος"),
        ("\u0131", "i"),
        ("Ä", "A\u0308"),
        ("sales", "sale"),
        ("s ales", "sales"),
        ("1,000", 1000.0),
        ("1 000", "1000"),
        ("inf", 1.0),
        (True, 1.0),
        (1, True),
        ("1", True),
        ("yes", True),
        (0, False),
        ("x", ""),
        ("1e400", "1e401"),
        ("12", "twelve"),
    ],
)
def test_not_equal(value: object, operand: Any) -> None:
    assert not check(value, "equals", operand)
    assert not check(value, "in", (operand,))


@pytest.mark.parametrize(
    ("value", "operator", "operand", "expected"),
    [
        ("Head of Sales", "contains", "of s", True),
        ("Head of Sales", "contains", "  SALES ", True),
        ("Head of Sales", "contains", "marketing", False),
        ("Head of Sales", "starts_with", "head", True),
        ("Head of Sales", "starts_with", "sales", False),
        ("  Head", "starts_with", "head", True),
        ("ann@GMAIL.com ", "ends_with", "@gmail.com", True),
        ("ann@gmail.com.example", "ends_with", "@gmail.com", False),
        ("Hauptstraße", "ends_with", "STRASSE", False),
        ("Hauptstraße", "ends_with", "STRAẞE", True),
        ("ΟΔΟΣ", "ends_with", "Σ", True),
        ("ΟΔΟΣ", "ends_with", "ς", False),
        ("50%", "contains", "%", True),
        ("50", "contains", "%", False),
        ("a_b", "contains", "_", True),
        ("ab", "contains", "_", False),
        ("a\\b", "contains", "\\", True),
        ("x", "contains", "", True),
        ("x", "starts_with", " ", True),
        (1234, "contains", "23", True),
        (1234.0, "ends_with", "4", True),
        (1234.0, "contains", ".", False),
        (2.5, "starts_with", "2.", True),
        (-7, "starts_with", "-", True),
        ("007", "starts_with", "0", True),
        (True, "starts_with", "tr", True),
        (False, "contains", "ALS", True),
    ],
)
def test_text_operators(value: object, operator: str, operand: str, expected: bool) -> None:
    assert check(value, operator, operand) is expected


@pytest.mark.parametrize(
    ("value", "holding"),
    [
        (9.999, {"lt", "lte"}),
        (10, {"lte", "gte"}),
        (10.001, {"gt", "gte"}),
        (" 10.0 ", {"lte", "gte"}),
        ("1e1", {"lte", "gte"}),
        ("010", {"lte", "gte"}),
        ("9", {"lt", "lte"}),
        ("-1e300", {"lt", "lte"}),
        ("ten", set()),
        ("1,000", set()),
        ("inf", set()),
        ("1e999", set()),
        ("10 €", set()),
        (True, set()),
        ("true", set()),
    ],
)
def test_number_operators_against_10(value: object, holding: set[str]) -> None:
    assert {operator for operator in ("gt", "gte", "lt", "lte") if check(value, operator, 10.0)} == holding


@pytest.mark.parametrize("value", MISSING)
def test_a_missing_value_fails_every_operator_but_exists_false(value: object) -> None:
    operands = {"equals": "", "in": ("", 0.0, False), "exists": True} | dict.fromkeys(TEXT_OPERATORS, "")
    for operator in OPERATORS:
        assert not check(value, operator, operands.get(operator, 0.0))
    assert check(value, "exists", False)


def test_a_field_that_is_not_there_is_missing() -> None:
    assert holds(Comparison("x", "exists", False), {})
    assert not holds(Comparison("x", "exists", True), {})
    assert holds(Not(Comparison("x", "equals", 1.0)), {})


@pytest.mark.parametrize("value", [0, "0", False, "x", "null", "\u200b"])
def test_a_present_value_exists(value: object) -> None:
    assert check(value, "exists", True)
    assert not check(value, "exists", False)


def test_field_names_are_literal_and_case_sensitive() -> None:
    record = {"Seniority": "vp", "a.b": 1, "a": {"b": 2}}
    assert not holds(Comparison("seniority", "exists", True), record)
    assert holds(Comparison("a.b", "equals", 1.0), record)
    assert not holds(Comparison("a", "exists", True), record)


YES, NO = Comparison("x", "exists", False), Comparison("x", "exists", True)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (AllOf((YES, YES)), True),
        (AllOf((YES, NO)), False),
        (AllOf((NO, NO)), False),
        (AnyOf((YES, NO)), True),
        (AnyOf((NO, NO)), False),
        (Not(YES), False),
        (Not(NO), True),
        (Not(AllOf((YES, Not(AnyOf((NO, YES)))))), True),
    ],
)
def test_joins(condition: Condition, expected: bool) -> None:
    assert holds(condition, {}) is expected


def test_fields_in_order_with_repeats() -> None:
    condition = AllOf(
        (Comparison("b", "gt", 1.0), Not(AnyOf((Comparison("a", "gt", 1.0), Comparison("b", "lt", 3.0)))))
    )
    assert list(fields(condition)) == ["b", "a", "b"]


values = (
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["7", "007", " 7.0"])
)
literals = st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5)


@given(values, literals)
def test_equals_is_in_with_one_value(value: object, operand: Any) -> None:
    assert check(value, "equals", operand) is check(value, "in", (operand,))


@given(values, st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_above_below_or_equal_and_all_else_is_none_of_them(value: object, operand: float) -> None:
    above, below = check(value, "gt", operand), check(value, "lt", operand)
    at_least, at_most = check(value, "gte", operand), check(value, "lte", operand)
    assert at_least is (above or (at_least and at_most))
    assert at_most is (below or (at_least and at_most))
    assert not (above and below)
    assert (at_least and at_most) is check(value, "equals", operand)


@given(values, st.text(max_size=3))
def test_what_starts_or_ends_with_a_text_contains_it(value: object, operand: str) -> None:
    if check(value, "starts_with", operand) or check(value, "ends_with", operand):
        assert check(value, "contains", operand)
