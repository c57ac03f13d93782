"""Digests keyed by the secret of the system: to be recognised, and read by nobody who has not the secret."""

from django.utils.crypto import salted_hmac

from reif.rules.emails import normalised_email
from reif.rules.texts import clean

_SUPPRESSED, _KEY = "reif.records.suppressed", "reif.protect.key"


def secret_key() -> str:
    """Which secret the digests are keyed by, told by a few signs of a digest of its own."""
    return salted_hmac(_KEY, "", algorithm="sha256").hexdigest()[:8]


def digest_of_address(address: str) -> str:
    """The same for every spelling of an e-mail."""
    written = clean(address).strip()
    return salted_hmac(_SUPPRESSED, normalised_email(written) or written, algorithm="sha256").hexdigest()
