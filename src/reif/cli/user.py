"""`reif user`: who may sign in."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from reif.cli.platform import SystemRefuses, ready_system

if TYPE_CHECKING:
    from reif.records.enums import Role
    from reif.records.models import User

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
        from django.core.exceptions import ValidationError
        from django.db import IntegrityError, transaction

        from reif.records.models import User

        role_given = _role(role)
        address = _address(email)
        given = _given(password_file, ask)
        password = given or secrets.token_urlsafe(15)
        try:
            _check_password(password, User(email=address))
        except ValidationError as error:
            raise SystemRefuses(f"the password is not accepted: {' '.join(error.messages)}") from None
        try:
            with transaction.atomic():
                stored = User.objects.create_user(address, password, role_given)
        except IntegrityError:
            raise SystemRefuses(f"{address}: is a user already") from None
        typer.echo(f"{stored.email}: added as {role_given}")
        if given is None:
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


def _given(file: Path | None, ask: bool) -> str | None:
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            raise SystemRefuses(f"{file}: is not UTF-8 text; accepted is a password in the first line") from None
        if not lines or not lines[0]:
            raise SystemRefuses(f"{file}: its first line is empty; accepted is a password")
        return lines[0]
    return typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True) if ask else None


def _check_password(password: str, of: "User") -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.utils.translation import override

    with override("en"):  # as all that the command line says
        validate_password(password, of)
