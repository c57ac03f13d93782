"""Notices of LinkedIn and Meta that somebody filled in a form under an ad: they name the lead, and do not hold it.

LinkedIn: learn.microsoft.com, Lead Sync API, webhooks. Meta: developers.facebook.com, Webhooks for Lead Ads.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from reif.integrations.tracking.segment import MOST_CALLS, NotACall, TooMany, check_object, instant, text

LINKEDIN, META = "linkedin", "meta"
_LONGEST = 200
_SIGNED_BY = {LINKEDIN: "x-li-signature", META: "x-hub-signature-256"}


@dataclass(frozen=True, slots=True)
class Pointer:
    """`lead`, `form`: by which the system names them. `is_deleted`: the person took it back, so the lead must go."""

    lead: str
    form: str
    occurred_at: datetime | None
    is_deleted: bool = False


def is_signed(system: str, secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether the signature over the raw body was made with the secret. `headers`: names in lower case."""
    said = headers.get(_SIGNED_BY[system], "").strip().lower()
    signed = {LINKEDIN: b"hmacsha256=" + body, META: body}[system]
    expected = {LINKEDIN: "", META: "sha256="}[system] + _hmac(secret, signed)
    return hmac.compare_digest(said.encode("utf-8", "replace"), expected.encode())


def challenge_answer(code: str, secret: str) -> dict[str, str]:
    """What LinkedIn wants to hear before it sends, and every two hours."""
    return {"challengeCode": code, "challengeResponse": _hmac(secret, code.encode("utf-8", "replace"))}


def pointers(system: str, said: object) -> list[Pointer]:
    """What a notice points at; nothing for one of something else. Raises NotACall, TooMany."""
    body = check_object(said)
    found = list({LINKEDIN: _of_linkedin, META: _of_meta}[system](body))
    if len(found) > MOST_CALLS:
        raise TooMany(f"there are {len(found):,} leads; accepted are {MOST_CALLS:,}")
    return found


def _of_linkedin(body: Mapping[str, object]) -> Iterator[Pointer]:
    if body.get("type") != "LEAD_ACTION":
        return
    at = instant(body.get("occurredAt"))
    is_deleted = body.get("leadAction") == "DELETED"
    yield Pointer(
        _named(body.get("leadGenFormResponse"), "leadGenFormResponse"), _short(body.get("leadGenForm")), at, is_deleted
    )


def _of_meta(body: Mapping[str, object]) -> Iterator[Pointer]:
    if body.get("object") != "page":
        return
    for entry in _objects(body.get("entry"), "entry"):
        for change in _objects(entry.get("changes"), "changes"):
            if change.get("field") == "leadgen":
                value = check_object(change.get("value"))
                at = instant(value.get("created_time"))
                yield Pointer(_named(value.get("leadgen_id"), "leadgen_id"), _short(value.get("form_id")), at)


def _objects(said: object, name: str) -> list[Mapping[str, object]]:
    if not isinstance(said, list):
        raise NotACall(f"{name} is no list")
    return [check_object(each) for each in said]


def _named(said: object, name: str) -> str:
    found = _short(said)
    if not found:
        raise NotACall(f"the notice has no {name}")
    return found


def _short(said: object) -> str:
    return text(said)[:_LONGEST]


def _hmac(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
