"""`reif person`: what persons may ask for: to be told everything, not to be profiled, to be forgotten."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reif.cli.counting import counted
from reif.cli.platform import SystemRefuses, ready_system, require_tables
from reif.cli.whom import Who, contact_named

if TYPE_CHECKING:
    from reif.records.models import Contact

person = typer.Typer(help="What persons may ask for about their data.", no_args_is_help=True)


@person.command()
def export(
    who: Who,
    out: Annotated[Path, typer.Option(help="A .json file; - is standard output.", metavar="FILE")],
) -> None:
    """Write everything that is held about a person into one file (GDPR, Art. 15)."""
    if str(out) != "-" and out.suffix != ".json":
        raise SystemRefuses(f"--out: {out} is not accepted; accepted is a name that ends in .json, or -")
    with ready_system():
        require_tables()
        from reif import privacy

        told = privacy.tell(contact=contact_named(who), form="json", by=None, at=_now())
        text = json.dumps(told, ensure_ascii=False, indent=2)
    if str(out) == "-":
        typer.echo(text)
        return
    out.write_text(f"{text}\n", encoding="utf-8")
    out.chmod(0o600)
    typer.echo(f"{out}: written; {counted(len(told['events']), 'event')}")


@person.command("object")
def object_(
    who: Who,
    how: Annotated[str, typer.Option(help="How it reached you, as in 'by e-mail'.", metavar="TEXT")] = "",
    lift: Annotated[bool, typer.Option("--lift", help="The person no longer objects.")] = False,
) -> None:
    """Note that a person objects to being profiled (GDPR, Art. 21): no score from now on."""
    with ready_system():
        require_tables()
        from reif import lifecycle

        contact = contact_named(who)
        if contact.may_be_profiled == lift:
            typer.echo(f"{_shown(contact)}: {'does not object' if lift else 'objects already'}")
            return
        note = lifecycle.lift_objection if lift else lifecycle.note_objection
        note(contact=contact, by=None, at=_now(), how=how)
        typer.echo(f"{_shown(contact)}: {'is scored again' if lift else 'is not scored any more'}")


@person.command()
def erase(
    who: Who, yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: this cannot be undone.")] = False
) -> None:
    """Erase a person for ever (GDPR, Art. 17). Counts stay; lists do not bring the person back."""
    with ready_system():
        require_tables()
        from reif import privacy
        from reif.protect.queries import preview

        contact = contact_named(who)
        seen = preview(contact)
        typer.echo(f"{_shown(contact)}: goes with {_rows(seen.rows)}")
        typer.echo(f"stays as a count: {counted(seen.moves, 'move')}; emptied: {counted(seen.rejects, 'rejected row')}")
        for each in seen.alike:
            typer.echo(f"may be the same person, and stays: {_shown(each)}")
        if not yes:
            _confirm(contact)
        privacy.erase(contact=contact, by=None, at=_now())
        typer.echo("erased")


@person.command("let-in")
def let_in(who: Annotated[str, typer.Argument(help="An e-mail or an id.", metavar="EMAIL|ID")]) -> None:
    """Let lists and people bring back somebody who was erased and came back of their own accord."""
    with ready_system():
        require_tables()
        from reif import privacy

        if not privacy.let_in(written=who, by=None, at=_now()):
            raise SystemRefuses(f"{who!r}: nobody of that e-mail or id was erased at their own wish")
        typer.echo(f"{who}: may be imported and added again")


def _confirm(contact: "Contact") -> None:
    wanted = contact.email or contact.lead_id or str(contact.pk)
    typed = typer.prompt(f"This cannot be undone. Type {wanted} to erase")
    if typed.strip().casefold() != wanted.casefold():
        raise SystemRefuses(f"{typed!r} is not {wanted!r}; nothing was erased")


def _rows(rows: dict[str, int]) -> str:
    words = {
        "Event": "event",
        "AttributeChange": "change of attributes",
        "ScoreChange": "change of score",
        "Identifier": "identifier",
        "Visitor": "visitor",
        "Objection": "objection",
    }
    said = [f"{count} × {words[name]}" for name, count in rows.items() if name in words and count]
    return ", ".join(said) or "nothing else"


def _shown(contact: "Contact") -> str:
    return f"{contact.name or contact.email or contact.lead_id or 'without a name'} (number {contact.pk})"


def _now() -> datetime:
    return datetime.now(UTC)
