"""`reif user`: who may sign in."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from reif.cli.passwords import check, given
from reif.cli.platform import SystemRefuses, ready_system

if TYPE_CHECKING:
    from reif.records.enums import Role

user = typer.Typer(help="Who may sign in.", no_args_is_help=True)
Email: TypeAlias = Annotated[str, typer.Argument(help="What the user signs in with.", metavar="EMAIL")]
RoleOption: TypeAlias = Annotated[str, typer.Option(help="admin, manager, sales, marketing or viewer.", metavar="ROLE")]
PasswordFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(help="Take the password from the first line of this file.", metavar="FILE"),
]
AskOption: TypeAlias = Annotated[bool, typer.Option("--ask", help="Type the password.")]


@user.command()
def add(email: Email, role: RoleOption, password_file: PasswordFile = None, ask: AskOption = False) -> None:
    """Add a user. Without a password given, one is made and printed, this once."""
    with ready_system():
        from django.db import IntegrityError, transaction

        from reif.records.models import User

        role_given = _role(role)
        address = _address(email)
        chosen = given(password_file, ask=ask)
        password = chosen or secrets.token_urlsafe(15)
        check(password, User(email=address))
        try:
            with transaction.atomic():
                stored = User.objects.create_user(address, password, role_given)
        except IntegrityError:
            raise SystemRefuses(f"{address}: is a user already") from None
        typer.echo(f"{stored.email}: added as {role_given}")
        if chosen is None:
            typer.echo(f"password (shown this once): {password}")


@user.command("list")
def list_users() -> None:
    """List the users: e-mail, role, and whether they may sign in."""
    with ready_system():
        from reif.records.models import User

        for each in User.objects.order_by("email"):
            typer.echo(f"{each.email}  {each.role}  {'active' if each.is_active else 'inactive'}")


def _role(word: str) -> "Role":
    from reif.records.enums import Role

    if word not in list(Role):
        raise SystemRefuses(f"--role: {word!r} is not known; accepted are {', '.join(Role)}")
    return Role(word)


def _address(email: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from reif.records.models.user import normalised

    try:
        validate_email(normalised(email))
    except ValidationError:
        raise SystemRefuses(f"{email!r} is not an e-mail address") from None
    return normalised(email)
