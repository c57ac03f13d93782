"""Conditions as a file writes them."""

from textwrap import indent

import pytest

from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from tests.rules.model_texts import condition, problems

OPERATORS = "equals, in, contains, starts_with, ends_with, gt, gte, lt, lte, exists"
CONDITION_TAKES = f"a condition takes field, {OPERATORS}, all, any, not"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{field: x, exists: false}", Comparison("x", "exists", False)),
        ("{field: x, in: [1]}", Comparison("x", "in", (1.0,))),
        ("{field: x, contains: ''}", Comparison("x", "contains", "")),
        ("{field: x, lte: -3}", Comparison("x", "lte", -3.0)),
        ("{not: {field: x, gt: 1}}", Not(Comparison("x", "gt", 1.0))),
        ("{all: [{field: x, gt: 1}]}", AllOf((Comparison("x", "gt", 1.0),))),
        (
            "{any: [{all: [{field: x, gte: 1}, {field: y, lt: 2}]}, {field: z, ends_with: a}]}",
            AnyOf(
                (AllOf((Comparison("x", "gte", 1.0), Comparison("y", "lt", 2.0))), Comparison("z", "ends_with", "a"))
            ),
        ),
        ("{not: " * 20 + "{field: x, gt: 1}" + "}" * 20, None),
    ],
)
def test_conditions(written: str, expected: Condition | None) -> None:
    found = condition(written)
    assert expected is None or found == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("{id: a, label: x, points: 1, when: owner}", 'fit.rules[a].when: expected a mapping, found the text "owner"'),
        (
            "{id: a, label: x, points: 1, when: {}}",
            (
                "fit.rules[a].when.field: missing; a condition needs field and one operator\n"
                f"fit.rules[a].when: expected one operator of {OPERATORS}, found none"
            ),
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x}}",
            f"fit.rules[a].when: expected one operator of {OPERATORS}, found none",
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x, equal: 1}}",
            f"fit.rules[a].when.equal: unknown key; did you mean equals? {CONDITION_TAKES}",
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x, gt: 1, lt: many}}",
            (
                'fit.rules[a].when.lt: expected a finite number, found the text "many"\n'
                "fit.rules[a].when: expected one operator, found gt, lt; all: [...] joins conditions"
            ),
        ),
        (
            "{id: a, label: x, points: 1, when: {field: 5, gt: 1}}",
            'fit.rules[a].when.field: expected the name of a field, found the number 5; in quotes it is a text: "5"',
        ),
        (
            "{id: a, label: x, points: 1, when: {all: [W], field: x}}",
            "fit.rules[a].when: expected one of all, any and not alone, or a field with one operator; found all, field",
        ),
        (
            "{id: a, label: x, points: 1, when: {all: []}}",
            "fit.rules[a].when.all: expected a list of one condition or more, found an empty list",
        ),
        (
            "{id: a, label: x, points: 1, when: {any: {field: x, gt: 1}}}",
            "fit.rules[a].when.any: expected a list of one condition or more, found a mapping",
        ),
        (
            "{id: a, label: x, points: 1, when: {any: [W, {not: {field: x, gt: '5'}}]}}",
            'fit.rules[a].when.any[2].not.gt: expected a finite number, found the text "5"',
        ),
        ("{id: a, label: x, points: 1, when: {not: [W]}}", "fit.rules[a].when.not: expected a mapping, found a list"),
        (
            "{id: a, label: x, points: 1, when: {field: x, in: []}}",
            "fit.rules[a].when.in: expected a list of one value or more, found an empty list",
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x, in: DE}}",
            'fit.rules[a].when.in: expected a list of one value or more, found the text "DE"',
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x, in: [1, null, [2], .nan]}}",
            (
                "fit.rules[a].when.in[2]: expected a text, a finite number or a boolean "
                "(exists: false asks whether it is missing), found nothing (null)\n"
                "fit.rules[a].when.in[3]: expected a text, a finite number or a boolean, found a list\n"
                "fit.rules[a].when.in[4]: expected a text, a finite number or a boolean, found the number .nan"
            ),
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x, equals: ~}}",
            (
                "fit.rules[a].when.equals: expected a text, a finite number or a boolean "
                "(exists: false asks whether it is missing), found nothing (null)"
            ),
        ),
        (
            "{id: a, label: x, points: 1, when: {field: plz, starts_with: 8}}",
            'fit.rules[a].when.starts_with: expected a text, found the number 8; in quotes it is a text: "8"',
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x, contains: true}}",
            'fit.rules[a].when.contains: expected a text, found the boolean true; in quotes it is a text: "true"',
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x, gte: true}}",
            "fit.rules[a].when.gte: expected a finite number, found the boolean true",
        ),
        (
            "{id: a, label: x, points: 1, when: {field: x, exists: yes}}",
            'fit.rules[a].when.exists: expected true or false, found the text "yes"',
        ),
        (
            "{id: a, label: x, points: 1, when: " + "{not: " * 21 + "W" + "}" * 21 + "}",
            f"fit.rules[a].when{'.not' * 21}: expected at most 20 of all, any and not inside each other, found more",
        ),
    ],
)
def test_what_is_no_condition(rule: str, expected: str) -> None:
    source = "format: 1\nname: x\nfit: {rules: [" + rule.replace("W", "{field: x, gt: 1}") + "]}"
    assert problems(source) == indent(expected, "m:3: ")
