"""Whether the system is alive and ready, for what watches over it. Open to everybody: nothing tells of people."""

from datetime import datetime

from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from reif.jobs.queries import SILENT_AFTER, last_turn
from reif.records.schema import schema


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200: this process answers. Asks nobody else."""
    del request
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200: requests can be answered; else 503. `worker` is told, but pages are served without one."""
    del request
    state = _state(timezone.now())
    is_ready = state["database"] == state["tables"] == "ok"
    return JsonResponse(state, status=200 if is_ready else 503)


def _state(at: datetime) -> dict[str, str]:
    try:
        found = schema()
        if found.newer or found.missing:
            return {"database": "ok", "tables": "newer" if found.newer else "missing", "worker": "unknown"}
        turned_at = last_turn()
    except Error:
        return {"database": "unreachable", "tables": "unknown", "worker": "unknown"}
    if turned_at is None:
        return {"database": "ok", "tables": "ok", "worker": "none"}
    return {"database": "ok", "tables": "ok", "worker": "late" if at - turned_at > SILENT_AFTER else "ok"}
