"""The endpoints of clients. The write key says who sends; nobody is signed in, and nothing else of a request counts."""

import json
import logging
from dataclasses import replace

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import condition

from reif.capture.queries import is_overrun, source_of
from reif.collecting import receive
from reif.integrations.tracking.body import TooLarge, Unreadable
from reif.integrations.tracking.call import Type
from reif.integrations.tracking.segment import NotACall, TooMany
from reif.web.collect import answers, client_scripts, page_script
from reif.web.collect.endpoint import UNKNOWN, for_clients
from reif.web.collect.reading import letter, origin

logger = logging.getLogger(__name__)


@for_clients("GET", "HEAD")
@condition(etag_func=page_script.etag)
def script(request: HttpRequest) -> HttpResponse:
    """The page script of reif's own, for pages of any site."""
    return page_script.answer(request)


@for_clients("POST")
def call(request: HttpRequest, kind: str) -> HttpResponse:
    """One call, of the type that the path names."""
    return _collected(request, "segment", Type(kind))


@for_clients("POST")
def batch(request: HttpRequest) -> HttpResponse:
    """Many calls, each of which says its type."""
    return _collected(request, "segment", None)


@for_clients("POST")
def posthog(request: HttpRequest) -> HttpResponse:
    """Events in PostHog's form."""
    return _collected(request, "posthog", None)


@for_clients("POST")
def google_ads(request: HttpRequest) -> HttpResponse:
    """A lead of a form under an ad of Google; its `google_key` is the write key."""
    return _collected(request, "google-ads", None)


@for_clients("POST")
def leads(request: HttpRequest, key: str = "") -> HttpResponse:
    """Leads as JSON of whatever system; the key in the address is for those that can send it in no other way."""
    return _collected(request, "leads", None, key)


@for_clients("GET", "HEAD")
def segment_script(request: HttpRequest, key: str) -> HttpResponse:
    """Segment's client in the browser, where its snippet looks for it. The key counts only when it sends."""
    del key
    return client_scripts.answer(request, client_scripts.SEGMENT, "standalone.js")


@for_clients("GET", "HEAD")
def segment_bundle(request: HttpRequest, name: str) -> HttpResponse:
    """A part of it that it loads when it needs it."""
    return client_scripts.answer(request, client_scripts.SEGMENT, name, is_for_ever=".bundle." in name)


@for_clients("GET", "HEAD")
def jitsu_script(request: HttpRequest) -> HttpResponse:
    """Jitsu's client in the browser."""
    return client_scripts.answer(request, client_scripts.JITSU, "p.js.txt")


@for_clients("GET", "HEAD")
def segment_settings(request: HttpRequest, key: str) -> HttpResponse:
    """What Segment's client in the browser asks for before it sends: where to, and nothing more."""
    if source_of(key) is None:
        return answers.refused(404, UNKNOWN)
    to = {"apiKey": key, "apiHost": f"{request.get_host()}/v1", "protocol": request.scheme}
    return JsonResponse(
        {
            "integrations": {"Segment.io": to},
            "plan": {"track": {"__default": {"enabled": True, "integrations": {}}}},
            "edgeFunction": {},
            "middlewareSettings": {},
            "enabledMiddleware": {},
            "metrics": {"sampleRate": 0},
            "legacyVideoPluginsEnabled": False,
            "remotePlugins": [],
        }
    )


@for_clients("GET", "HEAD")
def rudderstack_settings(request: HttpRequest) -> HttpResponse:
    """The same for RudderStack's."""
    key = request.GET.get("writeKey", "")
    source = source_of(key)
    if source is None:
        return answers.refused(404, UNKNOWN)
    no_statistics = {"statsCollection": {"errors": {"enabled": False}, "metrics": {"enabled": False}}}
    said = {"id": str(source.pk), "name": source.name, "writeKey": key, "enabled": True, "workspaceId": "reif"}
    at = source.created_at.isoformat()
    return JsonResponse(
        {"source": {**said, "config": no_statistics, "destinations": [], "dataplanes": {}}, "updatedAt": at}
    )


def _collected(request: HttpRequest, form: str, of: Type | None, key_in_path: str = "") -> HttpResponse:
    try:
        sent, text, key = letter(request, form, of)
        source = source_of(key_in_path or key)
        if source is None:
            return answers.refused(401, UNKNOWN)
        if source.is_public and _objects(request):
            return answers.taken()
        if is_overrun():
            return answers.not_now(429, "more was sent than can be read in time; send it again later")
        if form == "leads" and source.field_map:
            sent = replace(sent, beside={**sent.beside, "map": json.dumps(source.field_map)})
        receive(source=source, letter=sent, body=text, at=timezone.now(), origin=origin(request))
    except (Unreadable, TooLarge, NotACall, TooMany) as problem:
        return answers.refused(400, str(problem))
    except DatabaseError:
        logger.warning("could not store what was sent", exc_info=True)
        return answers.not_now(503, "the database cannot store anything now; send it again")
    return answers.taken()


def _objects(request: HttpRequest) -> bool:
    """Whether the browser says that its user does not want to be followed: then nothing is."""
    return "1" in (request.headers.get("Sec-GPC"), request.headers.get("DNT"))
