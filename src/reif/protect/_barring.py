"""Identifiers of the erased: recognised by a keyed digest, and known to nobody."""

from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from reif.records.models import Barred
from reif.rules.emails import normalised_email
from reif.rules.texts import clean

EMAIL = "email"
_AT_ONCE = 500


def key() -> str:
    """Which secret the digests are keyed by, told by a few signs of a digest of its own."""
    return salted_hmac("reif.protect.key", "", algorithm="sha256").hexdigest()[:8]


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
