"""Whatever the text: a model, or a ModelFileError that says where."""

import json
import re
import time
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from reif.rules.model_file import ModelFileError, Problem, parse
from reif.rules.scoring_model import EventRule

VALID = """\
format: 1
name: generated
base: 5
fit:
  min: -10
  max: 50
  rules:
    - id: decision_maker
      label: {en: Decision maker, de: Entscheider}
      when: {any: [{field: seniority, in: [owner, vp]}, {not: {field: budget, lt: 3.5}}]}
      points: 20
engagement:
  rules:
    - id: pricing_page
      label: Looked at prices
      event: [Page Viewed, Link Clicked]
      where: {all: [{field: path, starts_with: /pricing}, {field: title, exists: true}]}
      points: 5
      half_life: 14d
      once_per: day
      within: 1.5w
      max_points: 20
    - {id: gone_quiet, label: Quiet, inactive_for: 60d, points: -15}
    - {id: regular, label: Regular, active_weeks: {at_least: 4, of: 6}, event: Page Viewed, points: 10}
exclude:
  - {id: competitor, label: Competitor, when: {field: company_domain, equals: rival.example}}
levels: [25, 50, 75]
temperatures: {warm: 40, hot: 70}
grades: [0.75, 0.5, 0.25]
calibration: [[0, 0.1], [50, 0.1], [100, 0.9]]
"""
TREE = YAML(typ="safe", pure=True).load(VALID)

FRAGMENTS = [
    *("{", "}", "[", "]", ",", ": ", ":", "- ", "? ", "\n", "\n  ", "\n    ", " ", "#", "---\n", "...\n", "\t"),
    *("&a ", "*a", "*a ", "!!int ", "!!str ", "!x ", "<<: ", "|", ">", "|2-\n", '"', "'", "%YAML 1.1\n", "%TAG ! x\n"),
    *("format: 1", "name: x", "id: ", "when: ", "field: ", "in: ", "not: ", "rules: ", "fit: ", "label: ", "points: "),
    *("1", "-1", "0x1f", "0o7", "1e999", ".inf", ".nan", "true", "NO", "~", "12:30", "1_000", "=", "null", "14d"),
    *(
        '"\\ud800"',
        '"\\U99999999"',
        '"\\u0000"',
        "\ufeff",
        "\x85",
        "\u2028",
        "é",
        "\U0001f600",
        "\r",
        "\r\n",
        "9" * 400,
    ),
]


def assert_answered(source: str | bytes) -> None:
    problems = _problems(source)
    lines = [problem.line for problem in problems]
    assert lines == sorted(lines)
    assert all(problem.file == "model.yaml" and problem.line >= 1 and problem.message for problem in problems)
    assert all(str(problem).isprintable() for problem in problems)


def _problems(source: str | bytes) -> tuple[Problem, ...]:
    try:
        parse(source, file="model.yaml")
    except ModelFileError as error:
        return error.problems
    return ()


def test_what_the_mutations_start_from_is_valid() -> None:
    assert parse(VALID, file="model.yaml").name == "generated"


@given(st.text())
@example("\ud800")
@example("\x00")
@example("a: \x07")
def test_any_text(text: str) -> None:
    assert_answered(text)


@given(st.binary())
@example(b"\xff\xfea\x00")
@example(b"\xef\xbb\xbf")
def test_any_bytes(data: bytes) -> None:
    assert_answered(data)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_text_like_yaml(text: str) -> None:
    assert_answered(text)


@settings(max_examples=300)
@given(st.data())
def test_a_valid_model_with_a_piece_cut_out_or_put_in(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(VALID)))
    end = data.draw(st.integers(start, min(len(VALID), start + 40)))
    piece = data.draw(st.sampled_from(["", *FRAGMENTS]) | st.text(max_size=3))
    assert_answered(VALID[:start] + piece + VALID[end:])


@settings(max_examples=300)
@given(st.data())
def test_a_valid_model_with_a_word_exchanged(data: st.DataObject) -> None:
    words = VALID.split(" ")
    position = data.draw(st.integers(0, len(words) - 1))
    words[position] = data.draw(st.sampled_from(words) | st.sampled_from(FRAGMENTS))
    assert_answered(" ".join(words))


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "x", "14d", "day", "Page Viewed"])
)
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["field", "id", "not", "x"]), inner),
    max_leaves=6,
)


