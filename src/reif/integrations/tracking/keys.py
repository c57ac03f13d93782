"""Where clients put the write key."""

import base64
import binascii
from collections.abc import Mapping

IN_A_BODY = ("writeKey", "api_key", "token", "google_key")


def write_key(headers: Mapping[str, str], body: object, query: Mapping[str, str]) -> str:
    """The key that a request bears; empty if none. `headers`: by lower-case name.

    The user of Basic authentication (with or without a colon behind), a Bearer token, Jitsu's `X-Write-Key: id:secret`,
    else in the body `writeKey` (PostHog: `api_key`, `token`; Google Ads: `google_key`), else in the address. Jitsu's
    body says `id:***`, so its header comes first.
    """
    scheme, _, written = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        found = _user(written.strip())
        if found:
            return found
    if scheme.lower() == "bearer":
        return written.strip()
    if "x-write-key" in headers:
        return headers["x-write-key"].rpartition(":")[2].strip()
    for name in IN_A_BODY:
        value = body.get(name) if isinstance(body, dict) else None
        if isinstance(value, str) and value.strip():
            return value.strip()
    return query.get("writeKey", "").strip()


def decoded(written: str) -> str:
    """The text of a base64 header; empty for what is none."""
    try:
        return base64.b64decode(written, validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def _user(written: str) -> str:
    return decoded(written).partition(":")[0].strip()
