"""`reif show`: one contact, its score with reasons, and what it did last."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reif.cli import printing
from reif.cli.options import own_language, parse_at
from reif.cli.platform import ready_system, require_tables
from reif.rules.languages import Language

if TYPE_CHECKING:
    from reif.records.models import Contact

_EVENTS = 10


class NoSuchContact(ValueError):
    """No contact is named so."""


def show(
    who: Annotated[str, typer.Argument(help="An e-mail, a lead_id, or the number of a contact.", metavar="EMAIL|ID")],
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
        seen = view(_found(who), at or datetime.now(UTC), _EVENTS, language)
        if as_json:
            typer.echo(json.dumps(view_json(seen), ensure_ascii=False))
            return
        printing.show(lambda console: draw(console, seen, language))


def _found(who: str) -> "Contact":
    from reif.identify.key import Unidentifiable, key
    from reif.identify.queries import named
    from reif.records.models import Contact

    try:
        found = named([key(email=who) if "@" in who else key(lead_id=who)])[0]
    except Unidentifiable as error:
        raise NoSuchContact(f"{who!r}: {error}") from None
    if found is None and who.isdecimal() and len(who) < 19:
        found = Contact.objects.filter(pk=int(who)).first()
    if found is None:
        raise NoSuchContact(f"no contact is known by {who!r}")
    return found