@settings(max_examples=300)
@given(st.data())
def test_a_valid_model_with_a_key_left_out_renamed_or_given_another_value(data: st.DataObject) -> None:
    model = deepcopy(TREE)
    places = list(_places(model))
    holder, key = data.draw(st.sampled_from(places))
    value = holder.pop(key)
    if isinstance(holder, list):
        holder.insert(key, data.draw(trees))
    else:
        holder |= data.draw(st.sampled_from([{}, {f"{key}s": value}, {key: data.draw(trees)}]))
    assert_answered(json.dumps(model).replace("Infinity", ".inf").replace("NaN", ".nan"))


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    for key in range(len(tree)) if isinstance(tree, list) else tree:
        yield tree, key
        if isinstance(tree[key], (dict, list)):
            yield from _places(tree[key])


@pytest.mark.parametrize("required", ["format", "name"])
def test_what_is_required_cannot_be_left_out(required: str) -> None:
    assert [problem.key for problem in _problems(re.sub(f"^{required}:.*", "", VALID, flags=re.MULTILINE))] == [
        required
    ]


names = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], max_codepoint=0xFFFD), min_size=1).filter(
    str.strip
)
numbers = st.floats(allow_nan=False, allow_infinity=False)
comparisons = st.builds(
    lambda field, operator: {"field": field} | operator,
    names,
    st.fixed_dictionaries({"equals": names | numbers | st.booleans()})
    | st.fixed_dictionaries({"in": st.lists(names | numbers | st.booleans(), min_size=1, max_size=3)})
    | st.fixed_dictionaries({"contains": names})
    | st.fixed_dictionaries({"lte": numbers})
    | st.fixed_dictionaries({"exists": st.booleans()}),
)
conditions = st.recursive(
    comparisons,
    lambda inner: (
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3))
        | st.builds(lambda part: {"not": part}, inner)
    ),
    max_leaves=5,
)


@given(names, numbers, conditions, st.integers(1, 10_000))
def test_what_is_written_is_what_is_read(name: str, points: float, when: dict[str, Any], days: int) -> None:
    rule = {"id": "rule", "label": name, "points": points}
    event_rule = rule | {"id": "event_rule", "event": name, "where": when, "within": f"{days}d"}
    text = json.dumps(
        {"format": 1, "name": name, "fit": {"rules": [rule | {"when": when}]}, "engagement": {"rules": [event_rule]}},
        ensure_ascii=False,
    )
    model = parse(text, file="model.yaml")
    [fit_rule], [read] = model.fit.rules, model.engagement.rules
    assert isinstance(read, EventRule)
    assert (model.name, fit_rule.label.texts[""], read.events) == (name, name, (name,))
    assert (fit_rule.points, read.points, read.within) == (points, points, timedelta(days=days))
    assert _written(fit_rule.when) == when
    assert read.where == fit_rule.when


def _written(condition: Condition) -> dict[str, Any]:
    match condition:
        case AllOf(parts):
            return {"all": [_written(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [_written(part) for part in parts]}
        case Not(part):
            return {"not": _written(part)}
        case Comparison(field, operator, operand):
            return {"field": field, operator: list(operand) if isinstance(operand, tuple) else operand}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="brackets"),
        pytest.param("{a: " * 100_000, id="braces"),
        pytest.param("- " * 100_000, id="dashes"),
        pytest.param("? " * 100_000, id="question marks"),
        pytest.param("&a " * 100_000, id="anchors"),
        pytest.param("- 1\n" * 240_000, id="items"),
        pytest.param("".join(f"k{i}: 1\n" for i in range(20_000)), id="unknown keys"),
        pytest.param("".join(f"halflife{'x' * 40}{i}: 1\n" for i in range(15_000)), id="long unknown keys"),
        pytest.param("a" * 999_999, id="one word"),
        pytest.param('"' + "a\n" * 400_000, id="an open quote"),
        pytest.param("format: " + "1" * 900_000, id="digits"),
        pytest.param("base: 0x" + "f" * 900_000, id="hexadecimal digits"),
        pytest.param("base: 1." + "1" * 900_000, id="decimals"),
        pytest.param("x" * 1_000_001, id="a byte too many"),
        pytest.param("a: &a [*a, *a]\n", id="an alias inside of itself"),
        pytest.param(
            "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12)),
            id="aliases of aliases",
        ),
        pytest.param(
            "format: 1\nname: x\nengagement: {rules: [{id: x, label: x, points: 1, event: x, half_life: "
            + "9" * 900_000
            + "d}]}",
            id="a long duration",
        ),
    ],
)
def test_a_file_made_to_hurt_is_refused_within_seconds(text: str) -> None:
    began = time.process_time()
    with pytest.raises(ModelFileError):
        parse(text, file="model.yaml")
    assert time.process_time() - began < 20
