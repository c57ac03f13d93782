"""`reif explain`: why one lead has its score."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reif.cli.model_file import ModelArgument, load
from reif.cli.options import (
    AtColumnOption,
    AtOption,
    EventsOption,
    LeadsOption,
    check_inputs,
    instant_or_now,
    own_language,
)
from reif.rules.languages import Language

if TYPE_CHECKING:
    from reif.cli.breakdown import Breakdown


class NoSuchLead(ValueError):
    """The leads hold no lead of that id that can be scored."""


def explain(
    model: ModelArgument,
    leads: LeadsOption,
    lead: Annotated[str, typer.Option(help="The lead_id of the lead to explain.", metavar="ID")],
    events: EventsOption = None,
    at: AtOption = None,
    at_column: AtColumnOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: Annotated[Language | None, typer.Option(help="Language; if left out, that of the terminal.")] = None,
) -> None:
    """Explain one lead's score.

    What each rule gave or took, on which evidence, and what the bounds did.
    """
    check_inputs(leads, events, at, at_column)
    instant, language = instant_or_now(at, at_column), (lang or own_language()).value
    found = _found(model, leads, events, lead, instant, at_column, language)
    if as_json:
        from reif.cli.breakdown_json import breakdown_json

        typer.echo(breakdown_json(found, at=instant, at_column=at_column))
        return
    from reif.cli.breakdown_text import print_breakdown
    from reif.cli.breakdown_words import Words
    from reif.cli.printing import show

    show(lambda console: print_breakdown(console, found, Words(language), at=instant, at_column=at_column))


def _found(
    model: str,
    leads: str,
    events: str | None,
    lead: str,
    at: datetime | None,
    at_column: str | None,
    language: str,
) -> "Breakdown":
    """All leads are scored, as `reif score` does it: what one gets can hang on the rows of others (ids that repeat)."""
    from reif.cli.breakdown import breakdown
    from reif.cli.inputs import opened
    from reif.cli.reading import shown
    from reif.cli.rejected import say_counts
    from reif.cli.screen import screen

    loaded = load(model)
    with screen() as told, opened(loaded.rules, leads, events, at_column=at_column, screen=told) as inputs:
        sources = inputs.sources()
        with (
            told.task("Scoring"),
            loaded.evaluate(*sources, at=at, at_column=at_column, language=language) as evaluation,
        ):
            found = breakdown(loaded.rules, evaluation, lead)
            say_counts(inputs, evaluation, told, hint="")
    if found is None:
        raise NoSuchLead(f"{shown(leads)}: no lead {lead!r} that can be scored")
    return found
