"""Keys by which a source is known."""

import hashlib
import secrets

_BYTES = 24


def new_key() -> str:
    """A key that nobody guesses: 32 characters of letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(_BYTES)


def hash_of(key: str) -> str:
    """What is kept of it: SHA-256, without salt, as it is looked up by it and cannot be guessed anyway."""
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()
