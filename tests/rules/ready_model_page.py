"""The page that explains a ready model line by line, from the model file and the comments in it.

    python -m tests.rules.ready_model_page

writes docs/reference/b2b-default.md.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from reif.rules.conditions import AllOf, AnyOf, Comparison, Condition, Not
from reif.rules.model_file import parse
from reif.rules.scoring_model import (
    AttributeRule,
    BehaviourRule,
    EventRule,
    Exclusion,
    InactivityRule,
    Label,
    RegularityRule,
)

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "src/reif/rules/models/b2b-default.yaml"
PAGE = ROOT / "docs/reference/b2b-default.md"

_COMMENTED = re.compile(r"((?:^ *#.*\n)+) *(?:- id: )?([a-z0-9_]+)", re.MULTILINE)

_ORIGIN = (
    "Generated from the model file, `src/reif/rules/models/b2b-default.yaml`: change it there. "
    "What the keys mean is in [The model file](model-file.md)."
)


def page(text: str) -> str:
    """The page in Markdown. Every rule and group of the file has its reason as a comment above it."""
    model = parse(text, file=MODEL.name)
    reasons = {key: _joined(comment) for comment, key in _COMMENTED.findall(text)}
    parts = [
        f"# The ready model {model.name}",
        _ORIGIN,
        *_paragraphs(text.partition("format:")[0]),
        f"## Fit: who they are ({model.fit.min:g} to {model.fit.max:g})",
        reasons["fit"],
        _table(("rule", "points", "holds for", "why"), (_fit_row(rule, reasons) for rule in model.fit.rules)),
        f"## Engagement: what they do ({model.engagement.min:g} to {model.engagement.max:g})",
        reasons["engagement"],
        "Points are for each event that counts; *half-life* is the time after which an event weighs half.",
        _table(
            ("rule", "points", "half-life", "counted", "bound", "counts", "why"),
            (_engagement_row(rule, reasons) for rule in model.engagement.rules),
        ),
        "An act of their own is any of: " + ", ".join(_own_acts(model.engagement.rules)) + ".",
        "## Exclude: never a target",
        reasons["exclude"],
        _table(("rule", "holds for", "why"), (_exclusion_row(rule, reasons) for rule in model.exclude)),
        "## What a score means",
        _table(
            ("key", "value", "why"),
            [
                ("`levels`", ", ".join(f"{level:g}" for level in model.levels), reasons["levels"]),
                ("`temperatures`", f"warm {model.warm:g}, hot {model.hot:g}", reasons["temperatures"]),
                ("`grades`", ", ".join(f"{grade:g}" for grade in model.grades), reasons["grades"]),
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _fit_row(rule: AttributeRule, reasons: dict[str, str]) -> tuple[str, ...]:
    return _name(rule.id, rule.label), _points(rule.points), _words(rule.when), reasons[rule.id]


def _exclusion_row(rule: Exclusion, reasons: dict[str, str]) -> tuple[str, ...]:
    return _name(rule.id, rule.label), _words(rule.when), reasons[rule.id]


def _engagement_row(rule: BehaviourRule, reasons: dict[str, str]) -> tuple[str, ...]:
    first, last = (_name(rule.id, rule.label), _points(rule.points)), reasons[rule.id]
    match rule:
        case EventRule():
            counts = " · ".join(rule.events) + (f", where {_words(rule.where)}" if rule.where else "")
            half_life = _duration(rule.half_life) if rule.half_life else "none"
            counted = {None: "each", "day": "one a day", "lead": "the newest"}[rule.once_per]
            bound = f"±{rule.max_points:g}" if rule.max_points else "none"
            return *first, half_life, counted, bound, counts, last
        case InactivityRule():
            return *first, "none", "once", "none", f"no act of their own for {_duration(rule.inactive_for)}", last
        case RegularityRule():
            return *first, "none", "once", "none", f"an act in {rule.at_least} of the last {rule.of} weeks", last


def _own_acts(rules: tuple[BehaviourRule, ...]) -> tuple[str, ...]:
    [acts] = {rule.events for rule in rules if not isinstance(rule, EventRule)}
    return acts


def _words(condition: Condition, inside: bool = False) -> str:
    match condition:
        case AllOf(parts):
            text = " and ".join(_words(part, inside=True) for part in parts)
        case AnyOf(parts):
            text = " or ".join(_alternatives(parts))
        case Not(part):
            return f"not ({_words(part)})"
        case Comparison(field, operator, operand):
            values = operand if isinstance(operand, tuple) else (operand,)
            return f"{field} {operator} " + ", ".join(_value(value) for value in values)
    return f"({text})" if inside and len(parts) > 1 else text


def _alternatives(parts: tuple[Condition, ...]) -> Iterator[str]:
    for start, group in groupby(parts, lambda part: _words(part, inside=True).partition("`")[0]):
        words = [_words(part, inside=True) for part in group]
        yield ", ".join([words[0], *(each.removeprefix(start) for each in words[1:])])


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else f"`{value}`"


def _name(id_: str, label: Label) -> str:
    return f"`{id_}`<br>{label.texts['en']}<br>{label.texts['de']}"


def _points(points: float) -> str:
    return f"{points:+g}"


def _duration(duration: timedelta) -> str:
    return f"{duration / timedelta(days=1):g} days"


def _paragraphs(comment: str) -> Iterator[str]:
    yield "\n".join(line.removeprefix("#").strip() for line in comment.strip().splitlines())


def _joined(comment: str) -> str:
    return " ".join(line.strip().removeprefix("#").strip() for line in comment.strip().splitlines())


def _table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(MODEL.read_text(encoding="utf-8")), encoding="utf-8")
