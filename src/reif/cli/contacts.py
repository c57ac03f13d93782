"""`reif contacts`: the ripest first."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from reif.cli import printing
from reif.cli.options import own_language
from reif.cli.platform import ready_system, require_tables
from reif.rules.languages import Language

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from reif.cli.breakdown_words import Words
    from reif.records.models import Contact


_SCORE = ("score", "points", "level", "temperature", "grade")


def contacts(
    limit: Annotated[int, typer.Option(help="How many.", min=1, max=100_000, metavar="N")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
    lang: Annotated[Language | None, typer.Option(help="Language; if left out, that of the terminal.")] = None,
) -> None:
    """List contacts, the ripest first."""
    with ready_system():
        require_tables()
        from reif.records.models import Contact

        listed = list(Contact.objects.order_by("-score", "id")[:limit])
    if as_json:
        typer.echo(json.dumps([_object(each) for each in listed], ensure_ascii=False))
        return
    if not listed:
        typer.echo("there are no contacts yet; `reif import` brings some")
        return
    printing.show(lambda console: _draw(console, listed, (lang or own_language()).value))


def _object(contact: "Contact") -> dict[str, object]:
    last = contact.last_activity_at
    return {
        "id": contact.pk,
        "lead_id": contact.lead_id,
        "name": contact.name,
        "email": contact.email,
        "company": contact.company_name,
        "stage": contact.stage,
        "status": contact.status,
        **{name: getattr(contact, name) if contact.may_be_profiled else None for name in _SCORE},
        "last_activity": contact.last_activity or None,
        "last_activity_at": None if last is None else last.isoformat().replace("+00:00", "Z"),
        "is_simulated": contact.is_simulated,
    }


def _scored(contact: "Contact", words: "Words") -> "tuple[Text, ...]":
    """Points, temperature and fit; a dash for whoever objected to being profiled."""
    from rich.text import Text

    from reif.cli.contact_words import STYLES

    if not contact.may_be_profiled:
        return Text("–"), Text(""), Text("")
    style = STYLES[contact.temperature]
    return Text(str(contact.points), style), Text(words.say(contact.temperature), style), Text(contact.grade)


def _draw(console: "Console", listed: "list[Contact]", language: str) -> None:
    from rich.table import Table
    from rich.text import Text

    from reif.cli.breakdown_words import Words
    from reif.cli.contact_words import name_of, say, stage_of

    words = Words(language)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(say("points", language), justify="right", no_wrap=True)
    table.add_column("", no_wrap=True)
    table.add_column(say("fit", language), no_wrap=True)
    for head in ("who", "company", "stage", "last"):
        table.add_column(say(head, language), overflow="ellipsis", no_wrap=True)
    for each in listed:
        seen = "" if each.last_activity_at is None else f"{words.time(each.last_activity_at)[:-7]} {each.last_activity}"
        mark = f" ({say('simulated', language)})" if each.is_simulated else ""
        table.add_row(
            *_scored(each, words),
            Text(name_of(each) + mark),
            Text(each.company_name),
            stage_of(each.stage, each.status, language),
            Text(seen),
        )
    console.print(table)
