"""Model files of one rule, and what is said of those that are not valid."""

import pytest

from reif.rules.conditions import Condition
from reif.rules.model_file import ModelFileError, parse


def engagement(*keys: str) -> str:
    head = "format: 1\nname: x\nengagement:\n  rules:\n    - id: rule\n      label: Rule\n      points: 1\n"
    return head + "".join(f"      {key}\n" for key in keys)


def fit(when: str) -> str:
    return (
        f"format: 1\nname: x\nfit:\n  rules:\n    - id: rule\n      label: Rule\n      points: 1\n      when: {when}\n"
    )


def condition(when: str) -> Condition:
    return parse(fit(when), file="model.yaml").fit.rules[0].when


def problems(source: str | bytes) -> str:
    with pytest.raises(ModelFileError) as raised:
        parse(source, file="m")
    return str(raised.value)
