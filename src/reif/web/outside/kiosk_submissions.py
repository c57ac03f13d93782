"""What a tablet sends: one submission at a time, which it keeps until it hears that it was stored."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reif import kiosk_keeping
from reif.records.models import FormVersion, Kiosk
from reif.rules.form import read
from reif.rules.form_answers import checked
from reif.submitting import Filled, TooMany, submit
from reif.web.access import for_everybody
from reif.web.outside.forms import LARGEST_BODY
from reif.web.outside.kiosk_cookie import kiosk_of
from reif.web.outside.letters import letters
from reif.web.outside.networks import LONGEST_AGENT, ip_of

CHANNEL = "event"
_KEY = re.compile(r"[0-9a-f]{32}")
_MOST_VALUES = 100


class _Unreadable(ValueError):
    """It is nothing that a page of ours sends."""


@dataclass(frozen=True, slots=True)
class _Sent:
    key: str
    happened_at: datetime
    version: int
    values: dict[str, str]
    agreed: list[str]


@for_everybody
@csrf_exempt  # the cookie is sent from our own pages alone (SameSite=Strict), and JSON from no page of another site
@require_http_methods(["GET", "POST"])
def submissions(request: HttpRequest, number: int) -> JsonResponse:
    """Store one, 200: it is stored; or say whether one would be.

    Else `reason`: revoked, closed, invalid, unreadable, too_large, too_many.
    """
    at = timezone.now()
    kiosk = kiosk_of(request, number)
    if kiosk is None:
        return _refused("revoked", 403)
    if request.method != "POST":
        return _refused("" if kiosk.form.closed_at is None else "closed", 200)
    if request.content_type != "application/json":
        return _refused("unreadable", 415)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        return _refused("too_large", 413)
    kiosk_keeping.seen(kiosk=kiosk, at=at)
    try:
        sent = _read(request.body)
    except _Unreadable:
        return _refused("unreadable", 400)
    return _stored(request, kiosk, sent, at)


def _stored(request: HttpRequest, kiosk: Kiosk, sent: _Sent, at: datetime) -> JsonResponse:
    occurred_at = kiosk_keeping.happened(sent.happened_at, at)
    closed_at = kiosk.form.closed_at
    if closed_at is not None and occurred_at >= closed_at:
        return _refused("closed", 410)
    version = FormVersion.objects.filter(form=kiosk.form, number=sent.version).select_related("form__source").first()
    if version is None:
        return _refused("unreadable", 400)
    of = read(version.specification)
    answers = checked(of, sent.values, sent.agreed)
    if answers.problems:
        return _refused("invalid", 422, problems=answers.problems)
    filled = Filled(
        version=version,
        key=f"kiosk-{kiosk.pk}-{sent.key}",
        values=answers.values,
        agreed=answers.agreed,
        channel=CHANNEL,
        ip=ip_of(request),
        user_agent=request.headers.get("User-Agent", "")[:LONGEST_AGENT],
        kiosk=kiosk,
        occurred_at=occurred_at,
    )
    try:
        with translation.override(of.language):
            submit(filled=filled, letters=letters(request), at=at)
    except TooMany:
        return _refused("too_many", 429)
    return JsonResponse({"stored": sent.key})


def _read(body: bytes) -> _Sent:
    """Raises _Unreadable."""
    try:
        said: Any = json.loads(body)
        key, version, values, agreed = said["key"], said["version"], said["values"], said["agreed"]
        happened_at = datetime.fromisoformat(said["happened_at"])
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _Unreadable from None
    is_ours = (
        isinstance(key, str)
        and _KEY.fullmatch(key)
        and happened_at.tzinfo is not None
        and type(version) is int
        and 0 < version < 2**31
        and isinstance(values, dict)
        and len(values) <= _MOST_VALUES
        and all(isinstance(each, str) for each in values.values())
        and isinstance(agreed, list)
        and all(isinstance(each, str) for each in agreed)
    )
    if not is_ours:
        raise _Unreadable
    return _Sent(key, happened_at, version, values, agreed)


def _refused(reason: str, status: int, **more: object) -> JsonResponse:
    return JsonResponse({"reason": reason, **more}, status=status)
