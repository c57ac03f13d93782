"""The endpoints of LinkedIn and Meta, whose notices name a lead: challenged, signed, and kept."""

import hmac
import logging

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from reif.capture import lead_pointers
from reif.capture.queries import source_of
from reif.integrations.tracking.body import LARGEST_BODY, Unreadable, read
from reif.integrations.tracking.segment import NotACall, TooMany
from reif.integrations.webhooks.pointers import LINKEDIN, META, challenge_answer, is_signed, pointers
from reif.records.models import Source
from reif.web.collect import answers
from reif.web.collect.endpoint import UNKNOWN, for_clients

logger = logging.getLogger(__name__)

_NO_SECRET = "the source has no secret of this system; say it on the page of the source"  # noqa: S105 - a sentence
_LONGEST_CODE = 200


@for_clients("POST", "GET")
def linkedin(request: HttpRequest, key: str) -> HttpResponse:
    """A notice of LinkedIn, or its challenge."""
    source = source_of(key)
    if source is None:
        return answers.refused(401, UNKNOWN)
    if request.method == "POST":
        return _noticed(request, source, LINKEDIN)
    secret, code = lead_pointers.secret_of(source, LINKEDIN), request.GET.get("challengeCode", "")
    if not secret:
        return answers.refused(403, _NO_SECRET)
    if not code or len(code) > _LONGEST_CODE:
        return answers.refused(400, "the challengeCode is missing or too long")
    return JsonResponse(challenge_answer(code, secret))


@for_clients("POST", "GET")
def meta(request: HttpRequest, key: str) -> HttpResponse:
    """A notice of Meta, or its question whether it may send; the word for that is the write key."""
    source = source_of(key)
    if source is None:
        return answers.refused(401, UNKNOWN)
    if request.method == "POST":
        return _noticed(request, source, META)
    said, challenge = request.GET.get("hub.verify_token", ""), request.GET.get("hub.challenge", "")
    if request.GET.get("hub.mode") != "subscribe" or not hmac.compare_digest(said.encode(), key.encode()):
        return answers.refused(403, "the verify token is not the write key of the source")
    if not challenge.isdigit() or len(challenge) > _LONGEST_CODE:
        return answers.refused(400, "the challenge is no number")
    return HttpResponse(challenge, content_type="text/plain; charset=utf-8")


def _noticed(request: HttpRequest, source: Source, system: str) -> HttpResponse:
    at = timezone.now()
    try:
        body = request.body
    except RequestDataTooBig:
        return answers.refused(400, f"the request has over {LARGEST_BODY:,} bytes")
    try:
        secret = lead_pointers.secret_of(source, system)
        headers = {name.lower(): value for name, value in request.headers.items()}
        if not secret or not is_signed(system, secret, headers, body):
            lead_pointers.count_forged(source=source, at=at)
            return answers.refused(401, "the signature is missing or wrong" if secret else _NO_SECRET)
        lead_pointers.keep(source=source, system=system, found=pointers(system, read(body)), at=at)
    except (Unreadable, NotACall, TooMany) as problem:
        return answers.refused(400, str(problem))
    except DatabaseError:
        logger.warning("could not store a notice", exc_info=True)
        return answers.not_now(503, "the database cannot store anything now; send it again")
    return answers.taken()
