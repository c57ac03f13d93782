"""Passwords that commands take or make."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reif.cli.platform import SystemRefuses

if TYPE_CHECKING:
    from reif.records.models import User


def given(file: Path | None, *, ask: bool) -> str | None:
    """From the first line of the file, or typed; None if neither is wanted. Raises SystemRefuses."""
    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            raise SystemRefuses(f"{file}: is not UTF-8 text; accepted is a password in the first line") from None
        if not lines or not lines[0]:
            raise SystemRefuses(f"{file}: its first line is empty; accepted is a password")
        return lines[0]
    return typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True) if ask else None


def check(password: str, of: "User") -> None:
    """Raises SystemRefuses for one that is too easily guessed."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.utils.translation import override

    try:
        with override("en"):  # as all that the command line says
            validate_password(password, of)
    except ValidationError as error:
        raise SystemRefuses(f"the password is not accepted: {' '.join(error.messages)}") from None
