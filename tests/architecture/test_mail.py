"""Nothing sends mail to a contact but the outbox, which asks at the door whether it may."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.tree import SOURCE

# What speaks of sending, and where. The outbox asks `rules/consent.py`; the others write to users of the system alone:
# an invitation, and, by allauth, a link for a password.
SENDERS = {"django.core.mail", "smtplib", "aiosmtplib", "anymail"}
ALLOWED = {"outbox/_smtp.py": {"django.core.mail", "smtplib"}, "web/settings/inviting.py": {"django.core.mail"}}
WAYS = {"send_mail", "send_mass_mail", "send_messages", "mail_admins", "mail_managers", "sendmail", "send_message"}
ALLOWED_WAYS = {"web/settings/inviting.py": {"send_mail"}, "web/sign_in/adapter.py": {"send_mail"}}


def senders(code: str) -> set[str]:
    """The modules that the code imports of those that send."""
    return {name for found in _imported(code) for name in SENDERS if found == name or found.startswith(f"{name}.")}


def ways(code: str) -> set[str]:
    """The functions of sending that the code names."""
    nodes = ast.walk(ast.parse(code))
    names = (getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "name", None) for node in nodes)
    return {name for name in names if name in WAYS}


def _imported(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def found(look: object) -> dict[str, set[str]]:
    files = {file.relative_to(SOURCE).as_posix(): file.read_text() for file in sorted(SOURCE.rglob("*.py"))}
    return {name: seen for name, code in files.items() if (seen := look(code))}  # type: ignore[operator] # one of the two


def test_only_these_can_send() -> None:
    assert found(senders) == ALLOWED


def test_only_these_do_send() -> None:
    assert found(ways) == ALLOWED_WAYS


def test_the_outbox_is_asked_before_the_text_leaves() -> None:
    code = ast.parse((SOURCE / "outbox" / "operations.py").read_text())
    deliver = next(node for node in code.body if isinstance(node, ast.FunctionDef) and node.name == "deliver_one")
    asked = next(node for node in ast.walk(deliver) if isinstance(node, ast.If) and "_begins" in ast.unparse(node.test))
    calls = [node for node in ast.walk(code) if isinstance(node, ast.Attribute) and node.attr == "hand_over"]
    inside = [node for node in ast.walk(asked) if isinstance(node, ast.Attribute) and node.attr == "hand_over"]
    assert len(calls) == len(inside) == 1


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("from django.core.mail import send_mail", "django.core.mail"),
        ("from django.core import mail", "django.core.mail"),
        ("import smtplib", "smtplib"),
        ("from django.core.mail.backends.smtp import EmailBackend", "django.core.mail"),
    ],
)
def test_senders_are_seen(line: str, name: str) -> None:
    assert senders(line) == {name}


@pytest.mark.parametrize("line", ["user.send_mail()", "from x import send_mail", "server.sendmail(a, b)"])
def test_ways_are_seen(line: str) -> None:
    assert ways(line)
