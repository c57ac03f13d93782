"""Every spec on every engine."""

import math
import re
from collections import defaultdict

import pytest

from reif.engines.answers import SCORE_SCHEMA, contribution_labels
from reif.rules.conditions import OPERATORS
from tests.spec.chapters import CHAPTERS
from tests.spec.running import REFERENCE, Answer, Row, instant, run
from tests.spec.specification import Spec
from tests.spec.tables import Table, table, value_of
from tests.spec.together import Part, ask, can_join, groups

TOLERANCE = 1e-9
COUNTS = {"points", "level", "events", "row"}
TEXTS = {"temperature", "grade", "excluded", "lead_id", "rule", "label", "file", "reason"}
SPECS = [spec for chapter in CHAPTERS for spec in chapter.specs]
# Rejects are rows of a table; plain values have none.
ON_PLAIN_VALUES = [spec for spec in SPECS if not spec.rejects]


def title_of(spec: Spec) -> str:
    return spec.title


@pytest.mark.parametrize("spec", ON_PLAIN_VALUES, ids=title_of)
def test_reference(spec: Spec) -> None:
    answer = run(spec, REFERENCE)
    assert_adds_up(answer)
    assert_answers(spec, answer)


@pytest.mark.parametrize("spec", SPECS, ids=title_of)
@pytest.mark.parametrize("engine", ["stream", "duckdb"])
def test_engine(spec: Spec, engine: str) -> None:
    answer = run(spec, engine)
    assert_adds_up(answer)
    assert_answers(spec, answer)


@pytest.mark.usefixtures("spark_with_two_workers")
@pytest.mark.parametrize("group", groups(SPECS), ids=lambda group: f"{len(group)} specs")
def test_spark_on_several_at_once(group: list[Part]) -> None:
    answer = ask(group, "spark")
    assert_adds_up(answer)
    for part in group:
        assert_answers(part.spec, part.answer(answer))


@pytest.mark.usefixtures("spark_with_two_workers")
@pytest.mark.parametrize("spec", [spec for spec in SPECS if not can_join(spec)], ids=title_of)
def test_spark(spec: Spec) -> None:
    answer = run(spec, "spark")
    assert_adds_up(answer)
    assert_answers(spec, answer)


def test_titles_are_told_apart() -> None:
    titles = [spec.title for spec in SPECS] + [chapter.title for chapter in CHAPTERS]
    assert len(set(titles)) == len(titles)


def test_every_spec_asks_for_something() -> None:
    assert not [spec.title for spec in SPECS if not (list(spec.answers()) or spec.contributions or spec.rejects)]


def test_every_operator_and_every_key_of_a_rule_has_an_example() -> None:
    models = "\n".join(spec.model for spec in SPECS)
    keys = set(re.findall(r"\b([a-z_]+):(?=\s)", models))
    of_rules = {
        "when",
        "event",
        "where",
        "half_life",
        "once_per",
        "within",
        "max_points",
        "inactive_for",
        "active_weeks",
    }
    of_models = {
        "base",
        "fit",
        "engagement",
        "min",
        "max",
        "exclude",
        "levels",
        "temperatures",
        "grades",
        "calibration",
    }
    assert {*OPERATORS, "all", "any", "not"} | of_rules | of_models <= keys


def test_every_answer_is_of_something() -> None:
    for spec in SPECS:
        rules = set(contribution_labels(spec.rules))
        names = {name.removesuffix(".events").removesuffix(".last_at") for _, name, _ in spec.answers()}
        assert names <= rules | set(SCORE_SCHEMA.names), spec.title


def assert_adds_up(answer: Answer) -> None:
    values: dict[object, list[float]] = {row["lead_id"]: [] for row in answer.scores}
    for row in answer.contributions:
        values[row["lead_id"]].append(row["value"])
    for row in answer.scores:
        assert math.fsum(values[row["lead_id"]]) == pytest.approx(row["score"], rel=0, abs=TOLERANCE), row["lead_id"]


def assert_answers(spec: Spec, answer: Answer) -> None:
    scores = {row["lead_id"]: row for row in answer.scores}
    given = defaultdict(list)
    for row in answer.contributions:
        given[row["lead_id"]].append(row)
    assert [row["lead_id"] for row in answer.scores] == spec.scored_leads()
    for lead_id, name, cell in spec.answers():
        rules = {each["rule"]: each for each in given[lead_id]}
        assert _found(name, scores[lead_id], rules) == _expected(name, cell), f"{lead_id}: {name}"
    if spec.contributions:
        assert_same_rows(table(spec.contributions), answer.contributions)
    assert_same_rows(table(spec.rejects), answer.rejects)


def assert_same_rows(expected: Table, rows: list[Row]) -> None:
    assert expected.columns or not rows
    for column in expected.columns:
        found = [row[column.name] for row in rows]
        assert found == [_expected(column.name, cell) for cell in column.cells], column.name


def _found(name: str, score: Row, rules: dict[object, Row]) -> object:
    if name in SCORE_SCHEMA.names:
        return score[name]
    rule, _, aspect = name.partition(".")
    nothing = {"value": 0.0, "events": 0, "last_at": None}
    return rules.get(rule, nothing)[aspect or "value"]


def _expected(name: str, cell: str) -> object:
    kind = name.rpartition(".")[2]
    if kind == "last_at":
        return instant(cell) if cell else None
    if kind in COUNTS:
        return int(cell)
    if kind in TEXTS:
        return value_of(cell, "text") or ""
    return pytest.approx(float(cell), rel=0, abs=TOLERANCE) if cell else None
