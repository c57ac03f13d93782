"""`reif demo`: a made-up world to look at, and its end."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reif.cli import printing
from reif.cli.passwords import check, given
from reif.cli.platform import SystemRefuses, ready_system
from reif.cli.screen import screen

if TYPE_CHECKING:
    from rich.console import Console

demo = typer.Typer(
    help="A made-up world to look at: marked as simulated, removed by one command.", no_args_is_help=True
)


@demo.command()
def load(
    contacts: Annotated[int, typer.Option(help="How many.", min=1, max=1_000_000, metavar="N")] = 2000,
    seed: Annotated[int, typer.Option(help="Another number is another world.", metavar="N")] = 2,
    password_file: Annotated[
        Path | None, typer.Option(help="Take the password from the first line of this file.", metavar="FILE")
    ] = None,
    anew: Annotated[bool, typer.Option("--anew", help="First remove the one that is there.")] = False,
) -> None:
    """Fill the system with a made-up firm's team, contacts and their year up to now.

    Without a password given, one is made for the login and printed, this once.
    """
    with ready_system(), screen() as shown:
        from django.conf import settings

        from reif.cli.demo_world.loading import LoadedAlready, NoModel
        from reif.cli.demo_world.loading import load as load_world
        from reif.records.models import User
        from reif.simulation.team import LOGIN

        chosen = given(password_file, ask=False)
        password = chosen or secrets.token_urlsafe(12)
        check(password, User(email=LOGIN))
        language = settings.LANGUAGE_CODE
        try:
            with shown.task("Making up contacts") as advance:
                loaded = load_world(
                    seed=seed,
                    at=datetime.now(UTC),
                    contacts=contacts,
                    password=password,
                    language=language,
                    advance=advance,
                    is_anew=anew,
                )
        except LoadedAlready:
            raise SystemRefuses("there is a made-up world already; `reif demo remove` removes it") from None
        except NoModel:
            raise SystemRefuses("no scoring model is live; publish one") from None
        typer.echo(
            f"{loaded.contacts:,} made-up contacts of {loaded.companies:,} companies and {loaded.visitors:,} visitors "
            f"with {loaded.events:,} events"
        )
        typer.echo(f"sign in as {loaded.login}")
        if chosen is None:
            typer.echo(f"password (shown this once): {password}")


@demo.command()
def show(limit: Annotated[int, typer.Option(help="How many contacts.", min=1, metavar="N")] = 8) -> None:
    """Show the ripest made-up contacts with what makes them so, and how far contacts come."""
    with ready_system():
        from django.conf import settings

        from reif.cli.demo_world.picture import draw_funnel, draw_ripest
        from reif.cli.demo_world.showing import funnel, ripest

        listed, steps = ripest(limit, datetime.now(UTC)), funnel()
        if not listed:
            raise SystemRefuses("there is no made-up world; `reif demo load` makes one")

        def draw(console: "Console") -> None:
            draw_ripest(console, listed, settings.LANGUAGE_CODE)
            console.print()
            draw_funnel(console, steps)

        printing.show(draw)


@demo.command()
def remove() -> None:
    """Take the made-up world out again, and nothing else."""
    with ready_system():
        from reif.cli.demo_world.loading import SOURCE
        from reif.cli.demo_world.removal import remove as remove_world

        removed = remove_world(SOURCE)
        typer.echo(f"{removed.contacts:,} contacts, {removed.companies:,} companies and {removed.users} users removed")
