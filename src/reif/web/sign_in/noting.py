"""What people change of how they sign in is written down, whichever way they come by it."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import Signal
from django.utils import timezone

from reif import administration
from reif.records.models import User

ACTIONS: tuple[tuple[Signal, str], ...] = (
    (password_changed, "password changed"),
    (password_reset, "password set by link"),
    (authenticator_added, "second factor added"),
    (authenticator_removed, "second factor given up"),
    (authenticator_reset, "recovery codes made anew"),
)


def connect() -> None:
    """Begin to write down."""
    for signal, action in ACTIONS:
        signal.connect(_noting(action), weak=False, dispatch_uid=f"reif {action}")


def _noting(action: str) -> Any:
    def note(user: User, **_: object) -> None:
        administration.note(action=action, user=user, by=user, at=timezone.now())

    return note
