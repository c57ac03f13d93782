"""`reif rebuild`: work everything out again from the log."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from reif.cli.counting import counted
from reif.cli.platform import database, ready_system, require_tables
from reif.cli.screen import screen

if TYPE_CHECKING:
    from reif.score.rebuilding import Difference

_AT_ONCE = 1000
_SHOWN = 20


def rebuild(
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Work out scores, reasons, stages and columns of all contacts again from the log.

    What was stored otherwise is mended and told; the exit code is 1 then. It may be run while the system works.
    """
    with ready_system(), screen() as shown:
        require_tables()
        from reif import lifecycle
        from reif.records import search
        from reif.records.models import Contact

        if not search.is_sound(database()):
            search.renew(database())
            typer.echo("search: the index was not what the contacts say; made anew", err=True)
        total, done = Contact.objects.count(), 0
        found: list[Difference] = []
        with shown.task("Working out again") as advance:
            for part in _parts():
                found += lifecycle.rebuild(contact_ids=part, at=datetime.now(UTC))
                done += len(part)
                advance(done, total)
        _tell(done, found, as_json)
    if found:
        raise typer.Exit(1)


def _parts() -> Iterator[list[int]]:
    from reif.records.models import Contact

    last = 0
    while part := list(Contact.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True)[:_AT_ONCE]):
        yield part
        last = part[-1]


def _tell(contacts: int, found: "list[Difference]", as_json: bool) -> None:
    if as_json:
        differences = [{"contact": each.contact_id, "what": each.what} for each in found]
        typer.echo(json.dumps({"contacts": contacts, "differences": differences}))
        return
    if not found:
        typer.echo(f"{counted(contacts, 'contact')}: all as the log says")
        return
    for what, count in Counter(each.what for each in found).most_common():
        typer.echo(f"{what}: {counted(count, 'contact')} stored otherwise than the log says; mended")
    numbers = ", ".join(str(each.contact_id) for each in found[:_SHOWN])
    typer.echo(f"contacts: {numbers}{' …' if len(found) > _SHOWN else ''}")
