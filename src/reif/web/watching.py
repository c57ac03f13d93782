"""Every request is counted, timed and logged by the name of its route, never by what was asked."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from reif.web.metrics import REQUESTS, SECONDS
from reif.web.request_id import request_id

logger = logging.getLogger(__name__)

_HEADER = "X-Request-ID"
_TRUSTED_ID = re.compile(r"[0-9a-f-]{16,64}")  # nothing that could be a name
_WATCHERS = frozenset({"health", "ready", "metrics"})  # asked every few seconds by machines
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Watch:
    """The outermost middleware. The answer carries the id of the request, one from a proxy in front or a new one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and remember how it went."""
        given = request.headers.get(_HEADER, "")
        # Left standing until the next one: Django logs some answers only after the last middleware.
        request_id.set(given if _TRUSTED_ID.fullmatch(given) else uuid.uuid4().hex)
        started = time.perf_counter()
        try:
            response = self._get_response(request)
        except Exception:  # as when no address can be read at all: the server answers 500 by itself
            logger.error("request failed", exc_info=True)
            raise
        response[_HEADER] = request_id.get()
        _remember(request, response.status_code, time.perf_counter() - started)
        return response


def _remember(request: HttpRequest, status: int, seconds: float) -> None:
    match = request.resolver_match
    route = (match.view_name if match is not None else None) or "unknown"
    method = request.method if request.method in _METHODS else "other"
    REQUESTS.labels(route, method, status).inc()
    SECONDS.labels(route).observe(seconds)
    said = {"route": route, "method": method, "status": status, "ms": round(seconds * 1000, 1)}
    logger.log(logging.DEBUG if route in _WATCHERS else logging.INFO, "request", extra=said)
