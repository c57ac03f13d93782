"""`reif check`: is a model file valid, and what does it say in short."""

from typing import TYPE_CHECKING

import typer

from reif.cli.model_file import ModelArgument, load

if TYPE_CHECKING:
    from reif.rules.scoring_model import ScoringModel


def check(model: ModelArgument) -> None:
    """Check a model file.

    Every problem is told with its line, its key and what would be accepted.
    """
    rules = load(model).rules
    for line in _summary(model, rules):
        typer.echo(line)


def _summary(file: str, model: "ScoringModel") -> list[str]:
    fit, engagement = model.fit, model.engagement
    best = min(100.0, model.base + fit.max + engagement.max)
    return [
        f"{file}: valid; {model.name}, format 1",
        f"fit: {_count(len(fit.rules), 'rule')}, bound to {fit.min:g} … {fit.max:g}",
        f"engagement: {_count(len(engagement.rules), 'rule')}, bound to {engagement.min:g} … {engagement.max:g}",
        f"exclude: {_count(len(model.exclude), 'rule')}",
        f"base {model.base:g}; the bounds allow a score of {best:g} at most",
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
