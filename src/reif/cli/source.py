"""`reif source`: where what people do comes from, and the key with which it is sent."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

import typer

from reif.cli.platform import SystemRefuses, ready_system
from reif.cli.screen import screen

if TYPE_CHECKING:
    from reif.records.models import Source

source = typer.Typer(help="Where signs come from, and their write keys.", no_args_is_help=True)
Name: TypeAlias = Annotated[str, typer.Argument(help="What the source is called.", metavar="NAME")]
_LONGEST = 200


@source.command()
def add(
    name: Name,
    site: Annotated[
        bool, typer.Option("--site", help="A website: its key is public, and what comes with it is a claim.")
    ] = False,
) -> None:
    """Add a source, and print its write key. A server's is shown this once; a site's is no secret."""
    called = name.strip()
    if not called or len(called) > _LONGEST:
        raise typer.BadParameter(f"NAME takes a name of at most {_LONGEST} characters")
    with ready_system():
        from reif.administration import Taken, add_source

        try:
            _, key = add_source(name=called, is_public=site, by=None, at=datetime.now(UTC))
        except Taken:
            raise SystemRefuses(f"{called}: is a source already") from None
        typer.echo(f"{called}: added as a {'site' if site else 'server'}")
        _show(key, is_public=site)


@source.command("list")
def list_sources() -> None:
    """List those that may send or might: name, kind, whether what they send is taken, the key of sites."""
    with ready_system():
        from reif.records.models import Source

        for each in Source.objects.exclude(write_key_hash=None).order_by("name"):
            kind, state = ("site" if each.is_public else "server"), ("taken" if each.is_active else "revoked")
            typer.echo("  ".join(part for part in (each.name, kind, state, each.public_key) if part))


@source.command()
def renew(name: Name) -> None:
    """Give a source another write key, and print it. The one before is worth nothing any more."""
    with ready_system():
        from reif.administration import renew_key

        found = _found(name)
        key = renew_key(source=found, by=None, at=datetime.now(UTC))
        typer.echo(f"{found.name}: has another key")
        _show(key, is_public=found.is_public)


@source.command()
def revoke(name: Name) -> None:
    """Take nothing more of what a source sends. What it sent stays."""
    _let_send(name, False)


@source.command()
def allow(name: Name) -> None:
    """Take again what a revoked source sends."""
    _let_send(name, True)


@source.command()
def replay(name: Name) -> None:
    """Read again what could not be used, as after a new version of reif. What still cannot be used stays kept."""
    with ready_system(), screen() as shown:
        from reif.collecting import replay_all

        found = _found(name)
        with shown.task("Reading again") as advance:
            done = replay_all(source=found, now=lambda: datetime.now(UTC), advance=advance)
    typer.echo(f"{done.taken:,} used, {done.known:,} known before, {done.quarantined:,} still kept apart")


@source.command("map")
def map_fields(
    name: Name,
    file: Annotated[Path, typer.Argument(help="YAML: a line `name: field` each; `name: null` leaves it out.")],
) -> None:
    """Say which field each name of the leads holds that come as JSON from a source, where it is not as detected."""
    with ready_system():
        from reif.administration import map_fields
        from reif.rules.mapping_file import parse_mapping

        found = _found(name)
        try:
            mapping = parse_mapping(file.read_bytes(), file=str(file))
        except OSError as error:
            raise SystemRefuses(f"{file}: {error.strerror}") from None
        map_fields(source=found, mapping=mapping, by=None, at=datetime.now(UTC))
        typer.echo(f"{found.name}: {len(mapping)} names are mapped; it holds for what comes from now on")


@source.command()
def secret(
    name: Name,
    system: Annotated[Literal["linkedin", "meta"], typer.Argument(help="Who signs with it.")],
    file: Annotated[
        Path | None, typer.Option("--secret-file", help="Read it from the first line of FILE.", metavar="FILE")
    ] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Forget it; nothing of that system is taken then.")] = False,
) -> None:
    """Keep the secret with which LinkedIn or Meta signs what it sends to a source. It is never shown."""
    with ready_system():
        from reif.administration import change_webhook_secret
        from reif.cli.passwords import given

        found = _found(name)
        said = "" if forget else given(file, ask=True) or ""
        change_webhook_secret(source=found, system=system, secret=said.strip(), by=None, at=datetime.now(UTC))
        typer.echo(f"{found.name}: the secret of {system} is {'forgotten' if forget else 'kept'}")


def _let_send(name: str, is_active: bool) -> None:
    with ready_system():
        from reif.administration import let_send

        found = _found(name)
        let_send(source=found, is_active=is_active, by=None, at=datetime.now(UTC))
        typer.echo(f"{found.name}: what it sends is {'taken' if is_active else 'taken no more'}")


def _found(name: str) -> "Source":
    from reif.records.models import Source

    found = Source.objects.filter(name=name.strip()).exclude(write_key_hash=None).first()
    if found is None:
        raise SystemRefuses(f"{name}: there is no such source; `reif source list` names them")
    return found


def _show(key: str, *, is_public: bool) -> None:
    typer.echo(f"write key{'' if is_public else ' (shown this once)'}: {key}")
