"""`reif user`: who may sign in."""

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from reif.cli.passwords import check, given
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
        from django.db import IntegrityError, transaction

        from reif.records.models import Installation, User

        role_given = _role(role)
        address = _address(email)
        password, is_shown = _password(address, password_file, ask)
        try:
            with transaction.atomic():
                house = Installation.current()
                stored = User.objects.create_user(
                    address, password, role_given, language=house.language, time_zone=house.time_zone
                )
                _remember("user added", stored, role=role_given.value)
        except IntegrityError:
            raise SystemRefuses(f"{address}: is a user already") from None
        typer.echo(f"{stored.email}: added as {role_given}")
        if is_shown:
            typer.echo(f"password (shown this once): {password}")


@user.command("list")
def list_users() -> None:
    """List the users: e-mail, role, and whether they may sign in."""
    with ready_system():
        from reif.records.models import User

        for each in User.objects.order_by("email"):
            typer.echo(f"{each.email}  {each.role}  {'active' if each.is_active else 'inactive'}")


@user.command()
def disable(email: Email) -> None:
    """Let a user sign in no more, and sign them out. What they did stays theirs."""
    with ready_system():
        from django.db import transaction

        from reif.records.enums import Role
        from reif.records.models import User

        with transaction.atomic():
            found = _found(email)
            others = User.objects.filter(role=Role.ADMIN, is_active=True).exclude(id=found.id)
            if found.role == Role.ADMIN and not others.exists():
                raise SystemRefuses(f"{found.email}: nobody else may administer; add another admin first")
            _let_sign_in(found, False)
        typer.echo(f"{found.email}: may not sign in any more")


@user.command()
def enable(email: Email) -> None:
    """Let a user sign in again."""
    with ready_system():
        from django.db import transaction

        with transaction.atomic():
            found = _found(email)
            _let_sign_in(found, True)
        typer.echo(f"{found.email}: may sign in again")


@user.command("password")
def set_password(email: Email, password_file: PasswordFile = None, ask: AskOption = False) -> None:
    """Set a user's password and sign them out. Without one given, one is made and printed, this once."""
    with ready_system():
        from django.db import transaction

        with transaction.atomic():
            found = _found(email)
            password, is_shown = _password(found.email, password_file, ask)
            found.set_password(password)
            found.save(update_fields=["password"])
            _remember("password set", found)
        typer.echo(f"{found.email}: has a new password")
        if is_shown:
            typer.echo(f"password (shown this once): {password}")


def _password(address: str, file: Path | None, ask: bool) -> tuple[str, bool]:
    """The password, and whether it was made here and must be shown."""
    from reif.records.models import User

    chosen = given(file, ask=ask)
    password = chosen or secrets.token_urlsafe(15)
    check(password, User(email=address))
    return password, chosen is None


def _found(email: str) -> "User":
    from reif.records.models import User
    from reif.records.models.user import normalised

    found = User.objects.select_for_update().filter(email=normalised(email)).first()
    if found is None:
        raise SystemRefuses(f"{email}: is not a user; `reif user list` tells who is")
    return found


def _let_sign_in(found: "User", may: bool) -> None:
    if found.is_active != may:
        found.is_active = may
        found.save(update_fields=["is_active"])
        _remember("user enabled" if may else "user disabled", found)


def _remember(action: str, of: "User", **details: str) -> None:
    from reif.records.models import AuditEntry

    now = datetime.now(UTC)
    AuditEntry.objects.create(action=action, subject="user", subject_id=of.id, details=details, occurred_at=now)


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
