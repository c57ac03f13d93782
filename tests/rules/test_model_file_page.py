"""The reference of the model file says what the program does."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from reif.rules.catalogue import attribute_type, event_type
from reif.rules.conditions import OPERATORS
from reif.rules.model_file import ModelFileError, parse
from reif.rules.scoring_model import RESERVED_IDS, EventRule, ScoringModel
from reif.rules.yaml_nodes import MAX_BYTES, MAX_DEPTH, MAX_NODES

PAGE = (Path(__file__).parents[2] / "docs/reference/model-file.md").read_text(encoding="utf-8")
EXAMPLE, BROKEN = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
[ANSWER] = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
KEYS = set(re.findall(r"`([a-z_]+)`", "".join(re.findall(r"^\| ([^|]+) \|", PAGE, re.MULTILINE))))


def test_the_example_is_valid_and_speaks_the_words_of_the_catalogue() -> None:
    model = parse(EXAMPLE, file="machines.yaml")
    assert all(attribute_type(name) for name in model.attribute_fields())
    assert all(event_type(name) for rule in model.engagement.rules for name in rule.events)


def test_the_answer_is_what_is_answered() -> None:
    with pytest.raises(ModelFileError) as raised:
        parse(BROKEN, file="machines.yaml")
    assert str(raised.value) == ANSWER.rstrip("\n")


def test_every_key_is_there() -> None:
    of_model = {field.name for field in fields(ScoringModel)} - {"warm", "hot"} | {"format", "temperatures"}
    of_rules = {field.name for field in fields(EventRule)} - {"events"} | {
        "event",
        "when",
        "inactive_for",
        "active_weeks",
    }
    assert of_model | of_rules | {"min", "max", "rules", "field", "all", "any", "not", *OPERATORS} == KEYS


def test_bounds_are_those_of_the_program() -> None:
    assert f"at most {MAX_BYTES:,} bytes, {MAX_NODES:,} values" in PAGE
    assert f"and {MAX_DEPTH} levels of nesting" in PAGE
    assert ", ".join(f"`{reserved}`" for reserved in RESERVED_IDS) in PAGE


def test_defaults_are_those_of_the_program() -> None:
    model = parse("format: 1\nname: x\n", file="model.yaml")
    rows = dict(re.findall(r"^\| `([a-z]+)` \| [^|]* \| ([^|]*) \|", PAGE, re.MULTILINE))
    assert rows["base"] == f"{model.base:g}"
    assert (rows["min"], rows["max"]) == (f"{model.fit.min:g}", f"{model.fit.max:g}")
    assert (rows["min"], rows["max"]) == (f"{model.engagement.min:g}", f"{model.engagement.max:g}")
    assert rows["levels"] == f"[{', '.join(f'{level:g}' for level in model.levels)}]"
    assert rows["temperatures"] == f"{{warm: {model.warm:g}, hot: {model.hot:g}}}"
    assert rows["grades"] == f"[{', '.join(f'{grade:g}' for grade in model.grades)}]"
