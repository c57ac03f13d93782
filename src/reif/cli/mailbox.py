"""`reif mailbox`: where replies arrive, and what they ask for."""

import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from reif.cli.counting import counted
from reif.cli.passwords import given
from reif.cli.platform import SystemRefuses, ready_system, require_tables

if TYPE_CHECKING:
    from reif.records.models import Mailbox

mailbox = typer.Typer(help="Where replies arrive, and what they ask for.", no_args_is_help=True)
Name: TypeAlias = Annotated[str, typer.Argument(help="What the mailbox is called.", metavar="NAME")]
_LOCAL = ("localhost", "127.0.0.1", "::1")
_SHOWN = 50


class Encryption(StrEnum):
    """How the connection is protected."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


@mailbox.command()
def add(
    name: Name,
    host: Annotated[str, typer.Option(help="The IMAP server.")],
    user: Annotated[str, typer.Option(help="Who logs in there.")],
    port: Annotated[int, typer.Option(help="993, or 143 without tls, if left out.", min=0, max=65535)] = 0,
    security: Annotated[Encryption, typer.Option(help="none only on this machine.")] = Encryption.TLS,
    folder: Annotated[str, typer.Option(help="The folder that is read.")] = "INBOX",
    address: Annotated[
        list[str] | None, typer.Option(help="An address of ours beside USER: its own mails are no replies.")
    ] = None,
    history: Annotated[
        bool, typer.Option("--history", help="Read what is there already, too; else only what arrives from now on.")
    ] = False,
    password_file: Annotated[
        Path | None,
        typer.Option(help="Its first line is the password; else it is asked for.", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Add a mailbox, after a look whether it can be read. The worker then reads it; its mails stay as they are."""
    if security is Encryption.NONE and host not in _LOCAL:
        raise typer.BadParameter("--security none is accepted only for a server on this machine (localhost)")
    with ready_system():
        require_tables()
        from reif.integrations.mail.imap import PORTS
        from reif.mailboxes import ACCEPTED_NAME, Taken, add_mailbox, forget_password, is_name
        from reif.records.models import Mailbox

        if not is_name(name):
            raise typer.BadParameter(f"NAME takes {ACCEPTED_NAME}")
        if Mailbox.objects.filter(name=name).exists():
            raise SystemRefuses(f"{name}: is a mailbox already")
        at = datetime.now(UTC)
        _take_password(name, password_file)
        described = {
            "name": name,
            "host": host,
            "port": port or PORTS[security],
            "security": security.value,
            "user": user,
            "folder": folder,
        }
        try:
            count = _look(Mailbox(**described, next_at=at, created_at=at))
            add_mailbox(
                **described,  # type: ignore[arg-type] # each goes to the argument of its name
                addresses=address or [],
                reads_since=None if history else at,
                by=None,
                at=at,
            )
        except (SystemRefuses, Taken):
            forget_password(name)
            raise
        what = "all of them are read" if history else "those that arrive from now on are read"
        typer.echo(f"{name}: added; {folder} holds {counted(count, 'mail')}, and {what} by `reif serve` or `reif work`")


@mailbox.command("list")
def list_mailboxes() -> None:
    """List the mailboxes: name, where it is, since when it is read or not, and why not."""
    with ready_system():
        require_tables()
        from reif.records.models import Mailbox

        for each in Mailbox.objects.order_by("name"):
            where = f"{each.user} on {each.host}:{each.port} ({each.security}), {each.folder}"
            typer.echo(f"{each.name}  {where}  {_state(each)}")


@mailbox.command()
def check(name: Name) -> None:
    """Look whether a mailbox can be read, and how many mails it holds. Changes nothing."""
    with ready_system():
        require_tables()
        found = _found(name)
        typer.echo(f"{found.name}: can be read; {found.folder} holds {counted(_look(found), 'mail')}")


@mailbox.command()
def remove(name: Name) -> None:
    """Read a mailbox no more, and forget its password. What came of it stays, on its server as well."""
    with ready_system():
        require_tables()
        from reif.mailboxes import remove_mailbox

        found = _found(name)
        remove_mailbox(mailbox=found, by=None, at=datetime.now(UTC))
        typer.echo(f"{found.name}: removed")


@mailbox.command()
def password(
    name: Name,
    password_file: Annotated[
        Path | None,
        typer.Option(help="Its first line is the password; else it is asked for.", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Give a mailbox another password, and look whether it can be read with it."""
    with ready_system():
        require_tables()
        found = _found(name)
        _take_password(found.name, password_file)
        typer.echo(f"{found.name}: can be read; {found.folder} holds {counted(_look(found), 'mail')}")


@mailbox.command()
def kept(limit: Annotated[int, typer.Option(help="How many, the latest first.", min=1)] = _SHOWN) -> None:
    """List mails that came in and belong to no contact: when, kind, why, sender, subject."""
    with ready_system():
        require_tables()
        from reif.records.models import InboundMail

        for each in InboundMail.objects.order_by("-received_at", "-id")[:limit]:
            said = (f"{each.received_at:%Y-%m-%d %H:%M}", each.kind, each.reason, each.sender, each.subject)
            typer.echo("  ".join(part for part in said if part))


@mailbox.command()
def rules(
    file: Annotated[
        Path | None, typer.Argument(help="The team's own rules; left out: show those in force.", metavar="[FILE]")
    ] = None,
    ready: Annotated[bool, typer.Option("--ready", help="Go back to the rules that come with reif.")] = False,
) -> None:
    """Show by which words it is recognised what a reply asks for, or let it be by those of a file."""
    if file is not None and ready:
        raise typer.BadParameter("FILE and --ready exclude each other")
    with ready_system():
        require_tables()
        from reif.mailboxes import change_reply_rules
        from reif.records.models import Installation
        from reif.rules.reply_rule_file import parse_reply_rules, ready_rules

        at = datetime.now(UTC)
        if file is not None:
            content = file.read_bytes()
            parse_reply_rules(content, file=str(file))
            change_reply_rules(text=content.decode("utf-8-sig"), by=None, at=at)
            typer.echo(f"{file}: is in force")
        elif ready:
            change_reply_rules(text="", by=None, at=at)
            typer.echo("the rules that come with reif are in force")
        else:
            sys.stdout.write(Installation.current().reply_rules or ready_rules())


def _take_password(name: str, file: Path | None) -> None:
    """Keep what was given, unless the environment has it."""
    from reif.mailboxes import is_password_set_outside, keep_password

    if file is not None or not is_password_set_outside(name):
        keep_password(name, given(file, ask=True) or "")


def _look(of: "Mailbox") -> int:
    """How many mails there are. Raises SystemRefuses."""
    from reif.integrations.mail.imap import MailServerError
    from reif.mailboxes import opened

    try:
        with opened(of) as (_, folder):
            return folder.count
    except MailServerError as problem:
        raise SystemRefuses(f"{of.name}: cannot be read: {problem}") from None


def _state(of: "Mailbox") -> str:
    if of.state == "failing":
        return f"cannot be read since {of.failing_since:%Y-%m-%d %H:%M}: {of.last_error}"
    return f"read at {of.checked_at:%Y-%m-%d %H:%M}" if of.checked_at else "not read yet"


def _found(name: str) -> "Mailbox":
    from reif.records.models import Mailbox

    found = Mailbox.objects.filter(name=name.strip()).first()
    if found is None:
        raise SystemRefuses(f"{name}: there is no such mailbox; `reif mailbox list` names them")
    return found
