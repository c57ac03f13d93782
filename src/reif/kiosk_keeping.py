"""Tablets on which a form stands: invited by a link that is good once, known by a secret of their own, revoked.

Sibling of `lifecycle`; each function is one transaction. All arguments are by keyword; times are aware and given by
the caller. Secrets are kept as digests alone.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import constant_time_compare

from reif.records.models import AuditEntry, Form, Kiosk, User

INVITED_FOR = timedelta(hours=24)
EARLIEST = timedelta(days=30)
"""What happened on a tablet longer ago counts as that old."""


class NotInvited(ValueError):
    """The link is not ours, was used, or is too old."""


def invite(*, form: Form, name: str, by: User | None, at: datetime) -> tuple[Kiosk, str]:
    """A tablet to be set up, and the word that its link ends in, which is known nowhere else."""
    word = secrets.token_urlsafe(32)
    with transaction.atomic():
        kiosk = Kiosk.objects.create(
            form=form,
            name=name,
            pin=f"{secrets.randbelow(10**6):06}",
            invitation=digest(word),
            invited_at=at,
            created_by=by,
        )
        _audit("kiosk added", kiosk, by, at)
    return kiosk, word


def set_up(*, number: int, word: str, at: datetime) -> str:
    """The secret by which the tablet is known from now on. Raises NotInvited."""
    with transaction.atomic():
        kiosk = Kiosk.objects.select_for_update().filter(pk=number, revoked_at=None).first()
        if kiosk is None or not kiosk.invitation or not constant_time_compare(kiosk.invitation, digest(word)):
            raise NotInvited("no such invitation is open")
        if at - kiosk.invited_at > INVITED_FOR:
            raise NotInvited("the invitation is too old")
        secret = secrets.token_urlsafe(32)
        kiosk.invitation, kiosk.secret, kiosk.set_up_at = "", digest(secret), at
        kiosk.save(update_fields=["invitation", "secret", "set_up_at"])
        _audit("kiosk set up", kiosk, None, at)
    return secret


def revoke(*, kiosk: Kiosk, by: User | None, at: datetime) -> None:
    """Take nothing more from the tablet."""
    with transaction.atomic():
        if Kiosk.objects.filter(pk=kiosk.pk, revoked_at=None).update(revoked_at=at, invitation="", secret=""):
            _audit("kiosk revoked", kiosk, by, at)


def known(*, number: int, secret: str) -> Kiosk | None:
    """The tablet that holds the secret; None for any other, and for one that was revoked."""
    kiosk = Kiosk.objects.filter(pk=number, revoked_at=None).select_related("form").first()
    if kiosk is None or not kiosk.secret or not constant_time_compare(kiosk.secret, digest(secret)):
        return None
    return kiosk


def seen(*, kiosk: Kiosk, at: datetime) -> None:
    """Note that the tablet was heard of."""
    Kiosk.objects.filter(pk=kiosk.pk).update(seen_at=at)


def happened(said: datetime, at: datetime) -> datetime:
    """When it happened, by a clock that may be wrong: not in the future, nor too long ago."""
    return max(min(said, at), at - EARLIEST)


def digest(word: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(word.encode(errors="replace")).hexdigest()


def _audit(action: str, kiosk: Kiosk, by: User | None, at: datetime) -> None:
    details = {"kiosk": kiosk.pk}
    AuditEntry.objects.create(
        by=by, action=action, subject="form", subject_id=kiosk.form_id, details=details, occurred_at=at
    )
