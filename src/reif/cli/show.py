"""`reif show`: one contact, its score with reasons, and what it did last."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from reif.cli import printing
from reif.cli.options import own_language, parse_at
from reif.cli.platform import ready_system, require_tables
from reif.cli.whom import Who, contact_named
from reif.rules.languages import Language

_EVENTS = 10


def show(
    who: Who,
    at: Annotated[
        datetime | None, typer.Option(help="Show it as of then; now if left out.", metavar="TIME", parser=parse_at)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    lang: Annotated[Language | None, typer.Option(help="Language; if left out, that of the terminal.")] = None,
) -> None:
    """Show a contact: stage, score with its reasons, last events."""
    with ready_system():
        require_tables()
        from reif.cli.contact_view import draw, view, view_json

        language = (lang or own_language()).value
        seen = view(contact_named(who), at or datetime.now(UTC), _EVENTS, language)
        if as_json:
            typer.echo(json.dumps(view_json(seen), ensure_ascii=False))
            return
        printing.show(lambda console: draw(console, seen, language))
