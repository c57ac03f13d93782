"""Identifiers of the erased: recognised by a keyed digest, and known to nobody."""

from collections.abc import Iterable

from django.db import connection
from django.utils.crypto import salted_hmac

from reif.records.digests import secret_key as key
from reif.records.models import Barred
from reif.rules.emails import normalised_email
from reif.rules.texts import clean

__all__ = ["EMAIL", "among", "digest", "keep_apart", "key"]

EMAIL = "email"
_LOCK = 0x65726173  # "eras"
_AT_ONCE = 500


def keep_apart(*, is_erasing: bool) -> None:
    """Until the transaction ends, let nobody erase while somebody asks who is barred, nor the other way round.

    Else a list that is read meanwhile could bring back whom it found still unbarred. In SQLite writers take turns.
    """
    if connection.vendor == "postgresql":
        function = "pg_advisory_xact_lock" if is_erasing else "pg_advisory_xact_lock_shared"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_LOCK])


def digest(kind: str, value: str) -> str:
    """The same for every spelling of an e-mail; nobody without the secret of the system can try addresses out."""
    written = clean(value).strip()
    same = (normalised_email(written) or written) if kind == EMAIL else written
    return salted_hmac("reif.protect.barred", f"{kind}:{same}", algorithm="sha256").hexdigest()


def among(digests: Iterable[str]) -> set[str]:
    """Those of the digests that are barred."""
    wanted = list(digests)
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        found |= set(Barred.objects.filter(digest__in=part).values_list("digest", flat=True))
    return found
